"""The figure of trajectories: one daily column, scenario by scenario."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from fansim.errors import ResultError
from fansim.report import axes, style
from fansim.report.lines import Daily, Runs, draw
from fansim.report.style import Look, in_style
from fansim.report.words import plain


@in_style
def trajectories(
    scenarios: Mapping[str, Daily],
    column: str = "member",
    *,
    name: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """One daily column, a panel a scenario: its median and band in colour, the others' medians in grey.

    Parameters
    ----------
    scenarios
        For each scenario its daily table or those of its replications.
    column
        A column of the daily table.
    name
        The column in words.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`.
    title, footer
        Another title; a small line below (replications, seed).
    """
    if not scenarios:
        raise ResultError("trajectories need at least one scenario; none was given")
    known = {key: Runs.of(daily, (column,)) for key, daily in scenarios.items()}
    words = name or plain(column)
    rows, across = axes.grid(len(known))
    ax = axes.new_axes(ax, 10.6, 1.1 + 2.75 * rows)
    axes.dress(ax, title=title or f"{words} over time, by scenario", footer=footer, pad=34)
    drawn = axes.panels(ax, axes.cells(rows, 0.30)[::-1], axes.cells(across, 0.10), len(known))
    medians = {key: runs.median(column) for key, runs in known.items()}
    for place, (panel, key) in enumerate(zip(drawn, known, strict=True)):
        left, lowest = place % across == 0, place + across >= len(known)
        _dress(panel, key, column, list(known.values()))
        panel.set(xlabel="Day" if lowest else "", ylabel=words if left else "")
        panel.tick_params(labelbottom=lowest, labelleft=left, labelsize=10)
        for other in (median for label, median in medians.items() if label != key):
            panel.plot(other.index, other, color="#C4C4C4", linewidth=1.3, zorder=1)
        if not np.isfinite(draw(panel, known[key].series(column), Look(key, style.BLUE))):
            axes.say(panel, "no data")
    _same_scale(drawn)
    return ax


def _dress(panel: Axes, key: str, column: str, every: list[Runs]) -> None:
    """A panel's title, its days (those of the longest scenario) and its unit."""
    axes.dress(panel)
    panel.set_title(axes.wrapped(key, 34), loc="left", fontsize=12, pad=6)
    axes.day_axis(panel, min(runs.days[0] for runs in every), max(runs.days[1] for runs in every))
    panel.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 3, 6, 9, 10]))
    if column.endswith("_share"):
        axes.share_axis(panel)
    elif not _fractions(every, column):
        axes.count_axis(panel)


def _fractions(every: list[Runs], column: str) -> bool:
    """Whether a column holds parts of one (attitudes, quality), which need decimals, and no counts."""
    return any(bool((runs.series(column) % 1 > 0).any().any()) for runs in every)


def _same_scale(drawn: list[Axes]) -> None:
    """From zero, or from the lowest value where any is negative, and alike in all panels."""
    tops = [float(panel.dataLim.y1) for panel in drawn]
    lows = [float(panel.dataLim.y0) for panel in drawn]
    top = max([0.0, *(value for value in tops if np.isfinite(value))])
    low = min([0.0, *(value for value in lows if np.isfinite(value))])
    for panel in drawn:
        panel.set_ylim(1.05 * low, 1.05 * top or 1.0)
