"""Morning: people meet; then their tastes draw nearer, or do not.

Both of a meeting move, so that one hand writes: a phase over the whole, meeting after meeting. A day costs what its
meetings cost, and not a draw for everybody.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.network.parts import friend_at, tie_to_a_friend
from fansim.mechanisms.opinion.rules import meetings_sought, opinion_after, person_who_seeks
from fansim.state.codes import NetworkKind, Stage
from fansim.state.randomness import stream, unit, words_of_range

_STREAM = stream("opinion")
_BLOCK = 4096  # meetings whose people are looked up together
_TO_WHOLE = 2.0**24  # tastes are summed in whole numbers of that part, exactly and many at once


@inlined
def _look_up(first, last, meetings, words, who, whom, person, network, brand, p):
    """Write who seeks meetings first to last - 1, and whom it meets: a friend, anybody where friends are strangers.

    Itself for nobody. Before anybody talks and step by step, so that a processor fetches what is far away in memory for
    many at once.
    """
    found, people = np.uint64(last - first), float(brand.persons)
    for k in range(found):
        seeks = person_who_seeks(float(np.uint64(first) + k), unit(words[0, k]), people, meetings)
        who[k] = np.uint64(min(people - 1.0, max(0.0, seeks)))  # whatever a rule says, there is such a person
    if p.network_kind == NetworkKind.COMPLETE:
        for k in range(found):
            whom[k] = np.uint64(unit(words[1, k]) * float(brand.persons))
        return
    for k in range(found):
        whom[k] = tie_to_a_friend(who[k], unit(words[1, k]), network)
    for k in range(found):
        whom[k] = friend_at(whom[k], who[k], network)


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
        return
    people = float(brand.persons)
    meetings = min(people, max(0.0, meetings_sought(day, people, per_day=p.opinion_meetings_per_day)))
    who, whom, words = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint64), np.empty((4, _BLOCK), np.uint32)
    for first in range(0, int(meetings), _BLOCK):
        last = min(first + _BLOCK, int(meetings))
        words_of_range(
            brand.seed, _STREAM, day, person.draw_row, first, last, words[0], words[1], words[2], words[3]
        )  # a meeting draws as the person of its number
        _look_up(first, last, meetings, words, who, whom, person, network, brand, p)
        for k in range(np.uint64(last - first)):
            _meet(who[k], whom[k], person, p)
    brand.taste_of_fans = _taste_of_fans(person, brand)


OPINION = Phase(
    name="opinion",
    sentence="Some meet a friend; whose tastes are near draw nearer, and the others do not listen.",
    over="whole",
    row=converse,
)
