"""Morning: people look for a meeting; then their tastes draw nearer, or do not.

Both of a meeting move, so that one hand writes: a phase over the whole, in row order. Whether one looks for a
meeting at all, each settles alone.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.network.parts import friend_of
from fansim.mechanisms.opinion.rules import opinion_after
from fansim.state.codes import NetworkKind, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("opinion")
_BLOCK = 4096  # persons whose meetings are looked up together


@inlined
def _met(i, u, network, brand, p):
    """Return whom person i meets: one of its friends, or anybody where friends are strangers; itself for nobody."""
    if p.network_kind == NetworkKind.COMPLETE:
        return np.uint64(u * float(brand.persons))
    return friend_of(i, u, network)


def seek(i, day, u, person, p):
    """Let person i look for somebody to meet today, or not."""
    u_seeks, _, _, _ = u
    if p.opinion_enabled and person.role[i] == Role.ORDINARY:
        person.seeks[i] = 1 if u_seeks < p.opinion_meetings_per_day else 0


def stays_alone(i, day, u, person, p):
    """Return whether person i looks for nobody today, as yesterday."""
    return (u[0] >= p.opinion_meetings_per_day) & (person.seeks[i] == 0)


SEEK = Phase(
    name="opinion_seeking",
    sentence="Some look for a meeting.",
    over="person",
    row=seek,
    ahead="opinion",
    idle=stays_alone,
)


@inlined
def _look_around(first, last, day, seekers, whom, person, network, brand, p):
    """List who of persons first to last - 1 looks for a meeting, and whom it meets; return how many do.

    Before anybody talks, so that nobody waits for what is far away in memory; and without a branch for each person.
    """
    found = np.uint64(0)
    for i in range(np.uint64(first), np.uint64(last)):
        seekers[found] = i
        found += np.uint64(person.seeks[i] != 0)
    for k in range(found):
        i = seekers[k]
        _, u_whom, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        whom[k] = _met(i, u_whom, network, brand, p)
    return found


@inlined
def _meet(i, j, person, p):
    """Let persons i and j draw nearer, if they listen to each other."""
    one, other = person.taste[i], person.taste[j]
    person.taste[i] = opinion_after(one, other, tolerance=p.opinion_tolerance, speed=p.opinion_speed)
    person.taste[j] = opinion_after(other, one, tolerance=p.opinion_tolerance, speed=p.opinion_speed)


def converse(day, person, network, brand, p):
    """Let those who meet talk, and take note of what fans' tastes are on average."""
    if not p.opinion_enabled:
        return
    seekers, whom = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint64)
    for first in range(0, brand.persons, _BLOCK):
        found = _look_around(first, min(first + _BLOCK, brand.persons), day, seekers, whom, person, network, brand, p)
        for k in range(np.uint64(found)):
            _meet(seekers[k], whom[k], person, p)
    tastes = fans = 0.0
    for i in range(np.uint64(brand.persons)):  # without a branch, which a processor would guess wrong
        fan = 1.0 if (person.stage[i] >= Stage.FOLLOWER) & (person.stage[i] <= Stage.MEMBER) else 0.0
        tastes += fan * float(person.taste[i])
        fans += fan
    brand.taste_of_fans = tastes / fans if fans > 0.0 else 0.5


OPINION = Phase(
    name="opinion",
    sentence="They meet a friend; whose tastes are near draw nearer, and the others do not listen.",
    over="whole",
    row=converse,
)
