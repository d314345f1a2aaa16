"""The social network of a scenario: generated, or read from its file."""

from __future__ import annotations

from pathlib import Path

from fansim.errors import ScenarioError
from fansim.network.build import Network, build_network
from fansim.network.files import read_network
from fansim.scenario import Scenario


def network_of(scenario: Scenario, seed: int) -> Network:
    """Return the social network of a scenario, generated with a seed or read from its file.

    Raises
    ------
    NetworkError
        If it cannot be read or generated.
    ScenarioError
        If the scenario gives a population.size other than the people in the file.
    """
    people, section = scenario.population, scenario.network
    if section.kind != "file":
        return build_network(
            section.kind,
            people.size,
            mean_degree=section.mean_degree,
            rewiring=section.rewiring,
            blocks=section.blocks,
            block_mixing=section.block_mixing,
            seed=seed,
        )
    assert section.path is not None
    network = read_network(Path(section.path)).network
    size = len(network.start) - 1
    if "size" in people.model_fields_set and people.size != size:
        raise ScenarioError(
            f"population.size: got {people.size}, but {section.path} has {size} people; leave the key out."
        )
    return network
