"""Comparisons: paired differences that a reader can work out by hand, and what a folder of one holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from matplotlib.dates import date2num
from scipy import stats
from tests.experiments.small_study import SCENARIOS, SMALL

import fansim
from fansim.errors import FansimWarning
from fansim.experiments.loop_findings import carried, worth_answer, worth_lines, worth_table
from fansim.experiments.loops import cuts_of, loop_shares, loop_worth, loops_cut, loops_of
from fansim.experiments.methods.differences import paired, verdict
from fansim.experiments.methods.intervals import interval
from fansim.mechanisms.feedback.loops import LOOPS
from fansim.report import loop_bars, loop_matrix
from fansim.report.html import page_of
from fansim.report.html.loops import loop_sentence
from fansim.report.words import amount
from fansim.scenario import KEYS, Scenario, load_scenario, scenario_from_mapping

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


def test_loops_are_cut_one_by_one_and_in_pairs(scenario: Scenario) -> None:
    loops = loops_of({"all": scenario})
    assert set(type(scenario.feedback).model_fields) | {"word_of_mouth", "belonging"} == set(loops)
    cuts = cuts_of(loops, pairs=True)
    assert len(cuts) == 7 + 21
    settings = loops_cut("all", scenario, cuts)
    assert next(iter(settings)) == "all"
    whole = scenario.model_dump()
    for cut, one in zip(cuts, list(settings.values())[1:], strict=True):
        changed = [key for key in (LOOPS[loop].key for loop in loops) if not value_of(one.model_dump(), key)]
        assert changed == [LOOPS[loop].key for loop in cut]
        again = scenario_from_mapping(one, dict.fromkeys(changed, True))
        assert again.model_dump() == whole, "nothing else changed"
    none = scenario_from_mapping(scenario, {LOOPS[loop].key: False for loop in loops})
    with pytest.raises(fansim.ScenarioError, match="no feedback loop is on"):
        loops_of({"none": none})


def value_of(mapping: dict[str, Any], key: str) -> Any:
    section, _, name = key.partition(".")
    return mapping[section][name]


def test_every_loop_names_a_switch_that_cuts_it() -> None:
    assert [loop for loop, one in LOOPS.items() if not isinstance(KEYS[one.key].default, bool)] == []


def test_a_loop_of_a_mechanism_that_is_off_is_none_and_one_of_campaigns_is_cut_in_each(scenario: Scenario) -> None:
    partners = scenario_from_mapping(scenario, {"conversation.partners": True})
    assert "topic_partners" not in loops_of({"a": partners})
    both = [{"kind": "shill", "adaptive": True}, {"kind": "shill"}, {"kind": "shill", "adaptive": True}]
    hiding = scenario_from_mapping(scenario, {"campaigns": both, "conversation.enabled": True})
    assert "adaptive" in loops_of({"a": scenario, "b": hiding}), "a loop that any of them has"
    cut = loops_cut("b", hiding, [("adaptive",)])["without adaptive"]
    assert [one.adaptive for one in cut.campaigns] == [False, False, False]


WORTH = pd.DataFrame(
    {
        "scenario": ["all"] * 3 + ["without x"] * 3 + ["without y"] * 3 + ["without x and y"] * 3,
        "replication": [0, 1, 2] * 4,
        "reach": [10.0, 11.0, 12.0, 8.0, 9.0, 9.0, 9.0, 10.0, 11.0, 2.0, 2.0, 3.0],
    }
)


def test_what_loops_are_worth_alone_and_together_by_hand() -> None:
    table = loop_worth(WORTH, "all", ["reach"], [("x",), ("y",), ("x", "y")])
    rows = table.set_index(["loop", "other"])
    x, y, both = rows.loc[("x", "")], rows.loc[("y", "")], rows.loc[("x", "y")]
    assert x["worth"] == pytest.approx((2 + 2 + 3) / 3)
    assert (x["low"], x["high"]) == pytest.approx(interval(np.array([2.0, 2.0, 3.0])))
    assert (y["worth"], y["low"], y["high"]) == (1, 1, 1)
    assert both["worth"] == pytest.approx((8 + 9 + 9) / 3)
    beyond = np.array([8 - 2 - 1, 9 - 2 - 1, 9 - 3 - 1])
    assert both["interaction"] == pytest.approx(beyond.mean())
    assert (both["interaction_low"], both["interaction_high"]) == pytest.approx(interval(beyond))
    assert np.isnan(x["interaction"]), "a loop alone has no pair"


def test_the_worth_of_loops_in_words_and_as_a_figure() -> None:
    table = loop_worth(WORTH, "all", ["reach"], [("x",), ("y",), ("x", "y")])
    (line,) = worth_lines(table)
    assert "x +233 points" in line
    assert "y +100 points (+100 to +100 points)" in line
    assert "more or less than the sum of both: x and y +533 points" in line
    same = table.assign(interaction_low=-1.0, low=-1.0)
    assert worth_lines(same)[0].endswith(
        "no loop alone is clearly worth anything. No pair is clearly worth more or less than the sum of both."
    )
    written = worth_table(table)
    assert len(written) == 2 + 3
    assert written[-1].startswith("| Reach: people who ever followed | x and y | +867 points |")
    texts = [text.get_text() for text in loop_matrix(table, "reach").texts]
    assert loop_sentence(table, "reach") == (
        "For the outcome “reach: people who ever followed”, of 2 loops 2 clearly matter. Without “x” it is 233 points "
        "lower; without “y” it is 100 points lower. Some are not simply added up: “x” and “y” are worth 533 points "
        "more together than one by one."
    )
    assert loop_sentence(same, "reach").endswith(
        "of 2 loops none alone is seen to matter. No two loops are clearly worth more or less together than one by one."
    )
    assert sorted(texts) == ["+100", "+233", "+533", "+867"], "each loop alone, both together, and beyond the sum"


def test_the_answer_names_three_loops_and_the_rest_is_told_below() -> None:
    cuts = [(loop,) for loop in "uvwxy"]
    sizes = {"u": 0.1, "v": 0.5, "w": 0.3, "x": 0.4, "y": 0.0}
    runs = pd.DataFrame(
        [{"scenario": "all", "replication": seed, "reach": 0.6 + 0.01 * seed} for seed in range(4)]
        + [
            {"scenario": f"without {loop}", "replication": seed, "reach": 0.6 - size + 0.01 * (seed % 3)}
            for loop, size in sizes.items()
            for seed in range(4)
        ]
    )
    worth = loop_worth(runs, "all", ["reach"], cuts)
    (line,) = worth_answer(worth)
    assert line.startswith("Reach: people who ever followed: loops that clearly matter: 4 of 5; worth most: v +50")
    assert [loop in line for loop in ("v +", "x +", "w +", "u +", "y +")] == [True, True, True, False, False]
    drawn = loop_bars(worth, "reach").child_axes[0]
    assert [bar.get_width() for bar in drawn.patches] == pytest.approx(worth["worth"].tolist())
    assert [text.get_text() for text in drawn.get_yticklabels()] == list("uvwxy")


def test_a_pair_carries_only_what_neither_of_its_loops_does() -> None:
    def row(loop: str, other: str, carries: bool) -> dict[str, Any]:
        return {"outcome": "reach", "scenario": "b", "loop": loop, "other": other, "difference": 0.2, "without": 0.0,
                "carries": carries}  # fmt: skip

    pair = [row("x", "", False), row("y", "", False), row("x", "y", True)]
    assert "is carried by the pair of x and y (without it 0 points instead of +20 points)." in carried(
        pd.DataFrame(pair), "b"
    )
    alone = [row("x", "", True), row("y", "", False), row("x", "y", True)]
    assert "the pair" not in carried(pd.DataFrame(alone), "b")
    assert "the loop x" in carried(pd.DataFrame(alone), "b")


def test_one_scenario_is_compared_with_itself_without_its_loops(scenario: Scenario, tmp_path: Path) -> None:
    off = {
        LOOPS[loop].key: False for loop in loops_of({"a": scenario}) if loop not in ("quality_loop", "word_of_mouth")
    }
    two = {"two": scenario_from_mapping(scenario, off)}
    table = fansim.compare(two, replications=2, out=tmp_path, outcomes=["reach", "nps"], loop_pairs=True)
    assert list(dict.fromkeys(table["scenario"])) == ["two", "without quality_loop", "without word_of_mouth"]
    assert table.loops is not None
    for _, known in table[table["scenario"] != "two"].iterrows():
        loop = known["scenario"].removeprefix("without ")
        rows = table.loops[(table.loops["outcome"] == known["outcome"]) & (table.loops["other"] == "")]
        assert rows.set_index("loop").loc[loop, "worth"] == pytest.approx(-known["difference"])
    assert (tmp_path / "figures" / "loops_reach.png").is_file()
    reported = [figure for figure in page_of(tmp_path).figures if figure.about]
    assert [figure.about for figure in reported] == [loop_sentence(table.loops, name) for name in ("reach", "nps")]
    assert [row[:2] for row in reported[0].table.rows] == [
        ("quality loop", ""), ("word of mouth", ""), ("quality loop", "word of mouth")
    ]  # fmt: skip
    findings = (tmp_path / "findings.md").read_text(encoding="utf-8")
    assert all(line in findings for line in [*worth_lines(table.loops), *worth_table(table.loops)])
    assert len(pd.read_csv(tmp_path / "loops.csv")) == 2 * 3


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


SHARES = pd.DataFrame(
    {
        "scenario": ["a"] * 4 + ["b"] * 4 + ["a without x"] * 4 + ["b without x"] * 4,
        "replication": [0, 1, 2, 3] * 4,
        "reach": [0.1, 0.2, 0.3, 0.4, 0.3, 0.4, 0.5, 0.6, 0.1, 0.2, 0.3, 0.4, 0.11, 0.22, 0.31, 0.42],
    }
)


def test_a_loop_carries_a_difference_that_is_lost_without_it() -> None:
    row = loop_shares(SHARES, ["a", "b"], ["reach"], [("x",)]).iloc[0]
    assert (row["difference"], row["without"]) == (pytest.approx(0.2), pytest.approx(0.015))
    assert row["lost"] == pytest.approx(0.185)
    low, high = interval(np.array([0.19, 0.18, 0.19, 0.18]))
    assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))
    assert row["clear"]
    assert row["carries"]
    idle = SHARES.assign(reach=SHARES["reach"].where(~SHARES["scenario"].eq("b without x"), SHARES["reach"] + 0.19))
    assert not loop_shares(idle, ["a", "b"], ["reach"], [("x",)]).iloc[0]["carries"]


def test_the_findings_lead_with_the_answer_and_say_which_loop_carries_it(scenario: Scenario, tmp_path: Path) -> None:
    settings = {"base": scenario, "open": scenario_from_mapping(scenario, {"title": "Open", "entry.follow_days": 0})}
    settings["base"] = scenario_from_mapping(scenario, {"title": "Base"})
    table = fansim.compare(settings, replications=2, out=tmp_path / "c", cut_loops=True)
    assert set(table["scenario"]) == {"base", "open"}
    lines = (tmp_path / "c" / "findings.md").read_text(encoding="utf-8").splitlines()
    assert lines[2].startswith("**Open** against **Base**: ")
    assert "It sells for " in lines[2]
    shares = pd.read_csv(tmp_path / "c" / "loops.csv")
    assert list(dict.fromkeys(shares["loop"])) == loops_of(settings)
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
