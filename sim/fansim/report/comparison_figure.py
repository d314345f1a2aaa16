"""The figure of a comparison: what each scenario changes against the baseline, in dots and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from fansim.errors import ResultError
from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import GROUPS, TITLES, Kind, amount, is_clear, outcome, signed, standing, verdict

if TYPE_CHECKING:
    import pandas as pd

_COLORS = {1: style.BLUE, -1: style.VERMILION, 0: style.QUIET}
_ROW, _AROUND = 0.36, 0.84
"""Inches: a scenario's row; the heading above a panel and the ticks below it, half each."""


@in_style
def comparison(
    table: pd.DataFrame,
    outcomes: str | Sequence[str] = "retention",
    *,
    runs: pd.DataFrame | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Paired differences to the baseline, 95% intervals and verdicts: a panel an outcome, a row a scenario.

    Blue and "better" is a clear gain, red and "worse" a clear loss; a hollow grey dot is no clear difference.

    Parameters
    ----------
    table
        Columns outcome, scenario, mean, difference, low, high; the first scenario is the baseline.
    outcomes
        A headline group ("retention", "word_of_mouth", "shill_filtering") or names of outcomes.
    runs
        The runs behind the table (columns scenario, seed and the outcomes): adds the difference of each pair.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`; all in one unit, they share
        a scale.
    title, footer
        Another title; a small line below (replications, seed).
    """
    shown = _shown(table, outcomes)
    base, *others = dict.fromkeys(table["scenario"])
    row_inches = _ROW * max(1, len(others))
    each = row_inches + _AROUND
    ax = axes.new_axes(ax, 10.6, 0.9 + each * len(shown))
    usual = term(TITLES.get(outcomes, "")) if isinstance(outcomes, str) else ""
    axes.dress(ax, title=title or usual or say("What each policy changes"), footer=footer)
    bottoms = [(len(shown) - place - 1) / len(shown) + _AROUND / 2 / (each * len(shown)) for place in range(len(shown))]
    drawn = axes.panels(ax, [(bottom, row_inches / (each * len(shown))) for bottom in bottoms])
    widest = [
        _differences(panel, name, table[table["outcome"] == name].set_index("scenario"), base, others, runs)
        for panel, name in zip(drawn, shown, strict=True)
    ]
    alike = len({outcome(name).kind for name in shown}) == 1
    for panel, name, reach in zip(drawn, shown, widest, strict=True):
        _scale(panel, outcome(name).kind, max(widest) if alike else reach)
    return ax


def _shown(table: Any, outcomes: str | Sequence[str]) -> list[str]:
    """The outcomes to draw: those asked for that the table has."""
    need(table, ("outcome", "scenario", "mean", "difference", "low", "high"), "comparison table")
    wanted = GROUPS.get(outcomes, (outcomes,)) if isinstance(outcomes, str) else tuple(outcomes)
    there = dict.fromkeys(table["outcome"])
    shown = [name for name in wanted if name in there]
    if not shown:
        raise ResultError(
            say(
                "the comparison has none of {missing}; it has {known}",
                missing=", ".join(wanted),
                known=", ".join(map(str, there)),
            )
        )
    return shown


def _differences(panel: Axes, name: str, table: Any, base: str, others: Sequence[str], runs: Any) -> float:
    """Draw one outcome; zero is the baseline. Return how far from it anything is."""
    _head(panel, name, base, float(table["mean"].get(base, np.nan)), others)
    widest = 0.0
    for row, scenario in enumerate(others):
        if scenario in table.index:
            one = table.loc[scenario]
            pairs = _pairs(runs, name, base, scenario)
            panel.plot(pairs, np.full(len(pairs), row), "|", color=style.GREY, alpha=0.5, markersize=9, zorder=2)
            _dot(panel, row, name, float(one["difference"]), float(one["low"]), float(one["high"]))
            sizes = np.abs([*pairs, one["difference"], one["low"], one["high"]])
            widest = max([widest, *sizes[np.isfinite(sizes)].tolist()])
    if not others:
        panel.set_axis_off()
        axes.notice(panel, say("There is nothing to compare it with"))
    return widest


def _scale(panel: Axes, kind: Kind, reach: float) -> None:
    """Let the axis reach as far to either side; where nothing differs at all it has its zero only."""
    panel.set_xlim(-1.15 * (reach or 1.0), 1.15 * (reach or 1.0))
    panel.xaxis.set_major_locator(MaxNLocator(6, symmetric=True) if reach else FixedLocator([0.0]))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: signed(round(value, 9), kind)))


def _head(panel: Axes, name: str, base: str, level: float, others: Sequence[str]) -> None:
    """Heading with the unit, the baseline's own level, a row a scenario and the line of no difference."""
    known = outcome(name)
    axes.dress(panel, grid="x")
    panel.spines["left"].set_visible(False)
    panel.tick_params(axis="y", length=0, labelcolor=style.TEXT, labelsize=11.5)
    panel.set_ylim(max(1, len(others)) - 0.5, -0.5)
    panel.set_yticks(range(len(others)), [axes.shorten(str(scenario)) for scenario in others], parse_math=False)
    panel.axvline(0, color=style.GREY, linewidth=1.4 if others else 0, zorder=1)
    place: dict[str, Any] = {"transform": panel.transAxes, "va": "bottom"}
    panel.text(0, 1.04, f"{known.name}{_of_difference(known.kind)}", fontsize=12.5, **place)
    text = f"{axes.shorten(str(base))}: {amount(level, known.kind)}"
    panel.text(1.035, 1.04, text, fontsize=11, color=style.QUIET, **place)


def _of_difference(kind: Kind) -> str:
    """That it is a difference, and in which unit."""
    match kind:
        case "share":
            return say(" (difference in points)")
        case "days":
            return say(" (difference in days)")
        case "yuan":
            return say(" (difference in yuan)")
        case _:
            return say(" (difference)")


def _dot(panel: Axes, row: int, name: str, difference: float, low: float, high: float) -> None:
    """A difference with its interval, and the verdict beside it."""
    color = _COLORS[standing(name, difference, low, high)]
    fill = color if is_clear(low, high) else "white"
    panel.plot([low, high], [row, row], color=color, linewidth=2.6, zorder=3)
    look: dict[str, Any] = {"color": color, "markerfacecolor": fill, "markersize": 9, "markeredgewidth": 1.8}
    panel.plot(difference, row, "o", zorder=4, **look)
    bottom, top = panel.get_ylim()
    axes.beside(panel, (row - bottom) / (top - bottom), verdict(name, difference, low, high), color)


def _pairs(runs: Any, name: str, base: str, scenario: str) -> Any:
    """The differences of the pairs of runs with the same seed."""
    if runs is None or name not in runs.columns:
        return np.array([])
    need(runs, ("scenario", "seed"), "table of runs")
    by_seed = runs.pivot_table(index="seed", columns="scenario", values=name)
    if not {base, scenario} <= set(by_seed.columns):
        return np.array([])
    return (by_seed[scenario] - by_seed[base]).dropna().to_numpy()
