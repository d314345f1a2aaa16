"""The box finder against planted boxes and an independent implementation."""

import numpy as np
import pandas as pd
import pytest

from fansim.experiments.methods.prim import Box, chance_of, find_box


def planted(seed, share_inside=0.9, share_outside=0.05):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.random((1000, 4)), columns=list("abcd"))
    inside = (table["a"] > 0.6) & (table["c"] < 0.5)
    return table, rng.random(1000) < np.where(inside, share_inside, share_outside)


def density_and_coverage(inside, hits):
    return hits[inside].mean(), (inside & hits).sum() / hits.sum()


@pytest.mark.parametrize("seed", range(5))
def test_a_noisy_planted_box_is_found(seed):
    table, hits = planted(seed)
    box = find_box(table, hits)
    assert box.ends["a"][0] == pytest.approx(0.6, abs=0.06)
    assert box.ends["c"][1] == pytest.approx(0.5, abs=0.06)
    assert box.ends["a"][1] > 0.9
    assert box.ends["c"][0] < 0.1
    real = [chance_of(box, name, table, hits) for name in ("a", "c")]
    assert max(real) < 1e-6


@pytest.mark.parametrize("seed", range(3))
def test_it_is_as_good_as_the_reference_implementation(seed):
    prim = pytest.importorskip("prim")
    table, hits = planted(seed)
    search = prim.Prim(table, hits)
    other = search.find_box()
    worth = other.peeling_trajectory.astype(float).eval("coverage * (density - @hits.mean())")
    density, coverage = density_and_coverage(find_box(table, hits).inside(table), hits)
    assert coverage * (density - hits.mean()) >= 0.97 * worth.max()


def test_a_box_keeps_to_numbers_and_words():
    table = pd.DataFrame({"a": [0, 1, 2, 3], "word": ["x", "y", "x", "y"]})
    box = Box({"a": (1, 3)}, {"word": frozenset({"y"})})
    assert list(box.inside(table)) == [False, True, False, True]
    assert list(box.without("word").inside(table)) == [False, True, True, True]
    assert list(Box().inside(table)) == [True] * 4


def test_nothing_is_found_where_nothing_is():
    table, _ = planted(1)
    assert find_box(table, np.ones(1000, dtype=bool)).factors == []


def test_a_limit_that_does_nothing_has_a_large_chance():
    table, hits = planted(2)
    box = Box({"a": (0.6, np.inf), "b": (0.05, np.inf)})
    assert chance_of(box, "b", table, hits) > 0.05
    assert chance_of(box, "a", table, hits) < 1e-6
