"""Figures of sensitivity: how far one parameter moves an outcome, and how much of it each one explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import Kind, amount, lever, number, outcome

if TYPE_CHECKING:
    import pandas as pd

_MOST = 12


@in_style
def tornado(
    swings: pd.DataFrame,
    value: str,
    base: float,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """How far an outcome swings as one parameter at a time goes from its low to its high end, widest on top.

    Parameters
    ----------
    swings
        One row a parameter: columns factor, low, high (the outcome at either end) and, if known, low_setting
        and high_setting (the ends themselves). The twelve widest are drawn.
    value, base
        The outcome, and its value with all parameters as they are.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(swings, ("factor", "low", "high"), "table of swings")
    known = outcome(value)
    table: Any = swings.assign(swing=(swings["high"] - swings["low"]).abs()).dropna(subset="swing")
    table = table.sort_values("swing", ascending=False, kind="stable").head(_MOST)
    usual = say("What moves the outcome: {outcome}", outcome=known.name.lower())
    ax = _rows(ax, table, title or usual, known.name, footer)
    for row, (_, one) in enumerate(table.iterrows()):
        if one["swing"]:
            _swing(ax, row, one, base)
        else:
            axes.near(ax, (base, row), say("no change"), style.QUIET, (5, 0))
    ax.axvline(base, color=style.TEXT, linewidth=1.4)
    axes.above(ax, base, say("as it is: {value}", value=amount(base, known.kind)), style.TEXT)
    ends = [base, *table["low"], *table["high"]]
    room = 0.12 * (max(ends) - min(ends)) or abs(base) or 1.0
    ax.set_xlim(min(ends) - room, max(ends) + room)
    axes.value_axis(ax, known.kind, "x")
    return ax


def _swing(ax: Axes, row: int, one: Any, base: float) -> None:
    """Bars from the base to the outcome at either end (hatched: low), with the setting at the tip."""
    for end, color, hatch in (("low", style.SKY, "////"), ("high", style.BLUE, "")):
        look: dict[str, Any] = {"color": color, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
        ax.barh(row, one[end] - base, left=base, height=0.62, **look)
        other = one["high" if end == "low" else "low"]
        right = one[end] > base or (one[end] == base and other < base)
        setting = one.get(f"{end}_setting", end)
        text = number(float(setting)) if isinstance(setting, (int, float, np.number)) else str(setting)
        side = "left" if right else "right"
        axes.near(ax, (one[end], row), text, style.QUIET, (5 if right else -5, 0), ha=side, fontsize=10.5)


@in_style
def sensitivity(
    indices: pd.DataFrame,
    value: str,
    *,
    measure: str | None = None,
    in_its_unit: bool = False,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """How much of an outcome each parameter explains: a bar with its interval, largest on top.

    Parameters
    ----------
    indices
        One row a parameter: columns factor, total and, if known, first (of the parameter alone), low and high
        (the interval of total). The twelve largest are drawn.
    value
        The outcome.
    measure
        What total measures; by default its share of the variance.
    in_its_unit
        Whether it measures so in the outcome's own unit, and not as a part of one.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(indices, ("factor", "total"), "table of sensitivities")
    table: Any = indices.dropna(subset="total").sort_values("total", ascending=False, kind="stable").head(_MOST)
    both = "first" in table.columns and bool(table["first"].notna().any())
    kind: Kind = outcome(value).kind if in_its_unit else "number"
    what = (measure or say("Share of the outcome's variance")) + _in_unit(kind)
    what += say(" (dark: the parameter alone; light: with its interactions)") if both else ""
    usual = say("Which parameters matter: {outcome}", outcome=outcome(value).name.lower())
    ax = _rows(ax, table, title or usual, what, footer)
    rows = np.arange(len(table))
    ax.barh(rows, table["total"], height=0.62, color=style.SKY if both else style.BLUE)
    if both:
        ax.barh(rows, table["first"].clip(lower=0), height=0.62, color=style.BLUE)
    if {"low", "high"} <= set(table.columns):
        ax.hlines(rows, table["low"], table["high"], color=style.TEXT, linewidth=2)
    ax.set_xlim(0, float(np.nan_to_num(ax.dataLim.x1)) * 1.08 or 1.0)
    scale = 100 if kind == "share" else 1
    ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: number(round(scale * at, 9))))
    return ax


def _in_unit(kind: Kind) -> str:
    """The unit behind the name of a measure."""
    match kind:
        case "number":
            return ""
        case "share":
            return say(", in points")
        case _:
            return say(", in {unit}", unit=term(kind))


def _rows(ax: Axes | None, table: Any, title: str, x: str, footer: str | None) -> Axes:
    """Axes with a row a parameter, the first on top."""
    ax = axes.new_axes(ax, 9.6, 2.0 + 0.42 * max(2, len(table)))
    axes.dress(ax, title=title, x=x, footer=footer, grid="x", pad=24)
    names = [axes.shorten(lever(str(factor)), 36) for factor in table["factor"]]
    ax.set_yticks(range(len(table)), names, parse_math=False)
    ax.set_ylim(max(1, len(table)) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0, labelcolor=style.TEXT)
    if not len(table):
        axes.notice(ax, say("There is no parameter to draw"))
    return ax
