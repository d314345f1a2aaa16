"""A run as a moving picture: people of one neighbourhood with their labels of the day, and the curves up to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, PillowWriter
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.network_figure import layout
from fansim.report.style import LABELS, STAGES, Look, in_style, look

if TYPE_CHECKING:
    import pandas as pd

MOST_FRAMES = 120
_A_SECOND, _HELD = 10, 20  # frames: of a second, and for how many the last one stays
_DPI = 80
_PANELS: tuple[tuple[str, dict[str, Look]], ...] = (
    ("Where people are", {key: STAGES[key] for key in ("member", "follower", "waiting")}),
    (
        "Fans, shills and haters",
        {
            "core_fans": LABELS["core_fan"],
            "shills_in_groups": Look("Shills, in groups", style.VERMILION),
            "fan_haters": LABELS["fan_hater"],
        },
    ),
)
"""The curves: the title of each panel, and the daily columns drawn in it."""


@dataclass(frozen=True)
class Watched:
    """The people of a neighbourhood, day by day.

    Attributes
    ----------
    first : int
        The first day that was watched.
    ties : ndarray of int, shape (ties, 2)
        Who is tied to whom, by their places in `labels`.
    labels : ndarray of str, shape (days, people)
        What each is called at the end of each day.
    """

    first: int
    ties: NDArray[np.int64]
    labels: NDArray[Any]


def frame_days(first: int, last: int, most: int = MOST_FRAMES) -> list[int]:
    """Return the days that are shown: all, or so many at equal distances, the first and the last among them."""
    places = np.linspace(first, last, min(most, last - first + 1)).round().astype(int)
    return [int(day) for day in np.unique(places)]


class Film:
    """The picture whose parts move: `show` sets it to a day.

    Parameters
    ----------
    daily : DataFrame
        The daily table of a run.
    watched : Watched
        The people to show.
    seed : int
        Of the layout.
    title, footer : str
        What stands above, and in small letters below.
    """

    @in_style
    def __init__(self, daily: pd.DataFrame, watched: Watched, seed: int, title: str, footer: str) -> None:
        self.daily, self.watched = daily, watched
        self.figure = Figure(figsize=(12, 6.75), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(self.figure)
        self.figure.text(0.02, 0.955, axes.shorten(title, 70), fontsize=15)
        self.figure.text(0.02, 0.02, footer, fontsize=9, color=style.QUIET)
        self.clock = self.figure.text(0.98, 0.955, "", fontsize=15, ha="right")
        self.people = self._network(self.figure.add_axes((0.01, 0.11, 0.52, 0.82)), seed)
        self.lines: dict[str, Any] = {}
        self.numbers: dict[str, Any] = {}
        for place, (name, series) in enumerate(_PANELS):
            self._panel(self.figure.add_axes((0.6, 0.57 - 0.44 * place, 0.23, 0.32)), name, series)

    def show(self, day: int) -> None:
        """Set all parts to a day."""
        self.clock.set_text(say("Day {day}", day=f"{day:,}"))
        past = self.daily.loc[:day]
        for column, line in self.lines.items():
            line.set_data(past.index, past[column])
            self.numbers[column].set_text(f"{past[column].iloc[-1]:,.0f}")
        labels = self.watched.labels[day - self.watched.first]
        for label, dots in self.people.items():
            dots.set_offsets(self.places[labels == label])

    def _network(self, ax: Axes, seed: int) -> dict[str, Any]:
        """Draw the ties, and nobody yet; return the dots of each label."""
        people = self.watched.labels.shape[1]
        self.places = layout(people, self.watched.ties, seed)
        ax.set_axis_off()
        lines = list(self.places[self.watched.ties])
        ax.add_collection(LineCollection(lines, colors="#555555", linewidths=0.6, alpha=0.2))
        ax.update_datalim(self.places)
        ax.autoscale_view()
        dots = {}
        for order, (label, known) in enumerate(LABELS.items()):
            look_of: dict[str, Any] = {"color": known.color, "marker": known.marker, "edgecolors": "white"}
            size = 38 if label == "outsider" else 90
            dots[label] = ax.scatter([], [], size, linewidths=0.4, zorder=2 + order, label=known.said, **look_of)
        ax.legend(loc="lower left", bbox_to_anchor=(0.0, -0.08), ncols=3, frameon=False, fontsize=10)
        return dots

    def _panel(self, ax: Axes, name: str, series: dict[str, Look]) -> None:
        """Draw the axes of some curves, for all days; beside them stand their names and the numbers of the day."""
        axes.dress(ax, x=say("Day"))
        ax.set_title(term(name), loc="left", fontsize=12)
        axes.day_axis(ax, float(self.daily.index[0]), float(self.daily.index[-1]))
        axes.count_axis(ax)
        ax.set_ylim(0, 1.05 * max(1.0, float(self.daily[list(series)].max().max())))
        for row, (column, known) in enumerate(series.items()):
            (self.lines[column],) = ax.plot([], [], color=known.color, linestyle=known.line, linewidth=2)
            place: dict[str, Any] = {"transform": ax.transAxes, "color": style.ink(known.color), "va": "top"}
            ax.text(1.05, 1 - 0.34 * row, known.said, fontsize=11, **place)
            self.numbers[column] = ax.text(1.05, 0.88 - 0.34 * row, "", fontsize=14, **place)


def save_film(film: Film, days: Sequence[int], target: Path, on_frame: Callable[[int, int], None]) -> list[Path]:
    """Write a moving picture as GIF, and as MP4 where ffmpeg is found; return the files.

    Parameters
    ----------
    film, days
        The picture, and the days that are shown.
    target
        The name of the files, without an ending.
    on_frame
        Called with the number of frames that are drawn, and of all.
    """
    writers = dict(_writers(target))
    parts = {path: path.with_name(f".{os.getpid()}.{path.name}") for path in writers}
    try:
        with look(), ExitStack() as stack:
            for path, writer in writers.items():
                stack.enter_context(writer.saving(film.figure, str(parts[path]), _DPI))
            shown = [*days, *_HELD * [days[-1]]]
            for number, day in enumerate(shown, start=1):
                film.show(day)
                for writer in writers.values():
                    writer.grab_frame()
                on_frame(number, len(shown))
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return list(writers)


def _writers(target: Path) -> Iterator[tuple[Path, AbstractMovieWriter]]:
    """Return what writes the files."""
    yield target.with_suffix(".gif"), PillowWriter(fps=_A_SECOND)
    if shutil.which("ffmpeg"):
        yield target.with_suffix(".mp4"), FFMpegWriter(fps=_A_SECOND, extra_args=["-pix_fmt", "yuv420p"])
