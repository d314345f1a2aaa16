"""Before day 0: what people feel."""

from __future__ import annotations

from fansim.engine.mechanism import Start
from fansim.mechanisms.experience.settled import settle_attitudes
from fansim.mechanisms.population.start import seed_rows


def start(s: Start) -> None:
    """Set everybody's attitudes, and those of the seed fans."""
    person, people = s.world.person, s.scenario.population
    person.trust[:] = people.trust
    person.expectation[:] = people.expectation
    person.motivation[:] = s.scenario.experience.motivation_mean
    seeds = seed_rows(s)
    person.trust[seeds] = people.core_trust
    person.belonging[seeds] = people.core_belonging
    person.ownership[seeds] = people.core_ownership
    settle_attitudes(s)
