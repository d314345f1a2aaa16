"""The state before day 0: who is there, with which traits, where the seed fans sit, which accounts are for sale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy import special

from fansim.accounts import orders_of, write_accounts
from fansim.columns import (
    CASUAL_USER,
    CHUNK,
    CORE_FAN,
    EXPERIENCE,
    FOLLOWER,
    MEMBER,
    PRAISES,
    PRICE,
    QUALITY,
    SEED,
)
from fansim.errors import ScenarioError
from fansim.network import Network
from fansim.phases.admission import MOST_ROWS
from fansim.randomness import STREAM, sort_keys
from fansim.rules.experience import is_core_fan
from fansim.rules.registry import plain
from fansim.scenario.brand import Incentive
from fansim.scenario.flatten import code_of, flatten
from fansim.scenario.schema import Scenario
from fansim.world import World

_SEVERITIES = 4097
_EXACT_QUANTILES = 20_000  # ranks up to which quantiles are computed one by one

Floats = np.ndarray


def build_world(scenario: Scenario, network: Network, seed: int, rules: Mapping[str, Callable[..., Any]]) -> World:
    """Return the state before day 0.

    Parameters
    ----------
    scenario : Scenario
        The setting; ``population.size`` persons, one row each, then the rows of bought accounts.
    network : Network
        The ties of the ordinary persons.
    seed : int
        Seed of the run.
    rules : mapping
        Replaced rules, compiled; those about campaigns and core fans count here too.

    Raises
    ------
    ScenarioError
        If there are more people and accounts than the seat resolver can number.
    """
    persons = len(network.start) - 1
    orders = orders_of(scenario, rules)
    rows = persons + sum(order.accounts for order in orders)
    if rows > MOST_ROWS:
        raise ScenarioError(
            f"population.size and bought accounts: {rows:,} rows, but at most {MOST_ROWS:,} can be simulated."
        )
    start = np.full(rows + 1, network.start[-1], np.uint32)
    start[: persons + 1] = network.start
    groups = scenario.groups.max_groups if scenario.groups.enabled else 0
    sizes = {
        "person": rows,
        "group": groups,
        "campaign": len(orders),
        "incentive": len(scenario.incentives),
        "chunk": -(-rows // CHUNK),
    }
    given: dict[str, np.ndarray] = {
        "network.start": start,
        "network.neighbours": network.neighbours,
        "roster.start": np.zeros(groups + 1, np.int64),
        "roster.member": np.zeros(min(rows, groups * scenario.groups.cap), np.uint32),
        "quantile.severity": _severities(scenario),
    }
    world = World(sizes, flatten(scenario), given)
    brand = world.brand
    brand["seed"], brand["persons"], brand["rows"], brand["groups"] = seed, persons, rows, groups
    brand["campaigns"], brand["incentives"] = len(orders), len(scenario.incentives)
    brand["quality"] = scenario.release.quality
    _give_traits(world, scenario, persons, seed)
    _place_seeds(world, scenario, network, persons, seed, rules)
    write_accounts(world, orders, persons, scenario)
    _write_incentives(world, scenario)
    return world


def stratified(keys: np.ndarray) -> Floats:
    """Return the middle of each row's stratum: (rank + 1/2) / N, ranks given by the keys.

    Every replication has the same distribution of traits, only in another order: without it the share of the top
    2% swings widely from seed to seed (theory.md T8).
    """
    rank = np.empty(len(keys), np.float64)
    rank[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    places: Floats = (rank + 0.5) / max(1, len(keys))
    return places


def _quantiles(function: Callable[[Floats], Floats], places: Floats) -> Floats:
    """Return quantiles at evenly spread places; between exact ones on the logit scale where there are many."""
    if len(places) <= _EXACT_QUANTILES:
        return function(places)
    edge = np.log(2.0 * len(places)) + 1.0
    grid = np.linspace(-edge, edge, _EXACT_QUANTILES)
    values: Floats = np.interp(special.logit(places), grid, function(special.expit(grid)))
    return values


def _give_traits(world: World, scenario: Scenario, persons: int, seed: int) -> None:
    """Draw activity, spending, leaving hazard and segment of the ordinary persons."""
    person, people, churn = world.tables["person"], scenario.population, scenario.churn
    key = np.uint64(seed)
    places = [stratified(sort_keys(key, STREAM["traits"], slot, persons)) for slot in range(4)]
    z_activity = special.ndtri(places[0])
    sigma = people.activity_sigma
    person.activity_level[:persons] = np.exp(sigma * z_activity - sigma**2 / 2)
    correlation = people.trait_correlation
    z_spend = correlation * z_activity + np.sqrt(1 - correlation**2) * special.ndtri(places[1])
    shape = people.spend_shape
    person.spend[:persons] = _quantiles(lambda q: special.gammaincinv(shape, q) / shape, stratified(z_spend))
    if churn.constant_per_day is None:
        person.leaving[:persons] = _quantiles(lambda q: special.betaincinv(churn.a, churn.b, q), places[2])
    else:
        person.leaving[:persons] = churn.constant_per_day
    person.segment[:persons] = np.select(
        [places[3] < people.price_share, places[3] < people.price_share + people.quality_share],
        [PRICE, QUALITY],
        EXPERIENCE,
    )
    person.draw_row[:persons] = np.arange(persons)
    person.trust[:] = people.trust
    person.expectation[:] = people.expectation
    person.motivation[:] = scenario.experience.motivation_mean


def _place_seeds(
    world: World, scenario: Scenario, network: Network, persons: int, seed: int, rules: Mapping[str, Callable[..., Any]]
) -> None:
    """Let the seed fans follow, give them seats spread over the groups, and let them talk on day 0."""
    person, group, people = world.tables["person"], world.tables["group"], scenario.population
    count = round(people.core_share * persons)
    keys = sort_keys(np.uint64(seed), STREAM["seeding"], 0, persons)
    merit = {
        "active": person.activity_level[:persons],
        "hubs": np.diff(network.start),
        "random": np.zeros(persons),
    }[people.seeding]
    seeds = np.lexsort((keys, -merit.astype(np.float64)))[:count]
    tenure = stratified(sort_keys(np.uint64(seed), STREAM["seeding"], 1, persons)[seeds])
    threshold = scenario.entry.follow_days if scenario.entry.enabled else 0
    longest = max(threshold, people.core_followed_days)
    person.follow_day[seeds] = -np.round(threshold + tenure * (longest - threshold)).astype(np.int16)
    person.stage[seeds], person.source[seeds] = FOLLOWER, SEED
    person.trust[seeds], person.belonging[seeds] = people.core_trust, people.core_belonging
    person.emission[seeds] = PRAISES
    world.brand["praisers"] = len(seeds)
    world.brand["positive_rate"] = len(seeds) / max(1, persons)
    groups = len(group.open)
    if groups == 0 or len(seeds) == 0:
        return
    seated = seeds[np.argsort(sort_keys(np.uint64(seed), STREAM["seeding"], 2, persons)[seeds], kind="stable")]
    seated = seated[: groups * scenario.groups.cap]
    place = np.arange(len(seated)) % groups
    person.stage[seated], person.group[seated] = MEMBER, place
    person.join_day[seated] = person.first_join_day[seated] = 0
    group.open[np.unique(place)] = 1
    core = plain(rules.get("is_core_fan", is_core_fan))
    is_core = bool(core(people.core_trust, people.core_belonging, 0.0))
    person.label[seeds] = CASUAL_USER
    person.label[seated] = CORE_FAN if is_core else CASUAL_USER


def _write_incentives(world: World, scenario: Scenario) -> None:
    """Write the rewards into their table."""
    table = world.tables["incentive"]
    for number, incentive in enumerate(scenario.incentives):
        for name, value in incentive.model_dump().items():
            getattr(table, name)[number] = code_of(Incentive, "kind", value) if name == "kind" else value


def _severities(scenario: Scenario) -> Floats:
    """Return quantiles of the severity of a problem."""
    places = np.linspace(0.0, 1.0, _SEVERITIES)
    return np.asarray(special.betaincinv(scenario.voice.severity_a, scenario.voice.severity_b, places))
