"""Indices against functions whose indices are known in closed form."""

import numpy as np
import pandas as pd
import pytest

from fansim.errors import ResultError
from fansim.experiments.analyses.sensitivity import sensitivity_analysis
from fansim.experiments.methods.sensitivity import (
    NOTHING,
    indices_of,
    morris_indices,
    morris_points,
    noise_share,
    pawn_indices,
    sobol_indices,
    sobol_points,
)
from fansim.language import Language, spoken
from fansim.report.words import lever

THREE = ("a", "b", "c")
A, B = 7.0, 0.1  # Ishigami's usual constants


def ishigami(points):
    """Ishigami & Homma 1990, from the unit cube."""
    x = np.pi * (2 * points - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_indices():
    """First-order and total indices in closed form."""
    pi4, pi8 = np.pi**4, np.pi**8
    alone = np.array([0.5 * (1 + B * pi4 / 5) ** 2, A**2 / 8, 0.0])
    pair = B**2 * pi8 * 8 / 225
    variance = alone.sum() + pair
    return alone / variance, (alone + np.array([pair, 0, pair])) / variance


def test_sobol_indices_of_the_ishigami_function_match_the_closed_form():
    points = sobol_points(THREE, 1024, seed=1)
    table = sobol_indices(THREE, ishigami(points))
    first, total = ishigami_indices()
    assert list(table["factor"]) == list(THREE)
    np.testing.assert_allclose(table["first"], first, atol=0.03)
    np.testing.assert_allclose(table["total"], total, atol=0.03)
    assert ((table["low"] <= total) & (total <= table["high"])).all()


def test_a_sobol_design_has_the_promised_size_and_depends_on_the_seed_only():
    points = sobol_points(THREE, 16, seed=3)
    assert points.shape == (16 * 5, 3)
    assert points.min() >= 0
    assert points.max() <= 1
    np.testing.assert_array_equal(points, sobol_points(THREE, 16, seed=3))
    assert (points != sobol_points(THREE, 16, seed=4)).any()


def test_morris_effects_of_a_quadratic_match_the_closed_form():
    # The step of 4 levels is 2/3, so that the effect of x + 3 x^2 from 0 to 2/3 is 3, and from 1/3 to 1 it is 5.
    points = morris_points(THREE, 40, seed=1)
    values = 2 * points[:, 0] - 4 * points[:, 1] + (points[:, 2] + 3 * points[:, 2] ** 2)
    table = morris_indices(THREE, points, values).set_index("factor")
    assert table.loc["a", "total"] == pytest.approx(2)
    assert table.loc["a", "spread"] == pytest.approx(0, abs=1e-9)
    assert table.loc["b", "total"] == pytest.approx(4)
    assert table.loc["b", "effect"] == pytest.approx(-4)
    assert table.loc["c", "total"] == pytest.approx(4, abs=0.35)
    assert table.loc["c", "spread"] == pytest.approx(1, abs=0.1)


def test_pawn_ranks_a_strong_a_weak_and_an_idle_factor():
    rng = np.random.default_rng(1)
    runs = pd.DataFrame(rng.random((800, 3)), columns=list(THREE))
    runs["word"] = rng.choice(["free", "suppressed"], 800)
    runs["y"] = 4 * runs["a"] + runs["b"] + 2.0 * (runs["word"] == "free")
    table = pawn_indices(runs, [*THREE, "word"], "y").set_index("factor")
    totals = table["total"]
    assert totals["a"] > totals["word"] > totals["b"] > totals["c"]
    assert totals["c"] < table.loc[NOTHING, "high"] < totals["b"]


def test_pawn_leaves_out_runs_without_a_value_and_refuses_too_few():
    runs = pd.DataFrame({"a": np.linspace(0, 1, 60), "y": np.linspace(0, 1, 60)})
    runs.loc[30:, "y"] = np.nan
    with pytest.raises(ResultError, match="at least 40 runs with a value of y; there are 30"):
        pawn_indices(runs, ["a"], "y")
    with pytest.raises(ResultError, match="no column b"):
        pawn_indices(runs, ["b"], "y")


def test_the_noise_share_of_pure_chance_is_one_and_of_none_is_zero():
    rng = np.random.default_rng(1)
    runs = pd.DataFrame({"scenario": np.repeat(np.arange(300), 5), "replication": np.tile(np.arange(5), 300)})
    runs["chance"], runs["sure"] = rng.normal(size=1500), runs["scenario"]
    runs["half"] = np.repeat(rng.normal(size=300), 5) + rng.normal(size=1500)
    assert noise_share(runs, "chance") == pytest.approx(1, abs=0.05)
    assert noise_share(runs, "sure") == 0
    assert noise_share(runs, "half") == pytest.approx(0.5, abs=0.07)


def test_the_noise_share_under_shared_seeds_is_a_share() -> None:
    """The luck of a seed is the same at every point: worked by hand, 2 points and 2 seeds; it was told as 120%."""
    runs = pd.DataFrame({"scenario": [0, 0, 1, 1], "replication": [0, 1, 0, 1], "y": [0.0, 2.0, 1.0, 3.0]})
    assert noise_share(runs, "y") == pytest.approx(2 / (2 + 0.5))  # within 2, between the means 1 and 2: 1/2
    seed, rng = np.tile([-3.0, 0.0, 3.0], 40), np.random.default_rng(2)
    many = pd.DataFrame({"scenario": np.repeat(np.arange(40), 3), "replication": np.tile(np.arange(3), 40)})
    many["y"] = seed + np.repeat(rng.normal(size=40), 3)
    assert noise_share(many, "y") == pytest.approx(9 / (9 + np.var(many["y"].to_numpy()[::3], ddof=1)))


def test_an_outcome_with_a_hole_gets_no_made_up_indices():
    points = sobol_points(THREE, 32, seed=1)
    means = pd.DataFrame({"whole": ishigami(points), "hole": ishigami(points), "flat": 1.0})
    means.loc[3, "hole"] = np.nan
    table = indices_of("sobol", THREE, points, means, ["whole", "hole", "flat"])
    defined = table.groupby("outcome")["total"].count()
    assert defined.to_dict() == {"flat": 0, "hole": 0, "whole": 3}


def test_the_findings_name_the_strongest_factor_and_say_when_two_cannot_be_told_apart(tmp_path):
    points = sobol_points(THREE, 256, seed=1)
    means = pd.DataFrame({"clear": 5 * points[:, 0] + points[:, 1], "tied": points[:, 1] + points[:, 2]})
    table = indices_of("sobol", THREE, points, means, ["clear", "tied"])
    analysis = sensitivity_analysis("sobol", table, {"clear": 0.25}, means)
    text = analysis.text()
    assert "Clear: a matters most" in text
    assert "Clear: not clearly above 5% of the variance: b and c." in text
    assert "chance alone (other seeds) makes 25%" in text
    assert "cannot be told apart" in next(one for one in analysis.findings if one.startswith("Tied: "))
    names = {path.name for path in analysis.save(tmp_path)}
    figures = {f"sensitivity_{name}.{kind}" for name in ("clear", "tied") for kind in ("png", "svg", "zh.svg")}
    assert names == {"sensitivity.csv", "findings.json", "findings.md", *figures}
    assert all((tmp_path / name).stat().st_size > 0 for name in names)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_findings_say_in_words_what_a_key_is(language: Language) -> None:
    keys = ("entry.follow_days", "groups.cap", "ads.per_day")
    points = sobol_points(keys, 64, seed=1)
    means = pd.DataFrame({"reach": 5 * points[:, 0] + points[:, 1], "shill_share": points[:, 0] + points[:, 1]})
    indices = indices_of("sobol", keys, points, means, ["reach", "shill_share"])
    with spoken(language):
        said = sensitivity_analysis("sobol", indices).told()
        titles = {key: lever(key) for key in keys}
    text = said.answer + "".join(said.findings)
    for key, title in titles.items():
        assert text.count(key) == text.count(f"{title} ({key})") + text.count(f"{title}（{key}）") > 0
