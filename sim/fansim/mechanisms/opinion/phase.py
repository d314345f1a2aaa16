"""Morning: people meet; then their tastes draw nearer, or do not.

Both of a meeting move, so that one hand writes: a phase over the whole, in row order. When somebody looks for a meeting
next is drawn at the last one, so that a day costs what its meetings cost, and not a draw for everybody.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.network.parts import friend_at, tie_to_a_friend
from fansim.mechanisms.opinion.rules import days_to_meeting, meeting_hazard, opinion_after
from fansim.state.codes import NetworkKind, Role, Stage
from fansim.state.columns import NEVER
from fansim.state.randomness import draws, stream, unit, words_of_listed

_STREAM = stream("opinion")
_BLOCK = 4096  # persons whose meetings are looked up together
_TO_WHOLE = 2.0**24  # tastes are summed in whole numbers of that part, exactly and many at once
_LAST = 10_000.0  # day after which nobody needs to know when it meets somebody


@inlined
def _next_meeting(u, day, hazard):
    """Return the day of the next meeting of one who waits for it from a day on."""
    next_day = day + days_to_meeting(u, hazard)
    return np.int16(next_day) if next_day <= _LAST else np.int16(NEVER)


@inlined
def _wait_anew(day, hazard, person, brand):
    """Draw for everybody when it meets somebody: today at the earliest; a coin tossed daily does not remember."""
    for i in range(np.uint64(brand.persons)):
        if person.role[i] == Role.ORDINARY:
            _, _, u_first, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
            person.meets_on[i] = _next_meeting(u_first, day - 1, hazard)


@inlined
def _list_seekers(first, last, day, places, person):
    """List the places, from person first on, of those who look for a meeting today; return how many do."""
    found = np.uint64(0)
    for place in range(np.uint64(last - first)):
        places[found] = place
        found += np.uint64(person.meets_on[first + place] == day)
    return found


@inlined
def _look_around(first, found, places, u, whom, person, network, brand, p):
    """Write whom those at the places listed meet: a friend, or anybody where friends are strangers; itself for nobody.

    Before anybody talks and step by step, so that a processor fetches what is far away in memory for many at once.
    """
    if p.network_kind == NetworkKind.COMPLETE:
        for k in range(found):
            whom[k] = np.uint64(unit(u[k]) * float(brand.persons))
        return
    for k in range(found):
        whom[k] = tie_to_a_friend(first + np.uint64(places[k]), unit(u[k]), network)
    for k in range(found):
        whom[k] = friend_at(whom[k], first + np.uint64(places[k]), network)


@inlined
def _meet(i, j, person, p):
    """Let persons i and j draw nearer, if they listen to each other."""
    one, other = person.taste[i], person.taste[j]
    person.taste[i] = opinion_after(one, other, tolerance=p.opinion_tolerance, speed=p.opinion_speed)
    person.taste[j] = opinion_after(other, one, tolerance=p.opinion_tolerance, speed=p.opinion_speed)


@inlined
def _taste_of_fans(person, brand):
    """Return the mean taste of those within the brand's reach, 1/2 if nobody is."""
    tastes, fans = np.int64(0), np.int64(0)
    for i in range(np.uint64(brand.persons)):
        fan = np.int64((person.stage[i] >= Stage.FOLLOWER) & (person.stage[i] <= Stage.MEMBER))
        tastes += fan * np.int64(np.int32(person.taste[i] * np.float32(_TO_WHOLE)))
        fans += fan
    return float(tastes) / (float(fans) * _TO_WHOLE) if fans > 0 else 0.5


def converse(day, person, network, brand, p):
    """Let those who meet talk, and take note of what fans' tastes are on average."""
    if not p.opinion_enabled:
        brand.meetings_drawn_for = -1.0
        return
    hazard = meeting_hazard(p.opinion_meetings_per_day)
    if brand.meetings_drawn_for != p.opinion_meetings_per_day:
        _wait_anew(day, hazard, person, brand)
        brand.meetings_drawn_for = p.opinion_meetings_per_day
    places, whom, words = np.empty(_BLOCK, np.uint16), np.empty(_BLOCK, np.uint64), np.empty((4, _BLOCK), np.uint32)
    for block in range(0, brand.persons, _BLOCK):
        first, last = np.uint64(block), np.uint64(min(block + _BLOCK, brand.persons))
        found = _list_seekers(first, last, day, places, person)
        words_of_listed(
            brand.seed, _STREAM, day, person.draw_row, places, first, 0, found, words[0], words[1], words[2], words[3]
        )
        _look_around(first, found, places, words[1], whom, person, network, brand, p)
        for k in range(found):
            person.meets_on[first + np.uint64(places[k])] = _next_meeting(unit(words[0, k]), day, hazard)
        for k in range(found):
            _meet(first + np.uint64(places[k]), whom[k], person, p)
    brand.taste_of_fans = _taste_of_fans(person, brand)


OPINION = Phase(
    name="opinion",
    sentence="Some meet a friend; whose tastes are near draw nearer, and the others do not listen.",
    over="whole",
    row=converse,
)
