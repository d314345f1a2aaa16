"""The seat resolver: silent groups are disbanded, those who wait are seated in turn, the roster is written anew.

The only step that looks at all rows at once. First come, first served: by day of asking, then by a draw of that day,
then by row; so the outcome does not depend on any order of visits.
"""

from __future__ import annotations

import numpy as np

from fansim.columns import (
    AT_RANDOM,
    DISBANDED,
    FOLLOWER,
    JOINED,
    LEAST_FULL,
    LIKE_MINDED,
    MEMBER,
    NEVER,
    SHILL,
    WAITING,
)
from fansim.phases.phase import Phase, inlined, procedure
from fansim.randomness import STREAM, draws

_STREAM = STREAM["admission"]
_TIE_BITS, _ROW_BITS = 24, 25  # day, tie and row stand side by side in one whole number, which is quick to sort
MOST_ROWS = 1 << _ROW_BITS


@inlined
def _disband(day, person, group, brand, roster, p):
    """Close the groups that were silent for too long; their members follow on without a seat."""
    for g in range(brand.groups):
        if group.open[g] == 0 or group.quiet_days[g] < p.groups_disband_days:
            continue
        for seat in range(roster.start[g], roster.start[g + 1]):
            j = roster.member[seat]
            if person.stage[j] != MEMBER or person.group[j] != g:
                continue
            person.stage[j] = FOLLOWER
            person.group[j] = -1
            person.event[j] |= DISBANDED
            if person.first_leave_day[j] == NEVER:
                person.first_leave_day[j] = day
        group.open[g] = 0


@inlined
def _has_seat(g, host, group, p):
    """Return whether a group of a host is open and has a free seat."""
    return group.open[g] == 1 and group.size[g] < p.groups_cap and g % p.groups_owners == host


@inlined
def _closed_group(host, group, brand, p):
    """Return the first group slot of a host that is not in use, -1 if there is none."""
    for g in range(host, brand.groups, p.groups_owners):
        if group.open[g] == 0:
            return g
    return -1


@inlined
def _choose_group(j, u, cursor, person, group, brand, p):
    """Return the group that gives person j a seat, -1 if there is none."""
    host = int(person.draw_row[j]) % p.groups_owners
    chosen = -1
    if p.groups_allocation == LEAST_FULL:
        for g in range(host, brand.groups, p.groups_owners):
            if group.size[g] < p.groups_cap and (chosen < 0 or group.size[g] < group.size[chosen]):
                chosen = g
        return chosen
    if p.groups_allocation == AT_RANDOM:
        free = 0
        for g in range(host, brand.groups, p.groups_owners):
            free += _has_seat(g, host, group, p)
        wanted = int(u * float(free))
        for g in range(host, brand.groups, p.groups_owners):
            if _has_seat(g, host, group, p):
                if wanted == 0:
                    return g
                wanted -= 1
        return _closed_group(host, group, brand, p)
    first_free = -1
    for g in range(cursor, brand.groups):
        if _has_seat(g, host, group, p):
            if p.groups_allocation != LIKE_MINDED or group.segment[g] == person.segment[j]:
                return g
            if first_free < 0:
                first_free = g
    fresh = _closed_group(host, group, brand, p)
    return fresh if fresh >= 0 else first_free


@inlined
def _seat(j, g, day, person, group):
    """Give person j a seat in group g."""
    if group.open[g] == 0:
        group.open[g] = 1
        group.segment[g] = person.segment[j]
        group.size[g] = 0
        group.owner[g] = -1
        group.owner_days[g] = 0
        group.quiet_days[g] = 0
        group.age_days[g] = 0
        group.warmth[g] = 0.5
        group.topic_share[g] = 0.0
        group.energy[g] = 1.0
    group.size[g] += 1
    person.stage[j] = MEMBER
    person.group[j] = g
    person.join_day[j] = day
    person.event[j] |= JOINED
    if person.first_join_day[j] == NEVER:
        person.first_join_day[j] = day


@procedure
def _count_seats(person, group, brand):
    """Count the seats taken in each group."""
    for g in range(brand.groups):
        group.size[g] = 0
    for j in range(brand.rows):
        if person.stage[j] == MEMBER:
            group.size[person.group[j]] += 1


@procedure
def _queue(day, person, brand, seats):
    """Return the rows that wait, in the order in which they are served, as far as the seats may reach."""
    asked = np.zeros(day + 2, np.int64)
    for j in range(brand.rows):
        if person.stage[j] == WAITING:
            asked[person.wait_day[j]] += 1
    last_day = 0
    before = 0
    while last_day <= day and before + asked[last_day] < seats:
        before += asked[last_day]
        last_day += 1
    last_day = min(last_day, day)
    count = 0
    for earlier in range(last_day + 1):
        count += asked[earlier]
    keys = np.empty(count, np.int64)
    found = 0
    for j in range(brand.rows):
        if person.stage[j] == WAITING and person.wait_day[j] <= last_day:
            asked_on = int(person.wait_day[j])
            _, tie, _, _ = draws(brand.seed, _STREAM, asked_on, person.draw_row[j])
            keys[found] = ((asked_on << _TIE_BITS) + int(tie * float(1 << _TIE_BITS)) << _ROW_BITS) + j
            found += 1
    keys.sort()
    return keys & ((1 << _ROW_BITS) - 1)


@procedure
def _write_roster(person, group, brand, roster):
    """List the members group by group, in row order."""
    roster.start[0] = 0
    for g in range(brand.groups):
        roster.start[g + 1] = roster.start[g] + group.size[g]
    place = np.empty(brand.groups, np.int64)
    for g in range(brand.groups):
        place[g] = roster.start[g]
        group.shills[g] = 0
    for j in range(brand.rows):
        if person.stage[j] == MEMBER:
            g = person.group[j]
            roster.member[place[g]] = j
            place[g] += 1
            if person.role[j] == SHILL:
                group.shills[g] += 1
    brand.members_seated = roster.start[brand.groups]


def admission(day, person, group, brand, roster, p):
    """Disband silent groups, seat those who wait, and write the roster."""
    if p.groups_enabled == 0 or brand.groups == 0:
        return
    if p.groups_disband_days > 0:
        _disband(day, person, group, brand, roster, p)
    _count_seats(person, group, brand)
    seats = 0
    for g in range(brand.groups):
        seats += max(0, p.groups_cap - group.size[g])
    # With several owners the first in line may wait for another owner's seats: then everybody is looked at.
    queue = _queue(day, person, brand, seats if p.groups_owners == 1 or seats == 0 else brand.rows + 1)
    cursor = 0
    for number in range(len(queue)):
        j = queue[number]
        while cursor < brand.groups and group.open[cursor] == 1 and group.size[cursor] >= p.groups_cap:
            cursor += 1
        _, _, u, _ = draws(brand.seed, _STREAM, int(person.wait_day[j]), person.draw_row[j])
        g = _choose_group(j, u, cursor, person, group, brand, p)
        if g >= 0:
            _seat(j, g, day, person, group)
    if p.groups_waiting_list == 0:
        for j in range(brand.rows):
            if person.stage[j] == WAITING:
                person.stage[j] = FOLLOWER
    _write_roster(person, group, brand, roster)


ADMISSION = Phase(
    name="admission",
    sentence="Silent groups are disbanded; those who wait are seated first come, first served, up to the cap.",
    over="whole",
    row=admission,
    writes=(
        "person.stage", "person.group", "person.join_day", "person.first_join_day", "person.first_leave_day",
        "person.event", "group.open", "group.segment", "group.size", "group.shills", "group.owner", "group.owner_days",
        "group.quiet_days", "group.age_days", "group.warmth", "group.topic_share", "group.energy", "roster.start",
        "roster.member", "brand.members_seated",
    ),
    reads_others=("person.wait_day",),
    draws=("admission",),
)  # fmt: skip
