"""Who has a day today, and how many stand on each rung of the ladder tonight."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase
from fansim.state.codes import Role, Stage
from fansim.state.columns import CHUNK

_CHUNK = np.uint64(CHUNK)


def call_the_roll(c, day, roll, person, brand):
    """List who of chunk c has a day today, in row order; count the others who have heard of the brand.

    Without a branch, which would be guessed wrong for every other row.
    """
    first = c * _CHUNK
    place = first
    rejecting = 0
    resting = 0
    for i in range(first, min(first + _CHUNK, np.uint64(brand.rows))):
        stage = person.stage[i]
        listed = (stage >= Stage.FOLLOWER) & (stage <= Stage.MEMBER) | (person.stirred[i] != 0)
        resting += (stage == Stage.LAPSED) & (not listed) & (person.role[i] == Role.ORDINARY)
        rejecting += stage == Stage.REJECTOR
        roll.row[place] = i - first
        place += np.uint64(listed)
    roll.end[c] = place
    roll.rejecting[c] = rejecting
    roll.resting[c] = resting


def rest(i, day, person):
    """Settle whether person i has a day tomorrow even if it is out of the brand's reach by then."""
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    stirred = (
        exposed
        or person.exit_day[i] == day
        or person.grudge[i] > 0.0
        or person.fatigue[i] > 0.0
        or person.hater[i] != 0
        or person.emission[i] != 0
    )
    if stirred != (person.stirred[i] != 0):
        person.stirred[i] = 1 if stirred else 0


def count(i, day, sums, person):
    """Count the rung on which ordinary person i stands."""
    if person.role[i] != Role.ORDINARY:
        return
    stage = person.stage[i]
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


def census(day, brand, roll):
    """Count those who had no day today, and work out how many have not heard of the brand: all the others."""
    brand.rejector = 0.0
    for c in range(len(roll.end)):
        brand.rejector += float(roll.rejecting[c])
        brand.lapsed += float(roll.resting[c])
    others = brand.rejector + brand.follower + brand.waiting + brand.member + brand.lapsed
    brand.unaware = float(brand.persons) - others


ROLL_CALL = Phase(
    name="roll_call",
    sentence="Those who have a day today are listed: within the brand's reach, or still stirred by it.",
    over="chunk",
    row=call_the_roll,
)

REST = Phase(
    name="population_rest",
    sentence="Those who have left and have nothing more to feel are at rest from tomorrow on.",
    over="active",
    row=rest,
)

POPULATION = Phase(
    name="population",
    sentence="Those who had no day are counted, and those who have not heard of the brand.",
    over="whole",
    row=census,
)
