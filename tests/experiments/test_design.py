"""Designs: lazy, complete, and spread as they say."""

from __future__ import annotations

import tracemalloc
from itertools import permutations, product

import numpy as np
import pytest

from fansim.experiments.study.design import Grid, LatinHypercube, PointList, Range, SobolSequence


def test_grid_holds_every_combination_once() -> None:
    factors = {"a": (1, 2, 3), "b": (True, False), "c": ("x", "y")}
    grid = Grid(factors)
    assert len(grid) == 12
    assert [tuple(point.values()) for point in grid] == list(product(*factors.values()))


def test_order_of_the_factors_leaves_a_grid_as_it_is() -> None:
    factors = {"b": (True, False), "base": ("x", "y"), "a": (1, 2, 3)}
    grids = [Grid({key: factors[key] for key in keys}) for keys in permutations(factors)]
    assert {str(grid[:]) for grid in grids} == {str(grids[0][:])}
    assert grids[0].keys == ("base", "a", "b")


def test_numbers_outside_are_refused() -> None:
    grid = Grid({"a": (1, 2, 3)})
    assert grid[-1] == {"a": 3}
    assert grid[1:] == [{"a": 2}, {"a": 3}]
    for number in (3, -4):
        with pytest.raises(IndexError, match="the design has 3 points"):
            grid[number]


@pytest.mark.parametrize("samples", [1, 2, 7, 64, 1000])
def test_latin_hypercube_has_one_point_in_each_slice_of_each_factor(samples: int) -> None:
    design = LatinHypercube({key: Range(0.0, 1.0) for key in "abc"}, samples, 5)
    places = np.array([list(point.values()) for point in design])
    assert np.array_equal(np.sort(np.floor(places * samples), axis=0), np.tile(np.arange(samples), (3, 1)).T)


def test_factors_of_a_latin_hypercube_are_shuffled_apart() -> None:
    """Correlations of 1,000 points stay within five standard errors, between factors and from point to point."""
    design = LatinHypercube({key: Range(0.0, 1.0) for key in "abcd"}, 1000, 1)
    places = np.array([list(point.values()) for point in design])
    correlation = np.corrcoef(places, rowvar=False) - np.eye(4)
    assert np.abs(correlation).max() < 5 / np.sqrt(1000)
    neighbours = [np.corrcoef(column[1:], column[:-1])[0, 1] for column in places.T]
    assert np.abs(neighbours).max() < 5 / np.sqrt(1000)


def test_sobol_balances_halves_and_is_the_same_in_any_order() -> None:
    factors = {"a": Range(0.0, 1.0), "b": Range(0.0, 1.0)}
    design = SobolSequence(factors, 4096, 3)
    places = np.array([list(point.values()) for point in design])
    cells = (np.floor(places * 64) @ [64, 1]).astype(int)
    assert np.array_equal(np.bincount(cells, minlength=4096), np.ones(4096)), "a (0, 12, 2)-net in base 2"
    backwards = SobolSequence(factors, 4096, 3)
    assert [backwards[number] for number in (4000, 17, 1024, 1023)] == [
        design[number] for number in (4000, 17, 1024, 1023)
    ]


@pytest.mark.parametrize("kind", [LatinHypercube, SobolSequence])
def test_seeds_give_other_points_and_the_same_seed_the_same(kind: type[LatinHypercube]) -> None:
    factors = {"a": Range(0.0, 1.0), "b": Range(0.0, 1.0)}
    assert kind(factors, 64, 1)[:] == kind(factors, 64, 1)[:]
    assert kind(factors, 64, 1)[:] != kind(factors, 64, 2)[:]


def test_whole_numbers_and_levels_get_equal_shares() -> None:
    factors = {"n": Range(1, 4, whole=True), "word": ("x", "y", "z", "w")}
    points = LatinHypercube(factors, 400, 1)[:]
    for key, levels in (("n", (1, 2, 3, 4)), ("word", ("x", "y", "z", "w"))):
        assert [sum(point[key] == level for point in points) for level in levels] == [100] * 4
    assert all(type(point["n"]) is int for point in points)


def test_log_range_spreads_the_logarithm_evenly() -> None:
    points = LatinHypercube({"a": Range(1.0, 10_000.0, log=True)}, 400, 1)[:]
    assert np.bincount([int(np.log10(point["a"])) for point in points]).tolist() == [100] * 4


def test_range_ends() -> None:
    assert Range(2.0, 5.0).at(0.0) == 2.0
    assert Range(2.0, 5.0).at(1.0) == 5.0
    assert Range(2, 5, whole=True).at(1.0) == 5


@pytest.mark.parametrize(
    "design",
    [
        Grid({key: tuple(range(10)) for key in "abcdefg"}),
        LatinHypercube({key: Range(0.0, 1.0) for key in "abc"}, 10_000_000, 1),
        SobolSequence({key: Range(0.0, 1.0) for key in "abc"}, 10_000_000, 1),
    ],
    ids=["grid", "latin_hypercube", "sobol"],
)
def test_ten_million_points_cost_no_memory(design: Grid | LatinHypercube | SobolSequence) -> None:
    tracemalloc.start()
    assert len(design) == 10_000_000
    points = [design[number] for number in (0, 9_999_999, 5_000_000)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len({str(point) for point in points}) == 3
    assert peak < 2_000_000


def test_point_list_gives_its_points() -> None:
    design = PointList(({"a": 1, "b": "x"}, {"a": 2, "b": "y"}))
    assert len(design) == 2
    assert design.keys == ("a", "b")
    assert design[1] == {"a": 2, "b": "y"}
    assert design.factors == {"a": (1, 2), "b": ("x", "y")}
