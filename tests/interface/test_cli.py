"""The command line as real processes: exit statuses, messages, and what is on disk afterwards."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from tests.cases import SCENARIOS

import fansim

TINY = ["--set", "population.size=200", "--days", "5"]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "fansim", *arguments]


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "COLUMNS": "120", **environment}
    return subprocess.run(command(*arguments), cwd=folder, env=known, capture_output=True, text=True, timeout=300)


def read_until(terminal: int, word: str) -> str:
    """Read what a process writes to its terminal until a word has come."""
    text, limit = "", time.monotonic() + 240
    while word not in text:
        assert time.monotonic() < limit, text
        if select.select([terminal], [], [], 1)[0]:
            text += os.read(terminal, 4096).decode(errors="replace")
    return text


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("here")
    return folder, run("run", "leijun_classroom", *TINY, "--seed", "7", folder=folder)


class TestRun:
    def test_it_ends_with_the_headline_outcomes_and_the_folder(self, done):
        _, process = done
        assert process.returncode == 0, process.stderr
        for title in ("Retention", "Word-of-mouth spread", "Shill filtering"):
            assert title in process.stdout
        assert process.stdout.splitlines()[-1] == f"result: {Path('results') / 'leijun_classroom'}"
        assert "Warning" not in process.stderr

    def test_the_folder_holds_the_very_run_that_python_gives(self, done):
        folder, _ = done
        saved = fansim.load_result(folder / "results" / "leijun_classroom")
        overrides = {"population.size": 200, "days": 5}
        same = fansim.run(fansim.load_scenario(SCENARIOS / "leijun_classroom.toml", overrides), seed=7)
        pd.testing.assert_frame_equal(saved.persons, same.persons, check_exact=True)
        pd.testing.assert_frame_equal(saved.daily, same.daily, check_exact=True)
        assert (folder / "results" / "leijun_classroom" / "figures" / "stages.png").stat().st_size > 10_000

    def test_the_other_driver_with_a_rule_of_ones_own(self, tmp_path: Path):
        (tmp_path / "my_rules.py").write_text(
            "def entry(days_followed, follow_days):\n    return False\n", encoding="utf-8"
        )
        own = ["--driver", "mesa", "--rules", "my_rules.py", "--out", "mine"]
        process = run("run", "open_door", *TINY, *own, folder=tmp_path)
        assert process.returncode == 0, process.stderr
        assert list(fansim.load_result(tmp_path / "mine").rules) == ["entry"]

    def test_the_life_of_a_fan_is_told_from_the_folder(self, done):
        folder, _ = done
        process = run("fan", "results/leijun_classroom", "7", "--out", "seven.png", folder=folder)
        assert process.returncode == 0, process.stderr
        assert process.stdout.startswith("Person 7: ")
        assert (folder / "seven.png").is_file()

    def test_without_figures_there_are_the_tables(self, done, tmp_path: Path):
        process = run("run", "leijun_classroom", *TINY, "--seed", "7", "--no-figures", "--out", "r", folder=tmp_path)
        assert process.returncode == 0, process.stderr
        assert "figures" not in process.stderr
        there = {path.name for path in (tmp_path / "r").iterdir()}
        assert there == {path.name for path in (done[0] / "results" / "leijun_classroom").iterdir()} - {"figures"}

    def test_a_figure_that_fails_is_named_and_nothing_else_is_lost(self, done, tmp_path: Path):
        broken = "def layout(*_):\n    raise RuntimeError('no ink')\n"
        broken += "import fansim.report.network_figure\nfansim.report.network_figure.layout = layout\n"
        (tmp_path / "sitecustomize.py").write_text(broken, encoding="utf-8")
        paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
        process = run("run", "leijun_classroom", *TINY, "--seed", "7", "--out", "r", folder=tmp_path, PYTHONPATH=paths)
        assert process.returncode == 0, process.stderr
        assert process.stdout.splitlines()[-1] == "result: r"
        said = (
            "fansim: the figure network.png could not be drawn; all else of the result is there. RuntimeError: no ink"
        )
        assert said in process.stderr.splitlines()
        whole = done[0] / "results" / "leijun_classroom"
        names = {str(path.relative_to(whole)) for path in whole.rglob("*")}
        assert names - {str(path.relative_to(tmp_path / "r")) for path in (tmp_path / "r").rglob("*")} == {
            "figures/network.png"
        }
        assert fansim.load_result(tmp_path / "r").seed == 7

    @pytest.mark.slow
    def test_in_a_process_of_a_notebook_it_draws_the_same_figures(self, done, tmp_path: Path):
        (tmp_path / "matplotlib_inline.py").write_text(
            "raise ModuleNotFoundError('not in this environment')\n", encoding="utf-8"
        )
        backend = "module://matplotlib_inline.backend_inline"
        process = run(
            "run", "leijun_classroom", *TINY, "--seed", "7", "--out", "r", folder=tmp_path, MPLBACKEND=backend
        )
        assert process.returncode == 0, process.stderr
        assert "could not be drawn" not in process.stderr
        whole = done[0] / "results" / "leijun_classroom" / "figures"
        assert {path.name: path.read_bytes() for path in whole.iterdir()} == {
            path.name: path.read_bytes() for path in (tmp_path / "r" / "figures").iterdir()
        }

    @pytest.mark.slow
    def test_a_stop_leaves_the_old_result_and_nothing_else(self, done, tmp_path: Path):
        long = ["run", "leijun_classroom", "--out", "r", "--set", "population.size=2000", "--days", "10000"]
        shutil.copytree(done[0] / "results" / "leijun_classroom", tmp_path / "r")
        before = (tmp_path / "r" / "manifest.json").read_bytes()
        terminal, end = pty.openpty()
        with subprocess.Popen(command(*long), cwd=tmp_path, stderr=end) as process:
            os.close(end)
            read_until(terminal, "days")
            process.send_signal(signal.SIGINT)
            errors = read_until(terminal, "written")
            process.wait(timeout=60)
        assert process.returncode == 130
        assert "fansim: stopped; nothing was written" in errors
        assert "Traceback" not in errors
        assert (tmp_path / "r" / "manifest.json").read_bytes() == before
        assert [path.name for path in tmp_path.iterdir()] == ["r"]


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["run", "leijun_clasroom"], "Did you mean leijun_classroom?"),
            (["run", "leijun_classroom", "--set", "groups.capp=3"], "Did you mean groups.cap?"),
            (["run", "leijun_classroom", "--rules", "none.py"], "no such file of rules"),
            (["run", "leijun_classroom", "--out", "."], "left alone"),
            (["run", "leijun_classroom", "--driver", "slow"], "fast"),
            (["fan", "nowhere", "1"], "no such result folder"),
            (["explain", "entry.folow_days"], "Did you mean entry.follow_days?"),
        ],
    )
    def test_bad_input_is_one_message_and_status_2(self, arguments: list[str], message: str, tmp_path: Path):
        (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
        process = run(*arguments, folder=tmp_path)
        assert process.returncode == 2
        assert message in process.stderr
        assert "Traceback" not in process.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]

    def test_what_fails_inside_is_status_1_and_a_traceback_only_on_demand(self, tmp_path: Path):
        broken = "import fansim.scenario\nfansim.scenario.json_schema = lambda: 1 / 0\n"
        (tmp_path / "sitecustomize.py").write_text(broken, encoding="utf-8")
        process = run("schema", folder=tmp_path, PYTHONPATH=str(tmp_path))
        assert process.returncode == 1
        assert process.stderr == (
            "fansim: this failed inside fansim: ZeroDivisionError: division by zero. With --debug it shows where.\n"
        )
        process = run("schema", "--debug", folder=tmp_path, PYTHONPATH=str(tmp_path))
        assert process.returncode == 1
        assert "Traceback" in process.stderr

    def test_a_closed_pipe_is_quiet(self, tmp_path: Path):
        pipe = subprocess.Popen(
            command("explain", "leijun_groups"), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert pipe.stdout is not None
        pipe.stdout.close()
        _, errors = pipe.communicate(timeout=60)
        assert errors == b""
        assert pipe.returncode == 0

    def test_a_reader_that_leaves_or_letters_that_are_not_there_end_no_run(self, tmp_path: Path):
        (tmp_path / "mine.toml").write_text(
            'title = "雷军粉丝群"\ndays = 3\n[population]\nsize = 100\n', encoding="utf-8"
        )
        ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        process = subprocess.run(
            command("run", "mine.toml", "--no-figures", "--out", "a"), cwd=tmp_path, capture_output=True, env=ascii_only
        )
        assert process.returncode == 0, process.stderr
        assert b"\\u96f7" in process.stdout
        pipe = subprocess.Popen(
            command("run", "mine.toml", "--no-figures", "--out", "b"), cwd=tmp_path, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        assert pipe.stdout is not None
        pipe.stdout.close()
        _, errors = pipe.communicate(timeout=60)
        assert pipe.returncode == 0, errors
        assert {path.name for path in (tmp_path / "a").iterdir()} == {path.name for path in (tmp_path / "b").iterdir()}


class TestHelp:
    def test_it_names_the_commands_and_imports_nothing_heavy(self, tmp_path: Path):
        heavy = "{'numpy', 'pandas', 'numba', 'mesa', 'matplotlib', 'pydantic', 'dask', 'optuna', 'SALib', 'scipy'}"
        code = (
            "import sys\nfrom fansim.cli import main\nsys.argv[1:] = ['--help']\n"
            f"try:\n    main()\nfinally:\n    print('heavy:', sorted({heavy} & set(sys.modules)))\n"
        )
        process = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert process.returncode == 0, process.stderr
        for name in ("run", "compare", "sweep", "explain", "scenarios", "schema", "fan", "bench"):
            assert f" {name} " in process.stdout
        assert "heavy: []" in process.stdout

    def test_the_version(self, tmp_path: Path):
        assert run("--version", folder=tmp_path).stdout == f"fansim {fansim.__version__}\n"
