"""Rankings whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ResultError
from fansim.experiments.analyses.robustness import robustness_analysis
from fansim.experiments.methods.ranking import pairs, ranking, scores, whole_order_share
from fansim.language import spoken, words

RUNS = pd.DataFrame(
    {
        "policy": ["open", "gate", "long"] * 4,
        "draw": np.repeat([0, 1, 2, 3], 3),
        "reach": [0.5, 0.4, 0.3, 0.5, 0.4, 0.3, 0.5, 0.4, 0.3, 0.2, 0.4, 0.3],
    }
)


def test_shares_ranks_and_regret_are_those_counted_by_hand():
    table = ranking(scores(RUNS, "reach"), "max").set_index("policy")
    assert list(table.index) == ["open", "gate", "long"]
    assert table["best_share"].to_dict() == {"open": 0.75, "gate": 0.25, "long": 0}
    assert table["mean_rank"].to_dict() == {"open": 1.5, "gate": 1.75, "long": 2.75}
    assert table["most_regret"].to_dict() == pytest.approx({"open": 0.2, "gate": 0.1, "long": 0.2})
    assert whole_order_share(scores(RUNS, "reach"), "max") == 0.75


def test_less_can_be_better():
    table = ranking(scores(RUNS, "reach"), "min").set_index("policy")
    assert table["best_share"].to_dict() == {"long": 0.75, "gate": 0, "open": 0.25}


def test_pairs_count_the_draws_in_which_the_better_is_better():
    table = pairs(scores(RUNS, "reach"), "max").set_index(["better", "worse"])
    assert table["share"].to_dict() == {("open", "gate"): 0.75, ("open", "long"): 0.75, ("gate", "long"): 1.0}
    assert table.loc[("open", "gate"), "difference"] == pytest.approx(0.025)


def test_equals_share_the_first_rank():
    even = RUNS.assign(reach=1.0)
    table = ranking(scores(even, "reach"), "max")
    assert table["best_share"].to_list() == pytest.approx([1 / 3] * 3)
    assert table["mean_rank"].to_list() == [2.0] * 3


def test_replications_are_averaged_and_draws_with_a_hole_left_out():
    twice = pd.concat([RUNS, RUNS.assign(reach=RUNS["reach"] + 0.2)])
    assert scores(twice, "reach").loc[0, "open"] == pytest.approx(0.6)
    hole = RUNS.copy()
    hole.loc[0, "reach"] = np.nan
    assert list(scores(hole, "reach").index) == [1, 2, 3]
    with pytest.raises(ResultError, match="at least two policies; the runs have 1"):
        scores(RUNS[RUNS["policy"] == "open"], "reach")


def test_the_interval_covers_the_true_share_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(200):
        wins = rng.random(60) < 0.3
        table = pd.DataFrame({"a": wins.astype(float), "b": 0.5})
        row = ranking(table, "max").set_index("policy").loc["a"]
        hits += row["low"] <= 0.3 <= row["high"]
    assert 180 <= hits <= 199


def test_the_findings_name_the_best_and_what_cannot_be_told_apart(tmp_path):
    rng = np.random.default_rng(2)
    base = rng.normal(size=80)
    frames = [
        pd.DataFrame({"policy": name, "draw": np.arange(80), "reach": base + gain + rng.normal(0, 0.3, 80)})
        for name, gain in (("plain", 0.0), ("twin", 0.0), ("best", 2.0))
    ]
    analysis = robustness_analysis(pd.concat(frames), {"reach": "max"})
    text = analysis.text()
    assert "Reach: people who ever followed (more is better): best has the best mean" in text
    assert "best in 100% of 80 draws" in text
    assert "about as often one way round as the other" in text
    assert {path.name for path in analysis.save(tmp_path)} == {
        "ranking.csv", "pairs.csv", "ranks_reach.png", "ranks_reach.svg", "ranks_reach.zh.svg",
        "findings.json", "findings.md",
    }  # fmt: skip


def test_a_policy_that_is_called_as_it_is_reads_in_the_language_in_use() -> None:
    rng = np.random.default_rng(3)
    frames = [
        pd.DataFrame({"policy": name, "draw": np.arange(40), "reach": rng.normal(0, 1, 40)})
        for name in ("as it is", "my own")
    ]
    analysis = robustness_analysis(pd.concat(frames), {"reach": "max"})
    assert "as it is" in analysis.text()
    with spoken("zh"):
        told = "".join(analysis.told().findings)
        axes = analysis.figures["ranks_reach"]()
    assert "as it is" not in told
    assert words()["as it is"] in told
    assert "my own" in told
    assert {label.get_text() for label in axes.get_yticklabels()} == {words()["as it is"], "my own"}
