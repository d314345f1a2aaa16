"""Every figure of the larger analyses, and those of `fansim.report` that no command draws, against their tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.testing import assert_allclose
from tests.experiments.small_study import SMALL, mapping

import fansim
from fansim import report
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.analyses.discovery import discovery_analysis
from fansim.experiments.methods.condition import Condition
from fansim.report.analysis_figures import fit, odds
from fansim.report.words import amount, lever, outcome
from fansim.scenario import load_scenario

RANGES = {
    "word_of_mouth.strong": {"low": 0.01, "high": 0.3},
    "entry.follow_days": {"low": 0, "high": 8},
}


def spread(samples: int) -> dict[str, Any]:
    return {"kind": "latin_hypercube", "samples": samples, "factors": RANGES}


def rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def spans(ax: Axes) -> list[list[float]]:
    """From where to where the lines across go, row by row."""
    return [[place[0] for place in line] for line in ax.collections[0].get_segments()]


@pytest.fixture(scope="module")
def runs() -> pd.DataFrame:
    """A sweep over two factors."""
    return fansim.sweep(mapping(replications=1, design=spread(80)))


def test_failures_are_crossed_and_the_box_is_that_of_the_table(runs: pd.DataFrame) -> None:
    limit = float(runs["reach"].quantile(0.3))
    analysis = discovery_analysis(runs, list(RANGES), Condition("reach", "<", limit))
    ax = analysis.figures["failures"]()
    x, y = (next(key for key in RANGES if lever(key) == name) for name in (ax.get_xlabel(), ax.get_ylabel()))
    fails = runs["reach"] < limit
    for dots, part in zip(ax.collections, (runs[~fails], runs[fails]), strict=True):
        assert_allclose(dots.get_offsets(), part[[x, y]])
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    frames = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    boxes = analysis.tables["boxes"]
    assert len(frames) == boxes["box"].nunique() > 0
    for frame, (_, limits) in zip(frames, boxes.groupby("box"), strict=True):
        ends = limits.set_index("factor").reindex([x, y])
        low, high = (
            ends["low"].fillna(pd.Series({x: left, y: bottom})),
            ends["high"].fillna(pd.Series({x: right, y: top})),
        )
        assert_allclose(frame.get_xy(), low)
        assert_allclose([frame.get_width(), frame.get_height()], high - low)


def test_ranks_are_bars_as_long_as_the_shares_with_their_intervals() -> None:
    policies = {"plain": {}, "more ads": {"ads.per_day": 0.01}, "no ads": {"ads.enabled": False}}
    study = mapping(replications=1, design=spread(9), robustness={"objectives": {"reach": "max"}, "policies": policies})
    analysis = analyse(study, "robustness")
    ax = analysis.figures["ranks_reach"]()
    table = analysis.table.set_index("policy").loc[rows(ax)]
    assert set(rows(ax)) == set(policies)
    assert table["best_share"].is_monotonic_decreasing
    assert_allclose([bar.get_width() for bar in ax.patches], table["best_share"])
    assert_allclose(spans(ax), table[["low", "high"]])
    assert table["best_share"].nunique() > 1
    assert ax.get_title(loc="left") == f"Which policy is best: {outcome('reach').name.lower()}"


def test_odds_are_drawn_with_the_whole_of_their_intervals(tmp_path: Path) -> None:
    factors = {"entry.follow_days": [0, 3, 8], "campaigns.0.budget": [666.0, 2000.0]}
    analysis = analyse(mapping(design={"kind": "grid", "factors": factors}), "gate", out=tmp_path)
    ax = analysis.figures["odds"]()
    for panel, (group, part) in zip(ax.child_axes, analysis.table.groupby("group", sort=False), strict=True):
        assert panel.get_title(loc="left") == group.replace("_", " ")
        _, simulated, closed = panel.lines
        assert_allclose(simulated.get_xydata(), part[["threshold_days", "simulated"]])
        assert_allclose(closed.get_xydata(), part[["threshold_days", "closed_form"]])
        band = panel.collections[0].get_paths()[0].vertices
        for side in ("low", "high"):
            known = part[["threshold_days", side]].dropna().to_numpy()
            assert all(np.isclose(band, point).all(axis=1).any() for point in known)


def test_no_interval_of_odds_is_cut_off() -> None:
    table = pd.DataFrame({"group": "a", "threshold_days": [0, 7], "simulated": [1, 1.2], "low": [1, 0.2]})
    ax = odds(table.assign(high=[1.0, 5.0], closed_form=1.0))
    assert ax.child_axes[0].get_ylim()[1] > 5
    ax = odds(table.assign(high=[1.0, np.inf], closed_form=1.0))
    assert np.isfinite(ax.child_axes[0].get_ylim()[1])


def test_a_fit_has_dots_as_observed_a_line_as_fitted_and_shades_what_was_held_out(tmp_path: Path) -> None:
    daily = fansim.run(load_scenario("leijun_classroom", SMALL)).daily
    daily[["unaware"]].reset_index().to_csv(tmp_path / "seen.csv", index=False)
    section = {"data": str(tmp_path / "seen.csv"), "columns": ["unaware"], "rounds": 2, "members": 4, "hold_out": 0.4}
    table = analyse(mapping(replications=1, design=spread(4), calibrate=section), "calibrate").tables["series"]
    (panel,) = fit(table).child_axes
    dots, line = panel.lines
    assert_allclose(dots.get_xydata(), table[["day", "observed"]])
    assert_allclose(line.get_xydata(), table[["day", "fitted"]])
    assert_allclose(dots.get_ydata(), daily.loc[table["day"], "unaware"])
    held = table.loc[table["held_out"], "day"]
    (band,) = panel.patches
    assert (band.get_x(), band.get_x() + band.get_width()) == (held.min() - 0.5, held.max() + 0.5)


def test_the_best_policies_are_those_of_fresh_seeds(tmp_path: Path) -> None:
    goals = {"reach": "max", "shill_share": "min"}
    section = {"objectives": goals, "trials": 16, "generation": 8, "chosen": 4, "fresh_replications": 2}
    analysis = analyse(mapping(replications=1, design=spread(4), optimise=section), "optimise", out=tmp_path)
    ax = analysis.figures["pareto"]()
    table = analysis.tables["fresh"].pivot_table(index="policy", columns="outcome", values="fresh")
    points = sorted(map(tuple, np.round(table[list(goals)].to_numpy(), 9)))
    grey = next(dots for dots in ax.collections if len(dots.get_offsets()))
    assert sorted(map(tuple, np.round(np.asarray(grey.get_offsets()), 9))) == points
    front = next(line for line in ax.lines if line.get_marker() == "o").get_xydata()
    beaten = [any(a >= x and b <= y and (a, b) != (x, y) for a, b in points) for x, y in points]
    assert sorted(map(tuple, np.round(front, 9))) == [one for one, lost in zip(points, beaten, strict=True) if not lost]
    named = {text.split("  ")[0]: text.split("  ")[1] for text in written(ax) if "  " in text}
    places = {text.get_text(): text.xy for text in ax.texts if len(text.get_text()) == 1}
    assert set(named) == set(places)
    for letter, name in named.items():
        known = table.loc[table.index.map(str) == name.removeprefix("policy "), list(goals)]
        assert_allclose([places[letter]], known)


def test_a_tornado_has_a_bar_to_each_end_and_its_setting_at_the_tip(runs: pd.DataFrame) -> None:
    base, lines = float(runs["reach"].mean()), []
    for key in RANGES:
        low, high = (runs[runs[key] == runs[key].agg(end)]["reach"].mean() for end in ("min", "max"))
        lines.append((key, low, high, float(runs[key].min()), float(runs[key].max())))
    swings = pd.DataFrame(lines, columns=["factor", "low", "high", "low_setting", "high_setting"])
    ax = report.tornado(swings, "reach", base)
    table = swings.assign(swing=(swings["high"] - swings["low"]).abs()).sort_values("swing", ascending=False)
    assert rows(ax) == [lever(factor) for factor in table["factor"]]
    ends = [bar.get_x() + bar.get_width() for bar in ax.patches]
    assert_allclose([bar.get_x() for bar in ax.patches], base)
    assert_allclose(ends, table[["low", "high"]].to_numpy().ravel())
    assert f"as it is: {amount(base, 'share')}" in written(ax)
    tips = {round(text.xy[0], 9): text.get_text() for text in ax.texts if hasattr(text, "xy")}
    for side in ("low", "high"):
        for value, setting in zip(table[side], table[f"{side}_setting"], strict=True):
            assert float(tips[round(value, 9)].replace(",", "")) == pytest.approx(setting, rel=5e-3)
