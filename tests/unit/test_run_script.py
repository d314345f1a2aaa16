"""The script ``run``, in a made-up project whose Python only pretends to install."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "run"
TOOLS = ("cat", "cp", "dirname", "mkdir", "mv", "rm", "sh", "sleep")
SHELLS = [["sh"], *([shell] for shell in ("dash", "bash") if shutil.which(shell))]
SHELLS += [["busybox", "sh"]] if shutil.which("busybox") else []

# Answers as python, and as python -m venv and python -m pip, noting what it was asked for.
FAKE_PYTHON = """#!/bin/sh
case "$1 $2" in
    "-c "*version_info*) [ -z "${FAKE_TOO_OLD-}" ] && echo "$0" ;;
    "-c "*ensurepip*) [ -z "${FAKE_NO_VENV-}" ] ;;
    "-c "*fcntl*) exec "$REAL_PYTHON" "$@" ;;
    "-m venv") echo "venv $0" >>"$LOG"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip")
        echo "pip in $PWD" >>"$LOG"
        cp .venv/fansim-stamp "$LOG.stamp"
        sleep "${FAKE_PIP_SECONDS:-0}"
        echo "pip is talking"
        exit "${FAKE_PIP_STATUS:-0}"
        ;;
esac
"""
FAKE_UV = """#!/bin/sh
echo "uv $1" >>"$LOG"
[ "$1" = pip ] || { mkdir -p .venv/bin "$6/bin"; cp "$5" "$6/bin/python"; }
"""
SHOW = """#!/bin/sh
echo "in $PWD"
for argument; do printf '[%s]' "$argument"; done
exit 7
"""


class Project:
    """A folder with ``run`` in it, and a PATH that holds no real Python, pip or uv."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a project"
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.root.mkdir()
        self.bin.mkdir()
        shutil.copy(SCRIPT, self.root / "run")
        (self.root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        (self.root / "constraints.txt").write_text("numpy==2.4.6\n", encoding="utf-8")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.program("python3", FAKE_PYTHON)
        self.program("show", SHOW)

    @property
    def stamp(self) -> Path:
        return self.root / ".venv" / "fansim-stamp"

    @property
    def done(self) -> list[str]:
        """What has been asked of the fake Python so far: "venv", "pip" or "uv"."""
        return (
            [line.split()[0] for line in self.log.read_text(encoding="utf-8").splitlines()] if self.log.exists() else []
        )

    def program(self, name: str, text: str) -> Path:
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def start(self, *arguments: str, shell=("sh",), cwd: Path | None = None, **fake: str):
        environment = {"PATH": str(self.bin), "LOG": str(self.log), "REAL_PYTHON": sys.executable, **fake}
        return subprocess.Popen(
            [shutil.which(shell[0]), *shell[1:], self.root / "run", *arguments],
            cwd=cwd or self.root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, text: str = "", **options):
        process = self.start(*arguments, **options)
        out, err = process.communicate(text, timeout=30)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def wait_for(self, step: str) -> None:
        deadline = time.monotonic() + 20
        while step not in self.done:
            assert time.monotonic() < deadline, f"{step} never started"
            time.sleep(0.01)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.mark.parametrize("shell", SHELLS, ids=" ".join)
def test_first_use_installs_and_the_second_is_silent(project: Project, shell: list[str]) -> None:
    first = project.run("show", shell=shell)
    assert first.returncode == 7
    assert project.done == ["venv", "pip"]
    assert "making" in first.stderr

    second = project.run("show", shell=shell)
    assert second.returncode == 7
    assert project.done == ["venv", "pip"]
    assert second.stderr == ""
    assert first.stdout == second.stdout


@pytest.mark.parametrize("shell", SHELLS, ids=" ".join)
def test_arguments_status_and_folder_pass_through(project: Project, tmp_path: Path, shell: list[str]) -> None:
    arguments = ["a b", "", "*", "it's", "--set", 'x="1"', "two\nlines", "$HOME", "\\n"]
    ended = project.run("show", *arguments, shell=shell, cwd=tmp_path)
    assert ended.stdout == f"in {tmp_path}\n" + "".join(f"[{argument}]" for argument in arguments)
    assert ended.returncode == 7
    assert f"pip in {project.root}\n" in project.log.read_text(encoding="utf-8")


def test_command_takes_the_place_of_the_script(project: Project) -> None:
    process = project.start("sh", "-c", "echo $$")
    assert process.communicate(timeout=30)[0] == f"{process.pid}\n"


def test_input_is_left_to_the_command(project: Project) -> None:
    assert project.run("cat", text="a line\n").stdout == "a line\n"


def test_command_of_the_environment_comes_first(project: Project) -> None:
    project.run("show")
    (project.root / ".venv" / "bin" / "show").symlink_to(project.program("other", "#!/bin/sh\necho other\n"))
    assert project.run("show").stdout == "other\n"


def test_unknown_command(project: Project) -> None:
    assert project.run("no-such-command").returncode == 127


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--unknown"]])
def test_usage_installs_nothing(project: Project, arguments: list[str]) -> None:
    ended = project.run(*arguments)
    assert "usage: ./run" in ended.stdout + ended.stderr
    assert ended.returncode == (0 if arguments == ["--help"] else 2)
    assert project.done == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_file_installs_again_into_the_same_environment(project: Project, name: str) -> None:
    project.run("show")
    with (project.root / name).open("a") as file:
        file.write("# changed\n")
    assert "updating" in project.run("show").stderr
    assert project.done == ["venv", "pip", "pip"]
    assert project.run("show").stderr == ""


def test_stamp_is_written_last(project: Project, tmp_path: Path) -> None:
    project.run("show")
    while_installing = (tmp_path / "log.stamp").read_text(encoding="utf-8")
    assert while_installing == "unfinished\n"
    assert project.stamp.read_text(encoding="utf-8") == f"{project.root}\n[project]\nnumpy==2.4.6\n"


@pytest.mark.parametrize("times_installed", [0, 1], ids=["first install", "update"])
def test_killed_install_is_done_again_from_the_start(project: Project, times_installed: int) -> None:
    if times_installed:
        project.run("show")
        (project.root / "constraints.txt").write_text("numpy==2.5.0\n", encoding="utf-8")
        project.log.unlink()
    process = project.start("show", FAKE_PIP_SECONDS="30")
    project.wait_for("pip")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left_over = project.root / ".venv" / "half a package"
    left_over.touch()

    assert project.run("show").returncode == 7
    assert project.done[-2:] == ["venv", "pip"]
    assert not left_over.exists()
    assert project.run("show").stderr == ""


def test_failed_install_runs_nothing_and_is_done_again(project: Project) -> None:
    ended = project.run("show", FAKE_PIP_STATUS="1")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "could not install" in ended.stderr
    assert project.run("show").returncode == 7


def test_two_first_uses_at_once_install_once(project: Project) -> None:
    first = project.start("show", FAKE_PIP_SECONDS="0.5")
    project.wait_for("pip")
    second = project.run("show")
    first.communicate(timeout=30)
    assert (first.returncode, second.returncode) == (7, 7)
    assert "waiting" in second.stderr
    assert project.done == ["venv", "pip"]


def test_the_command_does_not_hold_the_lock(project: Project) -> None:
    running = project.start("sleep", "90")
    project.wait_for("pip")
    (project.root / "constraints.txt").write_text("numpy==2.5.0\n", encoding="utf-8")
    assert project.run("show").returncode == 7
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def test_moved_folder_gets_a_new_environment(project: Project, tmp_path: Path) -> None:
    project.run("show")
    project.root = project.root.rename(tmp_path / "moved")
    assert project.run("show").returncode == 7
    assert project.done == ["venv", "pip"] * 2


def test_environment_made_by_hand_is_kept(project: Project) -> None:
    hand_made = project.root / ".venv" / "bin"
    hand_made.mkdir(parents=True)
    shutil.copy(project.bin / "python3", hand_made / "python")
    assert project.run("show").returncode == 7
    assert project.done == ["pip"]


def test_environment_whose_python_is_gone_is_made_anew(project: Project) -> None:
    project.run("show")
    (project.root / ".venv" / "bin" / "python").unlink()
    assert project.run("show").returncode == 7
    assert project.done == ["venv", "pip"] * 2


def test_python_without_venv(project: Project) -> None:
    ended = project.run("show", FAKE_NO_VENV="1")
    assert ended.returncode == 1
    assert "python3-venv" in ended.stderr
    assert project.done == []


def test_no_suitable_python(project: Project) -> None:
    ended = project.run("show", FAKE_TOO_OLD="1")
    assert ended.returncode == 1
    assert "no Python 3.11" in ended.stderr


def test_chosen_python(project: Project, tmp_path: Path) -> None:
    chosen = tmp_path / "my python"
    (project.bin / "python3").rename(chosen)
    assert project.run("show").returncode == 1
    assert project.run("show", FANSIM_PYTHON=str(chosen)).returncode == 7
    assert f"venv {chosen}" in project.log.read_text(encoding="utf-8")


def test_uv_is_used_where_there_is_one(project: Project) -> None:
    project.program("uv", FAKE_UV)
    assert project.run("show", FAKE_NO_VENV="1").returncode == 7
    assert project.done == ["uv", "uv"]
