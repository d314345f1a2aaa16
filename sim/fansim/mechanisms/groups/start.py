"""Before day 0: room for the groups, and seats for those who follow already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.entry.rules import days_required
from fansim.mechanisms.groups.rules import warmth_after
from fansim.mechanisms.population.start import seed_keys, seed_rows, standing_rows, tenure_of
from fansim.state.codes import Stage
from fansim.state.randomness import units

_FEWEST_DAYS = 2  # a seat taken on the eve would stand beside the number that means never


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return the room for groups and for the roster of their members."""
    groups = scenario.groups.max_groups if scenario.groups.enabled else 0
    return {
        "group": groups,
        "roster.start": groups + 1,
        "roster.member": min(rows, groups * scenario.groups.cap),
    }


def start(s: Start) -> None:
    """Give the seed fans seats, spread over the groups."""
    person, group = s.world.person, s.world.group
    groups, seeds = len(group.open), seed_rows(s)
    s.world.brand["groups"] = groups
    group.warmth[:] = s.scenario.groups.warmth_start
    if groups == 0 or (len(seeds) == 0 and s.scenario.population.followers_share == 0.0):
        return
    seated = seeds[np.argsort(seed_keys(s, 2)[seeds], kind="stable")][: groups * s.scenario.groups.cap]
    if s.scenario.population.followers_share > 0.0:
        _run_on(s, seated)
        return
    place = np.arange(len(seated)) % groups
    person.stage[seated], person.group[seated] = Stage.MEMBER, place
    person.join_day[seated] = person.first_join_day[seated] = 0
    group.open[np.unique(place)] = 1


def _run_on(s: Start, seeds: np.ndarray) -> None:
    """Seat those of a running community who asked for a seat once they were past the threshold, in their order.

    Seed fans are spread over the groups in use; the others fill them one after the other, or evenly, as newcomers do.
    """
    person, group, setting = s.world.person, s.world.group, s.scenario.groups
    rows = standing_rows(s)
    since = tenure_of(s, rows) - _asked_after(s, rows)
    asked = rows[since >= _FEWEST_DAYS], since[since >= _FEWEST_DAYS]
    order = np.lexsort((asked[0], -asked[1], ~np.isin(asked[0], seeds)))
    seated, since = (column[order][: len(group.open) * setting.cap] for column in asked)
    in_order = setting.allocation in ("fill_first", "homophily")
    used = -(-len(seated) // setting.cap) if in_order else len(group.open)
    place = _places(len(seated), np.isin(seated, seeds).sum(), used, setting.cap if in_order else 0)
    person.stage[seated], person.group[seated] = Stage.MEMBER, place
    person.join_day[seated] = person.first_join_day[seated] = -since.astype(np.int16)
    group.open[np.unique(place)] = 1
    np.maximum.at(group.age_days, place, since.astype(group.age_days.dtype))
    warmth = s.rules.get("warmth_after", plain(warmth_after))
    group.warmth[group.open == 1] = warmth(
        setting.warmth_start, 0.0, 0.0, 0.0, 0.0, setting.hostility, reward_cooling=0.0, speed=1.0
    )
    group.topic_share[group.open == 1] = s.scenario.activity.topic_share


def _asked_after(s: Start, rows: np.ndarray) -> np.ndarray:
    """Return the days of following after which each asked for a seat: the threshold, and some days of hesitation."""
    entry = s.scenario.entry
    threshold = plain(days_required)(entry.follow_days, entry.enabled)
    chance = min(entry.join_per_day, 1.0 - 1e-12)
    if chance == 0.0:
        return np.full(len(rows), np.inf)
    luck = units(seed_keys(s, 2)[rows])
    days: np.ndarray = threshold + np.floor(np.log(luck) / np.log1p(-chance))
    return days


def _places(members: int, spread: int, used: int, cap: int) -> np.ndarray:
    """Return the groups of members of whom the first are spread over all groups in use; cap 0: all of them are."""
    place = np.arange(members) % used
    if cap:
        free = cap - np.bincount(place[:spread], minlength=used)
        place[spread:] = np.repeat(np.arange(used), free)[: members - spread]
    return place


def make_room(world: Any, scenario: Any) -> None:
    """Make room for groups whose limits changed: members keep their seats, also those above a lowered cap."""
    person, groups = world.person, len(world.group.open)
    taken = np.bincount(person.group[person.group >= 0], minlength=groups)
    seats = int(np.maximum(taken, scenario.groups.cap).sum())
    world.lengthen("roster.member", min(len(person.stage), seats))
    world.brand["groups"] = groups
