"""How people come to follow or to reject: limits and shapes of the hazards."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fansim.columns import ADS, STRONG_TIE, WEAK_TIE
from fansim.rules.diffusion import contact_hazard, follow_or_reject, reached, source_of_adoption
from hypothesis import given, settings
from hypothesis import strategies as st

FIXED = settings(derandomize=True, deadline=None, max_examples=200, database=None)
SHARE = st.floats(0.0, 1.0)
HAZARD = st.floats(0.0, 20.0)


@FIXED
@given(SHARE, st.integers(0, 40), SHARE)
def test_hazards_add_up_to_independent_contacts(ads: float, friends: int, strong: float) -> None:
    hazard = contact_hazard(ads, 1.0, 0) + friends * contact_hazard(strong, 1.0, 0)
    assert reached(hazard, 0) == pytest.approx(1 - (1 - ads) * (1 - strong) ** friends, abs=1e-9)


@FIXED
@given(SHARE, SHARE)
def test_the_additive_link_is_basss(ads: float, imitation: float) -> None:
    hazard = contact_hazard(ads, 1.0, 1) + 0.5 * contact_hazard(imitation, 1.0, 1)
    assert reached(hazard, 1) == pytest.approx(min(1.0, ads + 0.5 * imitation), abs=1e-9)


def test_a_message_nobody_believes_reaches_nobody_and_a_sure_one_everybody() -> None:
    assert reached(contact_hazard(0.3, 0.0, 0), 0) == 0.0
    assert math.isfinite(contact_hazard(1.0, 5.0, 0))
    assert reached(contact_hazard(1.0, 5.0, 0), 0) == pytest.approx(1.0, abs=1e-11)


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
@given(HAZARD, HAZARD, HAZARD)
def test_sources_come_in_the_shares_of_their_hazards(ads: float, strong: float, weak: float) -> None:
    if ads + strong + weak < 1e-6:
        return
    sources = np.array([source_of_adoption(u, ads, strong, weak) for u in (np.arange(1000) + 0.5) / 1000])
    for source, hazard in ((ADS, ads), (STRONG_TIE, strong), (WEAK_TIE, weak)):
        assert (sources == source).mean() == pytest.approx(hazard / (ads + strong + weak), abs=0.0011)
