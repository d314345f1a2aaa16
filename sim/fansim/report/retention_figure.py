"""The figure of retention: how long members stay in their group."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from fansim.language import say
from fansim.report import axes, style
from fansim.report.lines import End, label_ends, need
from fansim.report.style import SERIES, Look, in_style

if TYPE_CHECKING:
    import pandas as pd

_MARKS = (30, 90, 180)


@in_style
def retention(
    curves: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Kaplan-Meier curves of members' stay, with bands, and below how many were still followed.

    Parameters
    ----------
    curves
        A table indexed by days since joining, with columns share, low, high, at_risk; or several by name.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below (scenario, seed, run).
    """
    named = dict(curves) if isinstance(curves, Mapping) else {"": curves}
    for curve in named.values():
        need(curve, ("share", "low", "high", "at_risk"), "retention curve")
    title = title or say("Retention of members: share still in their group")
    ax = axes.new_axes(ax)
    axes.dress(ax, title=title, x=say("Days since joining"), y=say("Share still in a group"), footer=footer)
    ax.set_ylim(0, 1.02)
    axes.share_axis(ax)
    known = {name: curve.dropna(subset="share").sort_index() for name, curve in named.items()}
    known = {name: curve for name, curve in known.items() if len(curve)}
    axes.day_axis(ax, 0, max((float(curve.index[-1]) for curve in known.values()), default=0.0))
    if not known:
        axes.notice(ax, say("Nobody joined a group in this run"))
        return ax
    looks = {name: SERIES[order % len(SERIES)] for order, name in enumerate(known)}
    ends = [_curve(ax, name, curve, looks[name]) for name, curve in known.items()]
    if len(known) == 1:
        _read_off(ax, next(iter(known.values())))
    else:
        label_ends(ax, ends)
    _at_risk(ax, known, looks)
    return ax


def _curve(ax: Axes, name: str, curve: Any, look: Look) -> End:
    """Draw one curve as steps (a dot where it has one day only), with its band; return its label."""
    share, days = curve["share"], curve.index
    low, high = (curve[side].fillna(share) for side in ("low", "high"))
    ax.fill_between(days, low, high, step="post", color=look.color, alpha=0.18, linewidth=0)
    alone = len(curve) == 1
    marker = look.marker if alone else ""
    ax.step(days, share, where="post", color=look.color, linestyle=look.line, marker=marker, clip_on=not alone)
    return End(float(share.iloc[-1]), f"{axes.shorten(name)} {share.iloc[-1]:.0%}", look.color)


def _read_off(ax: Axes, curve: Any) -> None:
    """Dots with the share still there after 30, 90 and 180 days."""
    for days in (mark for mark in _MARKS if mark <= curve.index[-1]):
        share = float(curve["share"].loc[:days].iloc[-1])
        ax.plot(days, share, "o", color=style.BLUE, markersize=7, markeredgecolor="white", clip_on=False)
        axes.near(
            ax,
            (days, share),
            say("{days} days: {share}", days=days, share=f"{share:.0%}"),
            style.BLUE,
            (5, 7),
            va="baseline",
        )


def _at_risk(ax: Axes, curves: Mapping[str, Any], looks: Mapping[str, Look]) -> None:
    """Below the axis, a row a curve: how many members were still followed on the days of the ticks."""
    ticks = [tick for tick in ax.get_xticks() if 0 <= tick <= ax.get_xlim()[1]]
    ticks = ticks[:: math.ceil(0.55 * len(ticks) / axes.inches(ax)[0])]
    below: dict[str, Any] = {"xycoords": ax.get_xaxis_transform(), "fontsize": 10}
    for row, (name, curve) in enumerate(curves.items()):
        down = -52 - 15 * row
        color = looks[name].color if name else style.QUIET
        axes.near(ax, (0, 0), axes.shorten(name) or say("Still followed"), color, (-26, down), ha="right", **below)
        for tick in ticks:
            before = curve["at_risk"].loc[:tick]
            count = float(before.iloc[-1]) if len(before) and tick <= curve.index[-1] else 0.0
            axes.near(ax, (tick, 0), f"{count:,.0f}", color, (0, down), ha="center", **below)
