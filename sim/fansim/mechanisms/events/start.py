"""The table of events, as the scenario lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start
from fansim.state.codes import EventKind

_EFFECTS = ("writing", "buying", "part", "trust", "belonging")  # what a kind says nothing of, it does not do


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row an event."""
    return {"occasion": len(scenario.events)}


def start(s: Start) -> None:
    """Write the events into their table."""
    write_events(s.world, s.scenario)


def write_events(world: Any, scenario: Any) -> None:
    """Write what a scenario says of each event, and what one of its kind does."""
    occasion = world.occasion
    world.brand["events"] = len(occasion.kind)
    occasion.length_days[:] = 0  # those left out in the middle of a run are over
    occasion.recap_days[:] = 0
    for k, event in enumerate(scenario.events):
        for name, value in event.model_dump().items():
            getattr(occasion, name)[k] = EventKind[value.upper()] if name == "kind" else value
        for effect in _EFFECTS:
            getattr(occasion, effect)[k] = getattr(scenario.attendance, f"{event.kind}_{effect}", 0.0)
