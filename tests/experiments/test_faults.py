"""What goes wrong in a long sweep, done to real processes: nothing finished is lost, nothing is counted twice."""

from __future__ import annotations

import errno
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import dask
import pandas as pd
import psutil
import pytest
from distributed import LocalCluster
from tests.experiments.small_study import rows_on_disk, start_sweep, wait_until, write_study

import fansim
from fansim.experiments.study.study import load_study
from fansim.experiments.sweep import pools
from fansim.experiments.sweep import store as store_module
from fansim.experiments.sweep.runner import Order
from fansim.experiments.sweep.sweep import read_runs, run_study
from fansim.language import language, spoken

RUNS = 24


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The table of the sweep that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    study, rules = write_study(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FANSIM_TEST_FAULTS", str(folder))
        table = pd.DataFrame(fansim.sweep(study, rules=rules))
    assert len(table) == RUNS
    assert table["error"].isna().all()
    return table


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the study and the rules; a file named slow, raise or abort in it makes the runs so."""
    write_study(tmp_path)
    monkeypatch.setenv("FANSIM_TEST_FAULTS", str(tmp_path))
    return tmp_path


def finish(process: subprocess.Popen[str], status: int) -> tuple[str, str]:
    """Wait for the end of a process and check its status; return what it printed."""
    printed, complaints = process.communicate(timeout=240)
    assert process.returncode == status, (printed, complaints)
    assert "Traceback" not in complaints
    assert "inside fansim" not in complaints
    return printed, complaints


def same(out: Path, table: pd.DataFrame) -> None:
    """Check that the runs of a folder are those of a table, bit for bit."""
    pd.testing.assert_frame_equal(read_runs(out), table, check_exact=True)
    assert not (out / "journal.jsonl").exists()
    assert not (out / "parts").exists()


@pytest.mark.slow
def test_killed_worker(folder: Path, undisturbed: pd.DataFrame) -> None:
    (folder / "slow").touch()
    process, out = start_sweep(folder, folder / "out", "--workers", "2"), folder / "out"
    wait_until(lambda: rows_on_disk(out) >= 2, process)
    workers = [
        child for child in psutil.Process(process.pid).children(recursive=True) if "spawn_main" in str(child.cmdline())
    ]
    assert len(workers) == 2
    workers[0].kill()
    finish(process, 0)
    same(out, undisturbed)


def test_killed_client_loses_no_finished_run(folder: Path, undisturbed: pd.DataFrame) -> None:
    (folder / "slow").touch()
    process, out = start_sweep(folder, folder / "out", "--workers", "2"), folder / "out"
    wait_until(lambda: rows_on_disk(out) >= 3, process)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    kept = rows_on_disk(out)
    assert 3 <= kept < RUNS
    assert psutil.wait_procs(children, timeout=60)[1] == [], "workers outlive their client"
    (folder / "slow").unlink()
    printed, _ = finish(start_sweep(folder, out), 0)
    assert f"{RUNS} of {RUNS} runs, {kept} of them before" in printed
    same(out, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupt_leaves_a_folder_to_go_on_with(folder: Path, undisturbed: pd.DataFrame, workers: str) -> None:
    (folder / "slow").touch()
    process, out = start_sweep(folder, folder / "out", "--workers", workers), folder / "out"
    wait_until(lambda: rows_on_disk(out) >= 2, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    _, complaints = finish(process, 130)
    assert "The same command goes on from there" in complaints
    kept = rows_on_disk(out)
    assert 2 <= kept < RUNS
    (folder / "slow").unlink()
    printed, _ = finish(start_sweep(folder, out), 0)
    assert f"{kept} of them before" in printed
    same(out, undisturbed)


def test_run_that_raises_is_a_row(folder: Path, undisturbed: pd.DataFrame) -> None:
    (folder / "raise").touch()
    out = folder / "out"
    _, complaints = finish(start_sweep(folder, out), 1)
    assert "8 runs failed" in complaints
    table = read_runs(out)
    failed = table["error"].notna()
    assert (failed == (table["campaigns.0.budget"] == 13.0)).all()
    assert table.loc[failed, "error"].str.startswith("RuntimeError: a run that fails").all()
    pd.testing.assert_frame_equal(table[~failed], undisturbed[~failed], check_exact=True)
    assert len(pd.read_csv(out / "failed_runs.csv")) == 8
    (folder / "raise").unlink()
    finish(start_sweep(folder, out, "--retry-failed"), 0)
    same(out, undisturbed)


@pytest.mark.slow
def test_run_that_aborts_its_process_is_a_row(folder: Path, undisturbed: pd.DataFrame) -> None:
    study = load_study(folder / "small.toml")
    text = (folder / "small.toml").read_text(encoding="utf-8").replace("replications = 4", "replications = 1")
    (folder / "small.toml").write_text(text, encoding="utf-8")
    (folder / "abort").touch()
    out = folder / "out"
    finish(start_sweep(folder, out, "--workers", "2"), 1)
    table, wanted = read_runs(out), undisturbed[undisturbed["replication"] == 0]
    failed = table["error"].notna()
    assert (failed == (table["campaigns.0.budget"] == 666.0)).all()
    assert table.loc[failed, "error"].str.contains("ended again and again").all()
    pd.testing.assert_frame_equal(table[~failed], wanted[~failed], check_exact=True)
    (folder / "abort").unlink()
    run_study(study, out, rules=folder / "rules.py", retry_failed=True)  # all four replications
    same(out, undisturbed)


@pytest.mark.slow
def test_run_that_aborts_a_worker_of_a_scheduler_is_a_row(folder: Path, undisturbed: pd.DataFrame) -> None:
    study = folder / "small.toml"
    text = study.read_text(encoding="utf-8").replace("replications = 4", "replications = 1")
    study.write_text(text.replace("['fill_first', 'random']", "['random']"), encoding="utf-8")
    (folder / "abort").touch()
    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.deploy.lost-worker-timeout": "365 days"}
    place = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
    with dask.config.set(settings), LocalCluster(n_workers=2, threads_per_worker=1, **place) as cluster:
        out = folder / "out"
        finish(start_sweep(folder, out, "--cluster", cluster.scheduler_address), 1)
    table = read_runs(out)
    failed = table["error"].notna()
    assert len(table) == 3
    assert (failed == (table["campaigns.0.budget"] == 666.0)).all()
    assert table.loc[failed, "error"].str.contains("ended again and again").all()
    wanted = undisturbed[(undisturbed["replication"] == 0) & (undisturbed["groups.allocation"] == "random")]
    assert table.loc[~failed, "reach"].tolist() == wanted.loc[wanted["campaigns.0.budget"] != 666.0, "reach"].tolist()


def test_full_disk_stand_in(folder: Path, undisturbed: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system writes half a line and then has no room."""
    write, left = os.write, [7]

    def full(file: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] > 0:
            return write(file, data)
        if left[0] == 0:
            return write(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = folder / "out"
    monkeypatch.setattr(store_module.os, "write", full)
    with pytest.raises(fansim.ResultError, match=r"No space left on device\)\. The runs that are done are kept"):
        fansim.sweep(folder / "small.toml", out=out, rules=folder / "rules.py")
    monkeypatch.undo()
    monkeypatch.setenv("FANSIM_TEST_FAULTS", str(folder))
    assert rows_on_disk(out) == 6
    assert (out / "journal.jsonl").read_bytes().endswith(b"\n")
    fansim.sweep(folder / "small.toml", out=out, rules=folder / "rules.py")
    same(out, undisturbed)


@pytest.mark.slow
def test_full_disk(folder: Path, undisturbed: pd.DataFrame) -> None:
    """A disk of 256 KB, nearly full: needs the right to mount one."""
    disk = folder / "disk"
    disk.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=256k", "fansim-test", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(options, check=False, capture_output=True).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    try:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(228 * 1024))
        out = disk / "out"
        _, complaints = finish(start_sweep(folder, out), 2)
        assert "No space left on device" in complaints
        ballast.unlink()
        finish(start_sweep(folder, out), 0)
        same(out, undisturbed)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


@pytest.mark.slow
def test_two_processes_on_one_folder(folder: Path) -> None:
    (folder / "slow").touch()
    first, out = start_sweep(folder, folder / "out"), folder / "out"
    wait_until(lambda: rows_on_disk(out) >= 1, first)
    _, complaints = finish(start_sweep(folder, out), 2)
    assert "another process is working on this study" in complaints
    (folder / "slow").unlink()
    finish(first, 0)


def test_a_row_is_the_same_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "run_task", lambda task, order: {"language": language()})
    with spoken("zh"):
        assert list(pools.SerialPool().run(["task"], Order(()))) == [[{"language": "en"}]]  # type: ignore[list-item]
        assert language() == "zh"
