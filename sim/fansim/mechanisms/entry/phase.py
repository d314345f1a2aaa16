"""Followers past the threshold ask for a seat in a group."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.entry.rules import asks_for_seat, days_required, entry
from fansim.state.codes import Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("admission")


def ask(i, day, person, campaign, brand, p):
    """Put person i on the waiting list if it follows, is past the threshold and asks today."""
    if person.stage[i] != Stage.FOLLOWER or p.groups_enabled == 0:
        return
    if person.role[i] != Role.ORDINARY and campaign.seeks_seat[person.campaign[i]] == 0:
        return
    if not entry(day - person.follow_day[i], follow_days=days_required(p.entry_follow_days, p.entry_enabled)):
        return
    u_ask, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if asks_for_seat(u_ask, join_per_day=p.entry_join_per_day):
        person.stage[i] = Stage.WAITING
        person.wait_day[i] = day


ENTRY = Phase(
    name="entry",
    sentence="Followers past the entry threshold ask for a seat.",
    over="reach",
    row=ask,
    when=("groups.enabled",),
)
