"""The table of promotions, as the scenario lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a promotion."""
    return {"promotion": len(scenario.promotions)}


def start(s: Start) -> None:
    """Write the promotions into their table."""
    write_promotions(s.world, s.scenario)


def write_promotions(world: Any, scenario: Any) -> None:
    """Write what a scenario says of each promotion."""
    world.brand["promotions"] = len(world.promotion.days)
    world.promotion.days[:] = 0  # those left out in the middle of a run are over
    for number, promotion in enumerate(scenario.promotions):
        for name, value in promotion.model_dump().items():
            getattr(world.promotion, name)[number] = value
