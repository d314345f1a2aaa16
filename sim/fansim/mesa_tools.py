"""What Mesa's own tools expect of a model: a data collector, a graph, neighbours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from mesa.datacollection import DataCollector

if TYPE_CHECKING:
    import networkx

    from fansim.model import FanCommunity


def collector_of(model: FanCommunity) -> DataCollector:
    """Return the daily outcomes so far as if a Mesa collector had taken them, one value a step.

    Every version of Mesa that fansim runs with numbers what was collected in its own way, which `mesa.batch_run`
    asks for: up to 3.3 by the place in the lists, later by the step, and in between by the agents' records.
    """
    daily = model.daily.drop(columns="date", errors="ignore")
    collector = DataCollector(model_reporters={name: partial(_today, name=str(name)) for name in daily})
    collector.model_vars = {name: values.tolist() for name, values in daily.items()}
    if hasattr(collector, "_collection_steps"):
        collector._collection_steps = list(range(1, len(daily) + 1))
    else:
        collector._agent_records = {step: [] for step in range(len(daily))}
    return collector


def _today(model: FanCommunity, name: str) -> float:
    return model.today[name]


def graph_of(model: FanCommunity) -> networkx.Graph:
    """Return the social network as a networkx graph whose nodes are the unique_ids of agents."""
    import networkx

    network = model.network
    start, neighbours = network.start.astype(np.int64), network.neighbours
    graph: networkx.Graph = networkx.Graph()
    graph.add_nodes_from(range(1, len(start)))
    rows = np.repeat(np.arange(len(start) - 1), np.diff(start))
    once = rows < neighbours
    graph.add_edges_from(zip((rows[once] + 1).tolist(), (neighbours[once].astype(np.int64) + 1).tolist(), strict=True))
    return graph
