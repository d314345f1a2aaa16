"""Interrupts at any moment: one line and status 130, from the first second on."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.interface.test_cli import command

# Reports each package that is imported, so that an interrupt can be sent right then.
REPORTER = """
import builtins, sys
whole = builtins.__import__
def told(name, *args, **kwargs):
    if name == {name!r} and name not in sys.modules:
        print("now", file=sys.stdout, flush=True)
    return whole(name, *args, **kwargs)
builtins.__import__ = told
sys.argv = ["fansim", *{arguments!r}]
from fansim.__main__ import main
main()
"""


@pytest.mark.parametrize("package", ["typer", "numpy", "mesa", "pyarrow.parquet"])
def test_interrupt_while_it_imports(tmp_path: Path, package: str) -> None:
    code = REPORTER.format(name=package, arguments=["sweep", "threshold_by_cap", "--replications", "1", "--out", "out"])
    whole = [command()[0], "-c", code]
    with subprocess.Popen(whole, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    (line,) = errors.strip().splitlines()
    assert process.returncode == 130
    assert line.startswith("fansim: stopped")


@pytest.mark.parametrize("seconds", [1.5, 3.0])
def test_interrupt_after_some_time(tmp_path: Path, seconds: float) -> None:
    arguments = command("sweep", "threshold_by_cap", "--workers", "2", "--out", "out")
    with subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    (line,) = errors.strip().splitlines()
    assert process.returncode == 130
    assert line.startswith("fansim: stopped")
