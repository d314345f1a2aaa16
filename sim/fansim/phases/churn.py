"""Some leave, some begin to hate, some hate no more; the banned are out."""

from __future__ import annotations

from fansim.columns import FOLLOWER, LAPSED, LEFT, MEMBER, NEVER, ORDINARY, TURNED_HATER, UNAWARE, WAITING, WON_BACK
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.churn import hates, leaving_hazard, leaving_push

_STREAM = STREAM["leaving"]


@inlined
def _leave(i, day, person):
    """Take person i out of the brand's reach, and out of its group."""
    if person.stage[i] == MEMBER and person.first_leave_day[i] == NEVER:
        person.first_leave_day[i] = day
    person.stage[i] = LAPSED
    person.group[i] = -1
    person.exit_day[i] = day
    person.event[i] |= LEFT


def leave(i, day, person, brand, p):
    """Settle whether person i leaves today, and whether it hates."""
    stage = person.stage[i]
    if stage == UNAWARE:
        return
    exposed = FOLLOWER <= stage <= MEMBER
    if exposed and person.banned[i] != 0:
        _leave(i, day, person)
        return
    if person.role[i] != ORDINARY:
        return
    if exposed and p.churn_enabled and person.follow_day[i] != day:
        waiting = 1.0 if stage == WAITING else 0.0
        push = leaving_push(
            person.trust[i], person.belonging[i], person.fatigue[i], person.grudge[i], waiting, p.churn_trust,
            p.churn_belonging, p.churn_fatigue, p.churn_grudge, p.churn_waiting, p.churn_trust_reference,
        )  # fmt: skip
        u, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        if u < leaving_hazard(person.leaving[i], push):
            _leave(i, day, person)
    if p.haters_enabled and (person.grudge[i] > 0.0 or person.hater[i] == 1):
        hating = hates(person.hater[i] == 1, person.grudge[i], p.haters_turn_at, p.haters_calm_at)
        if hating and person.hater[i] == 0:
            person.hater[i] = 1
            person.hate_day[i] = day
            person.event[i] |= TURNED_HATER
        elif not hating and person.hater[i] == 1:
            person.hater[i] = 0
            person.event[i] |= WON_BACK


CHURN = Phase(
    name="churn",
    sentence="Some leave, by their own hazard and what they feel; grudges turn fans into haters; the banned are out.",
    over="person",
    row=leave,
    writes=(
        "person.stage", "person.group", "person.exit_day", "person.first_leave_day", "person.event", "person.hater",
        "person.hate_day",
    ),
    draws=("leaving",),
)  # fmt: skip
