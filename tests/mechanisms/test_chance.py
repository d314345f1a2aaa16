"""From one uniform number to a count: against SciPy's quantiles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from fansim.mechanisms.chance import binomial, normal_quantile, poisson, sigmoid

FIXED = settings(derandomize=True, deadline=None, max_examples=300, database=None)
DRAWS = (np.arange(4000) + 0.5) / 4000
TAILS = np.array([2.0**-33, 1e-9, 1e-6, 1 - 1e-6, 1 - 1e-9, 1 - 2.0**-33])
UNIT = st.floats(2.0**-33, 1 - 2.0**-33)


def test_normal_quantile_is_scipys_to_seven_digits() -> None:
    places = np.concatenate([DRAWS, TAILS])
    found = np.array([normal_quantile(u) for u in places])
    np.testing.assert_allclose(found, stats.norm.ppf(places), rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal([normal_quantile(1 - u) for u in (0.25, 0.0625, 0.5)],
                                  [-normal_quantile(u) for u in (0.25, 0.0625, 0.5)])  # fmt: skip


def is_quantile(count: int, u: float, below: float, up_to: float) -> bool:
    """Return whether a count is the smallest whose cumulative chance reaches u, up to rounding in the sum."""
    return below <= u + 1e-12 and up_to >= u - 1e-12


@FIXED
@given(UNIT, st.floats(1e-9, 50.0))
@example(1 - 2.0**-33, 50.0)
def test_poisson_counts_up_to_a_mean_of_50_are_exact_quantiles(u: float, mean: float) -> None:
    count = poisson(u, mean)
    assert is_quantile(count, u, stats.poisson.cdf(count - 1, mean), stats.poisson.cdf(count, mean))


@FIXED
@given(UNIT, st.floats(50.001, 30_000.0))
@example(2.0**-33, 50.001)
@example(1 - 2.0**-33, 50.001)
def test_poisson_counts_above_are_off_by_at_most_one(u: float, mean: float) -> None:
    assert abs(poisson(u, mean) - stats.poisson.ppf(u, mean)) <= 1


@pytest.mark.parametrize("mean", [0.001, 0.3, 4.0, 49.0, 51.0, 400.0])
def test_poisson_counts_have_the_mean_and_spread_of_their_name(mean: float) -> None:
    counts = np.array([poisson(u, mean) for u in (np.arange(20_000) + 0.5) / 20_000])
    assert counts.mean() == pytest.approx(mean, rel=0.01)
    assert counts.var() == pytest.approx(mean, rel=0.02)


def test_no_rate_gives_no_count_and_more_rate_never_fewer() -> None:
    assert poisson(1 - 2.0**-33, 0.0) == 0
    rates = np.concatenate([np.linspace(0, 49.9, 400), np.linspace(50.1, 300, 400)])
    for u in (0.01, 0.37, 0.5, 0.93, 0.9999):
        counts = [poisson(u, rate) for rate in rates]
        assert counts == sorted(counts)


@FIXED
@given(UNIT, st.integers(1, 200), st.floats(1e-6, 0.999))
@example(1 - 2.0**-33, 200, 0.2)
@example(2.0**-33, 60, 0.8)
def test_binomial_counts_up_to_a_mean_of_50_are_exact_quantiles(u: float, trials: int, chance: float) -> None:
    count = binomial(u, trials, chance)
    assert 0 <= count <= trials
    if trials * chance <= 50:
        below, up_to = stats.binom.cdf([count - 1, count], trials, chance)
        assert is_quantile(count, u, below, up_to)


@pytest.mark.parametrize(("trials", "chance"), [(7, 0.2), (100, 0.05), (400, 0.5), (32_000, 0.01)])
def test_binomial_counts_have_the_mean_and_spread_of_their_name(trials: int, chance: float) -> None:
    counts = np.array([binomial(u, trials, chance) for u in DRAWS])
    assert counts.mean() == pytest.approx(trials * chance, rel=0.01)
    assert counts.var() == pytest.approx(trials * chance * (1 - chance), rel=0.02)


def test_binomial_counts_at_the_edges() -> None:
    assert [binomial(0.999, 0, 0.5), binomial(0.999, 9, 0.0), binomial(0.001, 9, 1.0)] == [0, 0, 9]


def test_the_logistic_function() -> None:
    assert sigmoid(0.0) == 0.5
    assert sigmoid(2.0) + sigmoid(-2.0) == pytest.approx(1.0, abs=1e-15)
    assert sigmoid(1.0) == pytest.approx(0.731058578630005, abs=1e-15)
