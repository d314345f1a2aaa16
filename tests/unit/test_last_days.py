"""The days whose mean the tables give: marked in figures over days where they are, with the tables' own number."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle
from tests.cases import kitchen_sink
from tests.unit.figure_tables import daily_table

import fansim
from fansim import report
from fansim.outcomes.measure import LAST_DAYS, at_the_end
from fansim.outcomes.measures import SUMMARY
from fansim.report.style import FAINT
from fansim.report.window import AT_THE_END
from fansim.report.words import amount
from fansim.runs import Result


@pytest.fixture(scope="module")
def results() -> list[Result]:
    """Two runs of more days than the window has."""
    return [fansim.run(kitchen_sink(days=LAST_DAYS + 30), seed=seed) for seed in (1, 2)]


def shaded(ax: Axes) -> list[tuple[float, float]]:
    """The first and the last day of each band in the grey of what is not data."""
    bands = [one for one in ax.patches if isinstance(one, Rectangle) and to_hex(one.get_facecolor()) == FAINT.lower()]
    return [(band.get_x(), band.get_x() + band.get_width()) for band in bands]


def across(ax: Axes) -> list[float]:
    """The heights of the lines that go across the shaded days and no others."""
    (days,) = shaded(ax)
    return [line.get_ydata()[0] for line in ax.lines if tuple(line.get_xdata()) == days]


def written(ax: Axes) -> str:
    return "\n".join(text.get_text() for text in ax.texts)


def test_the_outcomes_that_are_marked_are_those_that_the_tables_give_so() -> None:
    means = {one.name for one in SUMMARY if one.formula == at_the_end(one.name, one.unit).formula}
    assert means == set(AT_THE_END)


@pytest.mark.parametrize("start", [None, date(2025, 1, 5)])
def test_the_figure_of_shills_says_the_number_of_the_tables_over_the_days_it_shades(results, start) -> None:
    daily, number = results[0].daily, results[0].summary["shill_share"]
    assert amount(number, "share") != amount(daily["shill_share"].iloc[-1], "share"), "so the test can fail"
    upper, strip = report.shill_share(daily, start=start).child_axes
    zero = 0 if start is None else date2num(start)
    assert shaded(upper) == [(zero + 30, zero + 30 + LAST_DAYS - 1)]
    assert across(upper) == [pytest.approx(number)]
    assert f"Shills {amount(number, 'share')}\n(mean of the\nshaded days,\nas in the tables)" in written(upper)
    assert not shaded(strip)


def test_of_replications_it_is_the_mean_that_a_comparison_has(results) -> None:
    upper = report.shill_share([result.daily for result in results]).child_axes[0]
    mean = np.mean([result.summary["shill_share"] for result in results])
    assert across(upper) == [pytest.approx(mean)]
    assert f"Shills {amount(float(mean), 'share')}\n" in written(upper)


@pytest.mark.parametrize("column", AT_THE_END)
def test_trajectories_shade_them_in_every_panel_with_the_mean_of_its_scenario(results, column: str) -> None:
    ax = report.trajectories({"one": results[0].daily, "both": [result.daily for result in results]}, column)
    numbers = [result.summary[column] for result in results]
    for panel, mean in zip(ax.child_axes, (numbers[0], np.mean(numbers)), strict=True):
        assert shaded(panel) == [(30, 30 + LAST_DAYS - 1)]
        assert across(panel) == [pytest.approx(mean)]
    assert "shaded: the days whose mean the tables give" in " ".join(ax.get_title(loc="left").split())


def test_what_the_tables_give_otherwise_has_no_days_shaded(results) -> None:
    ax = report.trajectories({"one": results[0].daily}, "member")
    assert not shaded(ax.child_axes[0])
    assert "shaded" not in ax.get_title(loc="left")


@pytest.mark.parametrize(("days", "band"), [(1, (0, 1)), (40, (0, 39)), (89, (0, 88)), (91, (1, 90))])
def test_short_runs_are_shaded_as_far_as_they_go(days: int, band: tuple[int, int]) -> None:
    table = daily_table(days).assign(shill_share=0.1)
    assert shaded(report.shill_share(table).child_axes[0]) == [band]


def test_where_there_never_was_a_member_nothing_is_shaded() -> None:
    nothing: pd.DataFrame = daily_table(120).assign(shill_share=np.nan)
    assert not shaded(report.shill_share(nothing).child_axes[0])
