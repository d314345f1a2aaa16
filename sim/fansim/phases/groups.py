"""Evening in the groups: warmth, silence, and who leads."""

from __future__ import annotations

from fansim.columns import MEMBER, NEVER
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.groups import energy_moved, good_post_chance, warmth_moved

_STREAM = STREAM["ownership"]
_CANDIDATES = 5  # members among whom a rotating owner is found: the most active of them leads (assumption)


@inlined
def _most_active(g, person, roster):
    """Return the most active member of group g, -1 if nobody is left."""
    best = -1
    for seat in range(roster.start[g], roster.start[g + 1]):
        j = int(roster.member[seat])
        if person.stage[j] == MEMBER and (best < 0 or person.activity_level[j] > person.activity_level[best]):
            best = j
    return best


@inlined
def _active_at_random(u, g, person, roster):
    """Return the most active of a few members standing side by side in the roster from a random place on."""
    first = int(roster.start[g])
    size = int(roster.start[g + 1]) - first
    best = -1
    for step in range(min(_CANDIDATES, size)):
        j = int(roster.member[first + (int(u * float(size)) + step) % size])
        if person.stage[j] == MEMBER and (best < 0 or person.activity_level[j] > person.activity_level[best]):
            best = j
    return best


def settle(g, day, group, person, roster, brand, p):
    """Settle the evening of group g."""
    if group.open[g] == 0:
        return
    u_owner, u_good, _, _ = draws(brand.seed, _STREAM, day, g)
    group.warmth[g] = warmth_moved(
        group.warmth[g], float(group.genuine[g]), float(group.volume[g]), float(group.shills[g]), p.groups_hostility,
        group.reward[g], p.groups_warmth_speed,
    )  # fmt: skip
    share = float(group.topics[g]) / float(group.volume[g]) if group.volume[g] > 0 else 0.0
    group.topic_share[g] += p.groups_topic_memory * (share - group.topic_share[g])
    good = u_good < good_post_chance(float(group.topics[g]), p.groups_quality_post_rate)
    group.quiet_days[g] = 0 if good else group.quiet_days[g] + 1
    group.age_days[g] += 1
    group.owner_days[g] += 1
    group.energy[g] = energy_moved(group.energy[g], p.groups_owner_burnout)
    owner = group.owner[g]
    gone = owner == NEVER or person.stage[owner] != MEMBER or person.group[owner] != g
    if gone:
        group.owner[g] = _most_active(g, person, roster)
    elif p.groups_rotate_days > 0 and group.owner_days[g] >= p.groups_rotate_days:
        group.owner[g] = _active_at_random(u_owner, g, person, roster)
    else:
        return
    group.owner_days[g] = 0
    group.energy[g] = 1.0


GROUPS = Phase(
    name="groups",
    sentence="Groups warm up or cool down, fall silent or not; owners tire and are replaced.",
    over="group",
    row=settle,
    writes=(
        "group.warmth", "group.topic_share", "group.quiet_days", "group.age_days", "group.owner", "group.owner_days",
        "group.energy",
    ),
    reads_others=("person.stage", "person.group", "person.activity_level", "roster.start", "roster.member"),
    draws=("ownership",),
)  # fmt: skip
