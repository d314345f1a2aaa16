"""D24: posts alone are lognormal-Poisson: how much of the whole the most active have (theory.md T8)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats
from tests.docking.reduced import community, compare, reduced

from fansim.outcomes.measure import top_share


def posts(sigma: float, posts_per_day: float, days: int, size: int = 50_000) -> np.ndarray:
    """Return everybody's posts, given the mean number a day."""
    scenario = reduced(
        days,
        population={"size": size, "core_share": 1.0, "core_belonging": 0.0, "activity_sigma": sigma},
        # Followers of motivation .5 in a cold group (.5) write a quarter of the rate; writing takes no time.
        activity={"enabled": True, "follower_factor": 1.0, "posts_per_day": 4 * posts_per_day, "most_per_day": 1e6},
    )
    total = np.zeros(size, np.int64)
    with community(scenario, 2400) as model:
        for _ in range(days):
            model.step()
            total += model.world.person.posts
    return total


@pytest.mark.parametrize("sigma", [1.0, 2.0, 2.895])
def test_the_most_active_have_the_lognormal_share(sigma: float) -> None:
    """F-38: two in a hundred do most of it."""
    written = posts(sigma, 5.0, 20)
    for share in (0.01, 0.02, 0.10):
        wanted = stats.norm.cdf(sigma - stats.norm.isf(share))
        compare("D24", f"share of the top {share:.0%}, sigma = {sigma:g}", top_share(written, share), wanted, 0.02)
    ranked = np.sort(written)
    gini = 1 - 2 * (np.cumsum(ranked) / ranked.sum()).mean() + 1 / len(ranked)
    compare("D24", f"Gini, sigma = {sigma:g}", gini, 2 * stats.norm.cdf(sigma / np.sqrt(2)) - 1, 0.02)


def test_as_many_never_post_as_the_mixture_says() -> None:
    """F-66, F-137: few write, most read."""
    sigma, mean = 2.895, 9.0
    silent = integrate.quad(
        lambda z: stats.norm.pdf(z) * np.exp(-mean * np.exp(sigma * z - sigma**2 / 2)), -10, 10, limit=200
    )[0]
    compare("D24", "share without a post, mean 9", float((posts(sigma, 4.5, 2) == 0).mean()), silent, 0.02)
