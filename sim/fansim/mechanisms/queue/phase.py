"""Morning: how long will complaints wait? Whom a person answers feels valued. Evening: the desk is paid."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.queue.parts import goes_first
from fansim.mechanisms.queue.rules import (
    answered_in_time,
    belonging_after_care,
    load_carried,
    mean_wait,
    offered_load,
    people_at_the_desk,
    waiting_probability,
)
from fansim.mechanisms.voice.rules import service_cost
from fansim.state.codes import Problem


@inlined
def _expect_waits(servers, load, urgent_share, brand, p):
    """Work out how long complaints will wait under a load, and how many of their authors wait that long."""
    probability = waiting_probability(servers, load)
    first = urgent_share * load if p.queue_priority else load
    ahead = first if p.queue_priority else 0.0
    brand.urgent_wait = mean_wait(probability, servers, 0.0, first, answer_seconds=p.queue_answer_seconds)
    brand.routine_wait = mean_wait(probability, servers, ahead, load, answer_seconds=p.queue_answer_seconds)
    patience = p.service_patience_seconds
    brand.urgent_in_time = answered_in_time(probability, brand.urgent_wait, patience_seconds=patience)
    brand.routine_in_time = answered_in_time(probability, brand.routine_wait, patience_seconds=patience)
    if servers == 0:
        brand.urgent_in_time = brand.routine_in_time = 0.0


def open_the_desk(day, brand, network, p):
    """Look at yesterday's complaints, and find how long those of today will wait."""
    if p.queue_enabled == 0:
        return
    brand.mean_friends = float(len(network.neighbours)) / float(max(1, brand.persons))
    servers = people_at_the_desk(
        p.queue_staff, p.queue_colleagues, colleague_share=p.queue_colleague_share, boost=brand.service_boost
    )
    queued = brand.queued_urgent + brand.queued_routine
    urgent_share = brand.queued_urgent / queued if queued > 0.0 else 0.0
    brand.desk = float(servers)
    brand.desk_load = offered_load(queued, hours=p.queue_hours, answer_seconds=p.queue_answer_seconds)
    load = load_carried(
        brand.desk_load,
        servers,
        urgent_share,
        p.queue_priority,
        answer_seconds=p.queue_answer_seconds,
        patience_seconds=p.service_patience_seconds,
    )
    _expect_waits(servers, load, urgent_share, brand, p)


QUEUE = Phase(
    name="queue",
    sentence="How long will complaints wait today, at yesterday's rate?",
    over="whole",
    row=open_the_desk,
)


def be_valued(i, day, person, p):
    """Let person i feel valued, if a person has answered."""
    moves = p.queue_enabled and p.experience_enabled and p.experience_belonging_moves
    if moves and person.problem[i] == Problem.ANSWERED:
        person.belonging[i] = belonging_after_care(person.belonging[i], valued=p.queue_valued)


CARE = Phase(
    name="queue_care",
    sentence="Whom a person has answered feels valued.",
    over="reach",
    row=be_valued,
)


def count(i, day, sums, person, network, brand, p):
    """Count the complaint of person i, if it queued."""
    problem = person.problem[i]
    answered = problem == Problem.ANSWERED
    if not answered and problem != Problem.UNANSWERED and problem != Problem.ANSWERED_UNDER_ALIAS:
        return
    if goes_first(i, person, network, brand, p):
        sums.queued_urgent += 1.0
        sums.urgent_answered += 1.0 if answered else 0.0
    else:
        sums.queued_routine += 1.0
        sums.routine_answered += 1.0 if answered else 0.0


def pay(day, brand, p):
    """Let the brand pay for those who sat at the desk."""
    brand.spent += service_cost(brand.desk * p.queue_hours, price=p.queue_hour_cost)


COSTS = Phase(
    name="queue_costs",
    sentence="The brand pays for those who answer.",
    over="whole",
    row=pay,
)
