"""The folder of a sweep: every row once, in order, with its own types, whatever happened between."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.experiments.small_study import mapping

import fansim
from fansim.experiments.study.study import Study, study_from_mapping
from fansim.experiments.sweep import store as store_module
from fansim.experiments.sweep.runner import Order, Row, Task, empty_row
from fansim.experiments.sweep.store import Store
from fansim.experiments.sweep.sweep import read_runs, run_study

FACTORS = {
    "campaigns.0.budget": [5, 0.5],
    "groups.cap": [5, 10],
    "groups.waiting_list": [True, False],
    "voice.policy": ["free", "channelled"],
    "incentives": [[], [{"kind": "coupon"}]],
}


@pytest.fixture(scope="module")
def study() -> Study:
    """A study of 32 scenarios with factors of every type."""
    design = {"kind": "grid", "factors": FACTORS}
    return study_from_mapping(mapping(design=design, outcomes=["reach"], daily=["member"]))


def order_of(study: Study) -> Order:
    """Return what each run of a study is asked for."""
    return Order(study.outcomes, study.daily)


def row_of(study: Study, number: int) -> Row:
    """Return a made-up row: its reach tells its number."""
    row = empty_row(study.run(number), order_of(study))
    return row | {"run_id": f"id{number}", "reach": number / 3, "daily.member": [0.1 * number, float("nan")]}


def opened(folder: Path, study: Study) -> Store:
    """Open the store of a study."""
    return Store(folder, study, order_of(study))


def written(folder: Path, study: Study, numbers: Iterable[int]) -> None:
    """Write rows, then vanish without a word, as a killed process does."""
    store = opened(folder, study)
    store.add(row_of(study, number) for number in numbers)
    store.close()


def test_rows_come_back_in_order_with_their_types(tmp_path: Path, study: Study) -> None:
    store = opened(tmp_path, study)
    store.add(row_of(study, number) for number in (40, 3, 127, 0))
    store.compact()
    store.close()
    table = read_runs(tmp_path)
    assert table["run_id"].tolist() == ["id0", "id3", "id40", "id127"]
    assert (table["reach"].to_numpy() == np.array([0, 3, 40, 127]) / 3).all()
    kinds = {field.name: field.type for field in pq.read_schema(tmp_path / "runs.parquet")}
    wanted = (pa.float64(), pa.int64(), pa.bool_(), pa.string(), pa.string())
    assert tuple(kinds[key] for key in FACTORS) == wanted
    assert json.loads(table["incentives"].iloc[1]) == [{"kind": "coupon"}]
    assert table["error"].isna().all()
    assert table["daily.member"].iloc[1][0] == 0.1 * 3
    assert np.isnan(table["daily.member"].iloc[1][1])


def test_rows_of_a_killed_process_are_adopted_once(tmp_path: Path, study: Study) -> None:
    written(tmp_path, study, range(10))
    assert not list((tmp_path / "parts").iterdir()), "they are in the journal"
    written(tmp_path, study, range(10, 14))
    store = opened(tmp_path, study)
    assert store.done().tolist() == list(range(14))
    store.compact()
    store.close()
    assert read_runs(tmp_path)["run_id"].tolist() == [f"id{number}" for number in range(14)]


def test_torn_line_is_not_a_row(tmp_path: Path, study: Study) -> None:
    written(tmp_path, study, range(3))
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    store = opened(tmp_path, study)
    assert store.done().tolist() == [0, 1]
    store.add([row_of(study, 2)])
    store.compact()
    store.close()
    assert len(read_runs(tmp_path)) == 3


def test_killed_between_part_and_journal_counts_nothing_twice(
    tmp_path: Path, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The part is renamed, and the process dies before the journal is emptied."""
    written(tmp_path, study, range(5))
    with monkeypatch.context() as patch:
        patch.setattr(store_module.os, "truncate", _dies)
        with pytest.raises(KeyboardInterrupt):
            opened(tmp_path, study)
    assert len(list((tmp_path / "parts").iterdir())) == 1
    store = opened(tmp_path, study)
    assert store.done().tolist() == list(range(5))
    store.compact()
    store.close()
    assert len(read_runs(tmp_path)) == 5


def test_killed_between_table_and_parts_counts_nothing_twice(
    tmp_path: Path, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``runs.parquet`` is there, and the process dies before the parts are removed."""
    store = opened(tmp_path, study)
    store.add(row_of(study, number) for number in range(5))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _dies_at_parts(Path.unlink))
        with pytest.raises(KeyboardInterrupt):
            store.compact()
    store.close()
    again = opened(tmp_path, study)
    assert len(again.sources()) == 2
    again.compact()
    again.close()
    assert len(read_runs(tmp_path)) == 5


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def _dies_at_parts(unlink: object) -> object:
    def die(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("part-"):
            raise KeyboardInterrupt
        unlink(path, missing_ok=missing_ok)  # type: ignore[operator]

    return die


def test_later_row_of_a_run_takes_the_place_of_the_earlier(tmp_path: Path, study: Study) -> None:
    store = opened(tmp_path, study)
    store.add([row_of(study, 0) | {"error": "it failed"}, row_of(study, 1)])
    store.compact()
    assert store.done().tolist() == [0, 1]
    assert store.done(failed=False).tolist() == [1]
    store.add([row_of(study, 0)])
    store.compact()
    store.close()
    assert read_runs(tmp_path)["error"].isna().tolist() == [True, True]


def test_part_files_hold_many_runs(tmp_path: Path, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_ROWS_A_PART", 50)
    monkeypatch.setattr(store_module, "_ROWS_A_GROUP", 30)
    store = opened(tmp_path, study)
    numbers = np.random.default_rng(1).permutation(128).tolist()
    for first in range(0, 128, 7):
        store.add(row_of(study, number) for number in numbers[first : first + 7])
    assert len(list((tmp_path / "parts").iterdir())) == 2
    store.compact()
    store.close()
    assert read_runs(tmp_path)["run_id"].tolist() == [f"id{number}" for number in range(128)]
    assert pq.ParquetFile(tmp_path / "runs.parquet").num_row_groups == 5


def test_folder_with_another_study_is_refused(tmp_path: Path, study: Study) -> None:
    written(tmp_path / "a", study, [0])
    other = study_from_mapping(mapping(seed=9))
    before = sorted(path.name for path in (tmp_path / "a").iterdir())
    with pytest.raises(fansim.ResultError, match=r"holds another study \(with other design, seed, outcomes and daily"):
        opened(tmp_path / "a", other)
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == before


def test_folder_with_something_else_is_refused(tmp_path: Path, study: Study) -> None:
    (tmp_path / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(fansim.ResultError, match="is not a result of fansim, so it is left alone"):
        opened(tmp_path, study)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_folder_in_use_is_refused(tmp_path: Path, study: Study) -> None:
    store = opened(tmp_path, study)
    with pytest.raises(fansim.ResultError, match="another process is working on this study"):
        opened(tmp_path, study)
    store.close()
    opened(tmp_path, study).close()


class MadeUpPool:
    """A pool whose runs take no time."""

    workers = 1

    def __init__(self, study: Study) -> None:
        self._study = study

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield made-up rows."""
        for task in tasks:
            yield [empty_row(task.run, order) | {"reach": 0.5}]


def test_memory_does_not_grow_with_the_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five times as many runs take the same memory within 0.3 MB, though the rows of 4,000 more take over 2 MB."""
    monkeypatch.setattr(store_module, "_ROWS_A_PART", 100)
    monkeypatch.setattr(store_module, "_ROWS_A_GROUP", 200)
    peaks = []
    for replications in (10, 100, 500):  # the first one warms up
        factors = {"groups.cap": list(range(1, 11))}
        study = study_from_mapping(mapping(replications=replications, design={"factors": factors}, outcomes=["reach"]))
        tracemalloc.start()
        run_study(study, tmp_path / str(replications), MadeUpPool(study), tables=False)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        table = pd.read_parquet(tmp_path / str(replications) / "runs.parquet", columns=["scenario"])
        assert len(table) == 10 * replications
    assert peaks[2] < peaks[1] + 300_000, peaks
