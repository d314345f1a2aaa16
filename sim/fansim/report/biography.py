"""The life of one fan, day by day: read off the events and the final state of a saved run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fansim.errors import ResultError
from fansim.state.columns import NEVER
from fansim.text import printable

if TYPE_CHECKING:
    import pandas as pd

_AFTER = {
    "followed": "follower",
    "reactivated": "follower",
    "joined": "member",
    "group_disbanded": "follower",
    "banned": "lapsed",
    "left": "lapsed",
}
"""The stage that an event leads to; the other events change none."""

_SENTENCES = {
    "followed": "begins to follow",
    "reactivated": "comes back and follows again",
    "joined": "is given a seat in a group",
    "core_fan": "becomes a core fan",
    "crisis": "meets a crisis",
    "hater": "turns into a hater",
    "won_back": "is won back, and hates no longer",
    "calmed": "hates no longer",
    "group_disbanded": "loses the seat: the group is disbanded",
    "flagged": "is flagged by moderation",
    "banned": "is banned",
    "left": "leaves",
}
_AGAIN = {
    "joined": "is given a seat again",
    "core_fan": "is a core fan again",
    "crisis": "meets another crisis",
    "hater": "turns into a hater again",
    "group_disbanded": "loses the seat again: the group is disbanded",
    "flagged": "is flagged again",
    "left": "leaves again",
}
_SOURCES = {
    "ads": "because of ads",
    "strong_tie": "because of a friend",
    "weak_tie": "because of an acquaintance",
    "public_post": "because of what people say in public",
    "bought_post": "because of a bought post",
    "promotion": "for the price of a promotion",
    "referral": "invited by a friend for a reward",
    "bought": "bought by a campaign",
}


_THERE_BEFORE = ("seed", "before")
_ACCOUNTS = {
    "shill": "a bought account that praises (a shill)",
    "professional_hater": "an account paid to attack (a professional hater)",
}


@dataclass(frozen=True)
class Stay:
    """Days first to last - 1 on one stage of the ladder."""

    stage: str
    first: int
    last: int


def events_of(events: pd.DataFrame, person: int) -> pd.DataFrame:
    """Return the events of one person in order, without its leaving on the day it is banned: that is one event."""
    own = events[events["person"] == person]
    banned = own.loc[own["event"] == "banned", "day"]
    return own[~((own["event"] == "left") & own["day"].isin(banned))]


def stays(person: int, persons: pd.DataFrame, events: pd.DataFrame, days: int) -> list[Stay]:
    """Return the stages that one person passed through.

    The day of a rejection is not recorded: whoever ends as a rejector without having followed stays unaware here.

    Parameters
    ----------
    person : int
        Its number.
    persons, events : DataFrame
        The tables of a run.
    days : int
        Days of the run.

    Raises
    ------
    ResultError
        If there is no such person.
    """
    state = state_of(person, persons)
    moves = _moves(state, events_of(events, person))
    ends = [day for day, _ in moves[1:]] + [days]
    found = [Stay(stage, first, last) for (first, stage), last in zip(moves, ends, strict=True) if last > first]
    return found or [Stay(str(state["stage"]), 0, days)]


def state_of(person: int, persons: pd.DataFrame) -> Any:
    """Return the final state of one person.

    Raises
    ------
    ResultError
        If there is no such person.
    """
    if person not in persons.index:
        raise ResultError(f"person {person}: there is no such person; the run has 0 to {len(persons) - 1}.")
    return persons.loc[person]


def typical(label: str, persons: pd.DataFrame, events: pd.DataFrame) -> int:
    """Return the person of a label, at the end of the run, to whom most happened.

    Raises
    ------
    ResultError
        If nobody has the label.
    """
    alike = persons.index[persons["label"] == label]
    if not len(alike):
        there = ", ".join(str(name) for name, count in persons["label"].value_counts().items() if count)
        raise ResultError(f"{label}: nobody is called that at the end of this run; there are {there}.")
    counts = events.loc[events["person"].isin(alike), "person"].value_counts()
    return int(counts.index[counts == counts.iloc[0]].min()) if len(counts) else int(alike[0])


def biography(person: int, persons: pd.DataFrame, events: pd.DataFrame, days: int) -> list[str]:
    """Return the life of one person in words: who it is, what happened on which day, what became of it.

    Parameters
    ----------
    person, persons, events, days
        As for `stays`.

    Raises
    ------
    ResultError
        If there is no such person.
    """
    state = state_of(person, persons)
    lines = [_introduction(person, state)]
    lines += [f"  before   {line}" for line in _before(state)]
    own = events_of(events, person)
    last_won = own.loc[own["event"].isin(["followed", "reactivated"]), "day"].max()  # what `source` speaks of
    told: set[str] = {"core_fan"} if state["source"] == "seed" else set()  # who began as one is one again
    for day, event, detail in own[["day", "event", "detail"]].itertuples(index=False):
        won = day == last_won and event in ("followed", "reactivated")
        why = _SOURCES.get(str(state["source"]), "") if won else str(detail)
        what = (_AGAIN if event in told else _SENTENCES).get(event, _SENTENCES[event])
        told.add(event)
        lines.append(f"  day {day:<4} {what}{f' ({why})' if why else ''}")
    return [*lines, f"  the end  {_end(state, days)}"]


def _introduction(person: int, state: Any) -> str:
    """Say who somebody is."""
    if state["role"] != "ordinary":
        return f"Person {person}: {_ACCOUNTS[str(state['role'])]}."
    seeks = {"price": "hunts for a price", "quality": "seeks quality", "experience": "seeks experience"}
    name = printable(f" ({state['name']})") if state.get("name") else ""
    return (
        f"Person {person}{name}: an ordinary person who {seeks[str(state['segment'])]}, "
        f"{state['activity_level']:.2g} times as active as the average."
    )


def _before(state: Any) -> list[str]:
    """Say what had happened before day 0."""
    lines = []
    if state["source"] in _THERE_BEFORE:
        seat = ", and has a seat from the start" if state["first_join_day"] == 0 else ""
        if state["first_join_day"] < NEVER:
            seat = f", and has a seat since {-int(state['first_join_day']):,} days"
        lines.append(f"follows since {-int(state['follow_day']):,} days{seat}")
    elif state["source"] == "bought" and state["follow_day"] >= 0:
        lines.append(f"made by a campaign, and put to follow on day {int(state['follow_day'])}")
    return lines


def _end(state: Any, days: int) -> str:
    """Say what has become of somebody."""
    feelings = ", ".join(f"{name} {state[name]:.2f}" for name in ("trust", "belonging", "ownership", "grudge"))
    deeds = f"{int(state['praise_total']):,} messages of praise, {int(state['purchases']):,} purchases"
    label = str(state["label"]).replace("_", " ")
    return f"after {days} days: {state['stage']}, called {label}; {deeds}; {feelings}"


def _moves(state: Any, own: pd.DataFrame) -> list[tuple[int, str]]:
    """Return the days on which somebody changed stage, with the stage, from day 0 on."""
    follow_day, joined = int(state["follow_day"]), own["event"] == "joined"
    followed = state["source"] in _THERE_BEFORE
    was_there = followed or state["source"] == "bought"
    sat_down = (joined & (own["day"] == 0)).any()
    had_seat = followed and (state["first_join_day"] < NEVER or (state["first_join_day"] == 0 and not sat_down))
    moves = [(0, "member" if had_seat else "follower" if followed else "unaware")]
    if was_there and follow_day >= 0:
        moves.append((follow_day, "follower"))
    if state["first_join_day"] >= 0 and not joined.any() and not had_seat:
        moves.append((int(state["first_join_day"]), "member"))
    for day, event, detail in own[["day", "event", "detail"]].itertuples(index=False):
        if event == "joined":
            moves.append((day - _waited(detail), "waiting"))
        if event in _AFTER:
            moves.append((day, _AFTER[event]))
    if state["stage"] == "waiting":
        moves.append((int(state["wait_day"]), "waiting"))
    if state["stage"] == "lapsed" and moves[-1][1] != "lapsed":  # the campaign that bought it has ended
        moves.append((int(state["exit_day"]), "lapsed"))
    return moves


def _waited(detail: str) -> int:
    """Return the days in "waited 12 days"."""
    return next((int(word) for word in detail.split() if word.isdecimal()), 0)
