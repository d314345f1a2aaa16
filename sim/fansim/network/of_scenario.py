"""The social network of a scenario: generated, or read from its file."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import numpy as np

from fansim.errors import ScenarioError
from fansim.language import say
from fansim.network.build import build_network
from fansim.network.files import NetworkFile, read_network
from fansim.scenario import Scenario

KEPT_TIES = 20_000_000
"""Ties of all networks kept for the next run."""

_kept: OrderedDict[str, NetworkFile] = OrderedDict()
_keeping: ContextVar[bool] = ContextVar("keeping", default=False)


@contextmanager
def keeping_networks() -> Iterator[None]:
    """Keep the networks asked for meanwhile for the next run that needs the same one, as runs of a study do."""
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)


def network_of(scenario: Scenario, seed: int) -> NetworkFile:
    """Return the social network of a scenario, generated with a seed or read from its file with the persons' names.

    Raises
    ------
    NetworkError
        If it cannot be read or generated.
    ScenarioError
        If the scenario gives a population.size other than the people in the file.
    """
    made = _kept_network(scenario, seed) if _keeping.get() else _new_network(scenario, seed)
    people, size = scenario.population, len(made.network.start) - 1
    if scenario.network.kind == "file" and "size" in people.model_fields_set and people.size != size:
        raise ScenarioError(
            say(
                "population.size: got {given}, but {file} has {people} people; leave the key out.",
                given=people.size,
                file=scenario.network.path,
                people=size,
            )
        )
    return made


def _kept_network(scenario: Scenario, seed: int) -> NetworkFile:
    """Return a network, made anew only where no recent run had the same one."""
    made_of = "" if scenario.network.kind == "file" else f"{scenario.population.size} {seed}"
    key = f"{scenario.network.model_dump_json()} {made_of}"
    if key not in _kept:
        _kept[key] = _new_network(scenario, seed)
        while len(_kept) > 1 and sum(len(made.network.neighbours) for made in _kept.values()) > KEPT_TIES:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _new_network(scenario: Scenario, seed: int) -> NetworkFile:
    """Return a network, generated or read."""
    section = scenario.network
    if section.kind == "file":
        assert section.path is not None
        return read_network(Path(section.path), section.columns, section.group)
    network = build_network(
        section.kind,
        scenario.population.size,
        mean_degree=section.mean_degree,
        rewiring=section.rewiring,
        blocks=section.blocks,
        block_mixing=section.block_mixing,
        seed=seed,
    )
    return NetworkFile(network, np.empty(0, np.object_), {})
