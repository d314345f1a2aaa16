"""Before day 0: when those who follow already bought last."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.population.start import standing_rows, stratified
from fansim.mechanisms.sales.rules import need_back
from fansim.state.randomness import sort_keys, stream

_STREAM = stream("purchase_before")
_CYCLES = np.linspace(0.0, 30.0, 6001)  # ages of what one has, in usual times from one purchase to the next
_LONGEST = 20_000  # days that a column of days can look back


def purchase_keys(s: Start) -> np.ndarray:
    """Return the keys that put ordinary persons in an order drawn at the start: 0 last purchase."""
    keys: np.ndarray = sort_keys(np.uint64(s.seed), _STREAM, 0, s.persons)
    return keys


def start(s: Start) -> None:
    """Let those who follow a brand that is there already have bought as usual, so that day 0 is a day like others."""
    how, people = s.scenario.sales, s.scenario.population
    launched = not s.scenario.launch.enabled or s.scenario.launch.day <= 0
    if not (how.enabled and launched) or people.followers_share == 0.0 or how.base_per_day == 0.0:
        return
    rows = standing_rows(s)
    places = stratified(purchase_keys(s))[rows]
    usual = how.base_per_day * s.world.person.spend[rows].astype(np.float64)
    days = np.maximum(2.0, np.round(_ages(places, how.need_returns) / usual))  # -1 stands for never
    lasting = days <= _LONGEST  # who bought longer ago needs another one, or has never bought
    s.world.person.bought_day[rows[lasting]] = -days[lasting].astype(np.int16)


def _ages(places: np.ndarray, need_returns: float) -> np.ndarray:
    """Return the ages at some places of their distribution where everybody buys as usual.

    Of a renewal process: the density of ages is the share of purchases that no other has followed yet,
    exp(-integral of the need).
    """
    ages: np.ndarray = np.interp(places, _share_so_young(need_returns), _CYCLES)
    return ages


@lru_cache(maxsize=64)  # a study makes thousands of runs in a process, and most have the same need
def _share_so_young(need_returns: float) -> np.ndarray:
    """Return the distribution of those ages at `_CYCLES`."""
    need = np.array([plain(need_back)(age, 1.0, need_returns) for age in _CYCLES])
    waited = np.concatenate(([0.0], np.cumsum((need[1:] + need[:-1]) / 2.0 * np.diff(_CYCLES))))
    share = np.cumsum(np.exp(-waited))
    found: np.ndarray = share / share[-1]
    return found
