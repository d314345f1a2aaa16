"""Who has a day today, and how many stand on each rung of the ladder tonight."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined, procedure, rows_of_chunk
from fansim.state.codes import Role, Stage
from fansim.state.columns import BYTE, CHUNK

_BYTE = np.uint64(BYTE)


@procedure
def _find(first, last, found, person):
    """List the places, from row first on, of those who have a day today; return how many have."""
    count = np.uint64(0)
    for i in range(first, last):
        stage = person.stage[i]
        found[count] = i - first
        count += np.uint64((stage >= Stage.FOLLOWER) & (stage <= Stage.MEMBER) | (person.stirred[i] != 0))
    return count


@procedure
def _list_by_rung(first, last, roll, person):
    """List who has a day today: members, then who else follows, then who is out of reach; return where both end.

    Without a branch, which would be guessed wrong for every other row: what is written for nobody is written over.
    """
    found, ordered = np.empty(CHUNK + 1, np.uint16), np.empty(CHUNK + 1, np.uint16)
    count = _find(first, last, found, person)
    place = np.uint64(0)
    for k in range(count):
        ordered[place] = found[k]
        place += np.uint64(person.stage[first + np.uint64(found[k])] == Stage.MEMBER)
    for k in range(count):
        stage = person.stage[first + np.uint64(found[k])]
        ordered[place] = found[k]
        place += np.uint64((stage >= Stage.FOLLOWER) & (stage < Stage.MEMBER))
    reach = place
    for k in range(count):
        stage = person.stage[first + np.uint64(found[k])]
        ordered[place] = found[k]
        place += np.uint64((stage < Stage.FOLLOWER) | (stage > Stage.MEMBER))
    for k in range(count):
        roll.row[first + k] = ordered[k]
    return first + reach, first + count


def call_the_roll(c, day, roll, person, brand):
    """List who of chunk c has a day today, rung by rung and there in row order.

    Whoever stands on the same rung is treated alike: a processor guesses right for whole blocks what will be done.
    """
    first, last = rows_of_chunk(c, brand)
    roll.reach[c], roll.end[c] = _list_by_rung(first, last, roll, person)


def rest(i, day, person):
    """Settle whether person i has a day tomorrow even if it is out of the brand's reach by then."""
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    stirred = (
        exposed
        or person.exit_day[i] == day
        or person.grudge[i] > 0.0
        or person.hater[i] != 0
        or person.emission[i] != 0
    )
    if stirred != (person.stirred[i] != 0):
        person.stirred[i] = 1 if stirred else 0


@inlined
def _on_rungs(first, last, person):
    """Return how many ordinary persons of so few rows stand on each rung: in bytes, without a branch, many at once."""
    follower = waiting = member = rejector = lapsed = np.uint8(0)
    for i in range(first, last):
        ordinary = person.role[i] == Role.ORDINARY
        stage = person.stage[i]
        follower = np.uint8(follower + np.uint8(ordinary & (stage == Stage.FOLLOWER)))
        waiting = np.uint8(waiting + np.uint8(ordinary & (stage == Stage.WAITING)))
        member = np.uint8(member + np.uint8(ordinary & (stage == Stage.MEMBER)))
        rejector = np.uint8(rejector + np.uint8(ordinary & (stage == Stage.REJECTOR)))
        lapsed = np.uint8(lapsed + np.uint8(ordinary & (stage == Stage.LAPSED)))
    return follower, waiting, member, rejector, lapsed


def count_ladder(c, day, chunk, person, brand):
    """Count the ordinary persons of chunk c on each rung of the ladder."""
    sums = chunk[c]
    start, end = rows_of_chunk(c, brand)
    for first in range(start, end, _BYTE):
        follower, waiting, member, rejector, lapsed = _on_rungs(first, min(first + _BYTE, end), person)
        sums.follower += float(follower)
        sums.waiting += float(waiting)
        sums.member += float(member)
        sums.rejector += float(rejector)
        sums.lapsed += float(lapsed)
    sums.exposed = sums.follower + sums.waiting + sums.member


def census(day, brand):
    """Work out how many have not heard of the brand: all who stand on no other rung."""
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

LADDER = Phase(
    name="population_ladder",
    sentence="Everybody is counted on the rung on which one stands tonight.",
    over="chunk",
    row=count_ladder,
)

POPULATION = Phase(
    name="population",
    sentence="Those who have not heard of the brand are counted: all the others.",
    over="whole",
    row=census,
)
