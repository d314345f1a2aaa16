"""Before day 0: seed fans have praised the brand, so that somebody hears of it on day 0."""

from __future__ import annotations

import numpy as np

from fansim.engine.mechanism import Start
from fansim.mechanisms.population.start import seed_rows
from fansim.state.codes import Emission


def start(s: Start) -> None:
    """Let the seed fans talk on day 0."""
    seeds, brand = seed_rows(s), s.world.brand
    s.world.person.emission[seeds] = Emission.PRAISE
    brand["praisers"] = len(seeds)
    brand["most_friends"] = np.diff(s.network.start).max(initial=0)
