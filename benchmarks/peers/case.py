"""One case: who is tied to whom, who is informed before day 0, and how persuasive a friend is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np


class Case(NamedTuple):
    """What every peer is given.

    ``neighbours[start[i]:start[i + 1]]`` are the friends of person i; ``seeds`` are informed before day 0;
    ``chance`` is that of one informed friend a day; ``threads`` is for fansim alone.
    """

    start: np.ndarray
    neighbours: np.ndarray
    seeds: np.ndarray
    chance: float
    days: int
    seed: int
    threads: int

    @property
    def persons(self) -> int:
        return len(self.start) - 1

    def graph(self) -> Any:
        """Return the network as a networkx.Graph, for the libraries that want one."""
        import networkx as nx

        person = np.repeat(np.arange(self.persons), np.diff(self.start))
        once = person < self.neighbours
        graph = nx.Graph()
        graph.add_nodes_from(range(self.persons))
        graph.add_edges_from(zip(person[once].tolist(), self.neighbours[once].tolist(), strict=True))
        return graph


def read_case(path: Path, threads: int) -> Case:
    """Return the case in a file that ``fansim bench --peers`` wrote."""
    with np.load(path) as file:
        arrays = [file[name] for name in ("start", "neighbours", "seeds")]
        return Case(*arrays, float(file["chance"]), int(file["days"]), int(file["seed"]), threads)
