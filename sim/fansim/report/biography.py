"""The life of one fan, day by day: read off the events and the final state of a saved run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from fansim.errors import ResultError
from fansim.language import say, term
from fansim.state.columns import NEVER
from fansim.text import columns, printable

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
    "promoted": "rises to the next level",
    "treated": "is made an offer by the brand",
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
    "core_fan": "is a core fan again, having ceased to be one",
    "promoted": "rises a level again",
    "treated": "is made another offer",
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


_SEEKS = {"price": "hunts for a price", "quality": "seeks quality", "experience": "seeks experience"}
_THERE_BEFORE = ("seed", "before")
_FEELINGS = ("trust", "belonging", "ownership", "grudge")
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
    """Return the events of one person in order, each once.

    Leaving on the day of a ban is the ban, and an invitation is why somebody begins to follow.
    """
    own = events[(events["person"] == person) & (events["event"] != "referred")]
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
        raise ResultError(
            say(
                "person {person}: there is no such person; the run has 0 to {last}.",
                person=person,
                last=len(persons) - 1,
            )
        )
    return persons.loc[person]


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
    lines += [_line(say("before"), line) for line in _before(state)]
    own = events_of(events, person)
    last_won = own.loc[own["event"].isin(["followed", "reactivated"]), "day"].max()  # what `source` speaks of
    told: set[str] = {"core_fan"} if state["source"] == "seed" else set()  # who began as one is one again
    told |= {"joined"} if state["first_join_day"] < NEVER else set()
    for one in _happenings(own, "core_fan" in told):
        won = one.day == last_won and one.event in ("followed", "reactivated")
        why = term(_SOURCES.get(str(state["source"]), "")) if won else _detail(one.detail)
        what = _what(one, one.event in told)
        told.add(one.event)
        when = say("day {day}", day=one.day)
        lines.append(_line(when, say("{what} ({why})", what=what, why=why) if why else what))
    return [*lines, _line(say("the end"), _end(state, days))]


def _what(one: _Happening, again: bool) -> str:
    """Say what happened."""
    if one.times > 1:
        return say(
            "is in and out of being a core fan, {times} times one again until day {last}",
            times=one.times,
            last=one.last,
        )
    return term((_AGAIN if again else _SENTENCES).get(one.event, _SENTENCES[one.event]))


class _Happening(NamedTuple):
    """An event of a life; or, of being a core fan again and again, how often that was and when last."""

    day: int
    event: str
    detail: str
    in_and_out: bool
    times: int
    last: int


def _happenings(own: pd.DataFrame, began_as_core_fan: bool) -> list[_Happening]:
    """Return the events of a life, with being a core fan again and again told once where nothing else was in between.

    Each time that somebody becomes a core fan is recorded; that one ceased to be one is not, but was so in between.
    """
    found: list[_Happening] = []
    been = began_as_core_fan
    for day, event, detail in own[["day", "event", "detail"]].itertuples(index=False):
        again = event == "core_fan" and been
        been = been or event == "core_fan"
        if again and found and found[-1].in_and_out:
            found[-1] = found[-1]._replace(times=found[-1].times + 1, last=day)
        else:
            found.append(_Happening(day, event, str(detail), again, 1, day))
    return found


def _line(when: str, what: str) -> str:
    """Return a line of a life, with what happened below what happened."""
    return f"  {when}{' ' * max(1, 9 - columns(when))}{what}"


def _introduction(person: int, state: Any) -> str:
    """Say who somebody is."""
    if state["role"] != "ordinary":
        return say("Person {number}: {what}.", number=person, what=term(_ACCOUNTS[str(state["role"])]))
    name = printable(f" ({state['name']})") if state.get("name") else ""
    return say(
        "Person {number}{name}: an ordinary person who {seeks}, {times} times as active as the average.",
        number=person,
        name=name,
        seeks=term(_SEEKS[str(state["segment"])]),
        times=f"{state['activity_level']:.2g}",
    )


def _before(state: Any) -> list[str]:
    """Say what had happened before day 0."""
    lines = []
    if state["source"] in _THERE_BEFORE:
        seat = say(", and has a seat from the start") if state["first_join_day"] == 0 else ""
        if state["first_join_day"] < NEVER:
            seat = say(", and has had a seat for {days} days", days=f"{-int(state['first_join_day']):,}")
        lines.append(say("has followed for {days} days", days=f"{-int(state['follow_day']):,}") + seat)
    elif state["source"] == "bought" and state["follow_day"] >= 0:
        lines.append(say("made by a campaign, and put to follow on day {day}", day=int(state["follow_day"])))
    return lines


def _end(state: Any, days: int) -> str:
    """Say what has become of somebody."""
    return say(
        "after {days} days: {stage}, called {label}; {praise} messages of praise, {purchases} purchases; {feelings}",
        days=days,
        stage=term(str(state["stage"])),
        label=term(str(state["label"]).replace("_", " ")),
        praise=f"{int(state['praise_total']):,}",
        purchases=f"{int(state['purchases']):,}",
        feelings=say(", ").join(f"{term(name)} {state[name]:.2f}" for name in _FEELINGS),
    )


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


def _detail(detail: str) -> str:
    """Say what is recorded beside an event: how long was waited for a seat."""
    return say("waited {days} days", days=_waited(detail)) if detail else ""


def _waited(detail: str) -> int:
    """Return the days in "waited 12 days"."""
    return next((int(word) for word in detail.split() if word.isdecimal()), 0)
