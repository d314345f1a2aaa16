"""The axis of days or dates, and the days marked on it: policies that changed, campaigns that began."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from matplotlib import dates as untyped
from matplotlib.axes import Axes

from fansim.language import say
from fansim.report.axes import day_axis, inches, shorten
from fansim.report.style import FAMILY, QUIET
from fansim.text import columns

_dates: Any = untyped

Changes: TypeAlias = Sequence[tuple[int, str]]
"""The days on which a policy changed, each with a short label."""

WIDTH = 7.4
"""Inches: how wide the axes of a new figure of one panel are."""
_SIZE = 10.0
_LINE = 1.3 * _SIZE
_GAP = 3.0
"""Points: letters of a label, the height of its line, and what is left around it."""


@dataclass(frozen=True)
class Mark:
    """A day that is marked: where it is on the axis, its label (or none), and the line that shows it."""

    at: float
    label: str
    line: Any = "-"
    color: str = QUIET


def day_zero(start: date | None) -> float:
    """Where day 0 is on the axis: at 0, or at a date as matplotlib counts them."""
    return 0.0 if start is None else float(_dates.date2num(start))


def marks_of(changes: Changes, start: date | None) -> list[Mark]:
    """Return the marks of the days on which a policy changed."""
    return [Mark(day_zero(start) + day, label) for day, label in changes]


def change_label(values: Mapping[str, object], longest: int = 30, lines: int = 3) -> str:
    """Say what changed, a key a line as in a scenario, in few and short lines."""
    said = [
        shorten(f"{key} = {json.dumps(value, ensure_ascii=False, default=str)}", longest)
        for key, value in values.items()
    ]
    if len(said) > lines:
        said[lines - 1 :] = [say("and {number} more", number=len(said) - lines + 1)]
    return "\n".join(said)


def time_axis(ax: Axes, first: float, last: float, start: date | None, most: int = 8) -> None:
    """Days from first to last, or dates if day 0 has one; with dates, first and last are as matplotlib counts them."""
    ax.set_xlabel(say("Day") if start is None else say("Date"))
    day_axis(ax, first, last)
    if start is None:
        return
    few_days = last - first < most
    locator = _dates.DayLocator() if few_days else _dates.AutoDateLocator(minticks=3, maxticks=most)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(_dates.ConciseDateFormatter(locator))
    ax.xaxis.get_offset_text().set(color=QUIET, fontsize=11, fontfamily=FAMILY)


def no_labels(ax: Axes) -> None:
    """Leave the days or dates to the panel below."""
    ax.set_xlabel("")
    ax.tick_params(labelbottom=False)
    ax.xaxis.get_offset_text().set_visible(False)


def room_above(marks: Sequence[Mark], days: tuple[float, float], width: float) -> float:
    """Return how many points the labels of marks take above axes of that many inches, on which these days are shown."""
    return max((label.top for label in _labels(marks, days, width)), default=0.0)


def draw_marks(ax: Axes, marks: Sequence[Mark], *, labelled: bool = True) -> None:
    """Draw a thin line on each marked day that is shown, with its label above, in rows where they would overlap."""
    days = ax.get_xlim()
    for mark in (mark for mark in marks if days[0] <= mark.at <= days[1]):
        ax.axvline(mark.at, color=mark.color, linestyle=mark.line, linewidth=1.1, zorder=2.6)
    for label in _labels(marks, days, inches(ax)[0]) if labelled else ():
        color = label.mark.color
        look: dict[str, Any] = {"fontsize": _SIZE, "color": QUIET, "va": "bottom", "ha": label.side}
        look |= {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points", "annotation_clip": False}
        look |= {"zorder": 5 - label.bottom / 1000, "bbox": {"color": "white", "pad": 0.5, "linewidth": 0}}
        if label.bottom:
            corner = (0.0 if label.side == "left" else 1.0, 0.0)
            leader = {"arrowstyle": "-", "color": color, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
            look["arrowprops"] = leader | {"relpos": corner}
        ax.annotate(label.mark.label, (label.mark.at, 1.0), xytext=(0.0, label.bottom + _GAP), **look)


@dataclass(frozen=True)
class _Label:
    """Where the label of a mark is written, in points: towards which side, from where to where, above the axes."""

    mark: Mark
    side: str
    left: float
    right: float
    bottom: float
    top: float


def _labels(marks: Sequence[Mark], days: tuple[float, float], width: float) -> list[_Label]:
    """Place the labels of the marks that are shown, each as low as the others let it.

    They are written towards the middle. Those nearest to it come first, so that the line up to a higher one passes
    beside the lower ones. Widths are on the large side: axes lose some of theirs to what is written beside them.
    """
    first, last = days
    scale, middle = 0.85 * 72 * width / max(last - first, 1e-9), (first + last) / 2
    shown = [mark for mark in marks if mark.label and first <= mark.at <= last]
    placed: list[_Label] = []
    for mark in sorted(shown, key=lambda mark: (mark.at >= middle, abs(mark.at - middle))):
        side, at, wide = "left" if mark.at < middle else "right", (mark.at - first) * scale, _width(mark.label)
        left, right = (at, at + wide) if side == "left" else (at - wide, at)
        bottom, high = 0.0, _LINE * (mark.label.count("\n") + 1) + _GAP
        for other in sorted(placed, key=lambda other: other.bottom):
            if left < other.right + 6 and other.left < right + 6 and other.bottom < bottom + high:
                bottom = max(bottom, other.top)
        placed.append(_Label(mark, side, left, right, bottom, bottom + high))
    return placed


def _width(text: str) -> float:
    """About how many points wide a label is; a Chinese letter is as wide as two others."""
    return 0.56 * _SIZE * max(map(columns, text.split("\n")))
