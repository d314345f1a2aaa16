"""Before day 0: an empty line, as long as the lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fansim.engine.mechanism import Start


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a day of the lead."""
    return {"pipeline": scenario.hardware.lead_days if scenario.hardware.enabled else 0}


def start(s: Start) -> None:
    """Remember the quality of the product."""
    if s.scenario.hardware.enabled:
        s.world.brand["quality_yesterday"] = s.scenario.release.quality
