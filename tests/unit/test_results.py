"""A result folder: what is in it, what comes back, and what a stopped or refused save leaves."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.dates import date2num, num2date
from tests.cases import SCENARIOS, run_days, small, write_edges

import fansim
from fansim.engine.fingerprint import fingerprint_of
from fansim.errors import ResultError
from fansim.report.run_figures import draw, notes_of, pictures
from fansim.results import TABLES, folders, load_result, load_tables, save_result
from fansim.results.folders import MANIFEST, check_place, read_manifest, replacing
from fansim.runs import Result, result_of, run
from fansim.scenario import load_scenario

FIGURES = {
    "stages", "labels", "adoption", "groups", "attitudes", "shill_share", "retention", "network",
}  # fmt: skip


@pytest.fixture(scope="module")
def result(busy_run: fansim.FanCommunity) -> Result:
    return result_of(busy_run, seconds=1.25)


@pytest.fixture(scope="module")
def saved(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "kitchen_sink"
    return save_result(result, folder, command="fansim run kitchen_sink")


def file_times(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


def dead_process() -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    yield process.pid


gone = pytest.fixture(dead_process, name="gone")


class TestSaving:
    def test_a_folder_holds_every_file(self, saved: Path):
        written = {str(path.relative_to(saved)) for path in saved.rglob("*") if path.is_file()}
        pictures = {f"figures/{name}.png" for name in FIGURES}
        assert written == {MANIFEST, "summary.csv", "summary.xlsx", *(f"{name}.parquet" for name in TABLES), *pictures}

    def test_the_tables_come_back_to_the_last_bit(self, result: Result, saved: Path):
        loaded = load_result(saved)
        for table in TABLES:
            pd.testing.assert_frame_equal(getattr(loaded, table), getattr(result, table), check_exact=True)
        pd.testing.assert_series_equal(loaded.summary, result.summary, check_exact=True)
        assert (loaded.seed, loaded.seconds, loaded.rules) == (result.seed, 1.25, {})

    def test_the_scenario_comes_back_and_runs_to_the_same_days(self, result: Result, saved: Path):
        loaded = load_result(saved)
        assert loaded.scenario == result.scenario
        again = run(loaded.scenario, loaded.seed)
        pd.testing.assert_frame_equal(again.daily, result.daily, check_exact=True)

    def test_a_scenario_with_a_network_file_comes_back_and_runs(self, tmp_path: Path):
        edges = write_edges(tmp_path / "edges.csv")
        first = result_of(run_days(fansim.FanCommunity(small("lastfm_network", edges)), 3))
        loaded = load_result(save_result(first, tmp_path / "r", figures=False))
        assert loaded.scenario.population.size == (first.persons["role"] == "ordinary").sum()
        again = fansim.FanCommunity(loaded.scenario)
        pd.testing.assert_frame_equal(run_days(again, 3).daily, first.daily, check_exact=True)

    def test_a_run_in_which_nothing_happens_comes_back(self, tmp_path: Path):
        nothing = {"population.size": 50, "days": 1, "ads.enabled": False, "population.core_share": 0.0}
        quiet = run(load_scenario(SCENARIOS / "open_door.toml", {**nothing, "campaigns": []}))
        loaded = load_result(save_result(quiet, tmp_path / "quiet"))
        for table in TABLES:
            pd.testing.assert_frame_equal(getattr(loaded, table), getattr(quiet, table), check_exact=True)

    def test_the_manifest_says_what_was_run_and_with_what(self, result: Result, saved: Path):
        manifest = read_manifest(saved, "run")
        assert manifest["fansim"] == fansim.__version__
        assert manifest["seed"] == result.seed
        assert manifest["days"] == len(result.daily)
        assert manifest["scenario"]["groups"]["cap"] == 20
        assert manifest["scenario"]["release"]["period_days"] == result.scenario.release.period_days
        assert manifest["scenario_name"] == "kitchen_sink"
        assert manifest["command"] == "fansim run kitchen_sink"
        assert {"numba", "numpy", "mesa"} <= manifest["versions"].keys()
        from_the_tree = Path(fansim.__file__).is_relative_to(SCENARIOS.parent) and (SCENARIOS.parent / ".git").exists()
        assert bool(manifest["git"]) == from_the_tree
        assert not manifest["git"] or len(manifest["git"]["revision"]) == 40

    def test_the_manifest_has_a_hash_of_each_replaced_rule(self, tmp_path: Path):
        def entry(days_followed, follow_days):
            return days_followed >= 2 * follow_days

        scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", {"population.size": 60, "days": 1})
        loaded = load_result(save_result(run(scenario, rules={"entry": entry}), tmp_path / "r", figures=False))
        assert loaded.rules == {"entry": fingerprint_of(entry)}

    def test_the_outcomes_open_in_a_spreadsheet_with_unit_and_formula(self, saved: Path):
        assert (saved / "summary.csv").read_bytes().startswith(b"\xef\xbb\xbfoutcome,value,unit,formula")
        table = pd.read_csv(saved / "summary.csv", index_col="outcome")
        assert table.loc["retention_90", "unit"] == "0-1"
        assert "Kaplan-Meier" in table.loc["retention_90", "formula"]


class TestFigures:
    def test_one_that_fails_is_a_warning_that_names_it_and_the_rest_is_there(
        self, result: Result, saved: Path, tmp_path: Path, monkeypatch
    ):
        def no_ink(*args: object, **options: object) -> None:
            raise RuntimeError("no\nink")

        monkeypatch.setattr("fansim.report.figures.network", no_ink)
        with pytest.warns(UserWarning, match=r"network\.png could not be drawn.*RuntimeError: no ink") as caught:
            folder = save_result(result, tmp_path / "r")
        assert [Path(warning.filename) for warning in caught] == [Path(__file__)]
        there, all_of_them = ({p.relative_to(f) for f in [at] for p in at.rglob("*")} for at in (folder, saved))
        assert all_of_them - there == {Path("figures/network.png")}
        pd.testing.assert_frame_equal(load_result(folder).daily, result.daily, check_exact=True)

    def test_one_that_cannot_be_written_is_a_warning_too(self, result: Result, tmp_path: Path, monkeypatch):
        write = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if path.name == "groups.png":
                raise OSError(28, "No space left on device")
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
        said: list[str] = []
        folder = save_result(result, tmp_path / "r", warn=said.append)
        assert len(said) == 1
        assert "groups.png" in said[0]
        assert "No space left" in said[0]
        assert {path.stem for path in (folder / "figures").iterdir()} == FIGURES - {"groups"}

    def test_they_come_after_the_tables(self, result: Result, tmp_path: Path, monkeypatch):
        there: list[set[str]] = []

        def look_around(*args: object) -> dict[str, bytes]:
            there.extend({path.name for path in part.iterdir()} for part in tmp_path.iterdir())
            return {}

        monkeypatch.setattr("fansim.report.run_figures.pictures", look_around)
        save_result(result, tmp_path / "r")
        assert there == [{*(f"{name}.parquet" for name in TABLES), "summary.csv", "summary.xlsx", "figures"}]

    def test_they_are_those_of_the_saved_tables(self, result: Result, saved: Path):
        loaded = load_result(saved)
        tables = {name: getattr(loaded, name) for name in ("daily", "persons", "retention", "edges")}
        drawn = pictures(tables, notes_of(loaded))
        assert drawn == {name: (saved / "figures" / f"{name}.png").read_bytes() for name in FIGURES}

    def test_they_mark_what_changed_and_show_dates_where_the_scenario_has_them(self, result: Result):
        days = len(result.daily)
        scenario = SimpleNamespace(
            title="Before and after",
            campaigns=result.scenario.campaigns,
            changes=(
                SimpleNamespace(day=40, set={"entry.follow_days": 30, "ads.enabled": False}),
                SimpleNamespace(day=days, set={"groups.cap": 9}),  # never comes
            ),
            calendar=SimpleNamespace(start=date(2025, 1, 5)),
        )
        notes = notes_of(dataclasses.replace(result, scenario=scenario))
        assert notes.campaign_days == (5, 30)
        assert notes.start == date(2025, 1, 5)
        for name in ("stages", "labels", "attitudes", "adoption", "groups", "shill_share"):
            ax = draw(name, {"daily": result.daily}, notes)
            panel = ax.child_axes[0] if ax.child_axes else ax
            crossed = {line.get_xdata()[0] for line in panel.lines if list(line.get_ydata()) == [0, 1]}
            days_crossed = {5, 30, 40} if name == "shill_share" else {40}
            assert crossed == {date2num(notes.start) + day for day in days_crossed}
            assert "entry.follow_days = 30\nads.enabled = false" in {text.get_text() for text in panel.texts}
            assert num2date(panel.get_xlim()[0]).date() == date(2025, 1, 5)

    def test_a_scenario_without_changes_or_calendar_has_neither(self, result: Result):
        notes = notes_of(result)
        assert (notes.changes, notes.start) == ((), None)


class TestReplacing:
    def test_a_run_takes_the_place_of_an_older_one(self, result: Result, tmp_path: Path):
        folder = tmp_path / "r"
        save_result(result, folder)
        save_result(dataclasses.replace(result, seed=99), folder, figures=False)
        assert load_result(folder).seed == 99
        assert not (folder / "figures").exists()
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_files_of_the_user_stay(self, result: Result, tmp_path: Path):
        folder = save_result(result, tmp_path / "r", figures=False)
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["files"].append("notes.txt")  # a manifest is data, not an order
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        (folder / "mine").mkdir()
        (folder / "mine" / "table.csv").write_text("1", encoding="utf-8")
        save_result(result, folder, figures=False)
        assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
        assert (folder / "mine" / "table.csv").read_text(encoding="utf-8") == "1"

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError, MemoryError])
    def test_a_stop_while_writing_leaves_the_old_run_whole(self, stop, result: Result, tmp_path: Path, monkeypatch):
        folder = save_result(result, tmp_path / "r", figures=False)
        before = file_times(folder)

        def fail(*args: object, **kwargs: object) -> None:
            raise stop("stopped here")

        monkeypatch.setattr("fansim.results.run_folder.write_manifest", fail)
        with pytest.raises(ResultError if stop is OSError else stop):
            save_result(dataclasses.replace(result, seed=99), folder, figures=False)
        assert file_times(folder) == before
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_a_stop_between_the_two_renames_gives_the_old_run_its_place_back(
        self, result: Result, tmp_path: Path, monkeypatch
    ):
        folder = save_result(result, tmp_path / "r", figures=False)
        before, replace = file_times(folder), Path.replace

        def fail_on_the_second(path: Path, target: Path) -> Path:
            if path.name.endswith(".part"):
                raise KeyboardInterrupt
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", fail_on_the_second)
        with pytest.raises(KeyboardInterrupt):
            save_result(dataclasses.replace(result, seed=99), folder, figures=False)
        assert file_times(folder) == before
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_what_a_process_killed_between_the_renames_left_is_put_right(self, result, tmp_path: Path, gone: int):
        folder = save_result(result, tmp_path / "r", figures=False)
        folder.replace(tmp_path / f".r.{gone}.old")
        (tmp_path / f".r.{gone}.part").mkdir()
        assert load_result(folder).seed == result.seed
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_what_a_living_process_writes_is_left_alone(self, tmp_path: Path):
        (tmp_path / f".r.{os.getppid()}.part").mkdir()
        folders.tidy(tmp_path / "r")
        assert (tmp_path / f".r.{os.getppid()}.part").is_dir()


class TestRefusing:
    def test_a_folder_with_other_files_is_refused_and_left_as_it_is(self, result: Result, tmp_path: Path):
        (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
        with pytest.raises(ResultError, match="not a result of fansim"):
            save_result(result, tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]

    def test_a_manifest_of_another_program_is_none_of_ours(self, tmp_path: Path):
        (tmp_path / MANIFEST).write_text(json.dumps({"name": "web app", "icons": []}), encoding="utf-8")
        with pytest.raises(ResultError, match="not a result of fansim"):
            check_place(tmp_path, "run")

    def test_the_folder_of_another_kind_is_refused_by_name(self, tmp_path: Path):
        (tmp_path / MANIFEST).write_text(json.dumps({"fansim": "0.1.0", "kind": "sweep"}), encoding="utf-8")
        with pytest.raises(ResultError, match="holds a sweep"):
            check_place(tmp_path, "run")
        with pytest.raises(ResultError, match="folder of a sweep"):
            load_result(tmp_path)

    def test_a_file_in_the_place_is_refused(self, tmp_path: Path):
        (tmp_path / "r").write_text("", encoding="utf-8")
        with pytest.raises(ResultError, match="a file is in the place"):
            check_place(tmp_path / "r", "run")
        with pytest.raises(ResultError, match="nothing can be written"):
            check_place(tmp_path / "r" / "below", "run")

    def test_an_empty_folder_is_taken(self, tmp_path: Path):
        with replacing(tmp_path, "run") as part:
            (part / "x").write_text("1", encoding="utf-8")
        assert (tmp_path / "x").read_text(encoding="utf-8") == "1"

    def test_a_missing_folder_and_a_missing_table_are_named(self, result: Result, tmp_path: Path):
        with pytest.raises(ResultError, match="no such result folder"):
            load_result(tmp_path / "r")
        folder = save_result(result, tmp_path / "r", figures=False)
        (folder / "events.parquet").unlink()
        with pytest.raises(ResultError, match=r"events\.parquet: this file of the result is missing"):
            load_result(folder)
        assert load_tables(folder, ["daily"]).keys() == {"daily"}

    def test_a_damaged_table_is_named(self, result: Result, tmp_path: Path):
        folder = save_result(result, tmp_path / "r", figures=False)
        (folder / "daily.parquet").write_bytes(b"PAR1 not really")
        with pytest.raises(ResultError, match=r"daily\.parquet: cannot be read"):
            load_result(folder)

    def test_a_scenario_of_another_version_is_explained(self, result: Result, tmp_path: Path):
        folder = save_result(result, tmp_path / "r", figures=False)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest["fansim"], manifest["scenario"]["groups"] = "0.0.1", {"captains": 3}
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        with pytest.raises(ResultError, match=r"written by fansim 0\.0\.1") as caught:
            load_result(folder)
        assert "captains" in str(caught.value)


def test_a_result_says_what_it_is_and_draws_and_saves_itself(result: Result, tmp_path: Path) -> None:
    told = repr(result)
    assert len(told) < 300
    assert "\n" not in told
    assert f"{len(result.daily)} days, {result.scenario.population.size:,} people, seed {result.seed}" in told
    assert "reach " in told
    marked = dataclasses.replace(result, scenario=result.scenario.model_copy(update={"title": "<b>Fans</b>"}))
    html = marked._repr_html_()
    assert "&lt;b&gt;Fans" in html
    assert "<b>" not in html
    assert html.count("<tr>") == len(result.summary)
    members = result.plot("stages").figure
    assert members.axes
    with pytest.raises(ResultError, match="stagse: there is no figure of that name; there are adoption"):
        result.plot("stagse")
    folder = result.save(tmp_path / "saved", figures=False)
    pd.testing.assert_frame_equal(load_result(folder).daily, result.daily)
