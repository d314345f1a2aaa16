"""The figure of a validation: every pattern in a row, its estimate against the band of its target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import number

if TYPE_CHECKING:
    import pandas as pd

_EDGE = 3.0  # of the scale; what lies beyond is drawn there
_ROW = 0.3  # inches
_COLUMNS = ("pattern", "about", "low", "high", "clear", "mean", "error", "interval_low", "interval_high", "verdict")


class Scale(NamedTuple):
    """Where a row's numbers lie on the common scale: its target reaches from -1 to 1, without limit to the edge."""

    middle: float
    half: float
    left: float
    right: float

    def place(self, value: float) -> float:
        """Return the place of a value, NaN for none."""
        return min(_EDGE, max(-_EDGE, (value - self.middle) / self.half)) if math.isfinite(value) else math.nan


@in_style
def patterns(table: pd.DataFrame, *, ax: Axes | None = None, title: str | None = None, footer: str = "") -> Axes:
    """Estimates with 95% intervals, each on the scale of its own target.

    A grey band is a target, from its lower limit at -1 to its upper at 1; a target with one limit reaches to the edge.
    Blue dots hold, red crosses do not; a row without a dot has no target or no scenario.

    Parameters
    ----------
    table
        Columns pattern, about, low, high, clear, mean, error, interval_low, interval_high, verdict.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below (persons, seeds).
    """
    need(table, _COLUMNS, "table of patterns")
    ax = axes.new_axes(ax, 13, 1.5 + _ROW * max(1, len(table)))
    axes.dress(
        ax, title=title or say("Patterns: what is asked of the model, and what it does"), footer=footer, grid="", pad=30
    )
    ax.spines["left"].set_visible(False)
    ax.set_xlim(-_EDGE - 0.15, _EDGE + 0.15)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xticks([-1, 1], [say("lower limit"), say("upper limit")])
    names = [f"{row.pattern}  {axes.shorten(str(row.about), 70)}" for row in table.itertuples()]
    ax.set_yticks(range(len(table)), names, parse_math=False)
    ax.tick_params(axis="y", length=0, labelsize=9.5, labelcolor=style.TEXT)
    for place, row in enumerate(table.to_dict("records")):
        _draw(ax, place, row, len(table))
    band = Patch(color=style.FAINT, label=say("where the mean must lie"))
    ax.legend(handles=[band], loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=9.5)
    return ax


def _draw(ax: Axes, place: int, row: dict[Any, Any], rows: int) -> None:
    """Draw one row: band, interval, mean, and the number beside it."""
    color = {"holds": style.BLUE, "does not hold": style.VERMILION}.get(row["verdict"], style.QUIET)
    height = 1 - (place + 0.5) / rows
    if not math.isfinite(row["mean"]):
        axes.beside(ax, height, term(str(row["verdict"])), style.QUIET, 9.5)
        return
    scale = scale_of(row)
    if scale is not None:
        ax.barh(place, scale.right - scale.left, 0.74, left=scale.left, color=style.FAINT, zorder=1)
        ends = [scale.place(row["interval_low"]), scale.place(row["interval_high"])]
        ax.plot(ends, [place, place], color=color, linewidth=2.2, zorder=3)
        marker = "o" if row["verdict"] == "holds" else "X"
        ax.plot(scale.place(row["mean"]), place, marker, color=color, markersize=7, zorder=4)
    error = f" ± {number(row['error'])}" if row["error"] > 0 else ""
    axes.beside(ax, height, f"{number(row['mean'])}{error}", color, 9.5)


def scale_of(row: dict[Any, Any]) -> Scale | None:
    """Return the scale of a row, nothing for one without a target.

    With one limit, or none but zero, the unit is that limit, or else how far the mean is.
    """
    room = row["clear"] * row["error"] if row["clear"] and math.isfinite(row["error"]) else 0.0
    low, high = row["low"] + room, row["high"] - room
    far = max(abs(row["mean"]), 1e-12)
    if math.isfinite(low) and math.isfinite(high):
        middle = (low + high) / 2
        half = (high - low) / 2 if high > low else max(abs(row["mean"] - middle) / _EDGE, 1e-12)
        return Scale(middle, half, -1.0, 1.0)
    if math.isfinite(low):
        half = abs(low) or far
        return Scale(low + half, half, -1.0, _EDGE)
    if math.isfinite(high):
        half = abs(high) or far
        return Scale(high - half, half, -_EDGE, 1.0)
    return None
