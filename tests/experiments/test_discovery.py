"""PRIM against planted boxes."""

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ResultError, ScenarioError
from fansim.experiments.analyses.discovery import discovery_analysis
from fansim.experiments.methods.condition import Condition
from fansim.experiments.methods.discovery import discover
from fansim.experiments.study.condition import parse_condition

FACTORS = ["entry.follow_days", "ads.per_day", "idle", "voice.policy"]


@pytest.fixture(scope="module")
def runs():
    rng = np.random.default_rng(7)
    table = pd.DataFrame(
        {
            "entry.follow_days": rng.integers(0, 181, 900),
            "ads.per_day": rng.random(900),
            "idle": rng.random(900),
            "voice.policy": rng.choice(["free", "channelled", "suppressed"], 900),
        }
    )
    planted = (table["entry.follow_days"] > 120) & (table["ads.per_day"] < 0.5)
    table["reach"] = np.where(planted, 0.1, 0.6) + rng.normal(0, 0.02, 900)
    return table


def test_a_planted_box_is_found_with_its_edges(runs):
    boxes, quality = discover(runs, FACTORS, (runs["reach"] < 0.3).to_numpy())
    first = boxes[boxes["box"] == 1].set_index("factor")
    assert set(first.index) == {"entry.follow_days", "ads.per_day"}
    assert first.loc["entry.follow_days", "low"] == pytest.approx(120, abs=6)
    assert np.isnan(first.loc["entry.follow_days", "high"])
    assert first.loc["ads.per_day", "high"] == pytest.approx(0.5, abs=0.04)
    assert (first["chance"] < 0.001).all()
    one = quality.iloc[0]
    assert one["coverage"] > 0.9
    assert one["held_out_density"] > 0.9
    assert one["held_out_runs"] >= 30
    assert one["low"] <= one["held_out_density"] <= one["high"]


def test_a_planted_word_is_found(runs):
    fails = (runs["voice.policy"] == "suppressed").to_numpy()
    boxes, quality = discover(runs, FACTORS, fails)
    assert boxes.iloc[0]["factor"] == "voice.policy"
    assert boxes.iloc[0]["values"] == "suppressed"
    assert quality.iloc[0]["coverage"] == 1
    assert quality.iloc[0]["held_out_density"] == 1


def test_failures_by_chance_alone_do_not_pass_the_runs_held_out(runs):
    fails = np.random.default_rng(3).random(len(runs)) < 0.2
    _, quality = discover(runs, FACTORS, fails)
    for _, one in quality.iterrows():
        assert one["low"] <= one["base_rate"] <= one["high"]


def test_too_few_failures_are_refused(runs):
    with pytest.raises(ResultError, match="at least 10 runs that fail and as many that do not; 3 of 900 fail"):
        discover(runs, FACTORS, np.arange(len(runs)) < 3)
    with pytest.raises(ResultError, match="at least 60 runs; there are 40"):
        discover(runs[:40], FACTORS, np.arange(40) < 20)


def test_the_answer_says_where_nothing_tells(runs):
    noise = runs.assign(reach=np.random.default_rng(5).random(len(runs)))
    text = discovery_analysis(noise, FACTORS, Condition("reach", "<", 0.3)).text()
    assert "and no range of the factors tells where" in text.splitlines()[2]


def test_the_findings_say_where_how_dense_and_how_it_held(runs, tmp_path):
    analysis = discovery_analysis(runs, FACTORS, Condition("reach", "<", 0.3))
    text = analysis.text()
    lead = text.splitlines()[2]
    assert lead.startswith("The policy fails (Reach: people who ever followed below 30%) at ")
    assert 'It fails most where "Days of following before entry" is at least 1' in lead
    assert '"Chance of being won by ads, a day" is at most 0.' in lead
    assert "points held out that lie there" in lead
    assert {path.name for path in analysis.save(tmp_path)} == {
        "boxes.csv", "box_quality.csv", "failures.png", "failures.svg", "failures.zh.svg",
        "findings.json", "findings.md",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "excess"),
    [("reach <= 0.5", 0.7, 0.2), ("reach <= 0.5", 0.5, 0), ("reach >= 0.5", 0.7, -0.2), ("reach > 0.5", 0.4, 0.1)],
)
def test_a_condition_measures_how_far_a_value_misses(text, value, excess):
    assert parse_condition(text, ["reach"]).excess(value) == pytest.approx(excess)


def test_a_strict_condition_fails_at_its_limit_and_without_a_value():
    condition = parse_condition("reach < 0.5", ["reach"])
    assert list(condition.holds(pd.Series([0.4, 0.5, 0.6, np.nan]))) == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reach = 0.5", "a condition is OUTCOME SIGN NUMBER"),
        ("reach <= high", "a condition is OUTCOME SIGN NUMBER"),
        ("reach <= nan", "a condition is OUTCOME SIGN NUMBER"),
        ("raech <= 0.5", "there is no outcome raech. Did you mean reach?"),
    ],
)
def test_a_condition_that_is_none_gets_one_clear_message(text, message):
    with pytest.raises(ScenarioError, match=message):
        parse_condition(text, ["reach", "shill_share"])
