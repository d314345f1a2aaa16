"""By day: some invite a friend. The next morning: friends answer. At night: rewards are paid."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, procedure
from fansim.mechanisms.network.parts import friend_of
from fansim.mechanisms.population.parts import follows
from fansim.mechanisms.referral.rules import invite_probability, referrals_cost, suits_segment
from fansim.state.codes import Event, Mark, Role, Source, Stage
from fansim.state.columns import CHUNK
from fansim.state.randomness import draws, stream

_STREAM = stream("referral")


def is_rewarded_today(day, person, p):
    """Return whether there is a reward for invitations today."""
    return p.referral_enabled != 0 and p.referral_start_day <= day < p.referral_end_day


@procedure
def _answer(i, day, person, network, brand, p):
    """Let a friend of person i, who invited one yesterday, follow or not."""
    _, u_friend, u_accept, _ = draws(brand.seed, _STREAM, day - 1, person.draw_row[i])
    j = friend_of(i, u_friend, network)
    if person.stage[j] != Stage.UNAWARE or person.role[j] != Role.ORDINARY or u_accept >= p.referral_acceptance:
        return
    person.stage[j] = Stage.FOLLOWER
    person.follow_day[j] = day
    person.source[j] = Source.REFERRAL
    person.event[j] = Event.FOLLOWED | Event.REFERRED


def answer(day, person, network, roll, brand, p):
    """Let the friends answer who were invited yesterday, in the order of those who invited them."""
    if p.referral_enabled == 0 or day == 0:
        return
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            i = base + np.uint64(roll.row[place])
            if person.invite_day[i] == day - 1:
                _answer(i, day, person, network, brand, p)


REFERRAL = Phase(
    name="referral",
    sentence="Friends who were invited yesterday for a reward follow, or do not.",
    over="whole",
    row=answer,
)


def invite(i, day, u, person, p):
    """Let person i invite a friend for the reward."""
    if not follows(i, person):
        return
    u_invite, _, _, _ = u
    chance = invite_probability(
        person.trust[i],
        suits_segment(p.referral_reward, person.segment[i]),
        chance=p.referral_chance,
        mismatched=p.referral_mismatched,
    )
    if u_invite < chance:
        person.invite_day[i] = day
        person.marks[i] |= Mark.INVITED


INVITE = Phase(
    name="referral_invite",
    sentence="Some invite a friend for the reward, above all those whom it suits.",
    over="reach",
    row=invite,
    today=is_rewarded_today,
    ahead="referral",
)


def count(i, day, sums, person):
    """Count invitations, and who follows because of one."""
    if person.marks[i] & Mark.INVITED:
        sums.invitations += 1.0
    if person.event[i] & Event.REFERRED:
        sums.adoptions_referral += 1.0


def pay(day, brand, p):
    """Pay the rewards of those whose friends follow from today on."""
    if p.referral_enabled != 0:
        brand.spent += referrals_cost(brand.adoptions_referral, price=p.referral_cost)


COSTS = Phase(
    name="referral_costs",
    sentence="Rewards for referrals are paid.",
    over="whole",
    row=pay,
)
