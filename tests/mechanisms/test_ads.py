"""Ads: their hazard alone brings people, as the link of a scenario says."""

from __future__ import annotations

import math

import pytest
from tests.cases import kitchen_sink, run_days

from fansim.model import FanCommunity


@pytest.mark.parametrize(
    ("changes", "hazard"),
    [
        ({"ads__per_day": 0.02}, -math.log(0.98)),
        ({"ads__per_day": 0.02, "word_of_mouth__link": "additive"}, 0.02),
        ({"ads__per_day": 0.0}, 0.0),
        ({"ads__per_day": 0.02, "ads__enabled": False}, 0.0),
    ],
    ids=["contacts", "additive", "none", "off"],
)
def test_the_hazard_of_ads_is_that_of_one_contact_believed_in_full(changes: dict[str, object], hazard: float) -> None:
    off = {"hub__enabled": False, "channels": [], "marketing__enabled": False}
    model = run_days(FanCommunity(kitchen_sink(days=2, **off, **changes)), 2)
    assert model.world.brand["ads_hazard"][0] == pytest.approx(hazard, abs=1e-15)


def test_ads_that_are_stopped_bring_nobody_from_that_morning_on() -> None:
    silent = dict.fromkeys((f"word_of_mouth__{tie}" for tie in ("strong", "weak", "public")), 0.0)
    alone = silent | {"churn__reactivation": 0.0, "ads__per_day": 0.1}
    alone |= {"marketing__enabled": False, "promotions": [], "health__enabled": False, "referral__enabled": False}
    model = run_days(FanCommunity(kitchen_sink(days=20, **alone)), 5)
    assert model.daily["adoptions_ads"].iloc[-1] > 0
    model.change({"ads.enabled": False})
    run_days(model, 3)
    assert model.daily["new_followers"].iloc[5:].sum() == 0
    assert model.world.brand["ads_hazard"][0] == 0.0
