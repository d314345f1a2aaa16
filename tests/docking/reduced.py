"""The simulator with everything off, so that a docking case switches on no more than the known model has."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from fansim import FanCommunity
from fansim.scenario import Scenario, scenario_from_mapping

NOTHING: dict[str, Any] = {
    "population": {"core_share": 0.0, "seeding": "random", "activity_most": 1e9, "spend_sigma": 0.0},
    "network": {"kind": "complete"},
    "ads": {"enabled": False},
    "word_of_mouth": {"enabled": False, "weak_contacts": 0.0, "public": 0.0, "novelty": 0.0, "negative": False},
    "entry": {"enabled": False},
    "groups": {"enabled": False},
    "rewards": {"enabled": False},
    "feedback": dict.fromkeys(("quality_loop", "voice_loop", "authenticity", "crowding_out", "ownership"), False),
    "activity": {"enabled": False, "participation": False},
    "voice": {"enabled": False},
    "experience": dict.fromkeys(
        ("enabled", "trust_moves", "belonging_moves", "motivation_moves", "grudge_moves"), False
    ),
    "churn": {"enabled": False}
    | dict.fromkeys(
        (
            "trust_weight",
            "satisfaction_weight",
            "belonging_weight",
            "fatigue_weight",
            "grudge_weight",
            "waiting_weight",
        ),
        0.0,
    ),
    "haters": {"enabled": False},
    "sales": {"enabled": False},
    "release": {"enabled": False},
    "moderation": {"enabled": False},
}

# Minutes instead of seconds: FANSIM_WHOLE_STUDY=1 pytest tests/docking
WHOLE_STUDY = pytest.mark.skipif("FANSIM_WHOLE_STUDY" not in os.environ, reason="set FANSIM_WHOLE_STUDY=1 to run it")


def reduced(days: int, **sections: Any) -> Scenario:
    """Return the scenario in which nothing happens but what the given sections switch on."""
    values = copy.deepcopy(NOTHING) | {"title": "Docking case", "days": days}
    for name, section in sections.items():
        values[name] = values.get(name, {}) | section if isinstance(section, dict) else section
    return scenario_from_mapping(values)


@contextmanager
def community(scenario: Scenario, seed: int) -> Iterator[FanCommunity]:
    """Lend a community on one thread."""
    model = FanCommunity(scenario, seed=seed, threads=1)
    try:
        yield model
    finally:
        model.engine.close()


def simulated(scenario: Scenario, seed: int) -> FanCommunity:
    """Return the community after its last day."""
    with community(scenario, seed) as model:
        for _ in range(scenario.days):
            model.step()
    return model


def compare(case: str, quantity: str, got: float, wanted: float, tolerance: float) -> None:
    """Print one line of the table in docs/docking.md, and fail if a value is off by more than its tolerance."""
    print(f"| {case} | {quantity} | {wanted:.5g} | {got:.5g} | {abs(got - wanted):.2g} | {tolerance:.2g} |")
    assert abs(got - wanted) <= tolerance, f"{case}, {quantity}: got {got:.6g}, wanted {wanted:.6g} +- {tolerance:.3g}"
