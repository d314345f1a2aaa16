"""The day in the groups: messages and rewards are added up, warmth and silence follow, owners tire."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.rules import worth_opening
from fansim.mechanisms.groups.rules import (
    energy_after,
    good_post_probability,
    is_nearly_full,
    is_owner_replaced,
    topic_share_after,
    warmth_after,
)
from fansim.state.codes import Event, Role, Stage
from fansim.state.columns import NEVER
from fansim.state.randomness import draws, stream

_STREAM = stream("group_owner")


def gather(g, day, group, person, roster, p):
    """Add up the messages and rewards of group g today."""
    if group.open[g] == 0:
        return
    genuine = 0
    volume = 0
    topics = 0
    rewards = 0.0
    for seat in range(roster.start[g], roster.start[g + 1]):
        j = roster.member[seat]
        volume += person.posts[j]
        topics += person.topics[j]
        rewards += person.reward[j]
        if person.role[j] == Role.ORDINARY:
            genuine += person.posts[j]
    group.volume[g] = volume
    group.genuine[g] = genuine
    group.topics[g] = topics
    group.reward[g] = rewards / float(max(1, group.size[g]))
    group.to_read[g] = worth_opening(float(volume), scale=p.experience_reading_scale, least=p.experience_reading_least)


GROUP_ACTIVITY = Phase(
    name="group_activity",
    sentence="Each group adds up its day: messages, topics, rewards.",
    over="group",
    row=gather,
)


@inlined
def _most_active(g, person, roster):
    """Return the most active member of group g, -1 if nobody is left."""
    best = -1
    for seat in range(roster.start[g], roster.start[g + 1]):
        j = int(roster.member[seat])
        if person.stage[j] == Stage.MEMBER and (best < 0 or person.activity_level[j] > person.activity_level[best]):
            best = j
    return best


@inlined
def _active_at_random(u, g, person, roster, p):
    """Return the most active of a few members standing side by side in the roster from a random place on."""
    first = int(roster.start[g])
    size = int(roster.start[g + 1]) - first
    best = -1
    for step in range(min(p.groups_candidates, size)):
        j = int(roster.member[first + (int(u * float(size)) + step) % size])
        if person.stage[j] == Stage.MEMBER and (best < 0 or person.activity_level[j] > person.activity_level[best]):
            best = j
    return best


@inlined
def _lead(g, u, group, person, roster, p):
    """Let the owner of group g go on, or find another one."""
    owner = group.owner[g]
    gone = owner == NEVER or person.stage[owner] != Stage.MEMBER or person.group[owner] != g
    if gone:
        group.owner[g] = _most_active(g, person, roster)
    elif is_owner_replaced(group.owner_days[g], rotate_days=p.groups_rotate_days):
        group.owner[g] = _active_at_random(u, g, person, roster, p)
    else:
        return
    group.owner_days[g] = 0
    group.energy[g] = 1.0


def settle(g, day, group, person, roster, brand, p):
    """Settle the evening of group g."""
    if group.open[g] == 0:
        return
    u_owner, u_good, _, _ = draws(brand.seed, _STREAM, day, g)
    topics, volume = float(group.topics[g]), float(group.volume[g])
    group.warmth[g] = warmth_after(
        group.warmth[g],
        float(group.genuine[g]),
        volume,
        float(group.shills[g]),
        group.reward[g],
        hostility=p.groups_hostility,
        reward_cooling=p.groups_reward_cooling,
        speed=p.groups_warmth_speed,
    )
    group.topic_share[g] = topic_share_after(group.topic_share[g], topics, volume, memory=p.groups_topic_memory)
    good = u_good < good_post_probability(topics, rate=p.groups_quality_post_rate)
    group.quiet_days[g] = 0 if good else group.quiet_days[g] + 1
    group.age_days[g] += 1
    group.owner_days[g] += 1
    group.energy[g] = energy_after(group.energy[g], burnout=p.groups_owner_burnout)
    _lead(g, u_owner, group, person, roster, p)


GROUPS = Phase(
    name="groups",
    sentence="Groups warm up or cool down, fall silent or not; owners tire and are replaced.",
    over="group",
    row=settle,
)


def summarise(day, brand, group, p):
    """Tell the brand how many groups there are, how full they are, and how warm."""
    warmth = topics = genuine = volume = seats = 0.0
    brand.groups_open = 0
    brand.groups_full = 0
    for g in range(brand.groups):
        if group.open[g] == 1:
            brand.groups_open += 1
            brand.groups_full += 1 if is_nearly_full(group.size[g], p.groups_cap, p.groups_full_from) else 0
            seats += float(group.size[g])
            warmth += float(group.size[g]) * group.warmth[g]
            topics += float(group.volume[g]) * group.topic_share[g]
            genuine += float(group.genuine[g])
            volume += float(group.volume[g])
    brand.warmth = warmth / seats if seats > 0.0 else 0.0
    brand.topic_share = topics / volume if volume > 0.0 else 0.0
    brand.ugc_share = genuine / volume if volume > 0.0 else 0.0


SUMMARY_OF_GROUPS = Phase(
    name="groups_summary",
    sentence="The brand sees how many groups there are, how full they are, and how warm.",
    over="whole",
    row=summarise,
)


def count(i, day, sums, person):
    """Count person or account i if it has a seat, or was given one today."""
    joined = person.event[i] & Event.JOINED
    if person.role[i] == Role.ORDINARY:
        if joined:
            sums.joins += 1.0
            sums.waited += float(person.join_day[i] - person.wait_day[i])
    elif person.role[i] == Role.SHILL:
        sums.joins_shill += 1.0 if joined else 0.0
        sums.shills_in_groups += 1.0 if person.stage[i] == Stage.MEMBER else 0.0
