"""The figure of trajectories: one daily column, scenario by scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from fansim.errors import ResultError
from fansim.language import say
from fansim.report import axes, style
from fansim.report.days import Changes, Mark, draw_marks, marks_of, no_labels, room_above, time_axis
from fansim.report.lines import Daily, Runs, draw
from fansim.report.style import LABELS, STAGES, Look, in_style
from fansim.report.window import AT_THE_END, mark_last_days
from fansim.report.words import outcome

_WIDE, _TALL = 8.2, 2.1
"""Inches: how wide all panels are together, and how tall each is."""
_LETTERS, _LINE = 9.5, 16.0
"""Letters of a heading to the inch, and the points that a second line of it takes."""
_LOOKS = {"member": STAGES["member"], "fan_haters": LABELS["fan_hater"]}


@in_style
def trajectories(
    scenarios: Mapping[str, Daily],
    column: str = "member",
    *,
    name: str | None = None,
    changes: Mapping[str, Changes] | None = None,
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """One daily column, a panel a scenario: its median and band in colour, the others' medians in grey.

    An outcome that the tables give as a mean of the last days has these days shaded, and the mean across them.

    Parameters
    ----------
    scenarios
        For each scenario its daily table or those of its replications.
    column
        A column of the daily table.
    name
        The column in words.
    changes
        By scenario, the days on which its policy changed, each with a short label.
    start
        The date of day 0; the axes then show dates.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`.
    title, footer
        Another title; a small line below (replications, seed).
    """
    if not scenarios:
        raise ResultError(say("trajectories need at least one scenario; none was given"))
    known = {key: Runs.of(daily, (column,), start) for key, daily in scenarios.items()}
    marks = {key: marks_of((changes or {}).get(key, ()), start) for key in known}
    words = name or (_LOOKS[column].said if column in _LOOKS else outcome(column).name)
    rows, across = axes.grid(len(known))
    columns = axes.cells(across, 0.10)
    wide = columns[0][1] * (_WIDE if ax is None else axes.inches(ax)[0])
    headings = {key: axes.wrapped(key, _LETTERS * wide, most=2) for key in known}
    rooms = [room_above(marks[key], _days(known), wide) for key in known]
    rooms = [room + _LINE * headings[key].count("\n") for room, key in zip(rooms, known, strict=True)]
    above = max(rooms) / 72
    ax = axes.new_axes(ax, 10.6, 1.1 + (2.75 + above) * rows)
    pad = 34 + max(rooms[:across])
    axes.dress(ax, title=title or _title(words, column), footer=footer, pad=pad)
    drawn = axes.panels(ax, axes.cells(rows, 0.30 + above / _TALL)[::-1], columns, len(known))
    medians = {key: runs.median(column) for key, runs in known.items()}
    for place, (panel, key) in enumerate(zip(drawn, known, strict=True)):
        _dress(panel, headings[key], column, known, marks[key])
        panel.set_ylabel(axes.wrapped(words, 20) if place % across == 0 else "")
        panel.tick_params(labelleft=place % across == 0, labelsize=10)
        if place + across < len(known):
            no_labels(panel)
        for other in (median for label, median in medians.items() if label != key):
            panel.plot(other.index, other, color="#C4C4C4", linewidth=1.3, zorder=1)
        if not np.isfinite(draw(panel, known[key].series(column), Look(key, style.BLUE))):
            axes.notice(panel, say("no data"))
        if column in AT_THE_END:
            mark_last_days(panel, known[key], column, style.BLUE)
    _same_scale(drawn)
    return ax


def _title(words: str, column: str) -> str:
    title = say("{outcome} over time, by scenario", outcome=words)
    return title + (say("; shaded: the days whose mean the tables give") if column in AT_THE_END else "")


def _days(known: Mapping[str, Runs]) -> tuple[float, float]:
    """The days of the longest scenario."""
    return min(runs.days[0] for runs in known.values()), max(runs.days[1] for runs in known.values())


def _dress(panel: Axes, heading: str, column: str, known: Mapping[str, Runs], marks: Sequence[Mark]) -> None:
    """A panel's title, its days (those of the longest scenario) and its unit."""
    days, start = _days(known), next(iter(known.values())).start
    axes.dress(panel)
    pad = 6 + room_above(marks, days, axes.inches(panel)[0])
    panel.set_title(heading, loc="left", fontsize=12, pad=pad)
    time_axis(panel, *days, start, most=5)
    if start is None:
        panel.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 3, 6, 9, 10]))
    draw_marks(panel, marks)
    if column.endswith("_share"):
        axes.share_axis(panel)
    elif not _fractions(known, column):
        axes.count_axis(panel)


def _fractions(known: Mapping[str, Runs], column: str) -> bool:
    """Whether a column holds parts of one (attitudes, quality), which need decimals, and no counts."""
    return any(bool((runs.series(column) % 1 > 0).any().any()) for runs in known.values())


def _same_scale(drawn: list[Axes]) -> None:
    """From zero, or from the lowest value where any is negative, and alike in all panels."""
    tops = [float(panel.dataLim.y1) for panel in drawn]
    lows = [float(panel.dataLim.y0) for panel in drawn]
    top = max([0.0, *(value for value in tops if np.isfinite(value))])
    low = min([0.0, *(value for value in lows if np.isfinite(value))])
    for panel in drawn:
        panel.set_ylim(1.05 * low, 1.05 * top or 1.0)
