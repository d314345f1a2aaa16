"""Marketing: ads against care, ads aimed more or less exactly, ads that wear out and tire."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.marketing.rules import (
    ads_hazard_of,
    audience_share,
    care_factor,
    contacts_bought,
    expectation_after_ads,
    exposure_after,
    freshness,
    interested_aimed_at,
    relevance,
    tiring_messages,
)
from fansim.state.codes import Precision


def _run(scenario: str, changes: dict[str, object] | None = None, seed: int = 1):
    # as much money a head as in the file, which is for 5,000 people
    file = SCENARIOS / f"{scenario}.toml"
    given = {"population.size": 2000, "days": 150, **(changes or {})}
    if given.get("marketing.enabled", True):
        given.setdefault("marketing.budget_per_day", load_scenario(file).marketing.budget_per_day * 0.4)
    return run(load_scenario(file, given), seed=seed)


def test_a_contact_finds_the_interested_as_often_as_it_is_aimed() -> None:
    """F-82: one in a thousand, one in a hundred, everyone."""
    aimed = [interested_aimed_at(word, 0.001, 0.01) for word in Precision]
    assert aimed == [0.001, 0.01, 1.0]
    assert [audience_share(share, 0.001) for share in aimed] == pytest.approx([1.0, 0.1, 0.001])


def test_mistaken_contacts_are_with_anybody() -> None:
    """F-147: a segment is worth as much as it is known."""
    assert relevance(0.01, 0.001, 1.0) == pytest.approx(0.01)
    assert relevance(0.01, 0.001, 0.0) == pytest.approx(0.001)
    assert relevance(1.0, 0.001, 0.8) == pytest.approx(0.8002)


def test_money_buys_contacts_until_everybody_is_reached() -> None:
    assert contacts_bought(10.0, 0.02, 5000.0, 3.0) == pytest.approx(500.0)
    assert contacts_bought(10.0, 0.02, 5.0, 3.0) == 15.0
    assert ads_hazard_of(500.0, 5000.0, 0.01, 0.05, 0.5) == pytest.approx(2.5e-5)


def test_the_same_ad_wears_out() -> None:
    """F-44: the same ad at each opening."""
    assert exposure_after(2.0, 3.0, 1.0, 0.9) == pytest.approx(4.8)
    assert exposure_after(2.0, 3.0, 30.0, 0.9) == pytest.approx(1.9)
    assert freshness(0.0, 0.1) == 1.0
    assert freshness(10.0, 0.1) == pytest.approx(1 / math.e)


def test_what_is_new_or_wanted_does_not_tire() -> None:
    """F-44, F-144: ads that fit are information."""
    assert tiring_messages(2.0, 0.25, 0.5, 1.0) == pytest.approx(0.75)
    assert tiring_messages(2.0, 1.0, 0.5, 1.0) == tiring_messages(2.0, 0.25, 1.0, 1.0) == 0.0


def test_ads_raise_what_is_expected_up_to_what_they_promise() -> None:
    assert expectation_after_ads(0.6, 2.0, 0.8, 0.01) == pytest.approx(0.604)
    assert expectation_after_ads(0.6, 1000.0, 0.8, 0.01) == pytest.approx(0.8)
    assert expectation_after_ads(0.9, 2.0, 0.8, 0.01) == 0.9


def test_care_lifts_with_less_and_less() -> None:
    assert care_factor(0.0, 100.0, 1.0, 0.1) == 1.0
    assert care_factor(10.0, 100.0, 1.0, 0.1) == pytest.approx(2.0 - 1 / math.e)
    assert care_factor(1e6, 100.0, 1.0, 0.1) == 2.0


def test_who_puts_the_money_into_ads_is_recommended_less() -> None:
    """F-43, F-60: four fifths in performance ads against one fifth, in two worlds."""
    for seed in (1, 2):
        fishing = _run("performance_ads", seed=seed)
        farming = _run("performance_ads", {"marketing.ad_share": 0.2}, seed=seed)
        assert fishing.summary["nps"] < farming.summary["nps"] - 1
        assert fishing.daily["satisfaction"].iloc[-1] < farming.daily["satisfaction"].iloc[-1]
        assert fishing.daily["adoptions_ads"].sum() > farming.daily["adoptions_ads"].sum()


def test_groups_return_more_than_ads_for_the_same_money() -> None:
    """F-52, F-40: private against public, and what a core fan is worth."""
    both = _run("performance_ads", {"marketing.ad_share": 0.5, "days": 250, "sales.base_per_day": 0.01}).summary
    assert both["roi_private"] > 1.2 * both["roi_public"]
    assert both["value_ratio"] > 1.5
    assert both["cac_ratio"] > 0


def test_the_same_ad_again_costs_more_and_drives_followers_away() -> None:
    """F-44."""
    same, thirty = _run("same_ad_again"), _run("same_ad_again", {"marketing.creatives": 30.0})
    assert same.summary["cost_per_ad_follower"] > 1.5 * thirty.summary["cost_per_ad_follower"]
    assert same.summary["follower_retention_90"] < thirty.summary["follower_retention_90"]
    assert same.daily["ad_freshness"].iloc[-1] < 0.5 < 0.8 < thirty.daily["ad_freshness"].iloc[-1]


def test_the_more_exactly_ads_are_aimed_the_more_a_contact_brings() -> None:
    """F-82, F-147: hundreds of contacts, tens, or a few, for one follower."""
    per_contact = {}
    for word in ("broadcast", "segment", "exact"):
        daily = _run("ads_by_precision", {"targeting.precision": word, "marketing.persuasion": 0.5}).daily
        per_contact[word] = daily["adoptions_ads"].sum() / daily["ad_contacts"].sum()
    assert per_contact["exact"] > 20 * per_contact["segment"] > 60 * per_contact["broadcast"] > 0


def test_a_budget_of_nothing_changes_nothing() -> None:
    without = _run("performance_ads", {"marketing.enabled": False})
    nothing = _run("performance_ads", {"marketing.budget_per_day": 0.0})
    book = "sales_in_groups"  # kept only where there is a budget
    pd.testing.assert_frame_equal(without.daily.drop(columns=book), nothing.daily.drop(columns=book))


def test_the_budget_is_spent_and_costs() -> None:
    day = _run("performance_ads").daily.iloc[20]
    assert day["ad_spending"] == pytest.approx(64.0)
    assert day["care_spending"] == pytest.approx(16.0)
    assert day["cost"] >= 80.0
