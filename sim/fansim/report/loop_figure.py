"""The figure of feedback loops: what each is worth, and each pair beyond the sum of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import is_clear, loop_name, outcome, signed, standing

if TYPE_CHECKING:
    import pandas as pd

_COLORS = {1: style.BLUE, -1: style.VERMILION, 0: style.QUIET}
_FAINT = (0.95, 0.95, 0.95)


@in_style
def loop_matrix(worth: pd.DataFrame, value: str, *, ax: Axes | None = None, footer: str | None = None) -> Axes:
    """A matrix of loops: on the diagonal what each is worth alone, off it what two are worth together.

    Above the diagonal it is what both are worth, below it what that is beyond the sum of both. Blue is clearly for the
    better, red for the worse, dark grey clear but neither; pale grey is not clear.

    Parameters
    ----------
    worth
        Columns outcome, loop, other, worth, low, high, interaction, interaction_low, interaction_high.
    value
        The outcome.
    ax
        Where to draw; a new figure if not given.
    footer
        A small line below.
    """
    need(worth, ("outcome", "loop", "other", "worth", "low", "high", "interaction"), "table of loops")
    rows = worth[worth["outcome"] == value].to_dict("records")
    loops = list(dict.fromkeys(row["loop"] for row in rows))
    known = outcome(value)
    ax = axes.new_axes(ax, 3.4 + 1.1 * max(4, len(loops)), 1.9 + 0.62 * max(3, len(loops)))
    unit = say("percentage points") if known.kind == "share" else term(known.kind)
    title = say("{outcome} ({unit}): what each loop and each pair of loops is worth", outcome=known.name, unit=unit)
    axes.dress(ax, title=title, x=axes.wrapped(_reading(), axes.inches(ax)[0] * 9), footer=footer, grid="")
    ax.xaxis.label.set_fontsize(10)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    names = [axes.wrapped(loop_name(loop), 12) for loop in loops]
    ax.set_xticks(range(len(loops)), names, parse_math=False)
    ax.set_yticks(range(len(loops)), names, parse_math=False)
    ax.set_xlim(-0.5, len(loops) - 0.5)
    ax.set_ylim(len(loops) - 0.5, -0.5)
    for row in rows:
        if not row["other"]:
            _cell(ax, (loops.index(row["loop"]),) * 2, value, row["worth"], row["low"], row["high"])
            continue
        one, other = loops.index(row["loop"]), loops.index(row["other"])
        _cell(ax, (other, one), value, row["worth"], row["low"], row["high"])
        _cell(ax, (one, other), value, row["interaction"], row["interaction_low"], row["interaction_high"])
    return ax


def _reading() -> str:
    """Say how the matrix is read."""
    return say(
        "On the diagonal: a loop alone. Above it: two loops together; below it: what that is beyond the sum of both. "
        "Blue: clearly better with the loop, red: worse, dark grey: neither good nor bad; pale: not clear."
    )


def _cell(ax: Axes, place: tuple[int, int], name: str, value: float, low: float, high: float) -> None:
    """Draw one value; those of loops alone are framed."""
    color = _COLORS[standing(name, value, low, high)] if is_clear(low, high) else _FAINT
    look: dict[str, Any] = {"facecolor": color, "edgecolor": "black" if place[0] == place[1] else "white"}
    width = 0.94 if place[0] == place[1] else 1.0
    corner = (place[0] - width / 2, place[1] - width / 2)
    ax.add_patch(Rectangle(corner, width, width, linewidth=1.5, **look))
    ax.text(
        *place, signed(value, outcome(name).kind), ha="center", va="center", color=style.text_on(color), fontsize=11
    )
