"""The figures of feedback loops: what each is worth, each pair beyond the sum of both, and what a difference loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import Kind, is_clear, loop_name, moved, outcome, signed, standing

if TYPE_CHECKING:
    import pandas as pd

_BAR = 0.42  # inches: a loop's bar
_COLORS = {1: style.BLUE, -1: style.VERMILION, 0: style.QUIET}
_FAINT = (0.9, 0.9, 0.9)


@in_style
def loop_matrix(worth: pd.DataFrame, value: str, *, ax: Axes | None = None, footer: str | None = None) -> Axes:
    """A matrix of loops: on the diagonal what each is worth alone, off it what two are worth together.

    Above the diagonal it is what both are worth, below it what that is beyond the sum of both. Blue is clearly for the
    better, red for the worse, dark grey clear but neither; pale grey is not clear. Of a difference between scenarios
    it is what goes with a loop, or with two; blue is half of it or more.

    Parameters
    ----------
    worth
        Columns outcome, loop, other, worth, low, high, interaction, interaction_low, interaction_high; or, of one
        scenario, outcome, scenario, loop, other, difference, lost, low, high, carries.
    value
        The outcome.
    ax
        Where to draw; a new figure if not given.
    footer
        A small line below.
    """
    shares = "lost" in worth
    size = "lost" if shares else "worth"
    more = ("scenario", "difference", "carries") if shares else ("interaction",)
    need(worth, ("outcome", "loop", "other", size, "low", "high", *more), "table of loops")
    rows = worth[worth["outcome"] == value].to_dict("records")
    loops = list(dict.fromkeys(row["loop"] for row in rows))
    known = outcome(value)
    ax = axes.new_axes(ax, 3.4 + 1.1 * max(4, len(loops)), 1.9 + 0.62 * max(3, len(loops)))
    unit = _unit(known.kind)
    title = say("{outcome} ({unit}): what each loop and each pair of loops is worth", outcome=known.name, unit=unit)
    reading = _reading()
    if shares:
        title, reading = f"{rows[0]['scenario']}: {_title(shares, known.name, unit)}", _shares_reading(rows[0], value)
    axes.dress(ax, title=title, x=axes.wrapped(reading, axes.inches(ax)[0] * 9), footer=footer, grid="")
    ax.xaxis.label.set_fontsize(10)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    names = [axes.wrapped(loop_name(loop), 12) for loop in loops]
    ax.set_xticks(range(len(loops)), names, parse_math=False)
    ax.set_yticks(range(len(loops)), names, parse_math=False)
    ax.set_xlim(-0.5, len(loops) - 0.5)
    ax.set_ylim(len(loops) - 0.5, -0.5)
    for row in rows:
        one, other = loops.index(row["loop"]), loops.index(row["other"] or row["loop"])
        _cell(ax, (other, one), _signed(row[size], known.kind), _bar_color(row, value, size))
        if row["other"] and not shares:
            beyond = {"worth": row["interaction"], "low": row["interaction_low"], "high": row["interaction_high"]}
            _cell(ax, (one, other), _signed(beyond["worth"], known.kind), _bar_color(beyond, value, size))
    return ax


@in_style
def loop_bars(loops: pd.DataFrame, value: str, *, ax: Axes | None = None, footer: str | None = None) -> Axes:
    """What each loop is worth, as bars with 95% intervals; or what of a difference goes with it, a panel a scenario.

    Parameters
    ----------
    loops
        Columns outcome, loop, other, low, high, and worth; or scenario, difference, lost and carries.
    value
        The outcome.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`; they share a scale.
    footer
        A small line below.
    """
    shares = "lost" in loops
    size = "lost" if shares else "worth"
    need(loops, ("outcome", "loop", "other", size, "low", "high"), "table of loops")
    alone = loops[(loops["outcome"] == value) & (loops["other"] == "")]
    parts = [(str(name), part) for name, part in alone.groupby("scenario", sort=False)] if shares else [("", alone)]
    around = 0.9 if shares else 0.4  # inches: heading and ticks of a panel
    each = _BAR * max(2, max(len(part) for _, part in parts)) + around
    ax = axes.new_axes(ax, 9.6, 1.5 + each * len(parts))
    known = outcome(value)
    unit = _unit(known.kind)
    axes.dress(ax, title=_title(shares, known.name, unit), footer=footer, grid="")
    tall = each * len(parts)
    places = [((len(parts) - place - 1) * each / tall + 0.5 * around / tall) for place in range(len(parts))]
    drawn = axes.panels(ax, [(bottom, (each - around) / tall) for bottom in places], ((0.16, 0.84),))
    for panel, (name, part) in zip(drawn, parts, strict=True):
        _bars(panel, name, part.to_dict("records"), value, size)
    ends = [panel.get_xlim() for panel in drawn]
    for panel in drawn:
        panel.set_xlim(min(low for low, _ in ends), max(high for _, high in ends))
    drawn[-1].set_xlabel(axes.wrapped(_bars_reading(shares), 88), fontsize=10, color=style.QUIET)
    return ax


def _unit(kind: Kind) -> str:
    """Return the unit of a difference."""
    return say("percentage points") if kind == "share" else term(kind)


def _title(shares: bool, name: str, unit: str) -> str:
    """Return the title of the bars."""
    if shares:
        return say("{outcome} ({unit}): what of a difference goes when a loop is cut", outcome=name, unit=unit)
    return say("{outcome} ({unit}): what each loop is worth", outcome=name, unit=unit)


def _bars_reading(shares: bool) -> str:
    """Say how the bars are read."""
    if shares:
        return say(
            "Dashed: the whole difference, with all loops. Blue: the loop carries half of it or more; dark grey: "
            "clear, but less, or the difference is not; pale: not clear. Lines: 95% intervals."
        )
    return say(
        "With the loop minus without it. Blue: clearly better with the loop, red: worse, dark grey: neither good nor "
        "bad; pale: not clear. Lines: 95% intervals."
    )


def _bars(panel: Axes, heading: str, rows: Sequence[Mapping[Any, Any]], name: str, size: str) -> None:
    """Draw the loops of one scenario, each a bar with its interval and its number."""
    kind = outcome(name).kind
    axes.dress(panel, grid="x")
    panel.spines["left"].set_visible(False)
    panel.tick_params(axis="y", length=0, labelcolor=style.TEXT)
    panel.set_yticks(range(len(rows)), [loop_name(row["loop"]) for row in rows], parse_math=False)
    panel.set_ylim(len(rows) - 0.5, -0.5)
    panel.axvline(0, color=style.GREY, linewidth=1.2)
    if heading:
        panel.set_title(axes.shorten(heading, 60), loc="left", fontsize=12.5, color=style.TEXT, pad=6)
        panel.axvline(rows[0]["difference"], color=style.TEXT, linewidth=1.4, linestyle=style.DASHED)
    for place, row in enumerate(rows):
        color = _bar_color(row, name, size)
        panel.barh(place, row[size], height=0.6, color=color)
        panel.hlines(place, row["low"], row["high"], color=style.TEXT, linewidth=1.6)
        axes.beside(panel, 1 - (place + 0.5) / len(rows), _signed(row[size], kind), style.TEXT, 11)
    panel.xaxis.set_major_locator(MaxNLocator(6))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda at, _: signed(round(at, 9), kind)))


def _bar_color(row: Mapping[Any, Any], name: str, size: str) -> Any:
    """Return the colour of a bar: how clear it is, and whether it is good, or carries a difference."""
    if not is_clear(row["low"], row["high"]):
        return _FAINT
    if size == "lost":
        return style.BLUE if row["carries"] else style.QUIET
    return _COLORS[standing(name, row["worth"], row["low"], row["high"])]


def _reading() -> str:
    """Say how the matrix is read."""
    return say(
        "On the diagonal: a loop alone. Above it: two loops together; below it: what that is beyond the sum of both. "
        "Blue: clearly better with the loop, red: worse, dark grey: neither good nor bad; pale: not clear."
    )


def _signed(value: float, kind: Kind) -> str:
    """Return a value with its sign; what is nothing but the rounding of floats has none."""
    return signed(round(value, 12) + 0.0, kind)


def _shares_reading(row: Mapping[Any, Any], name: str) -> str:
    """Say how the matrix of a difference is read."""
    return say(
        "The whole difference: {difference}. On the diagonal: a loop cut alone; above it: two loops cut together. "
        "Blue: they carry half of it or more; dark grey: clear, but less, or the difference is not; pale: not clear.",
        difference=moved(row["difference"], outcome(name).kind),
    )


def _cell(ax: Axes, place: tuple[int, int], text: str, color: Any) -> None:
    """Draw one value; those of loops alone are framed."""
    look: dict[str, Any] = {"facecolor": color, "edgecolor": "black" if place[0] == place[1] else "white"}
    width = 0.94 if place[0] == place[1] else 1.0
    corner = (place[0] - width / 2, place[1] - width / 2)
    ax.add_patch(Rectangle(corner, width, width, linewidth=1.5, **look))
    ax.text(*place, text, ha="center", va="center", color=style.text_on(color), fontsize=11)
