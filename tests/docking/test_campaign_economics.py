"""D15: what a gate does to bought accounts and to genuine casuals (theory.md T12)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.special import betaln
from tests.docking.reduced import compare, reduced, simulated

from fansim import FanCommunity

BUDGET, ACCOUNT, AGEING, SIZE = 100_000.0, 5.0, 0.1, 60_000
POSTING_DAYS, POST_COST, POSTS_PER_DAY = 60, 0.5, 3.0
POSTING = POST_COST * POSTS_PER_DAY * POSTING_DAYS  # 90 yuan an account, whatever the gate


def after_gate(gate: int, churn: dict[str, Any], seed: int, size: int = SIZE, labour: bool = False) -> FanCommunity:
    """Return the community on the evening of the day on which those of day 0 may join."""
    campaign = {
        "budget": BUDGET, "account_cost": ACCOUNT, "ageing_cost_per_day": AGEING, "deadline_days": 365,
        "end_day": gate + POSTING_DAYS, "posts_per_day": POSTS_PER_DAY if labour else 0.0,
        "post_cost": POST_COST if labour else 0.0,
    }  # fmt: skip
    scenario = reduced(
        gate + (POSTING_DAYS if labour else 1),
        population={"size": size},
        ads={"enabled": True, "per_day": 1.0},
        entry={"enabled": True, "follow_days": gate, "join_per_day": 1.0},
        groups={"enabled": True, "cap": 1_000_000, "max_groups": 1, "disband_days": 0},
        activity={"enabled": labour, "posts_per_day": 0.0},
        churn={"enabled": True} | churn,
        campaigns=[campaign],
    )
    return simulated(scenario, seed)


def admitted(model: FanCommunity) -> tuple[int, int]:
    """Return the shills and the casuals who were given a seat."""
    return int(model.daily["joins_shill"].sum()), int(model.daily["joins"].sum())


def test_the_odds_of_shills_are_lowest_at_the_gate_of_the_closed_form() -> None:
    hazard = 1 / 90
    gates = np.arange(8, 81, 9)
    odds = []
    for gate in gates.tolist():
        shills, casuals = admitted(after_gate(gate, {"constant_per_day": hazard}, seed=1500))
        assert shills == math.floor(BUDGET / (ACCOUNT + AGEING * gate))
        passed = (1 - hazard) ** (gate - 1)  # evenings between following and asking
        compare("D15", f"casuals past a gate of {gate} days / all", casuals / SIZE, passed, 0.005)
        odds.append(shills / casuals)
    curve = np.polynomial.Polynomial.fit(gates, np.log(odds), 3)
    days = np.arange(8, 81)
    lowest = int(days[curve(days).argmin()])
    compare("D15", "gate with the lowest odds, days", lowest, -1 / math.log1p(-hazard) - ACCOUNT / AGEING, 3)


@pytest.mark.parametrize(("labour", "base", "factor"), [(False, ACCOUNT, 0.72), (True, ACCOUNT + POSTING, 1.49)])
def test_with_unequal_fans_the_gate_pays_only_while_posting_is_cheap(labour: bool, base: float, factor: float) -> None:
    a, b, gate = 0.5, 40.0, 60
    odds = []
    for days in (0, gate):
        model = after_gate(days, {"a": a, "b": b}, seed=1510, labour=labour)
        shills, casuals = admitted(model)
        assert shills == math.floor(BUDGET / (base + AGEING * days))
        assert model.world.campaign.spent[0] <= BUDGET
        odds.append(shills / casuals)
    compare("D15", f"odds at 60 / at 0 days, c0 = {base:g}", odds[1] / odds[0], factor, 0.03 * factor)
    casual_share = math.exp(betaln(a, b + gate - 1) - betaln(a, b))
    exact = base / (base + AGEING * gate) / casual_share
    compare("D15", f"the same, closed form with n = 59, c0 = {base:g}", odds[1] / odds[0], exact, 0.01 * exact)


def test_a_gate_beyond_the_deadline_shuts_the_campaign_out() -> None:
    scenario = reduced(
        20,
        population={"size": 100},
        entry={"enabled": True, "follow_days": 15, "join_per_day": 1.0},
        groups={"enabled": True},
        campaigns=[{"budget": BUDGET, "deadline_days": deadline, "posts_per_day": 0.0} for deadline in (14, 15)],
    )
    assert simulated(scenario, 1).world.campaign.accounts.tolist() == [0, math.floor(BUDGET / 6.5)]
