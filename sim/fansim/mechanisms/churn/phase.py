"""Some leave; the banned are out."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.activity.rules import is_co_creator
from fansim.mechanisms.churn.parts import take_leave
from fansim.mechanisms.churn.rules import leaving_hazard, leaving_push
from fansim.mechanisms.experience.parts import satisfaction_of
from fansim.mechanisms.health.parts import days_since_offer
from fansim.mechanisms.health.rules import hazard_after_offer
from fansim.state.codes import Event, Role, Stage
from fansim.state.columns import NEVER


def leave(i, day, u, person, brand, p):
    """Settle whether person i leaves today."""
    stage = person.stage[i]
    if stage < Stage.FOLLOWER or stage > Stage.MEMBER:
        return
    if person.banned[i] != 0:
        take_leave(i, day, person)
        return
    if person.role[i] != Role.ORDINARY or not p.churn_enabled or person.follow_day[i] == day:
        return
    u_leave, _, _, _ = u
    push = leaving_push(
        person.trust[i],
        satisfaction_of(i, person, brand, p),
        person.belonging[i],
        person.fatigue[i],
        person.grudge[i],
        1.0 if stage == Stage.WAITING else 0.0,
        trust_weight=p.churn_trust_weight,
        satisfaction_weight=p.churn_satisfaction_weight,
        belonging_weight=p.churn_belonging_weight,
        fatigue_weight=p.churn_fatigue_weight,
        grudge_weight=p.churn_grudge_weight,
        waiting_weight=p.churn_waiting_weight,
        trust_reference=p.churn_trust_reference,
        satisfaction_reference=p.churn_satisfaction_reference,
    )
    hazard = leaving_hazard(person.leaving[i], push)
    if len(person.treated_day) > 0:
        since = days_since_offer(i, day, person)
        hazard = hazard_after_offer(hazard, since, efficacy=p.health_efficacy, effect_days=p.health_effect_days)
    if u_leave < hazard:
        take_leave(i, day, person)


CHURN = Phase(
    name="churn",
    sentence="Some leave, by their own hazard and what they feel; the banned are out.",
    over="reach",
    row=leave,
    when=("churn.enabled", "moderation.enabled", "haters.strike"),
    ahead="leaving",
)


def count_events(i, day, sums, person):
    """Count ordinary person i if it left today, and was not sent away."""
    event = person.event[i]
    if not event & Event.LEFT or event & Event.BANNED or person.role[i] != Role.ORDINARY:
        return
    sums.exits += 1.0
    if is_co_creator(day, person.co_creation_day[i]):
        sums.co_creators_left += 1.0
    if person.first_join_day[i] == NEVER:
        sums.lost_at_gate += 1.0
