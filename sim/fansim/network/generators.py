"""The generators of social networks: each draws the two ends of every tie, as two arrays of rows.

The small world draws from NumPy, the others from networkit. Ties come without direction; the small world
repeats none, the founders of a scale-free network may: ``network.network_from_edges`` drops what is double.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError, extra
from fansim.language import say

REDRAWS = 100
TIES_AT_ONCE = 2**18
ONE_AT_A_TIME = Lock()

Rows = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]


def small_world(size: int, mean_degree: float, rewiring: float, draws: np.random.Generator) -> tuple[Rows, Rows]:
    """Draw a small world whose ties keep common random numbers when the rewiring varies.

    That is why it is our own and not a library's: theirs draw one number after another, so that a slightly
    higher rewiring gives another network.

    Tie e of the ring is rewired if u_e < rewiring; u_e and the new target depend on (seed, e) and never on
    the rewiring, so a higher share only adds rewired ties. New targets lie outside the ring neighbourhood and
    repeat no other pair: any choice of rewired ties leaves a simple network with the same number of ties. In
    a network so dense (mean degree near half the size or above) that a tie finds no free pair, it stays in
    place at every rewiring.

    **Source:** Watts & Strogatz 1998, Nature 393, 440-442.
    """
    source, neighbour, reach = _ring(size, mean_degree)
    rewired = draws.random(source.size) < rewiring
    if size > 2 * reach + 1:
        target, free = _new_targets(size, source, reach, draws)
        rewired &= free
        neighbour[rewired] = target[rewired]
    return source, neighbour


def _ring(size: int, mean_degree: float) -> tuple[Rows, Rows, int]:
    """Tie everyone to those 1, 2, ... places on; at the last one, as many as the mean degree asks."""
    ties = round(size * mean_degree / 2)
    reach = -(-ties // size)
    source, neighbour = np.empty(ties, np.uint32), np.empty(ties, np.uint32)
    for distance in range(1, reach + 1):
        first = (distance - 1) * size
        # Steps of this distance go round in circles: along these, a part of the ties is spread evenly.
        circle = size // math.gcd(size, distance)
        # Half-way round, a circle is one pair that both would name.
        places, circle = (size // 2, 1) if circle == 2 else (size, circle)
        tied = min(ties - first, places)
        place = np.arange(tied) * places // tied
        row = (place // circle + place % circle * distance) % size
        source[first : first + tied] = row
        neighbour[first : first + tied] = (row + distance) % size
    return source, neighbour, reach


def _new_targets(size: int, source: Rows, reach: int, draws: np.random.Generator) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Draw each tie's target if rewired; the pairs are distinct where the second array is True."""
    target = _distant_rows(size, source, reach, draws)
    repeated = _repeated_pairs(source, target)
    for _ in range(REDRAWS):
        if repeated.size == 0:
            break
        target[repeated] = _distant_rows(size, source[repeated], reach, draws)
        repeated = _repeated_pairs(source, target)
    free = np.ones(source.size, np.bool_)
    free[repeated] = False
    return target, free


def _distant_rows(size: int, source: Rows, reach: int, draws: np.random.Generator) -> Rows:
    rows = draws.integers(reach + 1, size - reach, source.size)
    rows += source
    rows[rows >= size] -= size
    return rows.astype(np.uint32)


def _repeated_pairs(source: Rows, target: Rows) -> Places:
    """Find the ties whose pair an earlier tie already has."""
    ordered = _pair_numbers(source, target)
    ordered.sort()
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if twice.size == 0:
        return np.empty(0, np.int64)
    among = _ties_of(twice, source, target)
    first = np.unique(_pair_numbers(source[among], target[among]), return_index=True)[1]
    return np.delete(among, first)


def _ties_of(pairs: npt.NDArray[np.uint64], source: Rows, target: Rows) -> Places:
    """Find the ties whose pair is among ``pairs``, which ascend; in pieces, to hold few numbers at once."""
    found = []
    for first in range(0, source.size, TIES_AT_ONCE):
        piece = slice(first, first + TIES_AT_ONCE)
        pair = _pair_numbers(source[piece], target[piece])
        nearest = np.take(pairs, np.searchsorted(pairs, pair), mode="clip")
        found.append(first + np.flatnonzero(nearest == pair))
    return np.concatenate(found)


def _pair_numbers(source: Rows, target: Rows) -> npt.NDArray[np.uint64]:
    number = np.minimum(source, target).astype(np.uint64)
    number <<= np.uint64(32)
    number |= np.maximum(source, target)
    return number


def scale_free(size: int, mean_degree: float, seed: int) -> tuple[Rows, Rows]:
    """Grow a network by preferential attachment, from a ring of as many founders as a newcomer has ties.

    A newcomer has a whole number of ties: mean_degree / 2 rounded (halves up), at least 1 unless the mean
    degree is 0.

    **Source:** Barabasi & Albert 1999, Science 286, 509-512; networkit's BarabasiAlbertGenerator, after
    Batagelj & Brandes 2005, Phys Rev E 71, 036113.
    """
    if mean_degree == 0:
        return np.empty(0, np.uint32), np.empty(0, np.uint32)
    each = max(1, math.floor(mean_degree / 2 + 0.5))
    with _networkit(seed) as generators:
        return _ends(generators.BarabasiAlbertGenerator(each, size).generate())


def partition(size: int, mean_degree: float, blocks: int, mixing: float, seed: int) -> tuple[Rows, Rows]:
    """Tie pairs inside a block with one probability and pairs across blocks with another.

    Each block is a random network of its own. Ties across are those of a random network of everyone that do
    not stay inside a block.

    **Source:** Condon & Karp 2001, Random Struct Algor 18, 116-140; with one block, the random network of
    Gilbert 1959, Ann Math Stat 30, 1141-1144.
    """
    start = np.arange(blocks + 1) * size // blocks
    persons = np.diff(start)
    inside = int((persons * (persons - 1) // 2).sum())
    across = size * (size - 1) // 2 - inside
    ties = size * mean_degree / 2
    share_inside = _share(say("inside"), ties * (1 - mixing), inside, size, blocks)
    share_across = _share(say("across"), ties * mixing, across, size, blocks)
    source, target = [], []
    with _networkit(seed) as generators:
        if share_across:
            one, other = _random_ties(generators, size, share_across)
            block = np.repeat(np.arange(blocks), persons)
            leaves = block[one] != block[other]
            source.append(one[leaves])
            target.append(other[leaves])
        for first, members in zip(start[:-1].astype(np.uint32), persons, strict=True):
            one, other = _random_ties(generators, members, share_inside)
            source.append(first + one)
            target.append(first + other)
    return np.concatenate(source), np.concatenate(target)


def _share(where: str, ties: float, pairs: int, size: int, blocks: int) -> float:
    """Return the probability that gives ``ties`` ties among ``pairs`` pairs."""
    if ties > pairs * (1 + 1e-9):
        raise NetworkError(
            say(
                "network.blocks = {blocks} leaves {pairs} pairs {where} blocks among {size} persons, too few for "
                "{ties} ties: change network.blocks, network.block_mixing or network.mean_degree",
                blocks=f"{blocks:,}",
                pairs=f"{pairs:,}",
                where=where,
                size=f"{size:,}",
                ties=f"{ties:,.0f}",
            )
        )
    return min(ties / max(pairs, 1), 1.0)


@contextmanager
def _networkit(seed: int) -> Iterator[Any]:
    """Lend networkit's generators, seeded and held to one thread: on more, their networks differ."""
    with extra("networks", "network.kind random, scale_free or blocks"):
        import networkit
    with ONE_AT_A_TIME:
        threads = networkit.getMaxNumberOfThreads()
        networkit.setNumberOfThreads(1)
        networkit.setSeed(seed, False)
        try:
            yield networkit.generators
        finally:
            networkit.setNumberOfThreads(threads)


def _random_ties(generators: Any, size: int, share: float) -> tuple[Rows, Rows]:
    """Tie every pair with the same probability.

    One cluster of networkit's clustered random graph, since its ErdosRenyiGenerator (11.3) ties every pair
    when the probability exceeds 0.9.
    """
    return _ends(generators.ClusteredRandomGraphGenerator(size, 1, share, 0).generate())


def _ends(graph: Any) -> tuple[Rows, Rows]:
    """Return the two ends of each tie; a flat iterator is twice as fast as one of pairs."""
    ends = np.fromiter(chain.from_iterable(graph.iterEdges()), np.uint32, 2 * graph.numberOfEdges())
    return ends[::2], ends[1::2]
