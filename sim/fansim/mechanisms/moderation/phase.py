"""On check days members who praise conspicuously are flagged, reviewed and banned."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.moderation.parts import punish_by_mistake
from fansim.mechanisms.moderation.rules import (
    audits_cost,
    detectability,
    flag_probability,
    is_audited,
    is_check_day,
    is_review_right,
    praise_rate_after,
    review_cost,
)
from fansim.mechanisms.peer_flags.rules import suspicion_with_flags
from fansim.state.codes import Event, Label, Mark, Role, Stage
from fansim.state.columns import CHUNK
from fansim.state.randomness import draws, stream

_STREAM = stream("moderation")
_AUDIT = stream("audit")
_ONE = np.uint64(1)
_MOST_FRIENDS = 127  # what a column of int8 holds


@inlined
def _is_flagged(i, u, person, p):
    """Return whether member i is flagged for what it was seen to do, and for what its group reported."""
    stands_out = detectability(
        person.praise_rate[i], separation=p.moderation_separation, reference_posts=p.moderation_reference_posts
    )
    if len(person.reports) > 0:
        stands_out = suspicion_with_flags(stands_out, person.reports[i], weight=p.peer_flags_weight)
    return u < flag_probability(stands_out, threshold=p.moderation_threshold)


@inlined
def _is_drawn(i, day, person, brand, p):
    """Return whether member i is in today's sample of audits."""
    if p.moderation_audit_share <= 0.0:
        return False
    u_audit, _, _, _ = draws(brand.seed, _AUDIT, day, person.draw_row[i])
    return is_audited(u_audit, audit_share=p.moderation_audit_share)


def settle(day, brand, p):
    """Settle whether members are checked today, and haters looked for."""
    brand.checks_members = 1 if is_check_day(day, period_days=p.moderation_period_days) else 0


DUE = Phase(
    name="moderation_due",
    sentence="The brand looks up whether its members are checked today.",
    over="whole",
    row=settle,
    when=("moderation.enabled", "haters.strike", "haters.winback"),
)


def checks_today(day, person, brand, p):
    """Return whether members are checked today."""
    return p.moderation_enabled != 0 and brand.checks_members != 0


def check(i, day, person, brand, p):
    """Judge member i if it stands out, or is drawn by lot, and ban it if that says so."""
    if person.stage[i] != Stage.MEMBER or person.banned[i] != 0:
        return
    u_flag, u_review, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    flagged = _is_flagged(i, u_flag, person, p)
    audited = _is_drawn(i, day, person, brand, p)
    if flagged:
        person.event[i] |= Event.FLAGGED
    elif not audited:
        return
    accuracy = p.moderation_audit_accuracy if audited else p.moderation_review_accuracy
    right = is_review_right(u_review, review_accuracy=accuracy)
    if right != (person.role[i] == Role.SHILL):
        return
    person.banned[i] = 1
    person.event[i] |= Event.BANNED
    if person.role[i] == Role.ORDINARY:
        punish_by_mistake(i, p.moderation_ban_grudge, person, p)


MODERATION = Phase(
    name="moderation",
    sentence="On check days conspicuous members are flagged, some are audited by lot, and bought ones banned.",
    over="reach",
    row=check,
    today=checks_today,
)


def are_checked_today(day, person, network, roll, brand):
    """Return whether anybody may have been punished by mistake today."""
    return brand.checks_members != 0


def show_friends(day, person, network, roll, brand):
    """Count, for everybody, the friends punished by mistake today: each of those few is seen by all its own."""
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            i = base + np.uint64(roll.row[place])
            if person.marks[i] & Mark.WRONGED:
                for k in range(network.start[i], network.start[i + _ONE]):
                    j = network.neighbours[k]
                    person.wronged_friends[j] = min(_MOST_FRIENDS, person.wronged_friends[j] + 1)


WITNESSES = Phase(
    name="moderation_witnesses",
    sentence="Friends see who was punished by mistake.",
    over="whole",
    row=show_friends,
    today=are_checked_today,
    when=("moderation.enabled", "haters.strike"),
)


def see(i, day, person, campaign, p):
    """Keep in mind how much person or account i was seen to praise."""
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    if not exposed and person.hater[i] == 0 and person.label[i] == Label.OUTSIDER:
        return
    if person.role[i] != Role.ORDINARY:
        seen = float(person.posts[i]) * (1.0 - campaign.camouflage[person.campaign[i]])
    else:
        seen = float(person.messages[i]) if person.hater[i] == 0 else 0.0
    person.praise_rate[i] = praise_rate_after(person.praise_rate[i], seen, memory=p.moderation_memory)


SEEN = Phase(
    name="moderation_observation",
    sentence="What everybody was seen to praise is kept in mind.",
    over="active",
    row=see,
)


def count_events(i, day, sums, person):
    """Count person or account i if it was flagged or banned today."""
    event = person.event[i]
    if not (event & Event.BANNED or event & Event.FLAGGED):
        return
    banned = 1.0 if event & Event.BANNED else 0.0
    if person.role[i] == Role.PROFESSIONAL_HATER:
        sums.bans_pro_hater += banned
        return
    sums.flagged += 1.0 if event & Event.FLAGGED else 0.0
    if person.role[i] == Role.SHILL:
        sums.bans_shill += banned
    else:
        sums.bans_genuine += banned


def pay(day, brand, p):
    """Let the brand pay for its reviews, and on a check day for its audits."""
    brand.spent += review_cost(brand.flagged, price=p.moderation_review_cost)
    if p.moderation_enabled and brand.checks_members != 0:
        members = float(brand.members_seated)
        brand.spent += audits_cost(members, p.moderation_audit_share, price=p.moderation_audit_cost)


COSTS = Phase(
    name="moderation_costs",
    sentence="The brand pays for its reviews and audits.",
    over="whole",
    row=pay,
)
