"""Morning: members are moved by their partner. Evening: the staff has answered, and the next partner is found."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.conversation.rules import (
    is_proposal_day,
    partner_energy_after,
    partner_lift,
    pull_of_topics,
    relief_by_fund,
    support_messages,
)
from fansim.state.codes import Role, Stage
from fansim.state.columns import NEVER
from fansim.state.randomness import draws, stream

_STREAM = stream("support")


def talk(i, day, person, group, p):
    """Let member i be moved by the partner of its group, and by what is talked of there."""
    if p.conversation_enabled == 0 or person.stage[i] != Stage.MEMBER or person.role[i] != Role.ORDINARY:
        return
    g = person.group[i]
    person.urge[i] *= partner_lift(group.partner_energy[g], lift=p.conversation_talk)
    person.pull[i] *= pull_of_topics(group.topic_share[g], lift=p.conversation_pull, usual=p.conversation_usual_topics)


TALK = Phase(
    name="conversation_talk",
    sentence="Members talk where a partner gets them to, and buy where they talk of what is theirs.",
    over="reach",
    row=talk,
    when=("conversation.enabled",),
)


@inlined
def _look_for_proposer(g, group, person, roster):
    """Note who opened more topics today than anybody on a day of this term."""
    for seat in range(roster.start[g], roster.start[g + 1]):
        j = int(roster.member[seat])
        if person.topics[j] > group.proposed[g] and person.stage[j] == Stage.MEMBER:
            group.proposer[g] = j
            group.proposed[g] = person.topics[j]


@inlined
def _propose(g, day, group, person, p):
    """Let the partner of group g tire, leave or make room for the one who brought up most."""
    group.partner_energy[g] = partner_energy_after(
        group.partner_energy[g],
        burnout=p.conversation_burnout,
        relief=relief_by_fund(p.conversation_fund, p.conversation_fund_scale),
    )
    if is_proposal_day(day, term_days=p.conversation_term_days):
        if group.proposer[g] != NEVER:
            group.partner[g] = group.proposer[g]
            group.partner_energy[g] = 1.0
        group.proposer[g] = NEVER
        group.proposed[g] = 0
    partner = group.partner[g]
    if partner != NEVER and (person.stage[partner] != Stage.MEMBER or person.group[partner] != g):
        group.partner[g] = NEVER
    if group.partner[g] == NEVER:
        group.partner_energy[g] = 0.0


def talk_in_group(g, day, group, person, roster, brand, p):
    """Settle what group g talked of today, and who will propose."""
    group.support[g] = 0
    if p.conversation_enabled == 0 or p.conversation_partners == 0 or group.open[g] == 0:
        group.partner[g] = NEVER
        group.proposer[g] = NEVER
        group.proposed[g] = 0
        group.partner_energy[g] = 0.0
    else:
        _look_for_proposer(g, group, person, roster)
        _propose(g, day, group, person, p)
    group.topic_boost[g] = partner_lift(group.partner_energy[g], lift=p.conversation_lift)
    if p.conversation_enabled and group.open[g] == 1:
        u_support, _, _, _ = draws(brand.seed, _STREAM, day, g)
        group.support[g] = support_messages(
            u_support, float(group.size[g]), per_member=p.conversation_support_per_member
        )
        group.volume[g] += group.support[g]


CONVERSATION = Phase(
    name="conversation",
    sentence="The staff answers in the groups; who brought up most there becomes the topic partner.",
    over="group",
    row=talk_in_group,
)


def pay(day, brand, group, p):
    """Add up the answers and the partners; pay for the partners' ideas."""
    brand.support_messages = 0.0
    brand.partners = 0.0
    for g in range(brand.groups):
        brand.support_messages += float(group.support[g])
        brand.partners += 1.0 if group.partner[g] != NEVER else 0.0
    brand.spent += p.conversation_fund * brand.partners


FUND = Phase(
    name="conversation_fund",
    sentence="The brand pays into the fund for the partners' ideas.",
    over="whole",
    row=pay,
)
