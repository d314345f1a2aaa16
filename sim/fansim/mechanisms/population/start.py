"""Before day 0: everybody's traits, and who the seed fans are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy import special

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.entry.rules import days_required
from fansim.mechanisms.population.rules import share_staying, standing_weight
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
    return {"roll.row": chunks * CHUNK, "roll.reach": chunks, "roll.end": chunks}


def start(s: Start) -> None:
    """Draw activity, spending and segment of the ordinary persons, and let the seed fans follow."""
    person, people = s.world.person, s.scenario.population
    places = trait_places(s, 0), trait_places(s, 1)
    z_activity = special.ndtri(places[0])
    sigma = people.activity_sigma
    person.activity_level[: s.persons] = np.minimum(people.activity_most, np.exp(sigma * z_activity - sigma**2 / 2))
    correlation = people.trait_correlation
    z_spend = correlation * z_activity + np.sqrt(1 - correlation**2) * special.ndtri(places[1])
    person.spend[: s.persons] = quantiles(_spending(people.spend_sigma, people.spend_shape), stratified(z_spend))
    tastes = trait_places(s, 3)
    person.segment[: s.persons] = np.select(
        [tastes < people.price_share, tastes < people.price_share + people.quality_share],
        [Segment.PRICE, Segment.QUALITY],
        Segment.EXPERIENCE,
    )
    person.draw_row[: s.persons] = np.arange(s.persons)
    _place_seeds(s)
    _place_followers(s)
    _list_them(s)


def _list_them(s: Start) -> None:
    """List those who follow already: they had a day yesterday, and so are heard on day 0 as on any other."""
    roll, rows = s.world.roll, standing_rows(s)
    chunk = rows // CHUNK
    first = np.arange(len(roll.end)) * CHUNK
    listed = np.bincount(chunk, minlength=len(first))
    roll.reach[:] = roll.end[:] = first + listed
    before = np.cumsum(listed) - listed
    roll.row[first[chunk] + np.arange(len(rows)) - before[chunk]] = rows % CHUNK


def _spending(sigma: float, shape: float) -> Callable[[Floats], Floats]:
    """Return the quantiles of purchase rates with mean 1: lognormal, or gamma where sigma is 0."""
    if sigma > 0.0:
        return lambda q: np.exp(sigma * special.ndtri(q) - sigma**2 / 2)
    return lambda q: special.gammaincinv(shape, q) / shape


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
    """Return the keys by which those who follow before day 0 are put in order.

    0 who is a seed fan, 1 their tenure, 2 their group, 3 who else follows.
    """
    keys: np.ndarray = sort_keys(np.uint64(s.seed), _SEEDING, slot, s.persons)
    return keys


def seed_rows(s: Start) -> np.ndarray:
    """Return the rows of the seed fans."""
    return np.flatnonzero(s.world.person.source == Source.SEED)


def standing_rows(s: Start) -> np.ndarray:
    """Return the rows of all who follow before day 0, seed fans among them."""
    source = s.world.person.source
    return np.flatnonzero((source == Source.SEED) | (source == Source.BEFORE))


def seed_tenures(s: Start, seeds: np.ndarray) -> Floats:
    """Return the days for which the seed fans have been fans, whatever threshold they are let past.

    L u^2 with u evenly spread: some from the first hour, more who came later (assumption).
    """
    days: Floats = np.round(stratified(seed_keys(s, 1)[seeds]) ** 2 * s.scenario.population.core_followed_days)
    return days


def tenure_of(s: Start, rows: np.ndarray) -> Floats:
    """Return the days for which some who follow before day 0 have followed."""
    days: Floats = -s.world.person.follow_day[rows].astype(np.float64)
    return days


def _order_of_merit(s: Start) -> np.ndarray:
    """Return the ordinary persons, those first who are likeliest to be seed fans."""
    people, luck = s.scenario.population, seed_keys(s, 0)
    merit = {
        "active": s.world.person.activity_level[: s.persons],
        "hubs": np.diff(s.network.start),
        "random": np.zeros(s.persons),
    }[people.seeding]
    order = np.lexsort((luck, -merit.astype(np.float64)))
    strength = 0.0 if people.seeding == "random" else people.seeding_strength
    if strength == 1.0:
        return order
    places = np.empty(s.persons)
    places[order] = (np.arange(s.persons) + 0.5) / max(1, s.persons)
    score = strength * special.ndtri(places) + np.sqrt(1.0 - strength**2) * special.ndtri(stratified(luck))
    return np.argsort(score, kind="stable")


def _place_seeds(s: Start) -> None:
    """Choose the seed fans, and let them follow since before the threshold."""
    person, people, entry = s.world.person, s.scenario.population, s.scenario.entry
    count = round(people.core_share * s.persons)
    seeds = _order_of_merit(s)[:count]
    threshold = plain(days_required)(entry.follow_days, entry.enabled)
    person.follow_day[seeds] = -np.maximum(threshold, seed_tenures(s, seeds)).astype(np.int16)
    person.stage[seeds], person.source[seeds] = Stage.FOLLOWER, Source.SEED


def _place_followers(s: Start) -> None:
    """Let others follow before day 0 too, for as long as in a community that has grown steadily."""
    person, people = s.world.person, s.scenario.population
    others = np.flatnonzero(person.source[: s.persons] == Source.NONE)
    count = round(people.followers_share * len(others))
    if count == 0:
        return
    chosen = others[np.argsort(seed_keys(s, 3)[others], kind="stable")][:count]
    places = stratified(seed_keys(s, 1)[chosen])
    days = np.round(_tenures(s, places))
    person.follow_day[chosen] = -np.maximum(2, days).astype(np.int16)  # -1 stands for never
    person.stage[chosen], person.source[chosen] = Stage.FOLLOWER, Source.BEFORE


def _tenures(s: Start, places: Floats) -> Floats:
    """Return the days for which those at some places of the distribution of tenures have followed."""
    people, churn = s.scenario.population, s.scenario.churn
    days = np.arange(people.followers_days + 1, dtype=np.float64)
    hazard = churn.constant_per_day if churn.enabled else 0.0
    if hazard is None:
        staying = np.vectorize(plain(share_staying), otypes=[float])(days, churn.a, churn.b)
    else:
        staying = (1.0 - hazard) ** days
    weight = np.vectorize(plain(standing_weight), otypes=[float])(days, staying, people.followers_growth)
    share = np.cumsum(weight)
    tenures: Floats = np.interp(places, (share - weight / 2.0) / share[-1], days)
    return tenures
