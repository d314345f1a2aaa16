"""Every figure of comparisons, studies and analyses, against the tables of real ones, which are small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.testing import assert_allclose
from tests.cases import kitchen_sink
from tests.experiments.small_study import mapping
from tests.unit.figure_tables import study_runs

import fansim
from fansim import report
from fansim.errors import ResultError
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.analyses.analysis import Analysis
from fansim.experiments.methods.intervals import interval
from fansim.report.level_figure import levels
from fansim.report.level_means import means
from fansim.report.words import GROUPS, amount, lever, outcome, verdict
from fansim.results.folders import DAILY_PREFIX

RANGES = {
    "entry.follow_days": {"low": 0, "high": 8},
    "word_of_mouth.strong": {"low": 0.01, "high": 0.3},
    "churn.a": {"low": 0.3, "high": 0.8},
}
POINTS = {"share": 100.0}


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def names_across(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def ticks(ax: Axes) -> list[tuple[float, float]]:
    """Each tick across with the number that is written at it."""
    ax.figure.draw_without_rendering()
    said = [(tick.get_loc(), tick.label1.get_text()) for tick in ax.xaxis.get_major_ticks()]
    return [(at, float(text.replace("−", "-").replace(",", ""))) for at, text in said]


class Comparison:
    """A comparison: its folder, the figures as they were saved, and the table returned."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.figures: dict[str, Axes] = {}
        patch.setattr("fansim.report.figures.save", lambda ax, path: self.figures.setdefault(path.stem, ax))
        given = {"as it is": kitchen_sink(days=40), "an open door": kitchen_sink(days=40, entry__follow_days=0)}
        given["like it"] = kitchen_sink(days=40, title="another title")
        self.table = fansim.compare(given, replications=4, out=folder)
        self.runs = pd.read_parquet(folder / "runs.parquet")
        self.medians = pd.read_csv(folder / "daily_medians.csv").set_index(["scenario", "day"])


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    """Three scenarios, of which the last differs in nothing from the first."""
    with pytest.MonkeyPatch.context() as patch:
        yield Comparison(tmp_path_factory.mktemp("compared"), patch)


@pytest.mark.parametrize("group", GROUPS)
def test_a_comparison_draws_differences_intervals_pairs_and_verdicts(compared: Comparison, group: str) -> None:
    ax = compared.figures[group]
    for panel, name in zip(ax.child_axes, GROUPS[group], strict=True):
        table = compared.table[compared.table["outcome"] == name].set_index("scenario")
        wide = compared.runs.pivot_table(index="seed", columns="base", values=name, dropna=False)
        kind = outcome(name).kind
        assert names_across(panel) == ["an open door", "like it"]
        assert f"as it is: {amount(table.loc['as it is', 'mean'], kind)}" in written(panel)
        for row, scenario in enumerate(names_across(panel)):
            one = table.loc[scenario]
            own = [line for line in panel.lines if line.get_transform() == panel.transData and row in line.get_ydata()]
            (dot,) = [line.get_xdata() for line in own if line.get_marker() == "o"]
            pairs = [x for line in own if line.get_marker() == "|" for x in line.get_xdata()]
            (interval,) = [line.get_xdata() for line in own if line.get_marker() == "None"]
            assert_allclose(dot, [one["difference"]])
            assert_allclose(interval, [one["low"], one["high"]])
            assert_allclose(pairs, (wide[scenario] - wide["as it is"]).dropna())
            assert written(panel)[2 + row] == verdict(name, one["difference"], one["low"], one["high"])
        assert all(said == pytest.approx(POINTS.get(kind, 1) * at, rel=5e-3, abs=1e-9) for at, said in ticks(panel))


def test_what_does_not_differ_at_all_stretches_no_scale(compared: Comparison) -> None:
    table = compared.table[compared.table["scenario"] != "an open door"]
    ax = report.comparison(table, ["retention_30", "reach"])
    assert [ticks(panel) for panel in ax.child_axes] == [[(0, 0)], [(0, 0)]]
    table = compared.table.copy()
    table.loc[table["outcome"] == "reach", ["difference", "low", "high"]] = 0.0
    first, second = report.comparison(table, ["shill_share", "reach"]).child_axes
    widest = table.loc[table["outcome"] == "shill_share", ["difference", "low", "high"]].abs().max().max()
    assert first.get_xlim() == second.get_xlim() == pytest.approx((-1.15 * widest, 1.15 * widest))


@pytest.mark.parametrize("column", ["member", "core_fans", "shill_share", "fan_haters"])
def test_trajectories_draw_the_medians_and_the_band_of_each_scenario(compared: Comparison, column: str) -> None:
    ax = compared.figures[column]
    names = list(dict.fromkeys(compared.table["scenario"]))
    assert [panel.get_title(loc="left") for panel in ax.child_axes] == names
    for panel, name in zip(ax.child_axes, names, strict=True):
        lines = [line.get_ydata() for line in panel.lines if len(line.get_xdata()) == 40]
        drawn = [compared.medians.loc[other, column] for other in names if other != name]
        assert_allclose(lines, [*drawn, compared.medians.loc[name, column]])
        runs = np.array(compared.runs.loc[compared.runs["base"] == name, DAILY_PREFIX + column].tolist(), dtype=float)
        band = set(map(tuple, np.round(panel.collections[0].get_paths()[0].vertices, 9)))
        for level in (0.1, 0.9):
            heights = np.round(np.quantile(runs, level, axis=0), 9)
            assert {(float(day), height) for day, height in enumerate(heights) if np.isfinite(height)} <= band


def test_the_small_line_below_a_comparison_says_its_runs_and_what_lines_are(compared: Comparison) -> None:
    figures: Any = {name: ax.figure.get_supxlabel() for name, ax in compared.figures.items()}
    for name, said in figures.items():
        assert said.startswith("4 replications, seeds 1 to 4")
        assert ("lines: medians of the runs, bands: from 10 to 90% of them" in said) == (name not in GROUPS)


def effects(folder: Path, **factors: list[Any]) -> tuple[Analysis, pd.DataFrame]:
    """A grid of these factors as a study, its figures and its runs."""
    given = {name.replace("__", "."): levels for name, levels in factors.items()}
    analysis = analyse(mapping(design={"kind": "grid", "factors": given}), "effects", out=folder)
    return analysis, pd.read_parquet(folder / "runs" / "runs.parquet")


def test_a_heat_map_has_the_mean_of_each_cell(tmp_path: Path) -> None:
    analysis, runs = effects(tmp_path, entry__follow_days=[0, 5], groups__cap=[5, 10, 20])
    for name, draw in analysis.figures.items():
        ax = draw()
        means = runs.groupby(["groups.cap", "entry.follow_days"])[name].mean()
        up, across = names_across(ax), [label.get_text() for label in ax.get_xticklabels()]
        numbers = {text.get_position(): text.get_text() for text in ax.texts}
        assert len(numbers) == len(means) == 6
        for (cap, days), mean in means.items():
            said = numbers[across.index(f"{days}"), up.index(f"{cap}")]
            assert float(said.rstrip("%").replace(",", "")) == pytest.approx(100 * mean, abs=0.05)
        cells = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_fill()]
        light = {(round(cell.get_x() + 0.5), round(cell.get_y() + 0.5)): cell.get_facecolor()[:3] for cell in cells}
        best = (means * outcome(name).good).idxmax()
        darkest = min(light, key=lambda place: sum(light[place]))
        assert numbers[darkest] == numbers[across.index(f"{best[1]}"), up.index(f"{best[0]}")]


def test_small_multiples_draw_the_medians_of_the_runs(tmp_path: Path) -> None:
    factors = {"entry__follow_days": [0, 3, 6], "groups__cap": [5, 20], "groups__allocation": ["fill_first", "random"]}
    analysis, runs = effects(tmp_path, **factors)
    for name, draw in analysis.figures.items():
        ax = draw()
        assert title(ax) == f"{outcome(name).name} (median of the runs), by days of following before entry"
        for panel, (way, part) in zip(ax.child_axes, runs.groupby("groups.allocation"), strict=True):
            assert title(panel) == f"{lever('groups.allocation')} {way}"
            lines = [line.get_xydata() for line in panel.lines if len(line.get_xdata()) == 3]
            medians = part.groupby(["groups.cap", "entry.follow_days"])[name].median()
            marked = [medians[level] for level in (5, 20) for _ in ("line", "marks")]
            assert_allclose([line[:, 0] for line in lines], 4 * [[0, 3, 6]])
            assert_allclose([line[:, 1] for line in lines], marked)
            assert {"5", "20"} <= set(written(panel))


def test_only_the_last_panel_of_a_row_names_the_lines_of_small_multiples() -> None:
    ax = report.multiples(study_runs(), "entry.follow_days", "reach", panel="incentives.kind", line="groups.cap")
    ax.figure.draw_without_rendering()
    assert ["Seats per group" in written(panel) for panel in ax.child_axes] == [False, True]
    name = next(text for text in ax.child_axes[1].texts if text.get_text() == "Seats per group")
    boxes = [panel._left_title.get_window_extent() for panel in ax.child_axes]
    assert not any(name.get_window_extent().overlaps(box) for box in boxes)


@pytest.mark.parametrize(
    ("method", "samples", "axis"),
    [
        ("morris", 3, "Mean change of the outcome over the factor's range, in points"),
        ("sobol", 8, "Share of the outcome's variance (dark: the parameter alone; light: with its interactions)"),
    ],
)
def test_sensitivities_are_bars_as_long_as_the_indices(tmp_path: Path, method: str, samples: int, axis: str) -> None:
    study = mapping(
        replications=1,
        design={"kind": "sobol", "samples": samples, "factors": RANGES},
        sensitivity={"method": method, "samples": samples},
    )
    analysis = analyse(study, "sensitivity", out=tmp_path)
    assert analysis.figures
    for figure, draw in analysis.figures.items():
        ax, name = draw(), figure.removeprefix("sensitivity_")
        table = analysis.table[analysis.table["outcome"] == name].dropna(subset="total")
        table = table.sort_values("total", ascending=False, kind="stable").head(12)
        assert title(ax) == f"Which parameters matter: {outcome(name).name.lower()}"
        assert names_across(ax) == [lever(factor) for factor in table["factor"]]
        bars = np.array([bar.get_width() for bar in ax.patches]).reshape(-1, len(table))
        assert_allclose(bars[0], table["total"])
        if method == "sobol":
            assert_allclose(bars[1], table["first"].clip(lower=0))
        spans = [[place[0] for place in line] for line in ax.collections[0].get_segments()]
        assert_allclose(spans, table[["low", "high"]])
        assert ax.get_xlabel() == axis
        scale = 100 if method == "morris" else 1
        assert all(said == pytest.approx(scale * at, rel=5e-3, abs=1e-9) for at, said in ticks(ax))


def grid_runs(**levels: list[Any]) -> pd.DataFrame:
    """A grid of factors with three replications; the outcome is known at each point."""
    points = [dict(zip(levels, values, strict=True)) for values in product(*levels.values())]
    rows = [
        {"scenario": number, "replication": seed, **point, "reach": 0.1 * (number + 1) + 0.01 * seed}
        for number, point in enumerate(points)
        for seed in range(3)
    ]
    return pd.DataFrame(rows)


def points_of(ax: Axes) -> list[tuple[float, float]]:
    return [tuple(point) for drawn in ax.containers for point in drawn[0].get_xydata()]  # type: ignore[index]


def test_one_factor_is_drawn_as_points_with_intervals() -> None:
    ax = levels(grid_runs(days=[0, 30, 60]), ["days"], "reach")
    assert_allclose(points_of(ax), [(0, 0.11), (30, 0.21), (60, 0.31)])
    ((_, _, (bars,)),) = ax.containers
    low, high = interval(np.array([0.1, 0.11, 0.12]))
    assert_allclose(bars.get_segments()[0], [(0, low), (0, high)])


def test_a_factor_of_words_has_a_row_a_level() -> None:
    ax = levels(grid_runs(how=["random", "first"], other=[1]), ["how", "other"], "reach")
    assert names_across(ax) == ["random", "first"]
    assert_allclose(points_of(ax), [(0.11, 0), (0.21, 1)])


def test_a_second_factor_has_a_line_a_level_or_is_a_heat_map() -> None:
    ax = levels(grid_runs(cap=[10, 20], days=[0, 30, 60]), ["cap", "days"], "reach")
    assert len(ax.containers) == 2
    assert [height for _, height in points_of(ax)] == pytest.approx([0.11, 0.21, 0.31, 0.41, 0.51, 0.61])
    assert {"10", "20"} <= set(written(ax))
    many = levels(grid_runs(cap=[1, 2, 3, 4, 5, 6], days=[0, 1, 2, 3, 4, 5, 6]), ["cap", "days"], "reach")
    assert len([one for one in many.patches if isinstance(one, Rectangle)]) >= 42


def test_more_factors_have_a_panel_each_with_the_mean_over_the_others() -> None:
    runs = grid_runs(cap=[10, 20], days=[0, 30], how=["a", "b"])
    drawn = levels(runs, ["cap", "days", "how"], "reach").child_axes
    means = [[height for _, height in points_of(panel)] for panel in drawn]
    assert means == [pytest.approx(runs.groupby(key)["reach"].mean().tolist()) for key in ("cap", "days", "how")]
    assert len({panel.get_ylim() for panel in drawn}) == 1


def test_a_factor_of_many_numbers_is_cut_into_parts() -> None:
    table = means(grid_runs(days=list(range(80))), "days", "reach")
    assert len(table) == 8
    assert table["level"].is_monotonic_increasing
    assert table["mean"].iloc[0] == pytest.approx(np.mean([0.1 * (number + 1) + 0.01 for number in range(10)]))


def test_what_was_not_varied_is_not_drawn() -> None:
    with pytest.raises(ResultError, match="nothing was varied"):
        levels(grid_runs(days=[1]), ["days"], "reach")
