"""The state before day 0, as the mechanisms set it one after the other."""

from __future__ import annotations

import numpy as np

from fansim.assembly import Assembly
from fansim.engine.mechanism import Rules, Start
from fansim.engine.rule import plain
from fansim.errors import ScenarioError
from fansim.language import say
from fansim.network import Network
from fansim.scenario.flatten import flatten
from fansim.scenario.schema import Scenario
from fansim.state.columns import CHUNK, MOST_ROWS
from fansim.state.world import World


def build_world(assembly: Assembly, scenario: Scenario, network: Network, seed: int, rules: Rules) -> World:
    """Return the state before day 0.

    Parameters
    ----------
    assembly : Assembly
        The mechanisms.
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
    written = {name: plain(rule) for name, rule in rules.items()}
    persons = len(network.start) - 1
    rows = persons + sum(m.accounts(scenario, written) for m in assembly.mechanisms if m.accounts)
    if rows > MOST_ROWS:
        raise ScenarioError(
            say(
                "population.size and bought accounts: {rows} rows, but at most {most} can be simulated.",
                rows=f"{rows:,}",
                most=f"{MOST_ROWS:,}",
            )
        )
    start = np.full(rows + 1, network.start[-1], np.uint32)
    start[: persons + 1] = network.start
    sizes = {"person": rows, "chunk": -(-rows // CHUNK)} | table_sizes(assembly, scenario, rows)
    given = {"network.start": start, "network.neighbours": network.neighbours}
    world = World(assembly, sizes, flatten(scenario), given)
    world.brand["seed"], world.brand["persons"], world.brand["rows"] = seed, persons, rows
    for step in ("start", "eve"):
        for mechanism in assembly.mechanisms:
            if begin := getattr(mechanism, step):
                begin(Start(world, scenario, network, persons, seed, written))
    return world


def table_sizes(assembly: Assembly, scenario: Scenario, rows: int) -> dict[str, int]:
    """Return the rows of the tables that mechanisms bring, by table or ``table.column``, and of optional columns."""
    spared = assembly.without_rows(scenario)
    optional = [f"person.{column.name}" for column in assembly.tables["person"] if column.optional]
    sizes = {name: 0 if name in spared else rows for name in optional}
    for mechanism in assembly.mechanisms:
        if mechanism.sizes:
            sizes |= mechanism.sizes(scenario, rows)
    return sizes
