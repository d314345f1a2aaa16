"""Morning: what the founder reads, and which groups their owners visit. Evening: who was there, and what it meant."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.rules import interaction_probability, trust_after_gain
from fansim.mechanisms.founder.rules import (
    appeal_of_owner,
    brings_news,
    uptake_factor,
    visit_probability,
    worth_of_visit,
)
from fansim.mechanisms.incentives.rules import belonging_after_gift
from fansim.state.codes import Role, Stage, Visit
from fansim.state.columns import NEVER
from fansim.state.randomness import draws, stream

_STREAM = stream("founder")
_THERE = stream("founder_there")
_LONG_AGO = 10_000  # days since a visit that never was: the first one is the most special


@inlined
def _come_by(g, day, u_news, group, p):
    """Let the owner of group g come by, with news or without."""
    appeal = appeal_of_owner(g % p.groups_owners, executive_appeal=p.founder_executive_appeal)
    absent = day - group.visit_day[g] if group.visit_day[g] != NEVER else _LONG_AGO
    group.visit_worth[g] = worth_of_visit(absent, appeal, fresh_days=p.founder_fresh_days)
    group.visit[g] = Visit.NEWS if brings_news(u_news, news_share=p.founder_news_share) else Visit.VISIT
    group.visit_day[g] = day


def make_rounds(day, group, brand, p):
    """Let the founder read along, and each owner visit some groups of its own."""
    brand.visits = 0
    if p.founder_enabled != 0:
        brand.uptake_boost *= uptake_factor(p.founder_reading, lift=p.founder_reading_lift)
    chance = visit_probability(p.founder_visits_per_week, brand.groups_open, owners=p.groups_owners)
    for g in range(brand.groups):
        group.visit[g] = Visit.NONE
        group.visit_worth[g] = 0.0
        if group.open[g] == 0 or p.founder_enabled == 0:
            group.visit_day[g] = NEVER
        else:
            u_visit, u_news, _, _ = draws(brand.seed, _STREAM, day, g)
            if u_visit < chance:
                _come_by(g, day, u_news, group, p)
                brand.visits += 1


FOUNDER = Phase(
    name="founder",
    sentence="The founder reads what is said in the groups; owners visit some of theirs, now and then with news.",
    over="whole",
    row=make_rounds,
)


@inlined
def _meets_owner(j, day, g, person, group, brand, p):
    """Return whether member j is in group g while its owner is there, as on any other occasion."""
    u_there, _, _, _ = draws(brand.seed, _THERE, day, person.draw_row[j])
    return u_there < interaction_probability(
        person.activity_level[j], group.to_read[g], visits=p.experience_visits_per_day
    )


@inlined
def _feel_visit(j, g, person, group, p):
    """Let member j of group g feel that the owner was there."""
    worth = group.visit_worth[g]
    person.belonging[j] = belonging_after_gift(person.belonging[j], gift=p.founder_visit_belonging * worth)
    if group.visit[g] == Visit.NEWS:
        person.trust[j] = trust_after_gain(person.trust[j], worth, gain=p.founder_news_trust)


def meet(day, person, group, brand, roster, p):
    """Let those members feel the visit to their group who were there."""
    brand.met_owner = 0
    if brand.visits == 0:
        return
    for g in range(brand.groups):
        if group.visit[g] == Visit.NONE:
            continue
        for seat in range(roster.start[g], roster.start[g + 1]):
            j = roster.member[seat]
            if person.stage[j] != Stage.MEMBER or person.group[j] != g or person.role[j] != Role.ORDINARY:
                continue
            if _meets_owner(j, day, g, person, group, brand, p):
                _feel_visit(j, g, person, group, p)
                brand.met_owner += 1


MEETING = Phase(
    name="founder_meeting",
    sentence="Members who were there when their group's owner came by belong more, and trust more if there was news.",
    over="whole",
    row=meet,
)
