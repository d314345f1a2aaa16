"""Comparisons: paired differences that a reader can work out by hand, and what a folder of one holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from matplotlib.dates import date2num
from scipy import stats
from tests.experiments.small_study import SCENARIOS, SMALL

import fansim
from fansim.errors import FansimWarning
from fansim.experiments.loops import loop_shares, loops_cut
from fansim.experiments.methods.differences import paired, verdict
from fansim.experiments.methods.intervals import interval
from fansim.report.words import amount
from fansim.scenario import Scenario, load_scenario, scenario_from_mapping

PAIRS = pd.DataFrame(
    {
        "scenario": ["a"] * 4 + ["b"] * 4,
        "replication": [0, 1, 2, 3] * 2,
        "reach": [0.1, 0.2, 0.3, np.nan, 0.3, 0.5, 0.7, 0.9],
        "nps": [1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0],
    }
)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A small scenario."""
    return load_scenario(SCENARIOS / "leijun_classroom.toml", SMALL)


def test_differences_are_paired_by_replication() -> None:
    table = paired(PAIRS, ["reach", "nps"]).set_index(["outcome", "scenario"])
    reach = table.loc["reach", "b"]
    known = stats.ttest_rel([0.3, 0.5, 0.7], [0.1, 0.2, 0.3])
    low, high = known.confidence_interval()
    assert (reach["pairs"], reach["difference"]) == (3, pytest.approx(0.3))
    assert (reach["low"], reach["high"]) == (pytest.approx(low), pytest.approx(high))
    assert reach["verdict"] == "higher"
    assert reach["mean"] == pytest.approx(0.6), "of all its runs"
    assert table.loc["nps", "b"][["difference", "low", "high"]].tolist() == [0, 0, 0]
    assert table.loc["nps", "b"]["verdict"] == "no clear difference"
    assert set(table.xs("a", level="scenario")["verdict"]) == {"baseline"}


def test_verdicts() -> None:
    assert verdict(1.0, 0.5, 1.5) == "higher"
    assert verdict(-1.0, -1.5, -0.5) == "lower"
    assert verdict(1.0, -0.1, 2.1) == "no clear difference"
    assert verdict(float("nan"), float("nan"), float("nan")) == "not defined"
    assert verdict(1.0, float("nan"), float("nan")) == "no clear difference", "one pair shows nothing"
    assert np.isnan(interval(np.array([1.0]))).all()


def test_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Of 2,000 intervals from normal values about 95% hold the mean: within four standard errors."""
    draws = np.random.default_rng(1).normal(3.0, 2.0, (2000, 6))
    held = [low <= 3.0 <= high for low, high in map(interval, draws)]
    assert abs(np.mean(held) - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 2000)


def test_policy_that_changes_nothing_shows_no_difference_at_all(scenario: Scenario) -> None:
    """Common random numbers: a campaign without money is the same, bit for bit, whenever it starts."""
    poor = {"campaigns": [{"kind": "shill", "budget": 0.0}]}
    later = {"campaigns": [{"kind": "shill", "budget": 0.0, "start_day": 9}]}
    settings = {name: scenario_from_mapping(scenario, one) for name, one in (("poor", poor), ("later", later))}
    table = fansim.compare(settings, replications=3)
    later_rows = table[(table["scenario"] == "later") & table["difference"].notna()]
    assert len(later_rows) > 10
    assert (later_rows["difference"] == 0).all()


def test_folder_of_a_comparison(scenario: Scenario, tmp_path: Path) -> None:
    settings = {"gate": scenario, "no gate": scenario_from_mapping(scenario, {"entry.follow_days": 0})}
    table = fansim.compare(settings, replications=2, out=tmp_path, outcomes=["reach", "retention_30", "shill_share"])
    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    tables = {"runs.parquet", "comparison.csv", "comparison.xlsx", "daily_medians.csv"}
    assert names == {"manifest.json", "figures", "findings.md"} | tables
    figures = {path.stem for path in (tmp_path / "figures").iterdir()}
    assert {"retention", "word_of_mouth", "shill_filtering", "member"} <= figures
    written = pd.read_csv(tmp_path / "comparison.csv", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(written, pd.DataFrame(table), check_exact=False)
    sheet = openpyxl.load_workbook(tmp_path / "comparison.xlsx")["comparison"]
    assert [cell.value for cell in sheet[1]] == ["in words", *table.columns]
    assert sheet["D2"].value == pytest.approx(table["mean"].iloc[0])
    assert sheet["D2"].number_format == "0.00%"
    medians = pd.read_csv(tmp_path / "daily_medians.csv", encoding="utf-8-sig")
    assert medians.groupby("scenario").size().to_dict() == {"gate": 25, "no gate": 25}
    runs = [fansim.run(settings["no gate"], seed=seed).daily["member"].to_numpy() for seed in (1, 2)]
    assert medians.loc[medians["scenario"] == "no gate", "member"].tolist() == np.median(runs, axis=0).tolist()


def test_what_a_comparison_returns_shows_draws_and_saves_itself(scenario: Scenario, tmp_path: Path) -> None:
    settings = {"gate": scenario, "no <gate>": scenario_from_mapping(scenario, {"entry.follow_days": 0})}
    table = fansim.compare(settings, replications=2, outcomes=["reach", "retention_30"])
    assert repr(table).startswith("<Comparison of 'no <gate>' with 'gate', 2 replications each; no <gate>: reach ")
    html = table._repr_html_()
    assert "<td>no &lt;gate&gt;</td>" in html
    assert "<gate>" not in html
    assert html.count("<tr>") == 1 + len(table)
    assert table.plot(["reach"]).figure is not None
    table.save(tmp_path / "saved")
    fansim.compare(settings, replications=2, outcomes=["reach", "retention_30"], out=tmp_path / "run")
    for name in ("comparison.csv", "findings.md"):
        assert (tmp_path / "saved" / name).read_bytes() == (tmp_path / "run" / name).read_bytes()
    runs = [pd.read_parquet(tmp_path / folder / "runs.parquet") for folder in ("saved", "run")]
    pd.testing.assert_frame_equal(*runs, check_exact=True)
    assert type(table[table["outcome"] == "reach"]) is pd.DataFrame


def test_another_comparison_takes_the_place_of_an_older_one(scenario: Scenario, tmp_path: Path) -> None:
    other = scenario_from_mapping(scenario, {"entry.follow_days": 0})
    fansim.compare({"a": scenario, "b": other}, replications=2, out=tmp_path, outcomes=["reach"])
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    fansim.compare({"a": scenario, "c": other}, replications=2, out=tmp_path, outcomes=["reach"])
    runs = pd.read_parquet(tmp_path / "runs.parquet")
    assert set(runs["base"]) == {"a", "c"}
    assert len(runs) == 4
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_loops_are_cut_one_by_one(scenario: Scenario) -> None:
    settings = loops_cut("all", scenario)
    assert next(iter(settings)) == "all"
    for name, cut in list(settings.items())[1:]:
        key = name.removeprefix("without ")
        assert not getattr(cut.feedback, key)
        changed = [other for other in type(cut.feedback).model_fields if not getattr(cut.feedback, other)]
        assert changed == [key]
    none = scenario_from_mapping(scenario, {f"feedback.{key}": False for key in type(scenario.feedback).model_fields})
    with pytest.raises(fansim.ScenarioError, match="no feedback loop is on"):
        loops_cut("none", none)


def test_what_cannot_be_compared(scenario: Scenario) -> None:
    with pytest.raises(fansim.ScenarioError, match="needs two scenarios or more; got 1"):
        fansim.compare([scenario])
    with pytest.raises(fansim.ScenarioError, match="two scenarios have this name"):
        fansim.compare([scenario, scenario])
    with pytest.raises(fansim.ScenarioError, match="replications: got 1, but it must be a whole number from 2 to"):
        fansim.compare({"a": scenario, "b": scenario}, replications=1)
    with pytest.raises(fansim.ScenarioError, match="replications: got True, but it must be a whole number"):
        fansim.compare({"a": scenario, "b": scenario}, replications=True)
    with pytest.raises(fansim.ScenarioError, match="seed: got -1, but it must be a whole number from 0"):
        fansim.compare({"a": scenario, "b": scenario}, seed=-1)
    with pytest.raises(fansim.ScenarioError, match=r'there is no outcome "reech" here. Did you mean reach'):
        fansim.compare({"a": scenario, "b": scenario}, outcomes=["reech"])
    impossible = scenario_from_mapping(scenario, {"network.mean_degree": 900.0})
    with pytest.raises(fansim.ResultError, match=r"b: every run failed; the first one: network\.mean_degree is 900"):
        fansim.compare({"a": scenario, "b": impossible}, replications=2)


def test_its_figures_over_days_mark_each_scenarios_changes_and_have_dates(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = {}
    monkeypatch.setattr("fansim.report.figures.save", lambda ax, path: drawn.setdefault(path.stem, ax))
    dated = scenario_from_mapping(scenario, {"calendar.start": date(2025, 1, 5)})
    change = {"day": 9, "set": {"entry.follow_days": 0}}
    changed = scenario_from_mapping(dated, {"changes": [change]})
    fansim.compare({"a": dated, "b": changed}, replications=2, outcomes=["reach"], out=tmp_path / "dated")
    before, after = drawn["member"].child_axes
    assert not before.texts
    assert [text.get_text() for text in after.texts] == ["entry.follow_days = 0"]
    assert before.get_xlim()[0] == date2num(date(2025, 1, 5))
    drawn.clear()
    fansim.compare({"a": scenario, "b": dated}, replications=2, outcomes=["reach"], out=tmp_path / "days")
    assert drawn["member"].child_axes[0].get_xlim()[0] == 0, "days, since only one of them has dates"


LOOPS = pd.DataFrame(
    {
        "scenario": ["a"] * 4 + ["b"] * 4 + ["a without x"] * 4 + ["b without x"] * 4,
        "replication": [0, 1, 2, 3] * 4,
        "reach": [0.1, 0.2, 0.3, 0.4, 0.3, 0.4, 0.5, 0.6, 0.1, 0.2, 0.3, 0.4, 0.11, 0.22, 0.31, 0.42],
    }
)


def test_a_loop_carries_a_difference_that_is_lost_without_it() -> None:
    row = loop_shares(LOOPS, ["a", "b"], ["reach"], ["x"]).iloc[0]
    assert (row["difference"], row["without"]) == (pytest.approx(0.2), pytest.approx(0.015))
    assert row["lost"] == pytest.approx(0.185)
    low, high = interval(np.array([0.19, 0.18, 0.19, 0.18]))
    assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))
    assert row["carries"]
    idle = LOOPS.assign(reach=LOOPS["reach"].where(~LOOPS["scenario"].eq("b without x"), LOOPS["reach"] + 0.19))
    assert not loop_shares(idle, ["a", "b"], ["reach"], ["x"]).iloc[0]["carries"]


def test_the_findings_lead_with_the_answer_and_say_which_loop_carries_it(scenario: Scenario, tmp_path: Path) -> None:
    settings = {"base": scenario, "open": scenario_from_mapping(scenario, {"title": "Open", "entry.follow_days": 0})}
    settings["base"] = scenario_from_mapping(scenario, {"title": "Base"})
    table = fansim.compare(settings, replications=2, out=tmp_path / "c", cut_loops=True)
    assert set(table["scenario"]) == {"base", "open"}
    lines = (tmp_path / "c" / "findings.md").read_text(encoding="utf-8").splitlines()
    assert lines[2].startswith("**Open** against **Base**: ")
    assert "It sells for " in lines[2]
    shares = pd.read_csv(tmp_path / "c" / "loops.csv")
    assert set(shares["loop"]) == set(type(scenario.feedback).model_fields)
    carried = shares[shares["carries"]]
    assert ("is carried by" in lines[4]) == bool(len(carried))
    reach = table[(table["outcome"] == "reach")].set_index("scenario")
    told = next(line for line in lines if line.startswith("- Reach"))
    for name in ("open", "base"):
        assert amount(reach.loc[name, "mean"], "share") in told


def test_scenarios_of_different_size_or_length_are_compared_with_a_warning(scenario: Scenario) -> None:
    other = scenario_from_mapping(scenario, {"population.size": 150, "days": 12})
    with pytest.warns(FansimWarning) as said:
        fansim.compare({"a": scenario, "b": other}, replications=2, outcomes=["reach"])
    texts = [str(one.message) for one in said]
    assert any("differ in size" in text and "b has 150 people" in text for text in texts)
    assert any("differ in length" in text and "b has 12 days" in text for text in texts)
