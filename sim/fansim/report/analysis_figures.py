"""Figures of analyses: where a policy fails, how its rank holds, how a fit follows what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from fansim.errors import ResultError
from fansim.language import say
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import heading, lever, number, outcome

if TYPE_CHECKING:
    import pandas as pd


@in_style
def failures(
    runs: pd.DataFrame,
    fails: NDArray[np.bool_],
    x: str,
    y: str,
    boxes: Sequence[tuple[float, float, float, float]],
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Runs by two uncertainties, those that fail crossed, and the boxes in which failures are dense.

    Parameters
    ----------
    runs
        One row a run, with the two columns of numbers.
    fails
        Which runs fail.
    x, y
        The uncertainties across and up.
    boxes
        Left, right, bottom and top of each box; NaN where it is open.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(runs, (x, y), "table of runs")
    ax = axes.new_axes(ax, 9.6, 6.0)
    axes.dress(
        ax, title=title or say("Where the policy fails"), x=lever(x), y=lever(y), footer=footer, grid="both", pad=24
    )
    across, up = runs[x].to_numpy(dtype=np.float64), runs[y].to_numpy(dtype=np.float64)
    ax.scatter(across[~fails], up[~fails], s=22, color="#BDBDBD", linewidths=0, label=say("holds"))
    ax.scatter(across[fails], up[fails], s=34, marker="x", color=style.VERMILION, linewidths=1.6, label=say("fails"))
    ax.margins(0.04)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    for box in boxes:
        west, east, south, north = np.where(np.isnan(box), (left, right, bottom, top), box)
        look: dict[str, Any] = {"fill": False, "edgecolor": style.BLUE, "linewidth": 2.4, "zorder": 5}
        ax.add_patch(Rectangle((west, south), east - west, north - south, **look))
    ax.set(xlim=(left, right), ylim=(bottom, top))
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=11, borderaxespad=0.2)
    return ax


@in_style
def ranks(
    shares: pd.DataFrame,
    value: str,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """In what share of the draws of the uncertainties each policy is best, with its 95% interval.

    Parameters
    ----------
    shares
        One row a policy: policy, best_share, low, high.
    value
        The outcome by which they are ranked.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(shares, ("policy", "best_share", "low", "high"), "table of ranks")
    table: Any = shares.sort_values("best_share", ascending=False, kind="stable")
    ax = axes.new_axes(ax, 9.6, 2.0 + 0.5 * max(2, len(table)))
    name = title or say("Which policy is best: {outcome}", outcome=outcome(value).name.lower())
    axes.dress(ax, title=name, x=say("Share of the draws in which it is best"), footer=footer, grid="x", pad=20)
    rows = np.arange(len(table))
    ax.set_yticks(rows, [axes.shorten(heading(str(policy)), 36) for policy in table["policy"]], parse_math=False)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.barh(rows, table["best_share"], height=0.62, color=style.BLUE)
    ax.hlines(rows, table["low"], table["high"], color=style.TEXT, linewidth=2)
    ax.set_xlim(0, 1)
    axes.share_axis(ax, "x")
    return ax


@in_style
def fit(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Observed series as dots and the fitted model's as a line, a panel a series; the part held out is shaded.

    Parameters
    ----------
    table
        Columns day, series, observed, fitted, held_out.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`.
    title, footer
        Another title; a small line below.
    """
    need(table, ("day", "series", "observed", "fitted", "held_out"), "table of a fit")
    parts = list(table.groupby("series", sort=False))
    if not parts:
        raise ResultError(say("the table of a fit is empty; nothing can be drawn"))
    rows, across = axes.grid(len(parts))
    ax = axes.new_axes(ax, 10.6, 1.3 + 2.9 * rows)
    axes.dress(ax, title=title or say("Observed (dots) and fitted (line); shaded: held out"), footer=footer, pad=30)
    drawn = axes.panels(ax, axes.cells(rows, 0.34)[::-1], axes.cells(across, 0.24), len(parts))
    for small, (name, part) in zip(drawn, parts, strict=True):
        axes.dress(small, x=say("Day"))
        small.set_title(lever(str(name)), loc="left", fontsize=12, pad=6)
        held = part.loc[part["held_out"], "day"]
        if len(held):
            small.axvspan(held.min() - 0.5, held.max() + 0.5, color=style.FAINT, linewidth=0)
        small.plot(part["day"], part["observed"], "o", color=style.GREY, markersize=3.5)
        small.plot(part["day"], part["fitted"], color=style.BLUE)
        axes.day_axis(small, float(part["day"].min()), float(part["day"].max()))
        small.set_ylim(bottom=min(0.0, small.get_ylim()[0]))
        axes.value_axis(small, outcome(str(name)).kind)
    return ax


@in_style
def odds(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Shills per genuine member against the entry threshold, over that without one: simulated and closed form.

    Parameters
    ----------
    table
        Columns group (what is alike in a panel), threshold_days, simulated, low, high, closed_form.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`.
    title, footer
        Another title; a small line below.
    """
    need(table, ("group", "threshold_days", "simulated", "low", "high", "closed_form"), "table of odds")
    parts = list(table.groupby("group", sort=False))
    rows, across = axes.grid(len(parts))
    ax = axes.new_axes(ax, 10.6, 1.6 + 2.7 * rows)
    name = title or say("Does the gate pay? Odds of shills, against no gate")
    footer = footer or say("Dots: simulated, with the 95% interval. Dashed: closed form. Below 1 the gate pays.")
    axes.dress(ax, title=name, footer=footer, pad=42)
    drawn = axes.panels(ax, axes.cells(rows, 0.5)[::-1], axes.cells(across, 0.14), len(parts))
    values = table[["simulated", "high", "closed_form"]].to_numpy(dtype=np.float64)
    top = 1.05 * float(np.nanmax(values, initial=1.0, where=np.isfinite(values)))
    for place, (small, (group, part)) in enumerate(zip(drawn, parts, strict=True)):
        lowest = place + across >= len(parts)
        across_name, up_name = say("Threshold (days)"), say("Odds ratio")
        axes.dress(small, x=across_name if lowest else "", y=up_name if place % across == 0 else "")
        small.set_title(axes.wrapped(str(group).replace("_", " "), 30), loc="left", fontsize=10.5, pad=4)
        small.axhline(1, color=style.GREY, linewidth=1.2)
        small.fill_between(part["threshold_days"], part["low"], part["high"], color=style.BLUE, alpha=0.16, linewidth=0)
        small.plot(part["threshold_days"], part["simulated"], "o", color=style.BLUE, markersize=5, clip_on=False)
        small.plot(
            part["threshold_days"], part["closed_form"], color=style.VERMILION, linestyle=style.DASHED, linewidth=1.6
        )
        small.set_ylim(0, top)
        small.yaxis.set_major_formatter(lambda at, _: number(at))
    return ax
