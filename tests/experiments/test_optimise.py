"""The search on functions whose fronts are known."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from fansim.experiments.analyses.optimise import _figures, optimise_analysis
from fansim.experiments.methods.condition import Condition
from fansim.experiments.methods.factors import Range
from fansim.experiments.methods.optimise import BASELINE, both_values, choose, front, search
from fansim.language import spoken

LEVERS = {f"x{i}": Range(0.0, 1.0) for i in range(3)}
GOALS = {"f": "min", "g": "min"}


def zdt1(points, number=0):
    """Zitzler, Deb & Thiele 2000: the front is g = 1 - sqrt(f), where all levers but the first are 0."""
    table = pd.DataFrame(points).to_numpy(dtype=float)
    rest = 1 + 9 * table[:, 1:].mean(axis=1)
    return pd.DataFrame({"f": table[:, 0], "g": rest * (1 - np.sqrt(table[:, 0] / rest))})


@pytest.fixture(scope="module")
def found():
    return search(LEVERS, zdt1, GOALS, trials=800, generation=40, seed=1)


def test_the_front_of_zdt1_is_approached(found):
    best = found[found["front"]]
    gap = best["g"] - (1 - np.sqrt(best["f"]))
    assert (gap > -1e-9).all()
    assert gap.median() < 0.3
    first = found[found["generation"] == 0]
    assert gap.median() < 0.3 * (first["g"] - (1 - np.sqrt(first["f"]))).median()
    assert len(best) >= 8


def test_the_same_seed_gives_the_same_search(found):
    again = search(LEVERS, zdt1, GOALS, trials=120, generation=40, seed=1)
    pd.testing.assert_frame_equal(again[["x0", "x1", "x2"]], found[["x0", "x1", "x2"]].iloc[:120])
    other = search(LEVERS, zdt1, GOALS, trials=40, generation=40, seed=2)
    assert (other["x0"] != found["x0"].iloc[:40]).all()


def test_constraints_keep_the_front_within_limits_and_move_the_search_there(found):
    limit = Condition("f", ">=", 0.8)
    table = search(LEVERS, zdt1, GOALS, [limit], trials=400, generation=40, seed=1)
    assert (table.loc[table["front"], "f"] >= 0.8).all()
    late = table[table["generation"] >= 5]
    assert late["feasible"].mean() > 0.6 > found.loc[found["generation"] >= 5, "f"].ge(0.8).mean()


def test_an_undefined_outcome_is_never_on_the_front():
    def holes(points, number):
        return zdt1(points).mask(lambda table: table["f"] < 0.5)

    table = search(LEVERS, holes, GOALS, trials=80, generation=20, seed=1)
    assert not table.loc[table["f"].isna(), "feasible"].any()
    assert table["front"].any()
    assert table.loc[table["front"], "f"].ge(0.5).all()


def test_levers_of_levels_whole_numbers_and_words_keep_their_types():
    levers = {
        "entry.follow_days": Range(0, 3, whole=True),
        "voice.policy": ("free", "suppressed"),
        "groups.cap": (50, 200),
    }

    def count(points, number):
        return pd.DataFrame({"f": [point["entry.follow_days"] for point in points], "g": [1.0] * len(points)})

    table = search(levers, count, GOALS, trials=60, generation=20, seed=1)
    assert set(table["entry.follow_days"]) == {0, 1, 2, 3}
    assert set(table["voice.policy"]) == {"free", "suppressed"}
    assert set(table["groups.cap"]) == {50, 200}


def test_the_front_is_what_no_other_beats():
    table = pd.DataFrame({"f": [1, 2, 3, 3, 0.5], "g": [3, 2, 1, 2, 0.5]})
    allowed = np.array([True, True, True, True, False])
    assert list(front(table, GOALS, allowed)) == [True, True, True, False, False]
    assert list(front(table, {"f": "max", "g": "max"}, allowed)) == [True, False, False, True, False]


def test_the_chosen_hold_the_ends_of_the_front():
    f = np.linspace(0, 1, 21)
    table = pd.DataFrame({"policy": range(21), "x0": f, "f": f, "g": 1 - np.sqrt(f), "front": True})
    chosen = choose(table, ["x0"], GOALS, 5)
    assert len(chosen) == 5
    assert {0, 20} <= set(chosen["policy"])
    assert np.diff(chosen["f"]).max() < 0.5


def test_fresh_seeds_show_luck_and_a_broken_limit(tmp_path):
    rng = np.random.default_rng(1)
    chosen = pd.DataFrame({"policy": [3, 7], "x0": [0.1, 0.9], "f": [0.10, 0.30], "g": [1.0, 0.5]})
    fresh = pd.concat(
        [
            pd.DataFrame({"policy": name, "f": rng.normal(f, 0.01, 20), "g": rng.normal(g, 0.01, 20)})
            for name, f, g in ((3, 0.15, 1.1), (7, 0.45, 0.6), (BASELINE, 0.2, 2.0))
        ]
    )
    limits = [Condition("f", "<=", 0.4)]
    both = both_values(chosen, fresh, ["f", "g"], limits, search_replications=2)
    seven = both.set_index(["policy", "outcome"]).loc[(7, "f")]
    assert seven["searched"] == 0.30
    assert seven["fresh"] == pytest.approx(0.45, abs=0.01)
    assert seven["low"] < seven["fresh"] < seven["high"]
    assert not seven["kept"]
    assert seven["kept_share"] == 0
    table = chosen.assign(generation=0, feasible=True, front=True)
    analysis = optimise_analysis(table, chosen, both, ["x0"], GOALS, limits)
    text = analysis.text()
    assert "F: the search flattered the chosen policies" in text
    assert "Policy 7 breaks F at most 0.4 on fresh seeds (0.4" in text
    assert text.count("X0 = 0.1") == 1, "what a policy sets is said once, though it is best of both"
    assert "F (less is better): best on fresh seeds is policy 3 (X0 = 0.1)" in text
    assert "as it is it is 2" in text
    assert {path.name for path in analysis.save(tmp_path)} == {
        "pareto.csv", "fresh.csv", "trials.csv", "pareto.png", "pareto.svg", "pareto.zh.svg",
        "findings.json", "findings.md",
    }  # fmt: skip


def test_the_figure_names_policies_in_the_language_in_which_it_is_drawn():
    rows = [(policy, name, 0.1 * policy, True) for policy in (1, 2) for name in ("f", "g")]
    both = pd.DataFrame(rows, columns=["policy", "outcome", "fresh", "kept"])
    both.loc[1, "fresh"], both.loc[3, "fresh"] = 0.9, 0.5
    draw = _figures(both, GOALS, [])["pareto"]
    with spoken("zh"):
        said = {text.get_text() for text in draw().figure.findobj(Text)}
    assert any("策略" in text for text in said)
    assert not any("policy" in text for text in said)
