"""Before day 0: seed fans have praised the brand in public."""

from __future__ import annotations

from fansim.engine.mechanism import Start
from fansim.mechanisms.population.start import seed_rows


def start(s: Start) -> None:
    """Let everybody have met what the seed fans said."""
    s.world.brand["positive_rate"] = len(seed_rows(s)) / max(1, s.persons)
