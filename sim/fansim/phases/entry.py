"""Followers past the threshold ask for a seat in a group."""

from __future__ import annotations

from fansim.columns import FOLLOWER, PROFESSIONAL_HATER, WAITING
from fansim.phases.phase import Phase
from fansim.randomness import STREAM, draws
from fansim.rules.entry import asks_for_seat, entry

_STREAM = STREAM["admission"]


def ask(i, day, person, brand, p):
    """Put person i on the waiting list if it follows, is past the threshold and asks today."""
    if person.stage[i] != FOLLOWER or p.groups_enabled == 0 or person.role[i] == PROFESSIONAL_HATER:
        return
    follow_days = p.entry_follow_days if p.entry_enabled else 0
    if not entry(day - person.follow_day[i], follow_days):
        return
    u, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if asks_for_seat(u, p.entry_join_per_day):
        person.stage[i] = WAITING
        person.wait_day[i] = day


ENTRY = Phase(
    name="entry",
    sentence="Followers past the entry threshold ask for a seat.",
    over="person",
    row=ask,
    writes=("person.stage", "person.wait_day"),
    draws=("admission",),
)
