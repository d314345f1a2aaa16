"""The social network: who has a strong tie to whom, generated or built from a list of ties.

A network is undirected and simple (no tie to oneself, no double tie) and never changes during a run. It is a
function of its arguments alone: small worlds draw from NumPy's Philox stream keyed by the seed, the others
from networkit held to one thread, so the number of threads and Python's hash order play no part.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.language import say
from fansim.network.generators import partition, scale_free, small_world
from fansim.state.compiled import kept_on_disk
from fansim.text import nearest

NETWORK_KINDS = ("small_world", "scale_free", "random", "blocks", "complete", "file")
LARGEST_SIZE = 10**9
LARGEST_UINT32 = 2**32 - 1

Rows = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]


class Network(NamedTuple):
    """Everyone's neighbours, in compressed rows.

    Attributes
    ----------
    start
        Shape (persons + 1,), uint32 (int64 from 2**32 neighbours on). Row i's neighbours are
        ``neighbours[start[i]:start[i + 1]]``.
    neighbours
        Shape (2 * ties,), uint32. Every tie stands in both persons' rows; each row ascends.
    """

    start: npt.NDArray[np.uint32] | npt.NDArray[np.int64]
    neighbours: npt.NDArray[np.uint32]


def build_network(
    kind: str,
    size: int,
    *,
    mean_degree: float = 10.0,
    rewiring: float = 0.1,
    blocks: int = 4,
    block_mixing: float = 0.1,
    seed: int,
) -> Network:
    """Generate the social network of ``size`` persons.

    A row says where a person stands (place on the ring, order of arrival, block), so give traits and roles to
    rows drawn at random.

    Parameters
    ----------
    kind
        - ``"small_world"``: a ring of neighbours with a share of the ties rewired (Watts & Strogatz 1998).
          The mean degree need not be even: what does not fill a whole distance is spread evenly around the
          ring. Networks that differ only in ``rewiring`` share their random numbers, see
          ``network_generators.small_world``.
        - ``"scale_free"``: preferential attachment (Barabasi & Albert 1999). A newcomer has m ties, a whole
          number: mean_degree / 2 rounded (halves up), at least 1 unless the mean degree is 0. So the mean
          degree is the even number 2 m, or less by up to 2 m**2 / size. Row 0 came first: early rows have
          the most ties.
        - ``"random"``: every pair is tied with the same probability (Gilbert 1959).
        - ``"blocks"``: planted partition (Condon & Karp 2001). Blocks are consecutive rows, of equal size to
          within one: block b starts at row ``b * size // blocks``. One block is a random network.
        - ``"complete"``: mean field, everyone meets everyone; no tie is stored and ``mean_degree`` is unused.
    size
        Number of persons, from 1 to 10**9.
    mean_degree
        Average number of neighbours, from 0 to ``size - 1``.
    rewiring
        Share of ties rewired, 0 to 1 (small world only).
    blocks
        Number of blocks, from 1 to ``size`` (blocks only).
    block_mixing
        Share of ties that lead to another block, 0 to 1 (blocks only).
    seed
        From 0 to 2**64 - 1.

    Raises
    ------
    NetworkError
        An argument is out of range, or no network can have these numbers.
    """
    _check_kind(kind)
    _check_number("network size", size, 1, LARGEST_SIZE)
    _check_number("network seed", seed, 0, 2**64 - 1)
    if kind == "complete":
        return Network(np.zeros(size + 1, np.uint32), np.empty(0, np.uint32))
    _check_mean_degree(mean_degree, size)
    if kind == "small_world":
        _check_number("network.rewiring", rewiring, 0, 1)
        draws = np.random.Generator(np.random.Philox(key=seed))
        source, target = small_world(size, mean_degree, rewiring, draws)
    elif kind == "scale_free":
        source, target = scale_free(size, mean_degree, seed)
    elif kind == "random":
        source, target = partition(size, mean_degree, 1, 0.0, seed)
    else:
        _check_number("network.blocks", blocks, 1, size)
        _check_number("network.block_mixing", block_mixing, 0, 1)
        source, target = partition(size, mean_degree, blocks, block_mixing if blocks > 1 else 0.0, seed)
    return network_from_edges(size, source, target)


def network_from_edges(size: int, source: npt.ArrayLike, target: npt.ArrayLike) -> Network:
    """Build the network of ``size`` persons whose ties join ``source[e]`` and ``target[e]``.

    Ties have no direction; ties to oneself and repeated ties are dropped.

    Parameters
    ----------
    size
        Number of persons, from 1 to 10**9; may exceed the highest row named, for persons without ties.
    source, target
        Shape (ties,), any integer dtype, values from 0 to ``size - 1``.

    Raises
    ------
    NetworkError
        The two differ in length, hold something other than integers, or name a row that does not exist.
    """
    _check_number("network size", size, 1, LARGEST_SIZE)
    one, other = _checked_rows(size, "source", source), _checked_rows(size, "target", target)
    if one.size != other.size:
        raise NetworkError(
            say(
                "every tie needs two ends: source has {sources} and target {targets}",
                sources=f"{one.size:,}",
                targets=f"{other.size:,}",
            )
        )
    start, neighbours = _both_directions(size, one, other)
    # Everyone in turn hands their number to each neighbour: so every row fills in ascending order.
    neighbours = _handed_round(start, neighbours)
    kept = _drop_repeats(start, neighbours)
    if kept < neighbours.size:
        neighbours = neighbours[:kept].copy()
    return Network(start.astype(np.uint32) if kept <= LARGEST_UINT32 else start, neighbours)


@kept_on_disk()
def _both_directions(size: int, source: Rows, target: Rows) -> tuple[Places, Rows]:
    """Write every tie into both rows, in any order."""
    start = np.zeros(size + 1, np.int64)
    for tie in range(source.size):
        if source[tie] != target[tie]:
            start[source[tie] + 1] += 1
            start[target[tie] + 1] += 1
    start = np.cumsum(start)
    end = start[:-1].copy()
    neighbours = np.empty(start[-1], np.uint32)
    for tie in range(source.size):
        one, other = source[tie], target[tie]
        if one != other:
            neighbours[end[one]] = other
            neighbours[end[other]] = one
            end[one] += 1
            end[other] += 1
    return start, neighbours


@kept_on_disk()
def _handed_round(start: Places, neighbours: Rows) -> Rows:
    end = start[:-1].copy()
    ordered = np.empty_like(neighbours)
    for person in range(start.size - 1):
        for place in range(start[person], start[person + 1]):
            neighbour = neighbours[place]
            ordered[end[neighbour]] = person
            end[neighbour] += 1
    return ordered


@kept_on_disk()
def _drop_repeats(start: Places, neighbours: Rows) -> int:
    """Close the gaps in place; return the number of neighbours kept."""
    kept = 0
    for person in range(start.size - 1):
        first = start[person]
        start[person] = kept
        for place in range(first, start[person + 1]):
            if place == first or neighbours[place] != neighbours[place - 1]:
                neighbours[kept] = neighbours[place]
                kept += 1
    start[-1] = kept
    return kept


def _checked_rows(size: int, name: str, rows: npt.ArrayLike) -> Rows:
    array = np.asarray(rows)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise NetworkError(
            say(
                "{name} must be a list of row numbers, got {kind} of shape {shape}",
                name=name,
                kind=array.dtype,
                shape=array.shape,
            )
        )
    if array.size and not (array.min() >= 0 and array.max() < size):
        wrong = int(array[np.flatnonzero((array < 0) | (array >= size))[0]])
        raise NetworkError(
            say(
                "{name} names row {row}, but {persons} persons have rows 0 to {last}",
                name=name,
                row=wrong,
                persons=f"{size:,}",
                last=size - 1,
            )
        )
    return np.ascontiguousarray(array, np.uint32)


def _check_number(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise NetworkError(
            say(
                "{name} is {value}, allowed is {low} to {high}",
                name=name,
                value=value,
                low=f"{low:,}",
                high=f"{high:,}",
            )
        )


def _check_mean_degree(mean_degree: float, size: int) -> None:
    if not 0 <= mean_degree <= size - 1:
        raise NetworkError(
            say(
                "network.mean_degree is {degree}, but each of {persons} persons has room for 0 to {most} ties: "
                "lower network.mean_degree or raise population.size",
                degree=f"{mean_degree:g}",
                persons=f"{size:,}",
                most=f"{size - 1:,}",
            )
        )


def _check_kind(kind: str) -> None:
    if kind == "file":
        raise NetworkError(say('network.kind = "file" takes its ties from network.path: nothing to generate'))
    if kind not in NETWORK_KINDS:
        near = nearest(kind, NETWORK_KINDS)
        hint = say(" (did you mean {near}?)", near=repr(near)) if near else ""
        raise NetworkError(
            say(
                "network.kind is {kind}{hint}, allowed are {kinds}",
                kind=repr(kind),
                hint=hint,
                kinds=", ".join(NETWORK_KINDS),
            )
        )
