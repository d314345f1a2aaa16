"""Before day 0: everybody's taste."""

from __future__ import annotations

import numpy as np

from fansim.engine.mechanism import Start
from fansim.mechanisms.population.start import stratified
from fansim.state.randomness import sort_keys, stream

_STREAM = stream("taste")


def taste_keys(s: Start) -> np.ndarray:
    """Return the keys that put ordinary persons in an order drawn at the start: 0 taste."""
    keys: np.ndarray = sort_keys(np.uint64(s.seed), _STREAM, 0, s.persons)
    return keys


def start(s: Start) -> None:
    """Spread the tastes of the ordinary persons evenly over the scale, in an order drawn by lot (T14: uniform)."""
    if s.scenario.opinion.enabled:
        s.world.person.taste[: s.persons] = stratified(taste_keys(s))
