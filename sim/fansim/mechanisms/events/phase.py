"""Events are announced, held and told again; people come, and are moved by them."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.events.rules import (
    attendance_probability,
    heard_of_event,
    lift_of_event,
    stage_of_event,
    suits,
    weight_of_event,
)
from fansim.mechanisms.experience.rules import ownership_after, trust_after_gain
from fansim.mechanisms.incentives.rules import belonging_after_gift
from fansim.state.codes import EventStage, Mark, Role, Stage

_MOST = 127  # what a column of int8 holds


def hold(day, brand, occasion, p):
    """Look up how far each event is today; pay for those that are held."""
    for k in range(brand.events):
        occasion.stage[k] = stage_of_event(
            day,
            occasion.start_day[k],
            occasion.every_days[k],
            occasion.length_days[k],
            preview_days=occasion.preview_days[k],
            recap_days=occasion.recap_days[k],
        )
        occasion.weight[k] = weight_of_event(
            occasion.stage[k], occasion.strength[k], recap_share=p.attendance_recap_share
        )
        occasion.heard_of[k] = heard_of_event(occasion.reach[k], occasion.preview_days[k])
        if occasion.weight[k] > 0.0:
            brand.events_today += 1.0
        if occasion.stage[k] == EventStage.HELD:
            brand.spent += occasion.cost[k]


EVENTS = Phase(
    name="events",
    sentence="The brand announces, holds and recalls its events.",
    over="whole",
    row=hold,
    when=("events",),
)


@inlined
def _feel_event(i, k, person, occasion, p):
    """Let event k move what person i feels."""
    weight = occasion.weight[k]
    if p.experience_enabled == 0:
        return
    if p.feedback_ownership:
        part = occasion.part[k] * weight
        person.ownership[i] = ownership_after(person.ownership[i], part, gain=p.experience_ownership_gain, loss=0.0)
    if p.experience_trust_moves:
        person.trust[i] = trust_after_gain(person.trust[i], weight, gain=occasion.trust[k])
    if p.experience_belonging_moves:
        person.belonging[i] = belonging_after_gift(person.belonging[i], gift=occasion.belonging[k] * weight)


@inlined
def _event_chosen(i, u, person, occasion, brand, p):
    """Return the event to which person i comes today, -1 for none."""
    chance = 0.0
    for k in range(brand.events):
        if occasion.weight[k] == 0.0:
            continue
        chance += attendance_probability(
            occasion.heard_of[k],
            person.belonging[i],
            person.motivation[i],
            suits(occasion.kind[k], person.segment[i]),
            chance=p.attendance_chance,
            belonging_weight=p.attendance_belonging_weight,
            mismatched=p.attendance_mismatched,
        )
        if u < chance:
            return k
    return -1


def are_there_events_today(day, person, occasion, brand, p):
    """Return whether there is an event today, or the recap of one."""
    return brand.events_today != 0.0


def attend(i, day, u, person, occasion, brand, p):
    """Let person i come to one of today's events, or to none."""
    if person.role[i] != Role.ORDINARY:
        return
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        return
    u_come, _, _, _ = u
    k = _event_chosen(i, u_come, person, occasion, brand, p)
    if k < 0:
        return
    if occasion.stage[k] == EventStage.HELD:
        person.marks[i] |= Mark.ATTENDED
        person.attended[i] = min(_MOST, person.attended[i] + 1)
    person.urge[i] *= lift_of_event(occasion.writing[k], occasion.weight[k])
    person.pull[i] *= lift_of_event(occasion.buying[k], occasion.weight[k])
    _feel_event(i, k, person, occasion, p)


ATTENDANCE = Phase(
    name="events_attendance",
    sentence="People come to events, and are moved by them.",
    over="reach",
    row=attend,
    today=are_there_events_today,
    when=("events",),
    ahead="events",
)


def count(i, day, sums, person):
    """Count person i if it was at an event today, and if it bought."""
    if person.marks[i] & Mark.ATTENDED:
        sums.attendees += 1.0
        sums.event_buyers += 1.0 if person.bought[i] > 0 else 0.0
