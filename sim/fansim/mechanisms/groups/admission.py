"""The seat resolver: silent groups are disbanded, those who wait are seated in turn, the roster is written anew.

The only step that looks at all rows at once. First come, first served: by day of asking, then by a draw of that day,
then by row; so the outcome does not depend on any order of visits.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined, procedure
from fansim.mechanisms.groups.rules import is_silent_too_long
from fansim.state.codes import Allocation, Event, Role, Stage
from fansim.state.columns import CHUNK, MOST_ROWS, NEVER
from fansim.state.randomness import draws, stream

_STREAM = stream("admission")
_TIE_BITS = 24  # day, tie and row stand side by side in one whole number, which is quick to sort
_ROW_BITS = MOST_ROWS.bit_length() - 1


@procedure
def _disband(day, person, group, brand, roster, p):
    """Close the groups that were silent for too long; their members follow on without a seat."""
    for g in range(brand.groups):
        if group.open[g] == 0 or not is_silent_too_long(group.quiet_days[g], disband_days=p.groups_disband_days):
            continue
        for seat in range(roster.start[g], roster.start[g + 1]):
            j = roster.member[seat]
            if person.stage[j] != Stage.MEMBER or person.group[j] != g:
                continue
            person.stage[j] = Stage.FOLLOWER
            person.group[j] = -1
            person.event[j] |= Event.GROUP_DISBANDED
            if person.first_leave_day[j] == NEVER:
                person.first_leave_day[j] = day
        group.open[g] = 0
        brand.groups_disbanded += 1


@inlined
def _slots(brand, p):
    """Return the group slots that may be opened today; fewer than there are where the limit was lowered."""
    return min(brand.groups, p.groups_max_groups)


@inlined
def _has_seat(g, host, group, p):
    """Return whether a group of a host is open and has a free seat."""
    return group.open[g] == 1 and group.size[g] < p.groups_cap and g % p.groups_owners == host


@inlined
def _closed_group(host, group, brand, p):
    """Return the first group slot of a host that is not in use, -1 if there is none."""
    for g in range(host, _slots(brand, p), p.groups_owners):
        if group.open[g] == 0:
            return g
    return -1


@inlined
def _least_full(host, group, brand, p):
    """Return the group of a host with the fewest seats taken, -1 if all are full; an empty slot counts as a group."""
    chosen = -1
    for g in range(host, brand.groups, p.groups_owners):
        if group.open[g] == 0 and g >= _slots(brand, p):
            continue
        if group.size[g] < p.groups_cap and (chosen < 0 or group.size[g] < group.size[chosen]):
            chosen = g
    return chosen


@inlined
def _random_group(host, u, group, brand, p):
    """Return a group of a host with a free seat, each alike, or a fresh one if all are full."""
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


@procedure
def _choose_group(j, u, cursor, person, group, brand, p):
    """Return the group that gives person j a seat, -1 if there is none."""
    host = int(person.draw_row[j]) % p.groups_owners
    if p.groups_allocation == Allocation.LEAST_FULL:
        return _least_full(host, group, brand, p)
    if p.groups_allocation == Allocation.RANDOM:
        return _random_group(host, u, group, brand, p)
    first_free = -1
    for g in range(cursor, brand.groups):
        if _has_seat(g, host, group, p):
            if p.groups_allocation != Allocation.HOMOPHILY or group.segment[g] == person.segment[j]:
                return g
            if first_free < 0:
                first_free = g
    fresh = _closed_group(host, group, brand, p)
    return fresh if fresh >= 0 else first_free


@inlined
def _seat(j, g, day, person, group, p):
    """Give person j a seat in group g."""
    if group.open[g] == 0:
        group.open[g] = 1
        group.segment[g] = person.segment[j]
        group.size[g] = 0
        group.owner[g] = -1
        group.owner_days[g] = 0
        group.quiet_days[g] = 0
        group.age_days[g] = 0
        group.warmth[g] = p.groups_warmth_start
        group.topic_share[g] = 0.0
        group.energy[g] = 1.0
    group.size[g] += 1
    person.stage[j] = Stage.MEMBER
    person.group[j] = g
    person.join_day[j] = day
    person.event[j] |= Event.JOINED
    if person.first_join_day[j] == NEVER:
        person.first_join_day[j] = day


@procedure
def _look_round(person, group, roll, brand):
    """Count the seats taken in each group, and return the rows that wait."""
    for g in range(brand.groups):
        group.size[g] = 0
    waiting = np.empty(1024, np.uint32)
    found = 0
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            j = base + np.uint64(roll.row[place])
            stage = person.stage[j]
            if stage == Stage.MEMBER:
                group.size[person.group[j]] += 1
            elif stage == Stage.WAITING:
                if found == len(waiting):
                    longer = np.empty(2 * found, np.uint32)
                    for k in range(found):  # a slice would be compiled for seconds
                        longer[k] = waiting[k]
                    waiting = longer
                waiting[found] = j
                found += 1
    return waiting[:found]


@procedure
def _queue(waiting, day, person, brand, seats):
    """Return the rows that wait, in the order in which they are served, as far as the seats may reach."""
    asked = np.zeros(day + 2, np.int64)
    for j in waiting:
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
    for j in waiting:
        if person.wait_day[j] <= last_day:
            asked_on = int(person.wait_day[j])
            _, u_tie, _, _ = draws(brand.seed, _STREAM, asked_on, person.draw_row[j])
            keys[found] = ((asked_on << _TIE_BITS) + int(u_tie * float(1 << _TIE_BITS)) << _ROW_BITS) + int(j)
            found += 1
    keys.sort()
    for k in range(count):  # written out: an expression over arrays would be compiled for a second
        keys[k] &= MOST_ROWS - 1
    return keys


@procedure
def _write_roster(person, group, roll, brand, roster):
    """List the members group by group, in the order of the roll: who was seated today after the others."""
    place = np.empty(brand.groups, np.int64)
    roster.start[0] = 0
    for g in range(brand.groups):
        place[g] = roster.start[g]
        roster.start[g + 1] = roster.start[g] + group.size[g]
        group.shills[g] = 0
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for listed in range(base, np.uint64(roll.end[c])):
            j = base + np.uint64(roll.row[listed])
            if person.stage[j] == Stage.MEMBER:
                g = person.group[j]
                roster.member[place[g]] = j
                place[g] += 1
                if person.role[j] == Role.SHILL:
                    group.shills[g] += 1
    brand.members_seated = roster.start[brand.groups]


@procedure
def _serve(queue, day, person, group, brand, p):
    """Seat those who wait, in their order, as long as there is a seat for them."""
    cursor = 0
    for number in range(len(queue)):
        j = queue[number]
        while cursor < brand.groups and group.open[cursor] == 1 and group.size[cursor] >= p.groups_cap:
            cursor += 1
        _, _, u_group, _ = draws(brand.seed, _STREAM, int(person.wait_day[j]), person.draw_row[j])
        g = _choose_group(j, u_group, cursor, person, group, brand, p)
        if g >= 0:
            _seat(j, g, day, person, group, p)


def admit(day, person, group, roll, brand, roster, p):
    """Disband silent groups, seat those who wait, and write the roster."""
    brand.groups_disbanded = 0
    if p.groups_enabled == 0 or brand.groups == 0:
        return
    _disband(day, person, group, brand, roster, p)
    waiting = _look_round(person, group, roll, brand)
    seats = 0
    for g in range(brand.groups):
        seats += max(0, p.groups_cap - group.size[g])
    # With several owners the first in line may wait for another owner's seats: then everybody is looked at.
    reach = seats if p.groups_owners == 1 or seats == 0 else brand.rows + 1
    _serve(_queue(waiting, day, person, brand, reach), day, person, group, brand, p)
    if p.groups_waiting_list == 0:
        for j in waiting:
            if person.stage[j] == Stage.WAITING:
                person.stage[j] = Stage.FOLLOWER
    _write_roster(person, group, roll, brand, roster)


ADMISSION = Phase(
    name="admission",
    sentence="Silent groups are disbanded; those who wait are seated first come, first served, up to the cap.",
    over="whole",
    row=admit,
)
