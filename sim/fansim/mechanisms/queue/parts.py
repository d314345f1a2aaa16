"""What the queue makes of one complaint."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import inlined
from fansim.mechanisms.queue.rules import is_urgent, relative_reach, robot_share
from fansim.state.codes import Problem

_ONE = np.uint64(1)


@inlined
def goes_first(i, person, network, brand, p):
    """Return whether the complaint of person i goes before others."""
    friends = float(network.start[i + _ONE]) - float(network.start[i])
    reach = relative_reach(friends, brand.mean_friends)
    return is_urgent(person.severity[i], reach, urgent_from=p.queue_urgent_from)


@inlined
def answer_of_the_desk(i, u_answer, u_bot, person, network, brand, p):
    """Return what becomes of the complaint of person i: a robot's answer, a person's, or none in time."""
    by_robot = robot_share(
        person.severity[i],
        severe_from=p.service_severe_from,
        routine_by_robots=p.queue_routine_by_robots,
        emotional_by_robots=p.queue_emotional_by_robots,
    )
    if u_bot < by_robot:
        return Problem.ANSWERED_BY_BOT
    chance = brand.urgent_in_time if goes_first(i, person, network, brand, p) else brand.routine_in_time
    return Problem.ANSWERED if u_answer < chance else Problem.UNANSWERED
