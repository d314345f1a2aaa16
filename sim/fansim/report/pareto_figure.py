"""The figure of a choice between two outcomes: the policies that no other beats in both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from fansim.errors import ResultError
from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.lines import need
from fansim.report.style import in_style
from fansim.report.words import UNITS, level, outcome

if TYPE_CHECKING:
    import pandas as pd

Goal = Literal["min", "max"]
_SIDES = ((0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7), (0, 1), (0, -1))
_MOST_NAMES = 16


@in_style
def pareto(
    points: pd.DataFrame,
    x: str,
    y: str,
    *,
    name: str | None = None,
    goals: Mapping[str, Goal] | None = None,
    limits: Mapping[str, float] | None = None,
    kept: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Policies by two outcomes: those that no other beats in both are joined and, where named, lettered.

    Parameters
    ----------
    points
        One row a policy, with the two outcomes.
    x, y
        The outcomes across and up.
    name
        A column that names the policies.
    goals
        "min" or "max" for each outcome; those of fansim need none.
    limits
        The worst value allowed of either outcome; the front is of the policies within.
    kept
        A column that says whether a policy keeps to all limits, also those of outcomes that are not drawn.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(points, [x, y, *([name] if name else []), *([kept] if kept else [])], "table of policies")
    limits = limits or {}
    aims = {key: _goal(key, goals or {}) for key in (x, y)}
    within = points[kept].to_numpy(dtype=bool, copy=True) if kept else np.ones(len(points), dtype=bool)
    for key, limit in limits.items():
        within &= (points[key] <= limit if aims[key] == "min" else points[key] >= limit).to_numpy()
    inside: Any = points[within]
    front = inside[pareto_front(inside, x, y, aims)].sort_values([x, y])
    ax = axes.new_axes(ax, 9.6, 6.0)
    title = title or say("Best policies: none is better in both outcomes")
    axes.dress(ax, title=title, x=_aim(x, aims), y=_aim(y, aims), footer=footer, grid="both", pad=24)
    _points(ax, points[~within], inside, front, x, y, "steps-post" if aims[x] == "min" else "steps-pre")
    axes.value_axis(ax, outcome(x).kind, "x")
    axes.value_axis(ax, outcome(y).kind)
    ax.margins(0.1)
    _corner(ax, aims[x] == "max", aims[y] == "max")
    for key, limit in limits.items():
        _limit(ax, limit, say("limit {value}", value=level(key, limit)), across=key == x)
    if not len(front):
        axes.notice(
            ax, say("No policy keeps within the limits") if len(points) else say("There are no policies to draw")
        )
    elif name:
        _letters(ax, front[[x, y]].to_numpy(dtype=np.float64), front[name].astype(str).tolist())
    return ax


def pareto_front(points: pd.DataFrame, x: str, y: str, goals: Mapping[str, Goal]) -> NDArray[np.bool_]:
    """Which points no other beats in one outcome without losing in the other; equals stay together."""
    first, second = ((1 if goals[key] == "min" else -1) * points[key].to_numpy(dtype=np.float64) for key in (x, y))
    front: NDArray[np.bool_] = np.isfinite(first) & np.isfinite(second)
    order = np.lexsort((second, first))
    best, best_first = np.inf, np.nan
    for row in order[front[order]]:
        if second[row] < best:
            best, best_first = second[row], first[row]
        else:
            front[row] = second[row] == best and first[row] == best_first
    return front


def _goal(name: str, goals: Mapping[str, Goal]) -> Goal:
    known = outcome(name).good
    if name not in goals and not known:
        raise ResultError(
            say(
                "{name}: say whether less or more of it is better: goals={{{quoted}: 'min'}} or 'max'",
                name=name,
                quoted=repr(name),
            )
        )
    return goals.get(name) or ("max" if known > 0 else "min")


def _aim(name: str, aims: Mapping[str, Goal]) -> str:
    known = outcome(name)
    better = say("less is better") if aims[name] == "min" else say("more is better")
    return f"{known.name} ({term(known.kind)}; {better})" if known.kind in UNITS else f"{known.name} ({better})"


def _points(ax: Axes, outside: Any, inside: Any, front: Any, x: str, y: str, steps: str) -> None:
    """Crosses beyond the limits, grey dots beaten by others, blue dots on the front, and its steps."""
    ax.scatter(outside[x], outside[y], s=26, marker="x", color="#BDBDBD", linewidths=1.2, zorder=2)
    ax.scatter(inside[x], inside[y], s=30, color="#BDBDBD", linewidths=0, zorder=2)
    ax.plot(front[x], front[y], color=style.BLUE, linewidth=1.6, drawstyle=steps, zorder=3)
    ax.plot(front[x], front[y], "o", color=style.BLUE, markersize=9, markeredgecolor="white", zorder=4)


def _corner(ax: Axes, right: bool, top: bool) -> None:
    """An arrow in the corner where a policy would be best in both."""
    arrow = {(True, True): "↗", (True, False): "↘", (False, True): "↖", (False, False): "↙"}[right, top]
    place: dict[str, Any] = {
        "ha": "right" if right else "left",
        "va": "top" if top else "bottom",
        "transform": ax.transAxes,
    }
    better = say("better")
    corner = (0.985 if right else 0.015, 0.975 if top else 0.025)
    ax.text(*corner, f"{better} {arrow}" if right else f"{arrow} {better}", color=style.ink(style.BLUE), **place)


def _limit(ax: Axes, limit: float, text: str, across: bool) -> None:
    """A dotted line at the worst value allowed."""
    look: dict[str, Any] = {"color": style.VERMILION, "linestyle": style.DOTTED, "linewidth": 1.8}
    if across:
        ax.axvline(limit, **look)
        axes.above(ax, limit, text, style.VERMILION)
    else:
        ax.axhline(limit, **look)
        place: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "bottom"}
        ax.text(0.99, limit, text, color=style.ink(style.VERMILION), fontsize=11, **place)


def _letters(ax: Axes, points: NDArray[np.float64], names: list[str]) -> None:
    """A letter at each point of the front, on its freest side, and right of the axes what it stands for."""
    spots = ax.transData.transform(points)
    taken = list(spots)
    step = 13 * ax.figure.dpi / 72
    halo = [withStroke(linewidth=3, foreground="white")]
    for order, name in enumerate(names[:_MOST_NAMES]):
        sides = [spots[order] + step * np.array(way) for way in _SIDES]
        others = [place for key, place in enumerate(taken) if key != order]
        free = [min([step, *(float(np.hypot(*(side - other))) for other in others)]) for side in sides]
        taken.append(sides[int(np.argmax(free))])
        offset = (taken[-1] - spots[order]) * 72 / ax.figure.dpi
        letter = chr(ord("A") + order)
        axes.near(ax, tuple(points[order]), letter, style.BLUE, tuple(offset), ha="center", path_effects=halo)
        axes.beside(ax, 0.96 - 0.06 * order, f"{letter}  {axes.shorten(name, 34)}", style.TEXT, 11)
