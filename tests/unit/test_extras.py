"""A plain install: the main commands do without the packages of the extras, and the others say how to get them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.experiments.small_study import write_study

from fansim.errors import ExtraError, extra

ROOT = Path(__file__).parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
LEFT_OUT = [
    re.match(r"[\w-]+", package)[0].replace("-", "_")
    for name in ("networks", "studies", "app")
    for package in EXTRAS[name]
]
QUICK = ["population.size=300", "groups.cap=20", "entry.follow_days=5"]
ABSENT = "raise ModuleNotFoundError(f'No module named {__name__!r}', name=__name__)\n"


@pytest.fixture
def plain(tmp_path: Path):
    """Run a command, and the processes it starts, as if the packages of the extras were not there."""
    absent = tmp_path / "absent"
    absent.mkdir()
    for package in LEFT_OUT:
        (absent / f"{package}.py").write_text(ABSENT, encoding="utf-8")
    path = os.pathsep.join([str(absent), str(ROOT / "sim"), *filter(None, [os.environ.get("PYTHONPATH")])])

    def fansim(*words: str, settings: list[str] = QUICK) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fansim", *words, *(part for key in settings for part in ("--set", key))]
        return subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=240
        )

    return fansim


def refused(ended: subprocess.CompletedProcess[str], use: str, package: str, name: str) -> None:
    """Check that a command said one thing: what it needs, and how to get it."""
    added = f'A plain install leaves it out; add it with: pip install "fansim[{name}]"'
    assert ended.stderr == f"fansim: {use} needs the package {package}. {added}\n"
    assert ended.returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["run", "leijun_classroom", "--days", "30"], "figures/network.png"),
        (["compare", "leijun_classroom", "open_door", "--replications", "2", "--days", "30"], "figures"),
        (["sweep", "small.toml", "--workers", "2", "--replications", "1"], "summary.xlsx"),
        (["effects", "small.toml", "--replications", "2"], "findings.md"),
    ],
    ids=["run", "compare", "sweep", "effects"],
)
def test_the_main_commands_do_without(plain, tmp_path: Path, words: list[str], file: str) -> None:
    write_study(tmp_path)
    ended = plain(*words, "--out", "out", settings=[] if "small.toml" in words else QUICK)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out" / file).exists()


@pytest.mark.parametrize(
    ("words", "use", "package"),
    [
        (["sweep", "small.toml", "--cluster", "tcp://127.0.0.1:1"], "--cluster", "distributed"),
        (["sensitivity", "small.toml"], "fansim sensitivity", "SALib"),
        (["optimise", "small.toml"], "fansim optimise", "optuna"),
    ],
    ids=["cluster", "sensitivity", "optimise"],
)
def test_a_command_that_needs_an_extra_says_so_before_its_first_run(
    plain, tmp_path: Path, words: list[str], use: str, package: str
) -> None:
    study, _ = write_study(tmp_path)
    study.write_text(
        study.read_text(encoding="utf-8")
        + '\n[sensitivity]\nmethod = "pawn"\n\n[optimise]\nobjectives = { reach = "max" }\n',
        encoding="utf-8",
    )
    refused(plain(*words, "--out", "out", settings=[]), use, package, "studies")
    assert not list((tmp_path / "out").rglob("*.parquet"))


@pytest.mark.parametrize("kind", ["scale_free", "random", "blocks"])
def test_networks_of_networkit_say_so(plain, kind: str) -> None:
    ended = plain("run", "leijun_classroom", settings=[*QUICK, f'network.kind="{kind}"'])
    refused(ended, "network.kind random, scale_free or blocks", "networkit", "networks")


def test_the_live_page_says_so(plain) -> None:
    refused(plain("app", "--no-browser", settings=[]), "fansim app", "nicegui", "app")


def test_only_a_missing_package_is_explained() -> None:
    with pytest.raises(ZeroDivisionError), extra("studies", "a command"):
        raise ZeroDivisionError
    wanted = r'^a command needs the package no_such\. .* pip install "fansim\[studies\]"$'
    with pytest.raises(ExtraError, match=wanted), extra("studies", "a command"):
        import no_such.part  # noqa: F401
