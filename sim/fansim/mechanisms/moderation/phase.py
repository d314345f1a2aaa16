"""On check days members who praise conspicuously are flagged, reviewed and banned."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.moderation.parts import punish_by_mistake
from fansim.mechanisms.moderation.rules import (
    detectability,
    flag_probability,
    is_check_day,
    is_review_right,
    praise_rate_after,
    review_cost,
)
from fansim.state.codes import Event, Label, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("moderation")


def check(i, day, person, brand, p):
    """Flag member i if today is a check day and it stands out, and ban it if the review says so."""
    if not is_check_day(day, period_days=p.moderation_period_days) or not p.moderation_enabled:
        return
    if person.stage[i] != Stage.MEMBER or person.banned[i] != 0:
        return
    u_flag, u_review, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    stands_out = detectability(
        person.praise_rate[i], separation=p.moderation_separation, reference_posts=p.moderation_reference_posts
    )
    if u_flag >= flag_probability(stands_out, threshold=p.moderation_threshold):
        return
    person.event[i] |= Event.FLAGGED
    right = is_review_right(u_review, review_accuracy=p.moderation_review_accuracy)
    if right != (person.role[i] == Role.SHILL):
        return
    person.banned[i] = 1
    person.event[i] |= Event.BANNED
    if person.role[i] == Role.ORDINARY:
        punish_by_mistake(i, p.moderation_ban_grudge, person, p)


MODERATION = Phase(
    name="moderation",
    sentence="On check days conspicuous members are flagged, reviewed and banned.",
    over="active",
    row=check,
)


def see(i, day, person, campaign, p):
    """Keep in mind how much person or account i was seen to praise."""
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    if not exposed and person.hater[i] == 0 and person.label[i] == Label.OUTSIDER:
        return
    seen = 0.0
    if person.role[i] != Role.ORDINARY:
        seen = float(person.posts[i]) * (1.0 - campaign.camouflage[person.campaign[i]])
    elif person.hater[i] == 0:
        seen = float(person.messages[i])
    if seen > 0.0 or person.praise_rate[i] > 0.0:
        person.praise_rate[i] = praise_rate_after(person.praise_rate[i], seen, memory=p.moderation_memory)


SEEN = Phase(
    name="moderation_observation",
    sentence="What everybody was seen to praise is kept in mind.",
    over="active",
    row=see,
)


def count(i, day, sums, person):
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
    """Let the brand pay for its reviews."""
    brand.spent += review_cost(brand.flagged, price=p.moderation_review_cost)


COSTS = Phase(
    name="moderation_costs",
    sentence="The brand pays for its reviews.",
    over="whole",
    row=pay,
)
