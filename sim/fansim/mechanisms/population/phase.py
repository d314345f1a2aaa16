"""Who has heard of the brand today, and how many stand on each rung of the ladder tonight."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase
from fansim.state.codes import Role, Stage
from fansim.state.columns import CHUNK

_CHUNK = np.uint64(CHUNK)


def call_the_roll(c, day, roll, person, brand):
    """List who of chunk c has heard of the brand, in row order; without a branch, which would be guessed wrong."""
    first = c * _CHUNK
    place = first
    for i in range(first, min(first + _CHUNK, np.uint64(brand.rows))):
        roll.row[place] = i - first
        place += np.uint64(person.stage[i] != Stage.UNAWARE)
    roll.end[c] = place


def count(i, day, sums, person):
    """Count the rung on which ordinary person i stands."""
    if person.role[i] != Role.ORDINARY:
        return
    stage = person.stage[i]
    if stage == Stage.REJECTOR:
        sums.rejector += 1.0
        return
    if stage == Stage.LAPSED:
        sums.lapsed += 1.0
        return
    sums.exposed += 1.0
    if stage == Stage.MEMBER:
        sums.member += 1.0
    elif stage == Stage.FOLLOWER:
        sums.follower += 1.0
    else:
        sums.waiting += 1.0


def census(day, brand):
    """Work out how many have not heard of the brand: all who are on no other rung."""
    others = brand.rejector + brand.follower + brand.waiting + brand.member + brand.lapsed
    brand.unaware = float(brand.persons) - others


ROLL_CALL = Phase(
    name="roll_call",
    sentence="Those who have heard of the brand are listed: only they have a day from here on.",
    over="chunk",
    row=call_the_roll,
)

POPULATION = Phase(
    name="population",
    sentence="Everybody who stands on no other rung of the ladder has not heard of the brand.",
    over="whole",
    row=census,
)
