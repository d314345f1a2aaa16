"""Every figure of a run, against the tables of the run: lines, areas, bars, dots, and every number written."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from numpy.testing import assert_allclose
from tests.cases import kitchen_sink

import fansim
from fansim import report
from fansim.report.run_figures import FIGURES, figure_of
from fansim.report.style import LABELS, STAGES
from fansim.runs import Result

SHARES = (30, 90, 180)


@pytest.fixture(scope="module")
def result() -> Result:
    """A run in which everything happens."""
    return fansim.run(kitchen_sink(days=130, population__size=600))


@pytest.fixture(scope="module")
def again() -> Result:
    """The same with another seed."""
    return fansim.run(kitchen_sink(days=130, population__size=600), seed=2)


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def series(ax: Axes, color: str, length: int) -> list[Any]:
    """The heights of the lines of that colour and that many points, in the order in which they were drawn."""
    same = [line for line in ax.lines if to_hex(line.get_color()) == color.lower()]
    return [line.get_ydata() for line in same if len(line.get_ydata()) == length]


def test_every_figure_of_a_run_is_compared_here() -> None:
    assert {name.partition("_draws_")[0].removeprefix("test_") for name in globals() if "_draws_" in name} == set(
        FIGURES
    )


def test_stages_draws_areas_as_high_as_the_counts(result: Result) -> None:
    ax, daily = figure_of("stages", result), result.daily
    tops = daily[list(STAGES)].cumsum(axis=1)
    for area, (stage, look) in zip(ax.collections, STAGES.items(), strict=True):
        corners = pd.DataFrame(area.get_paths()[0].vertices, columns=["day", "height"]).groupby("day")["height"]
        assert_allclose(corners.max().loc[daily.index], tops[stage], atol=1e-9)
        assert_allclose(corners.min().loc[daily.index], tops[stage] - daily[stage], atol=1e-9)
        assert (f"{look.name} {daily[stage].iloc[-1]:,.0f}" in written(ax)) == bool(daily[stage].any())
    assert ax.get_ylim()[1] == daily[list(STAGES)].sum(axis=1).max()


def test_stages_of_replications_are_their_medians(result: Result, again: Result) -> None:
    ax = report.stages([result.daily, again.daily])
    for stage, look in STAGES.items():
        median = (result.daily[stage] + again.daily[stage]) / 2
        assert_allclose(series(ax, look.color, len(median)), [median])
        assert f"{look.name} {median.iloc[-1]:,.0f}" in written(ax)


def test_labels_draws_the_counts_of_each_kind(result: Result) -> None:
    ax, daily = figure_of("labels", result), result.daily
    columns = ("casual_users", "core_fans", "shills_active", "shills_in_groups", "fan_haters", "pro_haters")
    names = ("Casual users", "Core fans", "Shills, active", "Shills, in groups", LABELS["fan_hater"].name)
    drawn = [line.get_ydata() for line in ax.lines if len(line.get_ydata()) == len(daily)]
    assert_allclose(drawn, [daily[column] for column in columns])
    for name, column in zip((*names, LABELS["pro_hater"].name), columns, strict=True):
        assert f"{name} {daily[column].iloc[-1]:,.0f}" in written(ax)


def test_adoption_draws_sums_since_the_start_and_the_share_of_the_tables(result: Result) -> None:
    ax, daily = figure_of("adoption", result), result.daily
    won = [daily[f"adoptions_{source}"].cumsum() for source in ("wom", "ads", "bought")]
    assert_allclose([line.get_ydata() for line in ax.lines if len(line.get_ydata()) == len(daily)], won)
    share = result.summary["wom_share"]
    assert f"Word of mouth {won[0].iloc[-1]:,.0f}\n({share:.0%} of all)" in written(ax)
    total = sum(column.iloc[-1] for column in won)
    for name, column in zip(("Advertising", "Bought posts"), won[1:], strict=True):
        assert f"{name} {column.iloc[-1]:,.0f}\n({column.iloc[-1] / total:.0%} of all)" in written(ax)


def test_groups_draws_the_open_and_the_full(result: Result) -> None:
    ax, daily = figure_of("groups", result), result.daily
    opened, full = daily["groups_open"], daily["groups_full"]
    assert_allclose([line.get_ydata() for line in ax.lines if len(line.get_ydata()) == len(daily)], [full, opened])
    assert f"Open {opened.iloc[-1]:.0f}" in written(ax)
    assert f"Full {full.iloc[-1]:.0f}\n({full.iloc[-1] / opened.iloc[-1]:.0%} of open)" in written(ax)


def test_attitudes_draws_the_means_of_members(result: Result) -> None:
    ax, daily = figure_of("attitudes", result), result.daily
    columns = ["trust", "belonging", "motivation", "ownership", "grudge"]
    assert_allclose(
        [line.get_ydata() for line in ax.lines if len(line.get_ydata()) == len(daily)], daily[columns].T.to_numpy()
    )
    for column in columns:
        assert f"{column.title()} {daily[column].dropna().iloc[-1]:.2f}" in written(ax)


@pytest.mark.parametrize("days", [130, 100])
def test_shill_share_draws_the_share_and_every_ban_of_the_days_or_weeks(result: Result, days: int) -> None:
    daily = result.daily.iloc[:days]
    share, strip = report.shill_share(daily).child_axes
    drawn = [line.get_ydata() for line in share.lines if len(line.get_ydata()) == days]
    assert_allclose(drawn, [daily["shill_share"]])
    width = 7 if days > 120 else 1
    bars = {"bans_shill": {}, "bans_genuine": {}}
    for bar in strip.patches:
        bars["bans_shill" if bar.get_facecolor()[0] > 0.5 else "bans_genuine"][bar.get_x()] = bar.get_height()
    for column, sign in (("bans_shill", 1), ("bans_genuine", -1)):
        assert daily[column].sum() > 0
        sums = daily[column].groupby(daily.index // width * width).sum()
        assert bars[column] == {start: sign * count for start, count in sums.items()}
    assert f"{daily['bans_shill'].sum():,.0f} shills" in written(strip)
    assert f"{daily['bans_genuine'].sum():,.0f} genuine\nmembers" in written(strip)
    assert strip.get_ylabel() == ("Bans a week" if width == 7 else "Bans a day")


def test_shill_share_of_replications_has_the_mean_of_their_bans(result: Result, again: Result) -> None:
    strip = report.shill_share([result.daily, again.daily]).child_axes[1]
    bans = (result.daily["bans_shill"].sum() + again.daily["bans_shill"].sum()) / 2
    assert sum(bar.get_height() for bar in strip.patches if bar.get_height() > 0) == pytest.approx(bans)
    assert f"{bans:,.0f} shills" in written(strip)


def test_retention_draws_the_curve_its_limits_and_who_was_followed() -> None:
    result = fansim.run("leijun_classroom")
    ax, curve = figure_of("retention", result), result.retention
    steps = next(line for line in ax.lines if len(line.get_xdata()) == len(curve))
    assert_allclose(steps.get_xdata(), curve.index)
    assert_allclose(steps.get_ydata(), curve["share"])
    assert steps.get_drawstyle() == "steps-post"
    band = set(map(tuple, np.round(ax.collections[0].get_paths()[0].vertices, 9)))
    for side in ("low", "high"):
        assert set(zip(map(float, curve.index), np.round(curve[side], 9), strict=True)) <= band
    said = [text for text in written(ax) if "days:" in text]
    told = {days: result.summary[f"retention_{days}"] for days in SHARES}
    assert said == [f"{days} days: {share:.0%}" for days, share in told.items() if np.isfinite(share)]
    dots = [line.get_xydata()[0].tolist() for line in ax.lines if len(line.get_xdata()) == 1]
    assert_allclose(dots, [[days, share] for days, share in told.items() if np.isfinite(share)])
    below = {note.xy[0]: note.get_text() for note in ax.texts if note.get_text().replace(",", "").isdigit()}
    counted = {tick: f"{curve['at_risk'].get(tick, 0):,.0f}" for tick in below}
    assert len(below) > 5
    assert below == counted


def test_network_draws_each_person_and_each_tie_once(result: Result) -> None:
    ax, labels = figure_of("network", result), result.persons["label"]
    kinds = {name.name: label for label, name in LABELS.items()}
    dots = [one for one in ax.collections if isinstance(one, PathCollection)]
    where = {}
    for dot in dots:
        name, count = dot.get_label().rsplit(" ", 1)
        assert to_hex(dot.get_facecolor()[0]) == LABELS[kinds[name]].color.lower()
        assert len(dot.get_offsets()) == int(count.replace(",", ""))
        where |= {tuple(place): kinds[name] for place in np.asarray(dot.get_offsets())}
    persons = np.unique(result.edges[["source", "target"]])
    assert len(where) == len(persons)
    assert Counter(where.values()) == Counter(labels.loc[persons])
    (ties,) = (one for one in ax.collections if isinstance(one, LineCollection))
    drawn = Counter(frozenset(where[tuple(end)] for end in tie) for tie in ties.get_segments())
    pairs = zip(labels.loc[result.edges["source"]], labels.loc[result.edges["target"]], strict=True)
    assert drawn == Counter(map(frozenset, pairs))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [dot.get_label() for dot in dots]


@pytest.mark.parametrize("name", FIGURES)
def test_the_small_line_below_names_scenario_seed_and_version(result: Result, name: str) -> None:
    figure: Any = figure_of(name, result).figure
    assert figure.get_supxlabel() == f"{result.scenario.title}; seed {result.seed}; fansim {fansim.__version__}"
