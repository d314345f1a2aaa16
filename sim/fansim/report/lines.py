"""Series over days: replications drawn as a median with its band, and labels at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from fansim.errors import ResultError
from fansim.language import say
from fansim.report.axes import beside, count_axis, dress, inches, new_axes, notice
from fansim.report.days import WIDTH, Changes, day_zero, draw_marks, marks_of, room_above, time_axis
from fansim.report.style import Look

Daily: TypeAlias = "pd.DataFrame | Sequence[pd.DataFrame]"
"""One run's daily table, or those of its replications."""

BAND = (0.1, 0.9)


@dataclass(frozen=True)
class Runs:
    """The replications of one setting: their daily tables, by day or, if day 0 has a date, by date."""

    frames: tuple[Any, ...]
    start: date | None = None

    @classmethod
    def of(cls, daily: Daily, columns: Iterable[str], start: date | None = None) -> Runs:
        """The runs behind what a figure was given, once they are known to hold the columns it needs."""
        frames = (daily,) if isinstance(daily, pd.DataFrame) else tuple(daily)
        if not frames:
            raise ResultError(say("a figure needs the daily table of at least one run; none was given"))
        for frame in frames:
            need(frame, columns, "daily table")
            if not len(frame):
                raise ResultError(say("the daily table of a run has no days; nothing can be drawn"))
        if start is not None:
            frames = tuple(frame.set_axis(frame.index + day_zero(start)) for frame in frames)
        return cls(frames, start)

    @property
    def days(self) -> tuple[float, float]:
        """The first and the last day of all runs."""
        return min(float(f.index[0]) for f in self.frames), max(float(f.index[-1]) for f in self.frames)

    def series(self, column: str) -> Any:
        """One column of every run side by side, a row a day."""
        return pd.concat([frame[column].astype(float) for frame in self.frames], axis=1, ignore_index=True)

    def median(self, column: str) -> Any:
        """The median over the runs, a row a day."""
        return self.series(column).median(axis=1)


def need(frame: Any, columns: Iterable[str], what: str) -> None:
    """Raise `ResultError` naming the columns that a table lacks."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns))
        raise ResultError(
            say(
                "the {what} lacks the column(s) {missing}; it has {columns}",
                what=what,
                missing=", ".join(missing),
                columns=there,
            )
        )


def whole_days(table: Any) -> Any:
    """The table; if of a single day, until the end of that day, since one point would show nothing."""
    return table if len(table) != 1 else pd.concat([table, table.set_axis(table.index + 1)])


@dataclass(frozen=True)
class End:
    """What is written beside the end of a line: the text, its colour, and the height it belongs to."""

    y: float
    text: str
    color: str


def draw(ax: Axes, values: Any, style: Look, *, width: float = 2.2, alpha: float = 1.0) -> float:
    """Draw the median of the runs (columns) with its 10-90% band; return where it ends, or NaN."""
    values = whole_days(values)
    middle = values.median(axis=1)
    if values.shape[1] > 1:
        low, high = (values.quantile(level, axis=1) for level in BAND)
        ax.fill_between(middle.index, low, high, color=style.color, alpha=0.18, linewidth=0)
    ax.plot(middle.index, middle, color=style.color, linestyle=style.line, linewidth=width, alpha=alpha)
    known = middle.dropna()
    return float(known.iloc[-1]) if len(known) else float("nan")


def label_ends(ax: Axes, ends: Sequence[End], size: float = 11.5) -> None:
    """Write labels beside the ends of their lines, moved apart as little as keeps them readable.

    Call it last: labels are placed by the limits and the scale that the axes have now.
    """
    ends = [end for end in ends if np.isfinite(end.y)]
    if not ends:
        return
    points = ax.transData.transform([(ax.get_xlim()[1], end.y) for end in ends])
    heights = ax.transAxes.inverted().transform(points)[:, 1]
    lines = max(end.text.count("\n") for end in ends) + 1
    gap = 1.32 * size * lines / 72 / inches(ax)[1]
    for end, height, place in zip(ends, heights, spread(heights, gap), strict=True):
        leader: dict[str, Any] = {
            "color": end.color,
            "linewidth": 1,
            "clip_on": False,
            "transform": ax.transAxes,
        }
        ax.plot([1.0, 1.025], [height, place], **leader)
        beside(ax, place, end.text, end.color, size)


def spread(heights: NDArray[np.float64], gap: float) -> NDArray[np.float64]:
    """The heights moved, as little as can be, to be `gap` apart and, if they fit, within 0 to 1.

    Blocks of labels that would overlap are pooled about their mean (pool-adjacent-violators, least squares).
    """
    order = np.argsort(heights, kind="stable")
    steps = gap * np.arange(len(heights))
    blocks: list[list[float]] = []
    for target in heights[order] - steps:
        blocks.append([float(target), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean, count), (other, more) = blocks[-2:]
            blocks[-2:] = [[(mean * count + other * more) / (count + more), count + more]]
    places = np.concatenate([np.full(int(count), mean) for mean, count in blocks])
    spare = 1.0 - steps[-1]
    places = np.clip(places, min(0.0, spare / 2), max(0.0, spare) if spare > 0 else spare / 2) + steps
    result: NDArray[np.float64] = np.empty_like(places)
    result[order] = places
    return result


def over_days(
    ax: Axes | None, runs: Runs, y: str, title: str = "", footer: str | None = None, changes: Changes = ()
) -> Axes:
    """Dress axes, or those of a new figure, for counts over the days of the runs; mark when a policy changed."""
    marks = marks_of(changes, runs.start)
    room = room_above(marks, runs.days, WIDTH if ax is None else inches(ax)[0])
    ax = new_axes(ax, height=5.4 + room / 72)
    dress(ax, title=title, y=y, footer=footer, pad=14 + room)
    time_axis(ax, *runs.days, runs.start)
    count_axis(ax)
    draw_marks(ax, marks)
    return ax


def draw_all(
    ax: Axes,
    runs: Runs,
    series: Mapping[str, Look],
    empty: str,
    *,
    limits: tuple[float, float] | None = None,
    form: str = "{:,.0f}",
) -> Axes:
    """Draw every series with its band, its name and its last value; or say why there is none."""
    ends = [(draw(ax, runs.series(column), look), look) for column, look in series.items()]
    if limits:
        ax.set_ylim(*limits)
    else:
        from_zero(ax)
    label_ends(ax, [End(y, f"{look.said} {form.format(y)}", look.color) for y, look in ends])
    if not any(np.isfinite(y) for y, _ in ends):
        notice(ax, empty)
    return ax


def from_zero(ax: Axes, room: float = 1.04) -> None:
    """Let the axis up begin at zero and leave a little room above what is drawn."""
    top = float(np.nan_to_num(ax.dataLim.y1, posinf=0.0, neginf=0.0))
    ax.set_ylim(0, top * room if top > 0 else 1)
