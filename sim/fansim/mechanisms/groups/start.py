"""Before day 0: room for the groups, and seats for the seed fans, spread over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from fansim.engine.mechanism import Start
from fansim.mechanisms.population.start import seed_keys, seed_rows
from fansim.state.codes import Stage


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
    if groups == 0 or len(seeds) == 0:
        return
    seated = seeds[np.argsort(seed_keys(s, 2)[seeds], kind="stable")][: groups * s.scenario.groups.cap]
    place = np.arange(len(seated)) % groups
    person.stage[seated], person.group[seated] = Stage.MEMBER, place
    person.join_day[seated] = person.first_join_day[seated] = 0
    group.open[np.unique(place)] = 1


def make_room(world: Any, scenario: Any) -> None:
    """Make room for groups whose limits changed: members keep their seats, also those above a lowered cap."""
    person, groups = world.person, len(world.group.open)
    taken = np.bincount(person.group[person.group >= 0], minlength=groups)
    seats = int(np.maximum(taken, scenario.groups.cap).sum())
    world.lengthen("roster.member", min(len(person.stage), seats))
    world.brand["groups"] = groups
