"""Effects of factors whose truth was planted."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.analyses.effects import answer_of, point_names
from fansim.experiments.methods.differences import factor_effects
from fansim.experiments.study.design import Grid, PointList
from fansim.experiments.study.study import study_from_mapping
from fansim.language import spoken
from fansim.scenario import scenario_from_mapping

GRID = Grid({"entry.follow_days": (0, 60), "voice.policy": ("free", "suppressed")})


def planted(replications=12):
    """Sixty days add 2, suppression takes 1, and the chance of a seed is shared by all points."""
    rng = np.random.default_rng(1)
    luck = rng.normal(0, 5, replications)
    rows = [
        {
            "scenario": place,
            "replication": r,
            **dict(zip(GRID.keys, point, strict=True)),
            "reach": 2 * (point[0] == 60) - (point[1] == "suppressed") + luck[r] + rng.normal(0, 0.1),
        }
        for r in range(replications)
        for place, point in enumerate(product(*GRID.factors.values()))
    ]
    return pd.DataFrame(rows)


def test_paired_effects_see_through_the_chance_of_a_seed():
    table = factor_effects(planted(), list(GRID.keys), ["reach"]).set_index(["factor", "level"])
    days, policy = table.loc[("entry.follow_days", "60")], table.loc[("voice.policy", "suppressed")]
    assert days["low"] < 2 < days["high"]
    assert policy["low"] < -1 < policy["high"]
    assert days["high"] - days["low"] < 0.3
    assert days["verdict"] == "higher"
    assert policy["verdict"] == "lower"
    assert table.loc[("entry.follow_days", "0"), "verdict"] == "baseline"


def test_points_are_named_by_what_they_change():
    points = PointList(({"a.x": 1, "b.y": True}, {"a.x": 2, "b.y": True}, {"a.x": 2, "b.y": False}))
    assert point_names(points, ["a.x", "b.y"]) == ["baseline", "x = 2", "x = 2, y = false"]


def small(design):
    base = scenario_from_mapping({"days": 30, "population": {"size": 300, "core_share": 0.1}, "groups": {"cap": 20}})
    mapping = {"replications": 3, "outcomes": ["reach", "exit_rate"], "design": design}
    return study_from_mapping(mapping, "small", base)


def test_a_list_gives_a_comparison_with_its_first_point(tmp_path):
    study = small({"kind": "list", "factors": {"ads.per_day": [0.0, 0.02], "ads.enabled": [True, True]}})
    analysis = analyse(study, "effects", out=tmp_path / "out")
    row = analysis.table.set_index(["outcome", "level"]).loc[("reach", "per_day = 0.02")]
    assert row["low"] > 0.2
    said = "Chance of being won by ads, a day = 0.02 against baseline"
    assert any(said in sentence and "better: " in sentence for sentence in analysis.findings)
    with spoken("zh"):
        told = analysis.told()
    assert "per_day" not in told.answer + "".join(told.findings)
    assert "baseline" not in told.answer + "".join(told.findings)
    assert (tmp_path / "out" / "effects.png").stat().st_size > 0


def test_a_grid_of_three_gives_small_multiples_and_ranges_are_refused(tmp_path):
    factors = {"entry.follow_days": [0, 10], "ads.per_day": [0.0, 0.02], "voice.policy": ["free", "suppressed"]}
    analyse(small({"kind": "grid", "factors": factors}), "effects", out=tmp_path / "out")
    assert (tmp_path / "out" / "reach.png").stat().st_size > 0
    ranges = {"kind": "sobol", "samples": 4, "factors": {"ads.per_day": {"low": 0.0, "high": 0.1}}}
    with pytest.raises(ScenarioError, match="effects are of a grid or a list"):
        analyse(small(ranges), "effects")


def test_an_effect_against_expectation_is_said_in_the_answer():
    rows = [(days, one, 0.1 + 0.01 * one + 0.002 * days) for days in (0, 30) for one in range(5)]
    runs = pd.DataFrame(rows, columns=["entry.follow_days", "replication", "shill_share"])
    answer = answer_of(factor_effects(runs, ["entry.follow_days"], ["shill_share"]))
    assert answer.endswith("This is surprising: more of it was expected to lower this outcome.")
    fewer = runs.assign(shill_share=1 - runs["shill_share"])
    assert "surprising" not in answer_of(factor_effects(fewer, ["entry.follow_days"], ["shill_share"]))
