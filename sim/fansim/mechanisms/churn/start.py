"""Before day 0: everybody's hazard of leaving."""

from __future__ import annotations

from scipy import special

from fansim.engine.mechanism import Start
from fansim.mechanisms.population.start import quantiles, trait_places


def start(s: Start) -> None:
    """Draw the leaving hazard of the ordinary persons."""
    churn, leaving = s.scenario.churn, s.world.person.leaving
    if churn.constant_per_day is None:
        leaving[: s.persons] = quantiles(lambda q: special.betaincinv(churn.a, churn.b, q), trait_places(s, 2))
    else:
        leaving[: s.persons] = churn.constant_per_day
