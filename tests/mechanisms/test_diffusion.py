"""How people come to follow or to reject: limits and shapes of the hazards."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fansim
from fansim.mechanisms.diffusion.rules import (
    contact_hazard,
    follow_or_reject,
    friends_hazard,
    is_below_complex_threshold,
    reach_probability,
    source_of_adoption,
)
from fansim.state.codes import Source

FIXED = settings(derandomize=True, deadline=None, max_examples=200, database=None)
SHARE = st.floats(0.0, 1.0)
HAZARD = st.floats(0.0, 20.0)


@FIXED
@given(SHARE, st.integers(0, 40), SHARE)
def test_hazards_add_up_to_independent_contacts(ads: float, friends: int, strong: float) -> None:
    hazard = contact_hazard(ads, 1.0, 0) + friends * contact_hazard(strong, 1.0, 0)
    assert reach_probability(hazard, 0) == pytest.approx(1 - (1 - ads) * (1 - strong) ** friends, abs=1e-9)


@FIXED
@given(SHARE, SHARE)
def test_the_additive_link_is_basss(ads: float, imitation: float) -> None:
    hazard = contact_hazard(ads, 1.0, 1) + 0.5 * contact_hazard(imitation, 1.0, 1)
    assert reach_probability(hazard, 1) == pytest.approx(min(1.0, ads + 0.5 * imitation), abs=1e-9)


def test_a_message_nobody_believes_reaches_nobody_and_a_sure_one_everybody() -> None:
    assert reach_probability(contact_hazard(0.3, 0.0, 0), 0) == 0.0
    assert math.isfinite(contact_hazard(1.0, 5.0, 0))
    assert reach_probability(contact_hazard(1.0, 5.0, 0), 0) == pytest.approx(1.0, abs=1e-11)


@FIXED
@given(SHARE, SHARE)
def test_follow_and_reject_share_out_everybody_who_is_reached(praise: float, complaint: float) -> None:
    follow, reject = follow_or_reject(praise, complaint)
    assert follow + reject == pytest.approx(1 - (1 - praise) * (1 - complaint), abs=1e-12)
    assert follow_or_reject(complaint, praise) == pytest.approx((reject, follow), abs=1e-12)


def test_with_praise_alone_nobody_rejects() -> None:
    assert follow_or_reject(0.3, 0.0) == (0.3, 0.0)
    assert follow_or_reject(0.0, 0.3) == (0.0, 0.3)
    assert follow_or_reject(0.0, 0.0) == (0.0, 0.0)


@FIXED
@given(st.tuples(HAZARD, HAZARD, HAZARD, HAZARD, HAZARD))
def test_sources_come_in_the_shares_of_their_hazards(hazards: tuple[float, ...]) -> None:
    if sum(hazards) < 1e-6:
        return
    sources = np.array([source_of_adoption(u, *hazards) for u in (np.arange(1000) + 0.5) / 1000])
    kinds = (Source.ADS, Source.STRONG_TIE, Source.WEAK_TIE, Source.PUBLIC_POST, Source.BOUGHT_POST)
    for source, hazard in zip(kinds, hazards, strict=True):
        assert (sources == source).mean() == pytest.approx(hazard / sum(hazards), abs=0.0011)


@pytest.mark.parametrize("additive", [0, 1])
def test_friends_who_praise_add_up(additive: int) -> None:
    assert friends_hazard(3.0, 0.02, 1, 0.5, additive) == pytest.approx(0.06)
    assert friends_hazard(0.0, 0.02, 1, 0.5, additive) == 0.0


def test_complex_contagion_needs_several_friends_but_for_its_noise() -> None:
    below = [is_below_complex_threshold(praising, 3) for praising in range(5)]
    assert below == [True, True, True, False, False]
    assert not any(is_below_complex_threshold(praising, threshold) for praising in range(3) for threshold in (0, 1))
    found = [friends_hazard(float(praising), 0.02, 3, 0.1, 0) for praising in range(5)]
    assert found == pytest.approx([-math.log(0.9)] * 3 + [0.06, 0.08])
    assert friends_hazard(2.0, 0.02, 3, 0.1, 1) == pytest.approx(0.1)
    assert friends_hazard(2.0, 0.02, 3, 0.0, 0) == 0.0


@pytest.mark.parametrize("complex_threshold", [1, 3])
def test_no_number_of_praising_friends_reaches_more_than_the_bound_worked_out_for_them(complex_threshold: int) -> None:
    settings_given = {"population.size": 400, "days": 5, "word_of_mouth.complex_threshold": complex_threshold}
    model = fansim.FanCommunity(fansim.load_scenario("leijun_groups", settings_given), seed=1)
    for _ in range(5):
        model.step()
    reached, brand = model.world.reached, model.world.brand[0]
    either = reached.follow + reached.reject
    at_most = brand["reached_alone"] + np.arange(len(either)) * brand["reached_per_friend"]
    assert np.all(either <= at_most)
    assert np.min((at_most - either)[1:]) < 1e-9, "the bound is as low as it can be"
