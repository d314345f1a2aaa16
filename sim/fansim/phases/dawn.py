"""A new day: what was of yesterday only is put away."""

from __future__ import annotations

from fansim.columns import NO_PROBLEM, UNAWARE
from fansim.phases.phase import Phase


def wake(i, day, person):
    """Put away person i's events, problem and witness mark of yesterday."""
    if person.stage[i] == UNAWARE:
        return
    if person.event[i] != 0:
        person.event[i] = 0
    if person.problem[i] != NO_PROBLEM:
        person.problem[i] = NO_PROBLEM
    if person.witness[i] != 0:
        person.witness[i] = 0


DAWN = Phase(
    name="dawn",
    sentence="Yesterday's events, problems and scandals are put away.",
    over="person",
    row=wake,
    writes=("person.event", "person.problem", "person.witness"),
)
