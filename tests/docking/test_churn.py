"""D08 to D10: leaving alone is the shifted beta-geometric; a gate selects by it (theory.md T9)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import betaln
from tests.docking.reduced import compare, reduced, simulated

from fansim import run
from fansim.state.codes import Stage

# Everybody follows on day 0, and nobody leaves on the day of following: day k is the k-th chance to leave.
EVERYBODY = {"enabled": True, "per_day": 1.0}
SEATS_FOR_ALL = {"enabled": True, "cap": 1_000_000, "max_groups": 1, "disband_days": 0}


def survival(a: float, b: float, t: np.ndarray | float) -> Any:
    """Return the share of an sBG cohort that stays t times: B(a, b + t) / B(a, b)."""
    return np.exp(betaln(a, b + t) - betaln(a, b))


@pytest.mark.parametrize(("a", "b", "days"), [(0.5, 40.0, 100), (0.6681, 3.8061, 13)])
def test_leaving_is_shifted_beta_geometric(a: float, b: float, days: int) -> None:
    size = 100_000
    scenario = reduced(days, population={"size": size}, ads=EVERYBODY, churn={"enabled": True, "a": a, "b": b})
    result = run(scenario, seed=800)
    got, wanted = result.daily["follower"].to_numpy() / size, survival(a, b, np.arange(days))
    worst = int(np.abs(got - wanted).argmax())
    compare("D08", f"share staying, a = {a:g}, b = {b:g}, day {worst} (worst)", got[worst], wanted[worst], 0.005)
    if days > 90:
        measure = result.summary["follower_retention_90"]
        compare("D08", "outcome follower_retention_90", measure, survival(a, b, 90), 0.005)


def compare_within_1_percent(quantity: str, got: float, wanted: float) -> None:
    """Compare with the tolerance of D09."""
    compare("D09", quantity, float(got), wanted, 0.01 * wanted)


def test_a_gate_lets_the_faithful_pass() -> None:
    """F-27: who is past the threshold leaves less often, by selection alone."""
    a, b, gate, size = 0.5, 20.0, 60, 200_000
    scenario = reduced(
        gate + 1,
        population={"size": size},
        ads=EVERYBODY,
        entry={"enabled": True, "follow_days": gate, "join_per_day": 1.0},
        groups=SEATS_FOR_ALL,
        churn={"enabled": True, "a": a, "b": b},
    )
    person = simulated(scenario, 900).world.person
    leaving = person.leaving.astype(np.float64)
    joined, still = person.join_day == gate, person.stage == Stage.MEMBER
    # Between the day of following and the day of asking there are gate - 1 evenings on which one may leave.
    evenings = gate - 1
    compare_within_1_percent("mean hazard of everybody", leaving.mean(), a / (a + b))
    compare_within_1_percent("share past a gate of 60 days, n = 59", joined.mean(), survival(a, b, evenings))
    compare_within_1_percent("mean hazard of those admitted, n = 59", leaving[joined].mean(), a / (a + b + evenings))
    compare_within_1_percent("members that evening / everybody, n = 60", still.mean(), survival(a, b, gate))
    compare_within_1_percent("mean hazard of members that evening, n = 60", leaving[still].mean(), a / (a + b + gate))


def test_one_hazard_for_all_is_geometric() -> None:
    hazard, days, size = 0.02, 60, 100_000
    scenario = reduced(
        days, population={"size": size, "core_share": 1.0}, churn={"enabled": True, "constant_per_day": hazard}
    )
    got = simulated(scenario, 1000).daily["follower"].to_numpy() / size
    wanted = (1 - hazard) ** np.arange(1, days + 1)  # seed fans may leave on day 0
    worst = int(np.abs(got - wanted).argmax())
    compare("D10", f"share staying, h = {hazard:g}, day {worst} (worst)", got[worst], wanted[worst], 0.005)
