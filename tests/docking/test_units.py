"""D20 and D21 (and S09 of validation.md): trust and crowding out, one person at a time (theory.md T3, T5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.docking.reduced import community, compare, reduced, simulated

from fansim.mechanisms.experience.rules import trust_after_gain, trust_after_loss

GAIN, LOSS = 0.01487, 0.9
FOLLOWERS = {"size": 50, "core_share": 1.0}


def positives_needed(start: float, goal: float) -> float:
    """Return the good experiences that take trust from start to goal: ln((1 - T0) / (1 - T1)) / -ln(1 - eta)."""
    return math.log((1 - start) / (1 - goal)) / -math.log1p(-GAIN)


def good_days(start: float, goal: float) -> int:
    """Return the days until trust reaches a goal in the simulator, with one good experience a day."""
    scenario = reduced(
        1_000,
        population=FOLLOWERS | {"core_trust": start},
        release={"enabled": False, "quality": 1.0},
        experience={"enabled": True, "trust_moves": True, "positive_per_day": 1.0, "trust_gain": GAIN},
    )
    with community(scenario, 2000) as model:
        trust = model.world.person.trust
        while trust[0] < goal and model.engine.day < scenario.days:
            model.step()
        assert np.ptp(trust) == 0.0
        return model.engine.day


@pytest.mark.parametrize(("start", "goal"), [(0.0, 0.95), (0.095, 0.95), (0.5, 0.9)])
def test_trust_is_won_in_as_many_steps_as_the_closed_form(start: float, goal: float) -> None:
    compare("D20", f"good days from {start:g} to {goal:g}", good_days(start, goal), positives_needed(start, goal), 1)


def test_trust_needs_two_hundred_good_days_after_one_breach() -> None:
    """F-48: two hundred in the source, 193 in closed form."""
    # Quality 0 gives everybody a problem every day, nobody is answered, and severity is all but 1.
    scenario = reduced(
        1,
        population=FOLLOWERS | {"core_trust": 0.95},
        release={"enabled": False, "quality": 0.0},
        voice={"enabled": True, "problem_per_day": 1.0, "severity_a": 50.0, "severity_b": 0.05, "base": 20.0},
        service={"reply_share": 0.0},
        experience={"enabled": True, "trust_moves": True, "trust_loss": LOSS},
    )
    person = simulated(scenario, 2001).world.person
    assert np.allclose(person.trust, 0.95 * (1 - LOSS * person.severity), atol=1e-6)
    worst = int(person.severity.argmax())
    compare("S09", "trust after a full breach", float(person.trust[worst]), 0.095, 0.001)
    days = good_days(float(person.trust[worst]), 0.95)
    compare("S09", "good days back to .95", days, 193, 1)
    assert 150 <= days <= 250


def test_the_rules_give_the_same_without_a_community() -> None:
    trust, days = trust_after_loss(0.95, 1.0, LOSS), 0
    while trust < 0.95:
        trust, days = trust_after_gain(trust, 1.0, GAIN), days + 1
    compare("D20", "the rules alone, .095 to .95", days, positives_needed(0.095, 0.95), 1)


def motivation_after(days: int, incentive: dict[str, Any]) -> float:
    """Return the motivation of members under a reward, without the shock of its first day."""
    scenario = reduced(
        days,
        population=FOLLOWERS,
        groups={"enabled": True, "cap": 50, "max_groups": 1, "disband_days": 0},
        rewards={"enabled": True, "mismatched": 1.0},
        incentives=[incentive],
        feedback={"crowding_out": True},
        experience={"enabled": True, "motivation_moves": True, "crowding_onset": 0.0},
    )
    motivation = simulated(scenario, 2100).world.person.motivation
    assert np.ptp(motivation) == 0.0
    return float(motivation[0])


@pytest.mark.parametrize(("kind", "control"), [("coupon", 1.0), ("cashback", 0.8), ("status", 0.3), ("symbolic", 0.0)])
def test_rewards_crowd_motivation_out_to_the_fixed_point(kind: str, control: float) -> None:
    """F-79: as far as the equation says."""
    mean, back, out = 0.5, 0.004, 0.004
    fixed = back * mean / (back + out * control)
    compare("D21", f"motivation under {kind} for ever", motivation_after(1_500, {"kind": kind}), fixed, 1e-3)


def test_a_month_of_coupons_costs_the_motivation_of_the_closed_form() -> None:
    got = motivation_after(30, {"kind": "coupon"})
    compare("D21", "motivation after 30 days of coupons, M(30)", got, 0.4467, 1e-3)
    compare("D21", "the same, recursion", got, 0.25 + 0.25 * 0.992**30, 1e-6)
