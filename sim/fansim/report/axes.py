"""Axes: making them, dressing them, splitting them into panels, writing on them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure, FigureBase
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from fansim.report.style import FAINT, FAMILY, GREY, QUIET, TEXT, ink
from fansim.report.words import number
from fansim.text import columns


def new_axes(ax: Axes | None, width: float = 9.6, height: float = 5.4) -> Axes:
    """The axes to draw on: the given ones, or those of a new figure of that many inches, without pyplot."""
    if ax is not None:
        return ax
    figure = Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.13))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def wrapped(text: str, wide: float, most: int | None = None) -> str:
    """The text broken into lines of about so many columns, and cut off after so many lines.

    A Chinese letter takes two columns.
    """
    text = " ".join(text.split())
    width = max(12, int(wide * len(text) / max(1, columns(text))))
    return textwrap.fill(text, width, max_lines=most, placeholder="…")


def shorten(name: str, longest: int = 24) -> str:
    """A name that fits beside a row."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes, before the layout settles them to the last percent."""
    box, dpi = ax.get_window_extent(), ax.figure.dpi
    return box.width / dpi, box.height / dpi


def dress(
    ax: Axes,
    *,
    title: str = "",
    x: str = "",
    y: str = "",
    footer: str | None = None,
    grid: str = "y",
    pad: float = 14,
) -> Axes:
    """Give axes their title, axis names with units, footer, and quiet lines; return them."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)
    ax.tick_params(which="both", color=GREY, labelcolor=QUIET, labelsize=11, labelfontfamily=FAMILY)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=FAINT, linewidth=0.8)  # type: ignore[arg-type]
    ax.set_xlabel(x, color=QUIET, fontsize=12)
    ax.set_ylabel(y, color=QUIET, fontsize=12)
    if title:
        ax.set_title(wrapped(title, inches(ax)[0] * 8.6), loc="left", fontsize=15, color=TEXT, pad=pad)
    if footer:
        holder: FigureBase = ax.figure
        holder.supxlabel(" ".join(footer.split()), x=0.01, ha="left", fontsize=9, color=QUIET)
    return ax


def count_axis(ax: Axes, axis: str = "y") -> None:
    """Whole numbers with thousands separators, from zero."""
    which = ax.yaxis if axis == "y" else ax.xaxis
    which.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
    which.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def share_axis(ax: Axes, axis: str = "y") -> None:
    """Shares as percentages, with as many decimals as the ticks need."""
    which = ax.yaxis if axis == "y" else ax.xaxis
    which.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    which.set_major_formatter(FuncFormatter(lambda value, _: f"{round(100 * value, 6):,g}%"))


def day_axis(ax: Axes, first: float, last: float) -> None:
    """Days from first to last, with ticks a month, a season or a year apart where the span is long enough."""
    step = next((days for days in (30, 60, 90, 180, 360) if 45 <= last - first <= 13 * days), None)
    ax.set_xlim(first, last + 1 if step or last == first else last)
    ax.xaxis.set_major_locator(MultipleLocator(step) if step else MaxNLocator(8, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def value_axis(ax: Axes, kind: str, axis: str = "y") -> None:
    """Values of an outcome of that kind: shares as percentages, the rest as numbers."""
    if kind == "share":
        share_axis(ax, axis)
        return
    which = ax.yaxis if axis == "y" else ax.xaxis
    which.set_major_locator(MaxNLocator(6))
    which.set_major_formatter(FuncFormatter(lambda value, _: number(value)))


def panels(
    ax: Axes,
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]] = ((0, 1),),
    count: int | None = None,
) -> list[Axes]:
    """Turn axes into the holder of a grid of panels (its `child_axes`); return the first `count`, row by row.

    Rows and columns are each a start and a length, as shares of the holder. The title stays with the holder,
    so that figures of one panel and of many are used alike.
    """
    ax.set_axis_off()
    places = [(left, bottom, width, height) for bottom, height in rows for left, width in columns]
    return [ax.inset_axes(place) for place in places[:count]]


def grid(count: int) -> tuple[int, int]:
    """How many rows and columns so many panels take."""
    across = min(count, 3 if count != 4 else 2)
    return -(-count // across), across


def cells(count: int, gap: float) -> list[tuple[float, float]]:
    """Starts and lengths of cells that fill 0 to 1, with gaps of that share of a cell."""
    length = 1 / (count + gap * (count - 1))
    return [(place * length * (1 + gap), length) for place in range(count)]


def notice(ax: Axes, sentence: str) -> None:
    """Say in the middle of axes without data why they are empty."""
    box: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 4}
    place: dict[str, Any] = {"transform": ax.transAxes, "ha": "center", "va": "center"}
    ax.text(0.5, 0.5, sentence, color=QUIET, fontsize=13, bbox=box, **place)


def beside(ax: Axes, height: float, text: str, color: str, size: float = 11.5) -> None:
    """Write right of the axes, at a height from 0 to 1 of them."""
    ax.text(1.035, height, text, transform=ax.transAxes, color=ink(color), fontsize=size, va="center")


def heading_beside(ax: Axes, text: str) -> None:
    """Write above what is written right of the axes."""
    ax.text(1.035, 1.03, wrapped(text, 20), transform=ax.transAxes, color=QUIET, fontsize=10, va="bottom")


def above(ax: Axes, x: float, text: str, color: str, side: str = "center") -> None:
    """Write just above the axes, at a value of the axis across."""
    ax.text(x, 1.01, text, transform=ax.get_xaxis_transform(), color=ink(color), fontsize=11, ha=side)


def near(
    ax: Axes, point: tuple[float, float], text: str, color: str, offset: tuple[float, float], **place: Any
) -> None:
    """Write near a point of the data, so many points (1/72 inch) right of and above it."""
    look: dict[str, Any] = {"fontsize": 11.5, "color": ink(color), "va": "center"} | place
    ax.annotate(text, point, xytext=offset, textcoords="offset points", **look)
