"""Sweeps: the same table whatever the workers, stop rules, and what a user sees."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from tests.experiments.small_study import SMALL, mapping

import fansim
from fansim.experiments.methods.intervals import half_width
from fansim.experiments.study.study import study_from_mapping
from fansim.experiments.sweep.pools import SerialPool, open_pool
from fansim.experiments.sweep.process_pool import ProcessPool
from fansim.experiments.sweep.progress import SweepProgress
from fansim.experiments.sweep.runner import Order, Row, Task, empty_row, task_of
from fansim.experiments.sweep.sweep import missing, run_study
from fansim.network import of_scenario as scenario_network

SHORT = {"kind": "grid", "factors": {"groups.cap": [5, 10]}}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """A serial sweep of two scenarios and three replications."""
    return fansim.sweep(mapping(design=SHORT, replications=3))


def test_row_holds_what_a_single_run_gives(table: pd.DataFrame) -> None:
    study = study_from_mapping(mapping(design=SHORT, replications=3))
    for row in table.to_dict("records"):
        single = fansim.run(study.scenario({"groups.cap": row["groups.cap"]}), seed=row["seed"])
        for name in study.outcomes:
            assert np.array([row[name]]).tobytes() == np.array([single.summary[name]]).tobytes(), name


def test_columns_and_order(table: pd.DataFrame) -> None:
    head = ["run_id", "scenario", "replication", "seed", "groups.cap", "reach", "shill_share", "retention_30", "error"]
    assert list(table.columns) == head
    assert table["scenario"].tolist() == [0, 1] * 3
    assert table["seed"].tolist() == [1, 1, 2, 2, 3, 3], "common random numbers"
    assert table["run_id"].is_unique


def test_two_workers_give_the_same_table(table: pd.DataFrame) -> None:
    parallel = fansim.sweep(mapping(design=SHORT, replications=3), workers=2)
    pd.testing.assert_frame_equal(parallel, table, check_exact=True)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_processes_of_this_machine_need_no_dask(workers: int) -> None:
    code = (
        "import sys, fansim\n"
        f"fansim.sweep({mapping(design=SHORT, replications=1)!r}, workers={workers})\n"
        "sys.exit(any(name in sys.modules for name in ('dask', 'distributed')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_script_without_a_guard_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import fansim\nfansim.sweep({mapping(design=SHORT, replications=1)!r}, workers=2)\n", encoding="utf-8"
    )
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1
    assert (
        "ClusterError: a worker ended while it started. A script must start its work under if __name__" in ended.stderr
    )


@pytest.mark.slow
def test_a_pool_is_good_for_another_study_after_one_that_was_left_half_way(table: pd.DataFrame) -> None:
    study = study_from_mapping(mapping(design=SHORT, replications=3))
    order = Order(study.outcomes)
    with open_pool(2) as pool:
        assert isinstance(pool, ProcessPool)
        for _ in pool.run((task_of(study, number) for number in range(study.runs)), order):
            break  # runs are under way
        rows = [
            row for rows in pool.run((task_of(study, number) for number in range(study.runs)), order) for row in rows
        ]
    assert sorted(row["run_id"] for row in rows) == sorted(table["run_id"])
    assert multiprocessing.active_children() == []


def test_existing_scheduler_and_one_that_is_not_there(table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    from fansim.experiments.sweep import dask_pool

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1") as cluster:
        found = fansim.sweep(mapping(design=SHORT, replications=3), cluster=cluster.scheduler_address)
        address = cluster.scheduler_address
    pd.testing.assert_frame_equal(found, table, check_exact=True)
    monkeypatch.setattr(dask_pool, "_CONNECT_SECONDS", 2)
    with pytest.raises(fansim.ClusterError, match=f"{address}: no Dask scheduler answers there"):
        fansim.sweep(mapping(design=SHORT), cluster=address)


def test_more_replications_go_on_where_the_sweep_was(tmp_path: Path, table: pd.DataFrame) -> None:
    fansim.sweep(mapping(design=SHORT, replications=2), out=tmp_path)
    tally = run_study(mapping(design=SHORT, replications=3), tmp_path)
    assert (tally.done, tally.fresh) == (6, 2)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "runs.parquet"), pd.DataFrame(table), check_exact=True)


def test_tables_of_a_folder(tmp_path: Path, table: pd.DataFrame) -> None:
    fansim.sweep(mapping(design=SHORT, replications=3), out=tmp_path)
    summary = pd.read_csv(tmp_path / "summary.csv", encoding="utf-8-sig")
    assert (tmp_path / "summary.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "so that Excel reads Chinese"
    reach = table[table["scenario"] == 1]["reach"]
    assert summary.loc[1, "groups.cap"] == 10
    assert summary.loc[1, "reach_mean"] == pytest.approx(reach.mean())
    width = 4.302652729911275 * reach.std() / np.sqrt(3)  # t of 2 degrees of freedom
    assert summary.loc[1, "reach_high"] - summary.loc[1, "reach_mean"] == pytest.approx(width)
    sheet = openpyxl.load_workbook(tmp_path / "summary.xlsx")["summary"]
    assert [cell.value for cell in sheet[1]] == list(summary.columns)
    assert sheet.max_row == 3
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], manifest["done"], manifest["failed"]) == ("sweep", 6, 0)
    assert set(manifest["files"]) == {"manifest.json", "runs.parquet", "summary.csv", "summary.xlsx"}


def test_what_a_sweep_returns_shows_draws_and_saves_itself(tmp_path: Path) -> None:
    values = mapping(design=SHORT, replications=3, daily=["member"])
    runs = fansim.sweep(values)
    assert repr(runs) == "<Sweep of 'Small study': 6 runs of 2 scenarios>"
    assert runs._repr_html_().count("<tr>") == 3
    assert "<th>Seats per group</th>" in runs._repr_html_()
    assert runs.plot("reach").get_title(loc="left").startswith("Reach")
    with pytest.raises(fansim.ResultError, match="reech: there is no outcome of that name"):
        runs.plot("reech")
    runs.save(tmp_path / "saved")
    again = fansim.sweep(values, out=tmp_path / "saved")
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(runs), check_exact=True)
    assert (tmp_path / "saved" / "summary.xlsx").exists()
    assert type(runs.head(2)) is pd.DataFrame


def test_daily_outcomes_are_kept_day_by_day() -> None:
    values = mapping(design=SHORT, replications=1, daily=["member"])
    table, study = fansim.sweep(values), study_from_mapping(values)
    single = fansim.run(study.scenario(study.design[1]), seed=1).daily["member"]
    assert table["daily.member"].iloc[1].tolist() == single.tolist()


def test_replaced_rule_changes_the_run_and_its_name(table: pd.DataFrame) -> None:
    def accounts_bought(
        budget: float, price: float, posting_cost: float, threshold_days: int, deadline_days: int
    ) -> int:
        return 0

    other = fansim.sweep(mapping(design=SHORT, replications=3), rules={"accounts_bought": accounts_bought})
    assert (other["shill_share"] == 0).all()
    assert (table["shill_share"] > 0).any()
    assert set(other["run_id"]).isdisjoint(table["run_id"])


class MadeUpPool:
    """A pool whose reach is a given function of the run; some runs fail."""

    workers = 1

    def __init__(self, reach: object, failing: frozenset[int] = frozenset()) -> None:
        self.reach, self.failing = reach, failing

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield made-up rows."""
        for task in tasks:
            row = empty_row(task.run, order) | {"reach": self.reach(task.run)}  # type: ignore[operator]
            yield [row | {"error": "it failed" if task.run.number in self.failing else None}]


def test_precision_ends_a_study_at_the_same_replication_each_time(tmp_path: Path) -> None:
    """Values 0 and 1 in turn: the half-width after n replications is known, and falls below 0.5 at n = 8 (0.447)."""
    values = mapping(design=SHORT, replications=50, outcomes=["reach"], stop={"precision": {"reach": 0.45}})
    pool = MadeUpPool(lambda run: float(run.replication % 2))
    tally = run_study(values, tmp_path, pool, tables=False)
    widths = {n: half_width((np.arange(n) % 2.0).reshape(-1, 1))[0] for n in range(5, 12)}
    first = min(n for n, width in widths.items() if width <= 0.45)
    assert tally.why == f"precise enough after {first} replications"
    assert tally.done == 2 * first
    assert run_study(values, tmp_path, pool, tables=False).fresh == 0


def test_half_width_of_an_interval() -> None:
    values = np.array([[1.0, 2.0, np.nan], [3.0, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    assert half_width(values).tolist() == [pytest.approx(12.706204736432095), np.inf, 0.0]  # t of 1 degree of freedom


def test_too_many_failures_end_a_study(tmp_path: Path) -> None:
    values = mapping(design=SHORT, replications=50, outcomes=["reach"], stop={"max_failures": 0.1})
    tally = run_study(values, tmp_path, MadeUpPool(lambda run: 0.5, frozenset(range(3))), tables=False)
    assert tally.why == "15% of the runs failed (stop.max_failures is 10%)"
    assert (tally.done, tally.failed) == (20, 3)


def test_time_ends_a_study_and_it_goes_on_later(tmp_path: Path) -> None:
    values = mapping(design=SHORT, replications=50, outcomes=["reach"])
    pool = MadeUpPool(lambda run: 0.5)
    tally = run_study(values | {"stop": {"wall_minutes": 1e-9}}, tmp_path, pool, tables=False)
    assert tally.done == 0
    assert "minutes are over" in tally.why
    assert run_study(values, tmp_path, pool, tables=False).done == 100


@pytest.mark.parametrize("done", [[], [0], [9], [3, 4, 7], list(range(10))])
def test_missing_numbers(done: list[int]) -> None:
    assert list(missing(np.array(done, np.int64), 0, 10)) == [n for n in range(10) if n not in done]
    assert list(missing(np.array(done, np.int64), 4, 8)) == [n for n in range(4, 8) if n not in done]


def test_log_holds_lines_a_program_can_read(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with SweepProgress(log) as progress:
        fansim.sweep(mapping(design=SHORT, replications=1), watch=progress.watch)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines if line["event"] != "progress"] == ["start", "end"]
    assert (lines[0]["done"], lines[-1]["done"], lines[-1]["total"], lines[-1]["failed"]) == (0, 2, 2, 0)


def test_progress_is_quiet_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with SweepProgress() as progress:
        fansim.sweep(mapping(design=SHORT, replications=1), watch=progress.watch)
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def networks_made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seeds of the networks that are generated, none being kept at first."""
    made: list[int] = []
    build = scenario_network.build_network
    monkeypatch.setattr(scenario_network, "_kept", OrderedDict())
    monkeypatch.setattr(
        scenario_network, "build_network", lambda *args, **more: made.append(more["seed"]) or build(*args, **more)
    )
    return made


def test_networks_are_shared_by_the_runs_of_a_study_alone(networks_made: list[int]) -> None:
    values = mapping(design=SHORT, replications=2, seed=50)
    fansim.sweep(values, workers=SerialPool())
    assert networks_made == [50, 51]
    fansim.run(study_from_mapping(values).base, seed=50)
    assert networks_made == [50, 51, 50]


def test_kept_network_of_a_file_must_have_the_people_of_each_scenario(tmp_path: Path) -> None:
    """The runs before have read the file already: a scenario that says another size is refused all the same."""
    ties = tmp_path / "ties.csv"
    ties.write_text("\n".join(f"{i},{(i + 1) % 200}" for i in range(200)) + "\n", encoding="utf-8")
    base = {key: value for key, value in SMALL.items() if key != "population.size"}
    settings = {"network.kind": "file", "network.path": str(ties)}
    design = {"factors": {"population.size": [200, 100]}}
    table = fansim.sweep(mapping(set=base | settings, design=design, replications=1))
    assert table["error"].isna().tolist() == [True, False]
    assert "population.size: got 100, but" in table["error"].iloc[1]
