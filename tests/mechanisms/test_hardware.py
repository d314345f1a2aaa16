"""The lead of hardware: what is learned waits, and comes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.hardware.rules import learned_for_hardware, quality_after_delivery
from fansim.model import FanCommunity

SMALL = {"population.size": 1000, "days": 150, "population.core_share": 0.2, "groups.cap": 20}


def _scenario(**changes: object):
    renamed = {key.replace("__", "."): value for key, value in ({"hardware__lead_days": 60} | changes).items()}
    return load_scenario(SCENARIOS / "hardware_year_ahead.toml", SMALL | renamed)


@pytest.fixture(scope="module")
def software():
    return run(load_scenario(SCENARIOS / "hardware_year_ahead.toml", SMALL | {"hardware.enabled": False}), seed=1)


def test_a_part_of_what_is_learned_waits() -> None:
    """F-84: what is released was defined before."""
    assert learned_for_hardware(0.62, 0.6, 0.7) == pytest.approx(0.014)
    assert learned_for_hardware(0.59, 0.6, 0.7) == 0.0
    assert learned_for_hardware(0.62, 0.6, 0.0) == 0.0


def test_what_arrives_is_worth_no_more_than_what_is_missing() -> None:
    assert quality_after_delivery(0.6, 0.05, 0.7) == pytest.approx(0.65)
    assert quality_after_delivery(0.68, 0.05, 0.7) == pytest.approx(0.7)
    assert quality_after_delivery(0.75, 0.05, 0.7) == 0.75


def test_hardware_is_a_lead_behind(software) -> None:
    """F-84: while the first lead lasts the product lags; then what was learned comes."""
    hardware = run(_scenario(), seed=1).daily["quality"]
    early = hardware.iloc[58] - hardware.iloc[0]
    assert 0.0 < early < 0.6 * (software.daily["quality"].iloc[58] - software.daily["quality"].iloc[0])
    assert hardware.iloc[120] - hardware.iloc[60] > 1.3 * early


def test_what_waits_is_what_was_put_in_line() -> None:
    model = FanCommunity(_scenario(), seed=1)
    for _ in range(50):
        model.step()
    waiting = model.world.brand["in_the_works"][0]
    assert waiting > 0.0
    assert waiting == pytest.approx(model.world.pipeline.learned.sum())
    assert np.flatnonzero(model.world.pipeline.learned).tolist() == [7, 14, 21, 28, 35, 42, 49]


def test_without_a_share_of_hardware_nothing_waits(software) -> None:
    assert run(_scenario(hardware__share=0.0), seed=1).daily.equals(software.daily)
