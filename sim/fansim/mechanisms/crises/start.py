"""The table of crises, as the scenario lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start
from fansim.state.columns import NEVER


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a crisis."""
    return {"crisis": len(scenario.crises)}


def start(s: Start) -> None:
    """Write the crises into their table."""
    write_crises(s.world, s.scenario)


def write_crises(world: Any, scenario: Any) -> None:
    """Write what a scenario says of each crisis."""
    world.brand["crises"] = len(world.crisis.day)
    world.crisis.day[:] = NEVER  # those left out in the middle of a run do not come
    for number, crisis in enumerate(scenario.crises):
        for name, value in crisis.model_dump().items():
            getattr(world.crisis, name)[number] = value
