"""Before day 0: the product."""

from __future__ import annotations

from fansim.engine.mechanism import Start


def start(s: Start) -> None:
    """Set the quality of the product."""
    s.world.brand["quality"] = s.scenario.release.quality
