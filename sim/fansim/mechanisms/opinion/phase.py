"""Morning: people meet, and their tastes draw nearer, or do not.

Both of a meeting move, so that one hand writes: a phase over the whole, in row order.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.opinion.rules import opinion_after
from fansim.state.codes import NetworkKind, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("opinion")
_ONE = np.uint64(1)


@inlined
def _met(i, u, network, brand, p):
    """Return whom person i meets: one of its friends, or anybody where friends are strangers; itself for nobody."""
    if p.network_kind == NetworkKind.COMPLETE:
        return np.uint64(u * float(brand.persons))
    first = np.uint64(network.start[i])
    friends = np.uint64(network.start[i + _ONE]) - first
    return np.uint64(network.neighbours[first + np.uint64(u * float(friends))]) if friends > 0 else i


@inlined
def _meet(i, j, person, p):
    """Let persons i and j draw nearer, if they listen to each other."""
    one, other = person.taste[i], person.taste[j]
    person.taste[i] = opinion_after(one, other, tolerance=p.opinion_tolerance, speed=p.opinion_speed)
    person.taste[j] = opinion_after(other, one, tolerance=p.opinion_tolerance, speed=p.opinion_speed)


def converse(day, person, network, brand, p):
    """Let everybody seek a meeting, and take note of what fans' tastes are on average."""
    if not p.opinion_enabled:
        return
    tastes = fans = 0.0
    for i in range(np.uint64(brand.persons)):
        u_seeks, u_whom, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        if u_seeks < p.opinion_meetings_per_day:
            _meet(i, _met(i, u_whom, network, brand, p), person, p)
    for i in range(np.uint64(brand.persons)):
        if Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER:
            tastes += float(person.taste[i])
            fans += 1.0
    brand.taste_of_fans = tastes / fans if fans > 0.0 else 0.5


OPINION = Phase(
    name="opinion",
    sentence="People meet; whose tastes are near draw nearer, and the others do not listen.",
    over="whole",
    row=converse,
)
