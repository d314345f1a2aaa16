"""The table of channels, as the scenario lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start
from fansim.state.codes import ChannelKind


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a channel."""
    return {"channel": len(scenario.channels)}


def start(s: Start) -> None:
    """Write the channels into their table."""
    write_channels(s.world, s.scenario)


def write_channels(world: Any, scenario: Any) -> None:
    """Write what a scenario says of each channel."""
    world.brand["channels"] = len(scenario.channels)
    for number, channel in enumerate(scenario.channels):
        values = channel.model_dump() | {"kind": ChannelKind[channel.kind.upper()]}
        for name, value in values.items():
            getattr(world.channel, name)[number] = value
