"""The service queue: how long complaints wait for a person, and whether their authors wait that long."""

from __future__ import annotations

import math

from fansim.engine.rule import rule

_DAY = 86_400.0
_NOBODY = 1e-15  # a chance to wait that no run would notice: large desks need not be counted to the end
_HALVINGS = 50  # of the interval in which the load is sought: as fine as a float


@rule
def people_at_the_desk(staff, colleagues, colleague_share, boost):
    """Return how many people answer at a time: (staff + share of colleagues' time) boost, rounded down.

    Source: F-133 (everybody answers).
    """
    return int((float(staff) + colleague_share * float(colleagues)) * boost)


@rule
def offered_load(complaints, hours, answer_seconds):
    """Return how many people the complaints of a day keep busy: a = n s / working day (erlangs).

    Source: F-122, T11.
    """
    return complaints * answer_seconds / (hours * 3600.0)


@rule
def waiting_probability(servers, load):
    """Return the probability that a complaint has to wait: Erlang C, C(c, a) = B / (1 - a / c (1 - B)).

    B is Erlang B, built up server by server: B_k = a B_(k-1) / (k + a B_(k-1)), B_0 = 1.

    Parameters
    ----------
    servers : int
        c, people who answer.
    load : float
        a (erlangs); with a >= c everybody waits.

    Source: T11 (Erlang 1917; M/M/c).
    """
    if load >= servers:
        return 1.0
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (float(k) + load * blocked)
        if blocked < _NOBODY:
            return 0.0
    return blocked / (1.0 - load / float(servers) * (1.0 - blocked))


@rule
def mean_wait(probability, servers, load_ahead, up_to, answer_seconds):
    """Return the mean wait of a class of complaints, in seconds: C s c / ((c - a_1) (c - a_2)), at most a day.

    Parameters
    ----------
    probability : float
        C, that a complaint has to wait.
    servers : int
        c.
    load_ahead, up_to : float
        a_1, the load of the classes answered before it; a_2, the same with its own (erlangs). With one class: 0 and a.
    answer_seconds : float
        s.

    Source: F-116, T11 (Cobham 1954: priorities without interruption).
    """
    c = float(servers)
    free = max(0.0, c - load_ahead) * max(0.0, c - up_to)
    return min(_DAY, probability * answer_seconds * c / free) if free > 0.0 else _DAY


@rule
def answered_in_time(probability, wait, patience_seconds):
    """Return the probability to be answered while one still waits: 1 - C exp(-C patience / W).

    Who has to wait waits for an exponential time of mean W / C: exact for one class.

    Source: F-122, T11 (M/M/c).
    """
    if probability <= 0.0 or wait <= 0.0:
        return 1.0
    return 1.0 - probability * math.exp(-probability * patience_seconds / wait)


@rule
def share_answered(load, servers, urgent_share, priority, answer_seconds, patience_seconds):
    """Return the share of complaints answered in time under a load: s P_urgent + (1 - s) P_routine.

    Source: F-116, F-122, T11.
    """
    probability = waiting_probability(servers, load)
    urgent = urgent_share * load if priority else load
    first = mean_wait(probability, servers, 0.0, urgent, answer_seconds)
    second = mean_wait(probability, servers, urgent if priority else 0.0, load, answer_seconds)
    in_time = urgent_share * answered_in_time(probability, first, patience_seconds)
    return in_time + (1.0 - urgent_share) * answered_in_time(probability, second, patience_seconds)


@rule
def load_carried(offered, servers, urgent_share, priority, answer_seconds, patience_seconds):
    """Return the load that is left when those have given up who wait too long: a = offered x answered(a), by bisection.

    It stays below the servers however much is offered. Who gives up takes nobody's time.

    Source: T11 (queues with patience); form: assumption.
    """
    low, high = 0.0, min(offered, float(servers))
    for _ in range(_HALVINGS):
        load = 0.5 * (low + high)
        answered = share_answered(load, servers, urgent_share, priority, answer_seconds, patience_seconds)
        if offered * answered > load:
            low = load
        else:
            high = load
    return low


@rule
def relative_reach(friends, mean_friends):
    """Return the reach of a complaint's author: friends against the mean, 1 where nobody has any.

    Source: F-116.
    """
    return friends / mean_friends if mean_friends > 0.0 else 1.0


@rule
def is_urgent(severity, author_reach, urgent_from):
    """Return whether a complaint is answered before others: urgency x reach >= a level.

    Source: F-116; level: assumption.
    """
    return severity * author_reach >= urgent_from


@rule
def robot_share(severity, severe_from, routine_by_robots, emotional_by_robots):
    """Return the share of such complaints that a robot answers: one for routine questions, one where feelings run high.

    Source: F-121 (80% and 20%), F-109.
    """
    return emotional_by_robots if severity >= severe_from else routine_by_robots


@rule
def belonging_after_care(belonging, valued):
    """Return belonging after a person has answered: B' = B + b (1 - B).

    Source: F-93; size of b: assumption.
    """
    return belonging + valued * (1.0 - belonging)
