"""The loops: each can be cut alone, and what it would have moved then stands still."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import kitchen_sink, run_days

from fansim.model import FanCommunity
from fansim.scenario import KEYS
from fansim.state.codes import Role, Source

DAYS = 50
LOOPS = ["quality_loop", "voice_loop", "authenticity", "crowding_out", "ownership"]


def run_without(*loops: str, **changes: object) -> FanCommunity:
    """Run the busiest scenario with some loops cut, and other keys changed."""
    scenario = kitchen_sink(days=DAYS, **{f"feedback__{loop}": False for loop in loops}, **changes)
    return run_days(FanCommunity(scenario), DAYS)


def spread(model: FanCommunity, column: str) -> float:
    """Return how far people differ in a column."""
    return float(np.ptp(getattr(model.world.person, column)[model.world.person.role == Role.ORDINARY]))


@pytest.fixture(scope="module")
def whole() -> FanCommunity:
    """The run with all loops; look, do not touch."""
    return run_without()


def test_these_are_all_the_loops() -> None:
    assert [key for key in KEYS if key.startswith("feedback.")] == [f"feedback.{loop}" for loop in LOOPS]


def test_without_the_quality_loop_a_product_falls_behind_whatever_people_say(whole: FanCommunity) -> None:
    """F-17, F-138: cut, it stands still while complaints are answered as before."""
    cut, release = run_without("quality_loop"), whole.scenario.release
    releases = (DAYS - 1) // release.period_days
    behind = release.quality * (1 - release.drift_per_day * release.period_days) ** releases
    assert cut.world.brand["quality"][0] == pytest.approx(behind)
    assert whole.world.brand["quality"][0] > behind + 0.001
    assert cut.daily["replies"].sum() > 0


def test_without_the_voice_loop_nobody_learns_whether_complaining_works(whole: FanCommunity) -> None:
    cut = run_without("voice_loop")
    assert spread(cut, "voice_efficacy") == 0.0 < spread(whole, "voice_efficacy")
    assert cut.daily["complaints_voiced"].sum() > 0


def test_without_authenticity_all_praise_is_believed_in_full(whole: FanCommunity) -> None:
    cut = run_without("authenticity")
    assert (cut.daily["credibility"] == 1.0).all()
    assert whole.daily["credibility"].min() < 0.9
    assert cut.daily["positive_share"].min() < 1.0, "people still see attacks"


def test_without_crowding_out_rewards_cost_no_motivation(whole: FanCommunity) -> None:
    """F-79: with it, money drives out what people did for its own sake."""
    cut, mean = run_without("crowding_out", norms__asking=0.0), whole.scenario.experience.motivation_mean
    assert cut.world.person.motivation.min() >= mean > whole.world.person.motivation.min()
    assert cut.recorder.brand["rewards"].sum() > 0
    assert (cut.world.person.reward > 0).any()


def test_without_ownership_taking_part_makes_nobody_an_owner(whole: FanCommunity) -> None:
    """F-61: what is sold is taking part."""
    cut = run_without("ownership")
    person, scenario = cut.world.person, cut.scenario
    seeds = FanCommunity(scenario).world.person.source == Source.SEED  # some leave, and come back for another reason
    assert not person.ownership[~seeds].any()
    assert (person.ownership[seeds] < scenario.population.core_ownership).all()
    assert whole.world.person.ownership[~seeds].max() > 0.1
    assert cut.daily["votes"].sum() > 0
