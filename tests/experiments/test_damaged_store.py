"""The folder of a sweep after things that no sweep does to it: a message or a warning, and never another table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.experiments.small_study import mapping
from tests.experiments.test_store import MadeUpPool

import fansim
from fansim.experiments.study.study import Study, study_from_mapping
from fansim.experiments.sweep import store as store_module
from fansim.experiments.sweep.runner import Order, task_of
from fansim.experiments.sweep.store import Store
from fansim.experiments.sweep.sweep import Tally, read_runs, run_study

FACTORS = {"groups.cap": [5, 10], "campaigns.0.budget": [666.0, 13.0, 500.0]}
RANGES = {"groups.cap": {"low": 5, "high": 50}, "campaigns.0.budget": {"low": 1.0, "high": 900.0}}
RUNS = 12


def planned(**design: object) -> Study:
    """Return a study of two replications."""
    whole = {"kind": "grid", "factors": FACTORS} | design
    return study_from_mapping(mapping(design=whole, outcomes=["reach"], replications=2))


def swept(folder: Path, study: Study | None = None) -> Tally:
    """Do what is missing of a study, with made-up outcomes."""
    study = study or planned()
    return run_study(study, folder, MadeUpPool(study), tables=False)


def begun(folder: Path, *numbers: range) -> None:
    """Leave a folder as killed sweeps do: each one's rows in the journal, those before in a part file."""
    study = planned()
    order = Order(study.outcomes, study.daily)
    for some in numbers:
        store = Store(folder, study, order)
        for rows in MadeUpPool(study).run((task_of(study, number) for number in some), order):
            store.add(rows)
        store.close()


@pytest.fixture
def table(tmp_path: Path) -> pd.DataFrame:
    """The table that nothing disturbed."""
    swept(tmp_path / "undisturbed")
    return read_runs(tmp_path / "undisturbed")


@pytest.mark.parametrize("kind", ["grid", "list"])
def test_factors_in_another_order_are_the_same_study(tmp_path: Path, kind: str) -> None:
    factors = FACTORS | {"groups.cap": [5, 10, 15]}
    begun_with, gone_on_with = (
        planned(kind=kind, factors=dict(some)) for some in (factors.items(), [*factors.items()][::-1])
    )
    for study in (begun_with, gone_on_with):
        assert swept(tmp_path, study).done == study.runs
        shutil.copy(tmp_path / "runs.parquet", tmp_path / f"{study is begun_with}.parquet")
    assert swept(tmp_path / "other", gone_on_with).fresh == gone_on_with.runs
    whole = (tmp_path / "True.parquet").read_bytes()
    assert (tmp_path / "False.parquet").read_bytes() == (tmp_path / "other" / "runs.parquet").read_bytes() == whole


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol"])
def test_factors_in_another_order_draw_other_points_and_are_refused(tmp_path: Path, kind: str) -> None:
    swept(tmp_path, planned(kind=kind, factors=RANGES, samples=3))
    turned = planned(kind=kind, factors=dict([*RANGES.items()][::-1]), samples=3)
    with pytest.raises(fansim.ResultError, match=r"another order.* there it is groups.cap, campaigns.0.budget"):
        swept(tmp_path, turned)


def _shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _flip(path: Path) -> None:
    """Change one byte of the first column's values."""
    content = bytearray(path.read_bytes())
    content[pq.ParquetFile(path).metadata.row_group(0).column(0).data_page_offset + 30] ^= 255
    path.write_bytes(bytes(content))


def _other_study(path: Path) -> None:
    swept(path.parent / "x", planned(factors=FACTORS | {"groups.cap": [7, 8]}))
    shutil.move(path.parent / "x" / "runs.parquet", path)
    shutil.rmtree(path.parent / "x")


def _other_table(path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [_shorten, _empty, _zero, _flip, _other_study, _other_table, _folder]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_part_is_set_aside_and_its_runs_are_done_again(
    tmp_path: Path, table: pd.DataFrame, damage: Callable[[Path], None]
) -> None:
    out = tmp_path / "out"
    begun(out, range(3), range(3, 8))
    damage(out / "parts" / "part-000001.parquet")
    with pytest.warns(
        UserWarning, match=r"part-000001.parquet: is damaged.* It is kept as damaged-part-000001.parquet"
    ):
        assert swept(out).fresh == RUNS - 5
    assert (out / "damaged-part-000001.parquet").exists()
    pd.testing.assert_frame_equal(read_runs(out), table, check_exact=True)


@pytest.mark.filterwarnings("ignore:.*kept as damaged-runs")
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_table_is_set_aside_and_its_runs_are_done_again(
    tmp_path: Path, table: pd.DataFrame, damage: Callable[[Path], None]
) -> None:
    for _ in range(2):
        swept(tmp_path / "out")
        damage(tmp_path / "out" / "runs.parquet")
    with pytest.warns(UserWarning, match=r"kept as damaged-2-runs.parquet"):
        assert swept(tmp_path / "out").fresh == RUNS
    pd.testing.assert_frame_equal(read_runs(tmp_path / "out"), table, check_exact=True)


@pytest.mark.parametrize("name", ["part-x.parquet", "part-.parquet", "part-000001 (copy).parquet", "notes.txt"])
def test_part_with_a_wrong_name_is_set_aside(tmp_path: Path, table: pd.DataFrame, name: str) -> None:
    begun(tmp_path / "out", range(3), range(3, 8))
    parts = tmp_path / "out" / "parts"
    (parts / "part-000001.parquet").rename(parts / name)
    with pytest.warns(UserWarning, match="is kept as damaged-"):
        assert swept(tmp_path / "out").fresh == RUNS - 5
    pd.testing.assert_frame_equal(read_runs(tmp_path / "out"), table, check_exact=True)


def _line(**changes: object) -> bytes:
    study = planned()
    row = {"run_id": "", "scenario": 0, "replication": 0, "seed": 1, "reach": 0.9, "error": None}
    return json.dumps(row | dict(study.design[0]) | changes).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"garbage",
        b"\xff\x00\xfe",
        b"7",
        b"[" * 100_000,
        b"9" * 10_000,
        b'{"scenario": 0}',
        _line(scenario=10**15),
        _line(scenario=-1),
        _line(replication=10**15),
        _line(replication=True),
        _line(seed=2),
        _line(reach=None),
        _line(error=3),
        _line(**{"groups.cap": 6}),
        _line(more=1),
    ],
    ids=lambda line: line[:40].decode(errors="replace"),
)
def test_garbage_in_the_journal_is_no_row(tmp_path: Path, table: pd.DataFrame, line: bytes) -> None:
    begun(tmp_path / "out", range(1, 4))
    journal = tmp_path / "out" / "journal.jsonl"
    journal.write_bytes(line + b"\n" + journal.read_bytes())
    with pytest.warns(UserWarning, match="1 of its 4 lines are no rows of this study"):
        assert swept(tmp_path / "out").fresh == RUNS - 3
    pd.testing.assert_frame_equal(read_runs(tmp_path / "out"), table, check_exact=True)


@pytest.mark.parametrize("text", ["", '{"kind": "sw', "[" * 100_000, "[]", '{"kind": "sweep"}', "\x00" * 50])
def test_folder_with_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    swept(tmp_path)
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(fansim.ResultError, match=r"its manifest.json is damaged or another program's"):
        swept(tmp_path)
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == text


def test_sweep_that_ended_at_its_first_write_can_be_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk there, and a kill, which leaves a half-written manifest as well."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "write_manifest", full)
        with pytest.raises(fansim.ResultError, match="No space left on device"):
            swept(tmp_path)
    (tmp_path / ".manifest.json.tmp").write_text("{", encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {".lock", "parts", ".manifest.json.tmp"}
    assert swept(tmp_path).done == RUNS
