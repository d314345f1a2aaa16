"""D01 to D03: advertising and word of mouth in a mean field are Bass, and its two limits (theory.md T1)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.docking.reduced import WHOLE_STUDY, compare, reduced, simulated

DEGREE = 10.0
TOLERANCE = 0.005


def adopted(days: int, size: int, p: float, q: float, seeds: range, core_share: float = 0.0) -> np.ndarray:
    """Return the mean share of adopters at the end of each day, over runs with different seeds."""
    scenario = reduced(
        days,
        population={"size": size, "core_share": core_share},
        network={"mean_degree": DEGREE},
        ads={"enabled": True, "per_day": p},
        word_of_mouth={
            "enabled": True, "mixing": "mean_field", "contact": "state", "link": "additive", "strong": q / DEGREE,
        },
    )  # fmt: skip
    return np.mean([simulated(scenario, seed).daily["follower"].to_numpy() / size for seed in seeds], axis=0)


def bass(t: np.ndarray, p: float, q: float) -> np.ndarray:
    """Return the continuous closed form."""
    fading = np.exp(-(p + q) * t)
    return (1 - fading) / (1 + q / p * fading)


def compare_curves(case: str, quantity: str, got: np.ndarray, wanted: np.ndarray, tolerance: float = TOLERANCE) -> None:
    """Compare two curves where they are furthest apart."""
    worst = int(np.abs(got - wanted).argmax())
    compare(case, f"{quantity}, day {worst + 1} (worst)", got[worst], wanted[worst], tolerance)


def test_yearly_steps_follow_the_discrete_recursion_of_bass() -> None:
    wanted, share = [], 0.0
    for _ in range(30):
        share += (0.03 + 0.38 * share) * (1 - share)
        wanted.append(share)
    compare_curves("D01", "share adopted", adopted(30, 10_000, 0.03, 0.38, seeds=range(100, 140)), np.array(wanted))


@pytest.mark.parametrize(
    ("steps_a_year", "seeds"),
    [
        # The recursion with weekly steps is within .0015 of the closed form, a seventh of the work of daily ones.
        pytest.param(52, range(200, 203), id="week"),
        pytest.param(365, range(200, 203), id="day", marks=WHOLE_STUDY),
    ],
)
def test_small_steps_follow_the_closed_form_of_bass(steps_a_year: int, seeds: range) -> None:
    got = adopted(8 * steps_a_year, 100_000, 0.03 / steps_a_year, 0.38 / steps_a_year, seeds)
    years = np.arange(1, len(got) + 1) / steps_a_year
    compare_curves("D02", f"share adopted, {steps_a_year} steps a year", got, bass(years, 0.03, 0.38))


def test_word_of_mouth_alone_is_logistic() -> None:
    start, q = 0.2, 0.02
    got = adopted(250, 100_000, 0.0, q, seeds=range(300, 302), core_share=start)
    days = np.arange(1, len(got) + 1)
    compare_curves("D03", "share adopted, p = 0", got, 1 / (1 + (1 / start - 1) * np.exp(-q * days)))


def test_ads_alone_are_exponential() -> None:
    got = adopted(100, 100_000, 0.02, 0.0, seeds=range(310, 311))
    compare_curves("D03", "share adopted, q = 0", got, 1 - 0.98 ** np.arange(1, 101))


@pytest.mark.parametrize("switch", [{"enabled": False}, {"strong": 0.0}])
def test_without_ads_and_persuasion_nobody_adopts(switch: dict[str, Any]) -> None:
    scenario = reduced(
        30, population={"size": 2_000, "core_share": 0.1}, word_of_mouth={"enabled": True, "contact": "state"} | switch
    )
    assert (simulated(scenario, 1).daily["follower"] == 200).all()
