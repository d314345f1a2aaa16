"""The table of rewards, as the scenario lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start
from fansim.state.codes import Reward, Segment


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a reward, and one a segment of people."""
    return {"incentive": len(scenario.incentives), "segment": len(Segment)}


def start(s: Start) -> None:
    """Write the rewards into their table."""
    write_incentives(s.world, s.scenario)


def write_incentives(world: Any, scenario: Any) -> None:
    """Write what a scenario says of each reward; where it says so in the middle of a run, rewards left out end."""
    world.brand["incentives"] = len(world.incentive.kind)
    world.incentive.kind[:] = Reward.NONE
    for number, incentive in enumerate(scenario.incentives):
        for name, value in incentive.model_dump().items():
            getattr(world.incentive, name)[number] = Reward[value.upper()] if name == "kind" else value
