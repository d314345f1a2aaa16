"""Before day 0: everybody's hazard of leaving."""

from __future__ import annotations

import numpy as np
from scipy import special

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.churn.rules import leaving_push
from fansim.mechanisms.population.start import quantiles, seed_tenures, standing_rows, tenure_of, trait_places
from fansim.state.codes import Source


def start(s: Start) -> None:
    """Draw the leaving hazard of the ordinary persons.

    Theta ~ Beta(a, b). Of those who have followed for tau days already, Beta(a, b + tau): who was to leave early has
    left. Seed fans have stayed with trust and belonging that hold them, so that theirs is as much larger.

    Source: T9 (Fader & Hardie 2007).
    """
    churn, leaving = s.scenario.churn, s.world.person.leaving
    if churn.constant_per_day is not None:
        leaving[: s.persons] = churn.constant_per_day
        return
    places = trait_places(s, 2)
    leaving[: s.persons] = quantiles(lambda q: special.betaincinv(churn.a, churn.b, q), places)
    standing = standing_rows(s)
    tenure = tenure_of(s, standing)
    seeds = s.world.person.source[standing] == Source.SEED
    tenure[seeds] = seed_tenures(s, standing[seeds])
    stayed = special.betaincinv(churn.a, churn.b + tenure, places[standing])
    leaving[standing] = np.minimum(1.0, np.where(seeds, stayed / np.exp(_push_of_seeds(s)), stayed))


def _push_of_seeds(s: Start) -> float:
    """Return what holds a seed fan, on the scale of `leaving_push`: its trust and belonging, all else as usual."""
    people, churn = s.scenario.population, s.scenario.churn
    usual = churn.satisfaction_reference
    return float(
        plain(leaving_push)(
            people.core_trust, usual, people.core_belonging, 0.0, 0.0, 0.0, churn.trust_weight,
            churn.satisfaction_weight, churn.belonging_weight, churn.fatigue_weight, churn.grudge_weight,
            churn.waiting_weight, churn.trust_reference, usual,
        )
    )  # fmt: skip
