"""What other mechanisms ask of how people feel."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.mechanisms.experience.rules import satisfaction


@inlined
def satisfaction_of(i, person, brand, p):
    """Return how satisfied person i is with the product."""
    return satisfaction(
        brand.quality,
        person.expectation[i],
        neutral=p.experience_satisfaction_neutral,
        quality_neutral=p.experience_satisfaction_quality,
        level=p.experience_satisfaction_level,
        surprise=p.experience_satisfaction_surprise,
    )
