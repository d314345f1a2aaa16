"""Generated networks: simple, symmetric, of the right shape, and a function of the seed alone."""

import os
import subprocess
import sys

import networkit
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fansim.errors import NetworkError
from fansim.network import Network, build, build_network, generators, network_from_edges

GENERATED = ["small_world", "scale_free", "random", "blocks"]


def ties(network: Network) -> set[tuple[int, int]]:
    """Return every tie once, the lower row first."""
    row = np.repeat(np.arange(network.start.size - 1), np.diff(network.start.astype(np.int64)))
    upper = row < network.neighbours
    return set(zip(row[upper].tolist(), network.neighbours[upper].tolist(), strict=True))


def degrees(network: Network) -> np.ndarray:
    return np.diff(network.start.astype(np.int64))


def check_simple(network: Network, size: int) -> None:
    start, neighbours = network
    assert start.shape == (size + 1,)
    assert start.dtype == np.uint32
    assert neighbours.dtype == np.uint32
    assert start[0] == 0
    assert start[-1] == neighbours.size
    row = np.repeat(np.arange(size), degrees(network))
    number = row.astype(np.int64) * size + neighbours
    assert (np.diff(number) > 0).all(), "rows ascend, nobody twice"
    assert (row != neighbours).all(), "nobody is tied to oneself"
    assert np.array_equal(np.sort(neighbours.astype(np.int64) * size + row), number), "every tie both ways"


def as_networkx(network: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(network.start.size - 1))
    graph.add_edges_from(ties(network))
    return graph


@pytest.mark.parametrize("kind", GENERATED)
@pytest.mark.parametrize(
    ("size", "mean_degree"),
    [(1, 0), (2, 0.4), (2, 1), (3, 2), (10, 0), (10, 3), (9, 8), (10, 9), (60, 40.3), (500, 7), (3000, 10)],
)
def test_a_network_is_simple_and_symmetric(kind, size, mean_degree):
    network = build_network(kind, size, mean_degree=mean_degree, rewiring=0.3, blocks=1, seed=3)
    check_simple(network, size)


@pytest.mark.parametrize("kind", GENERATED)
@pytest.mark.parametrize("mean_degree", [4, 7, 10.5])
def test_the_mean_degree_is_the_one_asked_for(kind, mean_degree):
    size = 20_000
    network = build_network(kind, size, mean_degree=mean_degree, seed=1)
    sampling = 5 * np.sqrt(2 * mean_degree / size)
    if kind == "scale_free":  # whole numbers of ties a newcomer: 2, 3.5 and 5.25 rounded
        mean_degree = {4: 4, 7: 8, 10.5: 10}[mean_degree]
    tolerance = {"small_world": 0, "scale_free": mean_degree**2 / 2 / size}.get(kind, sampling)
    assert degrees(network).mean() == pytest.approx(mean_degree, abs=tolerance)


def test_a_complete_network_stores_no_tie():
    network = build_network("complete", 5, mean_degree=100, seed=1)
    assert network.start.tolist() == [0] * 6
    assert network.neighbours.size == 0


@pytest.mark.parametrize("kind", GENERATED)
def test_the_same_seed_gives_the_same_network_and_another_seed_another(kind):
    first, again, other = (build_network(kind, 400, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(first.start, again.start)
    assert np.array_equal(first.neighbours, again.neighbours)
    assert ties(first) != ties(other)


FINGERPRINTS = f"""
from hashlib import sha256
from fansim.network import build_network
for kind in {GENERATED!r}:
    for seed in (0, 2**64 - 1):
        start, neighbours = build_network(kind, 2000, mean_degree=7, rewiring=0.5, seed=seed)
        print(kind, seed, sha256(start.tobytes() + neighbours.tobytes()).hexdigest())
"""


def test_threads_hash_order_and_compilation_change_nothing():
    command = [sys.executable, "-c", FINGERPRINTS]
    processes = [
        {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1", "PYTHONHASHSEED": "1"},
        {"OMP_NUM_THREADS": "2", "NUMBA_NUM_THREADS": "2", "PYTHONHASHSEED": "2"},
        {"OMP_NUM_THREADS": "3", "NUMBA_DISABLE_JIT": "1", "PYTHONHASHSEED": "3"},
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    running = [subprocess.Popen(command, env=environment | threads, stdout=subprocess.PIPE) for threads in processes]
    outputs = {process.communicate()[0] for process in running}
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 2 * len(GENERATED)


@pytest.mark.parametrize("kind", ["scale_free", "random", "blocks"])
def test_networkit_gets_its_threads_back(kind):
    before = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(3)
    try:
        build_network(kind, 100, seed=1)
        assert networkit.getMaxNumberOfThreads() == 3
    finally:
        networkit.setNumberOfThreads(before)


def test_a_small_world_does_without_networkit(monkeypatch):
    monkeypatch.setitem(sys.modules, "networkit", None)
    build_network("small_world", 100, seed=1)


class TestSmallWorld:
    """Watts-Strogatz, with random numbers that belong to the ties."""

    def test_working_in_pieces_changes_nothing(self, monkeypatch):
        whole = build_network("small_world", 60, mean_degree=21, rewiring=0.9, seed=4)
        monkeypatch.setattr(generators, "TIES_AT_ONCE", 7)
        assert ties(build_network("small_world", 60, mean_degree=21, rewiring=0.9, seed=4)) == ties(whole)

    @pytest.mark.parametrize(("size", "mean_degree"), [(20, 4), (21, 10), (100, 2)])
    def test_without_rewiring_it_is_the_ring(self, size, mean_degree):
        network = build_network("small_world", size, mean_degree=mean_degree, rewiring=0, seed=1)
        ring = nx.watts_strogatz_graph(size, mean_degree, 0)
        assert ties(network) == {(min(tie), max(tie)) for tie in ring.edges}

    @given(
        size=st.integers(2, 60),
        fullness=st.floats(0, 1),
        shares=st.tuples(st.floats(0, 1), st.floats(0, 1)),
        seed=st.integers(0, 2**64 - 1),
    )
    @settings(max_examples=100, deadline=None)
    def test_a_higher_share_only_adds_rewired_ties(self, size, fullness, shares, seed):
        mean_degree = fullness * (size - 1)
        ring, some, more = (
            ties(build_network("small_world", size, mean_degree=mean_degree, rewiring=share, seed=seed))
            for share in (0, *sorted(shares))
        )
        assert len(ring) == len(some) == len(more) == round(size * mean_degree / 2)
        assert some - ring <= more - ring, "a rewired tie keeps its target"
        assert ring - some <= ring - more, "a rewired tie stays rewired"

    def test_the_share_of_rewired_ties_is_the_one_asked_for(self):
        ring, some, every = (
            ties(build_network("small_world", 10_000, rewiring=share, seed=2)) for share in (0, 0.1, 1)
        )
        assert len(some - ring) == pytest.approx(0.1 * len(ring), rel=0.05)
        assert every.isdisjoint(ring)

    def test_new_targets_are_uniform_beyond_the_ring_neighbourhood(self):
        size = 50
        distances = [
            min(other - one, size - other + one)
            for seed in range(40)
            for one, other in ties(build_network("small_world", size, mean_degree=4, rewiring=1, seed=seed))
        ]
        counts = np.bincount(distances, minlength=26)
        assert counts[:3].sum() == 0
        weights = np.append(np.ones(22), 0.5)  # half as many pairs are half-way round
        assert stats.chisquare(counts[3:], weights / weights.sum() * counts.sum()).pvalue > 1e-4

    def test_clustering_falls_as_theory_says(self):
        network = build_network("small_world", 5000, mean_degree=10, rewiring=0.2, seed=4)
        ring_clustering = 3 * (10 - 2) / (4 * (10 - 1))
        expected = ring_clustering * (1 - 0.2) ** 3  # Barrat & Weigt 2000
        assert nx.transitivity(as_networkx(network)) == pytest.approx(expected, rel=0.03)

    def test_a_fraction_of_a_distance_is_spread_around_the_ring(self):
        for size, mean_degree in [(1000, 3), (1000, 9), (999, 5), (1000, 4.5), (1000, 6.9)]:
            ring = degrees(build_network("small_world", size, mean_degree=mean_degree, rewiring=0, seed=1))
            assert np.abs(ring - mean_degree).max() <= 1
            assert ring.mean() == pytest.approx(mean_degree, abs=1 / size)
            assert ring[: size // 2].mean() == pytest.approx(mean_degree, abs=0.01)
        assert set(degrees(build_network("small_world", 1000, mean_degree=3, rewiring=0, seed=1))) == {3}

    @pytest.mark.parametrize("size", [2, 3, 8, 9, 10])
    def test_the_largest_mean_degree_ties_everyone_to_everyone(self, size):
        network = build_network("small_world", size, mean_degree=size - 1, rewiring=0.5, seed=1)
        assert degrees(network).tolist() == [size - 1] * size


class TestScaleFree:
    """Barabasi-Albert."""

    def test_degrees_follow_the_exact_distribution(self):
        size, m = 50_000, 3
        counts = np.bincount(degrees(build_network("scale_free", size, mean_degree=2 * m, seed=7)))
        assert counts[:m].sum() == 0
        degree = np.arange(m, 30)
        expected = 2 * m * (m + 1) / (degree * (degree + 1) * (degree + 2))  # Dorogovtsev et al. 2000
        assert counts[m:30] / size == pytest.approx(expected, abs=5 * np.sqrt(expected.max() / size) / 2)
        assert counts[m:10] / size == pytest.approx(expected[: 10 - m], rel=0.06)
        tail = m * (m + 1) / (100 * 101)  # share with 100 or more
        assert counts[100:].sum() / size == pytest.approx(tail, rel=0.4)

    def test_degrees_are_those_of_networkx(self):
        seeds = range(10)
        ours = [degrees(build_network("scale_free", 1000, mean_degree=8, seed=seed)) for seed in seeds]
        theirs = [degree for seed in seeds for _, degree in nx.barabasi_albert_graph(1000, 4, seed=seed).degree]
        assert stats.ks_2samp(np.concatenate(ours), theirs).statistic < 0.025

    def test_the_rich_get_richer(self):
        network = build_network("scale_free", 20_000, mean_degree=10, seed=1)
        assert degrees(network)[:100].mean() > 20 * degrees(network)[-10_000:].mean()

    @pytest.mark.parametrize(("mean_degree", "each"), [(0.4, 1), (2.9, 1), (3, 2), (5, 3), (7.9, 4), (10.5, 5)])
    def test_every_newcomer_has_the_nearest_whole_number_of_ties(self, mean_degree, each):
        network = build_network("scale_free", 2000, mean_degree=mean_degree, seed=1)
        row = np.repeat(np.arange(2000), degrees(network))
        earlier = np.bincount(row[network.neighbours < row], minlength=2000)
        assert (earlier[each:] == each).all()

    @pytest.mark.parametrize("size", [2, 3, 4, 5, 10, 40])
    def test_founders_who_leave_little_choice(self, size):
        network = build_network("scale_free", size, mean_degree=size - 1, seed=1)
        check_simple(network, size)
        newcomers = degrees(network)[size // 2 :]
        assert (newcomers >= size // 2).all()


class TestRandomAndBlocks:
    """G(n, p) and the planted partition."""

    def test_degrees_are_binomial(self):
        size, mean_degree = 20_000, 6
        network = build_network("random", size, mean_degree=mean_degree, seed=3)
        counts = np.bincount(degrees(network), minlength=16)
        expected = stats.binom.pmf(np.arange(15), size - 1, mean_degree / (size - 1)) * size
        observed = np.append(counts[:15], counts[15:].sum())
        assert stats.chisquare(observed, np.append(expected, size - expected.sum())).pvalue > 1e-4

    def test_every_pair_is_equally_likely(self):
        networks = (build_network("random", 7, mean_degree=2, seed=seed) for seed in range(2000))
        drawn = [tie for network in networks for tie in ties(network)]
        counts = np.zeros((7, 7))
        np.add.at(counts, tuple(np.transpose(drawn)), 1)
        pairs = counts[np.triu_indices(7, 1)]
        assert pairs.sum() == counts.sum()
        chi_square = ((pairs - 2000 / 3) ** 2 / (2000 * 1 / 3 * 2 / 3)).sum()
        assert stats.chi2.sf(chi_square, 21) > 1e-4

    @pytest.mark.parametrize("share", [0.02, 0.5, 0.93, 0.99])
    def test_dense_and_sparse_networks_have_the_share_of_pairs_asked_for(self, share):
        tied = [len(ties(build_network("random", 40, mean_degree=39 * share, seed=seed))) for seed in range(100)]
        sampling = np.sqrt(780 * share * (1 - share) / 100)
        assert np.mean(tied) == pytest.approx(780 * share, abs=4 * sampling)
        assert np.std(tied) == pytest.approx(10 * sampling, rel=0.3)

    def test_blocks_hold_their_share_of_ties_evenly(self):
        size, blocks = 10_000, 4
        network = build_network("blocks", size, mean_degree=10, blocks=blocks, block_mixing=0.2, seed=5)
        one, other = np.transpose(sorted(ties(network)))
        table = np.zeros((blocks, blocks))
        np.add.at(table, (one * blocks // size, other * blocks // size), 1)
        assert table.sum() == pytest.approx(50_000, rel=0.02)
        assert np.diag(table) == pytest.approx(np.full(4, 10_000), rel=0.05)
        assert table[np.triu_indices(4, 1)] == pytest.approx(np.full(6, 50_000 * 0.2 / 6), rel=0.12)

    def test_every_pair_inside_and_every_pair_across_uneven_blocks_is_equally_likely(self):
        runs, start = 2000, [0, 2, 4, 7]  # seven persons in three blocks
        block = np.repeat([0, 1, 2], np.diff(start))
        counts = np.zeros((7, 7))
        for seed in range(runs):
            network = build_network("blocks", 7, mean_degree=2, blocks=3, block_mixing=0.4, seed=seed)
            for tie in ties(network):
                counts[tie] += 1
        rows, columns = np.triu_indices(7, 1)
        inside = block[rows] == block[columns]
        assert counts[rows, columns][inside] / runs == pytest.approx(np.full(5, 7 * 0.6 / 5), abs=0.05)
        assert counts[rows, columns][~inside] / runs == pytest.approx(np.full(16, 7 * 0.4 / 16), abs=0.05)

    def test_one_block_is_a_random_network(self):
        one_block = build_network("blocks", 300, blocks=1, seed=8)
        assert ties(one_block) == ties(build_network("random", 300, seed=8))

    @pytest.mark.parametrize(("mixing", "across"), [(0, 0), (1, 1)])
    def test_blocks_wholly_apart_or_wholly_mixed(self, mixing, across):
        network = build_network("blocks", 1000, blocks=10, block_mixing=mixing, seed=2)
        one, other = np.transpose(sorted(ties(network)))
        assert (one // 100 != other // 100).mean() == across

    def test_as_many_blocks_as_persons(self):
        network = build_network("blocks", 2000, mean_degree=6, blocks=2000, block_mixing=1, seed=2)
        assert degrees(network).mean() == pytest.approx(6, rel=0.06)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"mean_degree": 8}, ["network.mean_degree is 8", "each of 8 persons", "0 to 7 ties"]),
        ({"mean_degree": -1}, ["network.mean_degree is -1"]),
        ({"mean_degree": float("nan")}, ["network.mean_degree is nan"]),
        ({"rewiring": 1.5}, ["network.rewiring is 1.5", "0 to 1"]),
        ({"size": 0}, ["network size is 0", "1 to 1,000,000,000"]),
        ({"seed": -3}, ["network seed is -3"]),
        ({"kind": "smallworld"}, ["'smallworld'", "did you mean 'small_world'", "scale_free", "complete"]),
        ({"kind": "SCALE-FREE"}, ["'SCALE-FREE'", "did you mean 'scale_free'"]),
        ({"kind": "file"}, ["network.path"]),
        ({"kind": "blocks", "blocks": 9}, ["network.blocks is 9", "1 to 8"]),
        ({"kind": "blocks", "block_mixing": -0.1}, ["network.block_mixing is -0.1"]),
        ({"kind": "blocks", "blocks": 4}, ["network.blocks = 4", "4 pairs inside", "8 persons", "14 ties"]),
    ],
)
def test_what_cannot_be_built_is_refused_with_the_numbers(arguments, told):
    arguments = {"kind": "small_world", "size": 8, "mean_degree": 4, "seed": 1} | arguments
    with pytest.raises(NetworkError) as refusal:
        build_network(**arguments)
    for words in told:
        assert words in str(refusal.value)


@st.composite
def tie_lists(draw):
    size = draw(st.integers(1, 12))
    row = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(row, row), max_size=40))


class TestFromEdges:
    """Any list of ties becomes a simple network."""

    @given(tie_lists(), st.sampled_from([np.uint32, np.int64, np.int8]))
    @settings(max_examples=200, deadline=None)
    def test_it_agrees_with_networkx(self, drawn, dtype):
        size, pairs = drawn
        source, target = np.array(pairs, dtype).reshape(-1, 2).T
        network = network_from_edges(size, source, target)
        graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
        graph.add_nodes_from(range(size))
        check_simple(network, size)
        for row in range(size):
            mine = network.neighbours[network.start[row] : network.start[row + 1]]
            assert mine.tolist() == sorted(graph[row])

    def test_it_leaves_its_arguments_alone(self):
        source, target = np.array([3, 1, 1], np.uint32), np.array([0, 2, 2], np.uint32)
        network_from_edges(4, source, target)
        assert source.tolist() == [3, 1, 1]
        assert target.tolist() == [0, 2, 2]

    def test_numbers_of_ties_beyond_32_bits_get_wider_rows(self, monkeypatch):
        monkeypatch.setattr(build, "LARGEST_UINT32", 5)
        assert network_from_edges(4, [0, 1, 2], [1, 2, 3]).start.dtype == np.int64
        assert network_from_edges(4, [0, 1], [1, 2]).start.dtype == np.uint32

    @pytest.mark.parametrize(
        ("source", "target", "told"),
        [
            ([0, 1], [1], "source has 2 and target 1"),
            ([0, 5], [1, 2], "source names row 5, but 5 persons have rows 0 to 4"),
            ([0, 1], [1, -1], "target names row -1"),
            ([0.0, 1.0], [1, 2], "source must be a list of row numbers, got float64"),
            ([[0, 1]], [1, 2], "of shape (1, 2)"),
        ],
    )
    def test_bad_rows_are_refused(self, source, target, told):
        with pytest.raises(NetworkError) as refusal:
            network_from_edges(5, source, target)
        assert told in str(refusal.value)
