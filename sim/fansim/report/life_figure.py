"""The figure of one fan's life: the rungs of the ladder over the days, and what happened on them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from fansim.language import say
from fansim.report import axes
from fansim.report.biography import events_of, stays
from fansim.report.style import BLUE, GREEN, PURPLE, STAGES, VERMILION, Look, in_style

if TYPE_CHECKING:
    import pandas as pd

_RUNGS = ("rejector", "unaware", "lapsed", "follower", "waiting", "member")
_MARKS = {
    "core_fan": Look("Is a core fan (again)", BLUE, "", "*"),
    "hater": Look("Turns into a hater", PURPLE, "", "v"),
    "won_back": Look("Won back", GREEN, "", "^"),
    "calmed": Look("Hates no longer", GREEN, "", "v"),
    "flagged": Look("Flagged", VERMILION, "", "|"),
    "banned": Look("Banned", VERMILION, "", "X"),
    "group_disbanded": Look("Group disbanded", "#777777", "", "s"),
}


@in_style
def life(
    person: int,
    persons: pd.DataFrame,
    events: pd.DataFrame,
    days: int,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """The stages of one person over the days of a run, with the events that change no stage marked on them.

    Parameters
    ----------
    person
        Its number.
    persons, events
        The tables of the run.
    days
        Days of the run.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below (scenario, seed, run).
    """
    ax = axes.new_axes(ax, 9.6, 4.4)
    title = title or say("The life of person {number}", number=person)
    axes.dress(ax, title=title, x=say("Day"), footer=footer, grid="x")
    path = stays(person, persons, events, days)
    for before, after in pairwise(path):
        heights = [_RUNGS.index(before.stage), _RUNGS.index(after.stage)]
        ax.plot([after.first, after.first], heights, color="#999999", linewidth=1, zorder=1)
    for stay in path:
        height, color = _RUNGS.index(stay.stage), STAGES[stay.stage].color
        ax.plot([stay.first, stay.last], [height, height], color=color, linewidth=9, solid_capstyle="butt", zorder=2)
    _marks(ax, person, events, path)
    axes.day_axis(ax, 0, days)
    ax.set_ylim(-0.6, len(_RUNGS) - 0.4)
    ax.set_yticks(range(len(_RUNGS)), [STAGES[stage].said for stage in _RUNGS])
    return ax


@in_style
def lives(
    people: Sequence[int],
    persons: pd.DataFrame,
    events: pd.DataFrame,
    days: int,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """The lives of several persons on the same days, a row each.

    Parameters are those of `life`, but for the numbers of the people. The rows are the `child_axes`.
    """
    ax = axes.new_axes(ax, 9.6, 0.8 + 2.9 * len(people))
    axes.dress(ax, title=title or say("Lives side by side"), footer=footer, pad=48)
    rows = axes.panels(ax, axes.cells(len(people), 0.42)[::-1])
    for panel, person in zip(rows, people, strict=True):
        life(person, persons, events, days, ax=panel)
        panel.title.set_fontsize(12)
        if panel is not rows[-1]:
            panel.set_xlabel("")
    return ax


def _marks(ax: Axes, person: int, events: pd.DataFrame, path: list[Any]) -> None:
    """Mark events on the rung where somebody stood on the evening of the day."""
    own = events_of(events, person)
    for event, look in _MARKS.items():
        days = own.loc[own["event"] == event, "day"].tolist()
        heights = [_RUNGS.index(next(stay for stay in reversed(path) if stay.first <= day).stage) for day in days]
        if days:
            look_of: dict[str, Any] = {"color": look.color, "marker": look.marker, "linestyle": "", "zorder": 3}
            ax.plot(days, heights, markersize=11, markeredgecolor="white", label=look.said, **look_of)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=11)
