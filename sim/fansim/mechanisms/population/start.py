"""Before day 0: everybody's traits, and who the seed fans are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy import special

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.entry.rules import days_required
from fansim.state.codes import Segment, Source, Stage
from fansim.state.columns import CHUNK
from fansim.state.randomness import sort_keys, stream

Floats = np.ndarray

_TRAITS = stream("traits")
_SEEDING = stream("seeding")
_EXACT_QUANTILES = 20_000  # ranks up to which quantiles are computed one by one


def sizes(scenario: object, rows: int) -> Mapping[str, int]:
    """Return the room for the list of those who have a day: as long as the chunks are."""
    chunks = -(-rows // CHUNK)
    return {"roll.row": chunks * CHUNK, "roll.end": chunks, "roll.rejecting": chunks, "roll.resting": chunks}


def start(s: Start) -> None:
    """Draw activity, spending and segment of the ordinary persons, and let the seed fans follow."""
    person, people = s.world.person, s.scenario.population
    places = trait_places(s, 0), trait_places(s, 1)
    z_activity = special.ndtri(places[0])
    sigma = people.activity_sigma
    person.activity_level[: s.persons] = np.exp(sigma * z_activity - sigma**2 / 2)
    correlation = people.trait_correlation
    z_spend = correlation * z_activity + np.sqrt(1 - correlation**2) * special.ndtri(places[1])
    shape = people.spend_shape
    person.spend[: s.persons] = quantiles(lambda q: special.gammaincinv(shape, q) / shape, stratified(z_spend))
    tastes = trait_places(s, 3)
    person.segment[: s.persons] = np.select(
        [tastes < people.price_share, tastes < people.price_share + people.quality_share],
        [Segment.PRICE, Segment.QUALITY],
        Segment.EXPERIENCE,
    )
    person.draw_row[: s.persons] = np.arange(s.persons)
    _place_seeds(s)


def trait_places(s: Start, slot: int) -> Floats:
    """Return the stratum of every ordinary person in a trait, by one of the four orders drawn at the start.

    Parameters
    ----------
    s : Start
        The run.
    slot : int
        0 activity, 1 spending, 2 leaving, 3 segment.
    """
    return stratified(sort_keys(np.uint64(s.seed), _TRAITS, slot, s.persons))


def stratified(keys: np.ndarray) -> Floats:
    """Return the middle of each row's stratum: (rank + 1/2) / N, ranks given by the keys.

    Every replication has the same distribution of traits, only in another order: without it the share of the top
    2% swings widely from seed to seed (T8).
    """
    rank = np.empty(len(keys), np.float64)
    rank[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    places: Floats = (rank + 0.5) / max(1, len(keys))
    return places


def quantiles(function: Callable[[Floats], Floats], places: Floats) -> Floats:
    """Return quantiles at evenly spread places; between exact ones on the logit scale where there are many."""
    if len(places) <= _EXACT_QUANTILES:
        exact: Floats = function(places)
        return exact
    edge = np.log(2.0 * len(places)) + 1.0
    grid = np.linspace(-edge, edge, _EXACT_QUANTILES)
    values: Floats = np.interp(special.logit(places), grid, function(special.expit(grid)))
    return values


def seed_keys(s: Start, slot: int) -> np.ndarray:
    """Return the keys by which seed fans are put in order: 0 who they are, 1 their tenure, 2 their group."""
    keys: np.ndarray = sort_keys(np.uint64(s.seed), _SEEDING, slot, s.persons)
    return keys


def seed_rows(s: Start) -> np.ndarray:
    """Return the rows of the seed fans."""
    return np.flatnonzero(s.world.person.source == Source.SEED)


def _place_seeds(s: Start) -> None:
    """Choose the seed fans, and let them follow since before the threshold."""
    person, people, entry = s.world.person, s.scenario.population, s.scenario.entry
    count = round(people.core_share * s.persons)
    merit = {
        "active": person.activity_level[: s.persons],
        "hubs": np.diff(s.network.start),
        "random": np.zeros(s.persons),
    }[people.seeding]
    seeds = np.lexsort((seed_keys(s, 0), -merit.astype(np.float64)))[:count]
    tenure = stratified(seed_keys(s, 1)[seeds])
    threshold = plain(days_required)(entry.follow_days, entry.enabled)
    longest = max(threshold, people.core_followed_days)
    person.follow_day[seeds] = -np.round(threshold + tenure * (longest - threshold)).astype(np.int16)
    person.stage[seeds], person.source[seeds] = Stage.FOLLOWER, Source.SEED
