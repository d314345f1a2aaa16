"""The figure of a sweep: an outcome against the levels of what was varied, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from fansim.errors import ResultError
from fansim.language import say
from fansim.report import axes
from fansim.report.design_figures import heatmap
from fansim.report.level_means import is_number, level_told, means, readable, varied
from fansim.report.lines import End, label_ends, need
from fansim.report.style import BLUE, SERIES, Look, in_style
from fansim.report.words import first_low, lever, outcome

if TYPE_CHECKING:
    import pandas as pd

_MOST_LINES = 5
_MOST_PANELS = 12
_MOST_NAMES = 12


@in_style
def levels(
    runs: pd.DataFrame, keys: Sequence[str], value: str, *, ax: Axes | None = None, footer: str | None = None
) -> Axes:
    """An outcome against what was varied: points with 95% intervals.

    One factor has a line, or a row a level where these are words; two have a line for each level of the second, or a
    heat map where these are many; more have a panel each, with the mean over all the others.

    Parameters
    ----------
    runs
        One row a run: ``scenario``, ``replication``, the factors and the outcomes.
    keys, value
        The factors, and the outcome.
    ax
        Where to draw; a new figure if not given.
    footer
        A small line below.

    Raises
    ------
    ResultError
        If nothing was varied.
    """
    need(runs, [*keys, value, "scenario", "replication"], "table of runs")
    runs = readable(runs, keys)
    factors = varied(runs, keys)
    if not factors:
        raise ResultError(say("nothing was varied; there are no levels to draw"))
    if len(factors) == 1:
        return _one(runs, factors[0], value, ax, footer)
    if len(factors) == 2:
        return _two(runs, _across_first(runs, factors), value, ax, footer)
    return _many(runs, factors, value, ax, footer)


def _across_first(runs: pd.DataFrame, factors: Sequence[str]) -> list[str]:
    """Return two factors, first the one that goes across: numbers before words, many levels before few."""
    return sorted(factors, key=lambda key: (not is_number(runs[key]), -runs[key].nunique()))


def _one(runs: pd.DataFrame, x: str, value: str, ax: Axes | None, footer: str | None) -> Axes:
    """Draw an outcome over one factor."""
    table = means(runs, x, value)
    if not is_number(table["level"]):
        return _rows(table, x, value, ax, footer)
    ax = axes.new_axes(ax)
    axes.dress(ax, title=_title(value, x), x=lever(x), footer=footer)
    _points(ax, table, SERIES[0])
    return _scaled(ax, table, value)


def _two(runs: pd.DataFrame, factors: Sequence[str], value: str, ax: Axes | None, footer: str | None) -> Axes:
    """Draw an outcome over two factors, the first of them across."""
    x, line = factors
    if not is_number(runs[x]) or runs[line].nunique() > _MOST_LINES:
        return heatmap(runs, x, line, value, ax=ax, footer=footer)
    table = means(runs, x, value, line)
    ax = axes.new_axes(ax)
    axes.dress(ax, title=_title(value, x), x=lever(x), footer=footer)
    ends, names = [], list(dict.fromkeys(table["other"]))
    step = 0.006 * float(table["level"].max() - table["level"].min())
    for place, name in enumerate(sorted(names) if is_number(table["other"]) else names):
        part = table[table["other"] == name]
        _points(ax, part, SERIES[place], aside=step * (place - (len(names) - 1) / 2))
        ends.append(End(float(part["mean"].iloc[-1]), axes.shorten(level_told(name)), SERIES[place].color))
    axes.heading_beside(ax, lever(line))
    _scaled(ax, table, value)
    label_ends(ax, ends)
    return ax


def _many(runs: pd.DataFrame, factors: Sequence[str], value: str, ax: Axes | None, footer: str | None) -> Axes:
    """Draw an outcome over each factor, a panel each, on one scale."""
    tables = {key: means(runs, key, value) for key in factors[:_MOST_PANELS]}
    rows, across = axes.grid(len(tables))
    ax = axes.new_axes(ax, 10.6, 1.3 + 3.1 * rows)
    title = say("{outcome}: mean at each level, over all levels of the others", outcome=outcome(value).name)
    axes.dress(ax, title=title, footer=footer, pad=20)
    drawn = axes.panels(ax, axes.cells(rows, 0.5)[::-1], axes.cells(across, 0.2), len(tables))
    for panel, (key, table) in zip(drawn, tables.items(), strict=True):
        axes.dress(panel, x=axes.wrapped(lever(key), 34))
        words = not is_number(table["level"])
        _points(panel, table.assign(level=range(len(table))) if words else table, SERIES[0], joined=not words)
        _scaled(panel, table, value)
        if words:
            names = [axes.wrapped(level_told(level), 12, 2) for level in table["level"]]
            panel.set_xticks(range(len(table)), names, parse_math=False)
            panel.set_xlim(-0.5, len(table) - 0.5)
    bottoms, tops = zip(*(panel.get_ylim() for panel in drawn), strict=True)
    for panel in drawn:
        panel.set_ylim(min(bottoms), max(tops))
    return ax


def _rows(table: pd.DataFrame, x: str, value: str, ax: Axes | None, footer: str | None) -> Axes:
    """Draw a row a level, since these are words."""
    table = table.head(3 * _MOST_NAMES)
    ax = axes.new_axes(ax, 9.6, 2.0 + 0.45 * max(2, len(table)))
    axes.dress(ax, title=_title(value, x), footer=footer, grid="x", pad=20)
    low, high = _widths(table)
    look: dict[str, Any] = {"color": BLUE, "markersize": 7, "elinewidth": 1.6}
    ax.errorbar(table["mean"], range(len(table)), xerr=[low, high], fmt="o", **look)
    names = [axes.shorten(level_told(level), 44) for level in table["level"]]
    ax.set_yticks(range(len(table)), names, parse_math=False)
    ax.set_ylim(len(table) - 0.5, -0.5)
    if outcome(value).kind == "share":
        ax.set_xlim(max(0.0, ax.get_xlim()[0]), min(1.0, ax.get_xlim()[1]))
    axes.value_axis(ax, outcome(value).kind, "x")
    return ax


def _title(value: str, x: str) -> str:
    return say("{outcome} by {factor}, with 95% intervals", outcome=outcome(value).name, factor=first_low(lever(x)))


def _points(ax: Axes, table: pd.DataFrame, look: Look, *, aside: float = 0.0, joined: bool = True) -> None:
    """Draw means with their intervals, a little aside so that those of several lines do not cover each other."""
    low, high = _widths(table)
    drawn: dict[str, Any] = {"color": look.color, "marker": look.marker, "markersize": 6, "elinewidth": 1.6}
    drawn |= {"linestyle": look.line if joined else "", "linewidth": 1.8}
    ax.errorbar(table["level"] + aside, table["mean"], yerr=[low, high], **drawn)


def _widths(table: pd.DataFrame) -> tuple[Any, Any]:
    """Return how far the intervals reach down and up; nothing where there are none."""
    low, high = table["mean"] - table["low"], table["high"] - table["mean"]
    return np.nan_to_num(low), np.nan_to_num(high)


def _scaled(ax: Axes, table: pd.DataFrame, value: str) -> Axes:
    """Give axes the scales of a factor and an outcome."""
    ax.margins(0.05, 0.08)
    low, high = ax.get_ylim()
    if float(table[["mean", "low"]].min().min()) >= 0:
        low = 0.0 if low < 0.4 * high else low
    if outcome(value).kind == "share":
        low, high = max(low, 0.0), min(high, 1.0)
    ax.set_ylim(low, high)
    axes.value_axis(ax, outcome(value).kind)
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: level_told(at)))
    return ax
