"""The economics of bought accounts: what a budget buys, what it pays for, how a caught campaign behaves."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.engine.rule import plain
from fansim.mechanisms.campaigns.rules import (
    account_posts,
    account_price,
    accounts_bought,
    aged_account_price,
    buys_aged,
    camouflage_after_bans,
    may_post,
    persuasive_posts,
    posting_rate_after_bans,
    posts_affordable,
    reacts_to_bans,
    waits_for_seat,
)

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)


def test_a_threshold_makes_accounts_dearer_and_shuts_the_impatient_out() -> None:
    assert account_price(5.0, 0.1, 60) == pytest.approx(11.0)
    assert accounts_bought(5000.0, 11.0, 0.0, 60, 120) == 454
    assert accounts_bought(5000.0, 11.0, 0.0, 121, 120) == 0
    bought = [accounts_bought(5000.0, account_price(5.0, 0.1, days), 50.0, days, 365) for days in range(0, 366, 5)]
    assert bought == sorted(bought, reverse=True)
    assert accounts_bought(0.0, 11.0, 0.0, 0, 120) == accounts_bought(100.0, 0.0, 0.0, 0, 120) == 0


@FIXED
@given(st.floats(0, 1e7), st.floats(0.01, 100), st.floats(0, 100))
def test_accounts_never_cost_more_than_the_budget(budget: float, price: float, posting: float) -> None:
    count = accounts_bought(budget, price, posting, 0, 0)
    assert count * (price + posting) <= budget * (1 + 1e-12)
    assert (count + 1) * (price + posting) >= budget * (1 - 1e-12)


def test_accounts_post_at_their_rate_as_far_as_the_money_goes() -> None:
    posts = [account_posts((k + 0.5) / 1000, 2.3, 100) for k in range(1000)]
    assert sum(posts) / 1000 == pytest.approx(2.3)
    assert account_posts(0.9, 2.3, 1) == 1


def test_the_ledger_pays_for_whole_posts_of_all_accounts_alike() -> None:
    assert posts_affordable(1000.0, 10, 2.3, 0.5) == 3, "the rate, rounded up"
    assert posts_affordable(12.4, 10, 2.3, 0.5) == 2
    assert posts_affordable(4.9, 10, 2.3, 0.5) == 0
    assert posts_affordable(-3.0, 10, 2.3, 0.5) == 0
    assert posts_affordable(0.0, 10, 2.3, 0.0) == 3, "posts that cost nothing"
    assert posts_affordable(0.0, 0, 2.3, 0.5) == 3, "nobody posts"


def test_next_to_nothing_buys_next_to_everything() -> None:
    for rule in (accounts_bought, plain(accounts_bought)):
        assert rule(1e12, 1e-300, 0.0, 0, 0) == rule(1e12, 1e-9, 0.0, 0, 0) == 10**15
    for rule in (posts_affordable, plain(posts_affordable)):
        assert rule(1e12, 10, 2.3, 1e-300) == 3
        assert rule(-1e12, 10, 2.3, 1e-300) == 0


@FIXED
@given(st.floats(0, 1e7), st.integers(1, 100_000), st.floats(0, 1000), st.floats(0.01, 100))
def test_a_day_of_posts_never_costs_more_than_is_left(money: float, active: int, rate: float, price: float) -> None:
    assert posts_affordable(money, active, rate, price) * price * active <= money * (1 + 1e-12)


def test_a_campaign_reacts_to_more_than_a_tolerable_loss() -> None:
    assert [reacts_to_bans(banned, 50, 0.1) for banned in (0, 5, 6)] == [False, False, True]
    assert reacts_to_bans(1, 0, 0.1), "its last account"
    assert not reacts_to_bans(0, 0, 0.0)


def test_a_caught_campaign_slows_down_to_its_floor_and_never_speeds_up() -> None:
    assert posting_rate_after_bans(3.0, 0.2, 0.2) == pytest.approx(2.4)
    assert posting_rate_after_bans(0.21, 0.2, 0.2) == 0.2
    assert posting_rate_after_bans(0.1, 0.2, 0.2) == 0.1


def test_it_hides_better_step_by_step_and_praises_less() -> None:
    assert camouflage_after_bans(0.25, 0.1) == pytest.approx(0.35)
    assert camouflage_after_bans(0.95, 0.1) == 1.0
    assert persuasive_posts(4.0, 0.25) == 3.0
    assert persuasive_posts(4.0, 1.0) == 0.0


def test_who_cannot_wait_for_a_seat_posts_in_public() -> None:
    assert [waits_for_seat(threshold, 60) for threshold in (0, 60, 61)] == [True, True, False]
    assert [may_post(seat, days, 10) for seat, days in ((False, 9), (False, 10), (True, 0))] == [False, True, True]


def _with_market(campaign: dict[str, Any], market: bool, **changes: Any):
    given = {"population.size": 1000, "days": 100, "adversary.aged_market": market, "campaigns": [campaign]}
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=1)


def test_an_aged_account_costs_more_for_each_day_of_age() -> None:
    assert aged_account_price(5.0, 0.05, 60) == pytest.approx(20.0)
    assert aged_account_price(5.0, 0.05, 0) == 5.0
    assert aged_account_price(5.0, 0.0, 60) == 5.0


def test_a_campaign_buys_age_where_it_is_cheaper_or_there_is_no_time() -> None:
    assert [buys_aged(price, 11.0, 60, 120) for price in (10.0, 11.0, 20.0)] == [True, False, False]
    assert buys_aged(20.0, 11.0, 60, 59)
    assert not buys_aged(5.0, 5.0, 0, 0), "where no age is needed none is bought"


def test_with_a_market_the_threshold_does_not_shut_out_the_impatient() -> None:
    """F-07, T12: it takes money for time."""
    impatient = {"budget": 3000.0, "start_day": 10, "deadline_days": 14, "posting_days": 80}
    shut, open_ = (_with_market(impatient, market) for market in (False, True))
    assert shut.daily["joins_shill"].sum() == 0
    assert open_.daily["joins_shill"].sum() == 3000 // (20.0 + 3.0 * 0.5 * 80) == 21
    assert open_.daily["joins_shill"].iloc[10:45].sum() > 15, "without waiting sixty days"
    followed = open_.persons.loc[open_.persons["role"] == "shill", "follow_day"]
    assert (followed == 10 - 60).all()


def test_a_patient_campaign_buys_age_only_where_it_is_cheaper() -> None:
    patient = {"budget": 3000.0, "start_day": 10, "deadline_days": 120, "posting_days": 25}
    without, dear, cheap = (
        _with_market(patient, market, **{"adversary.aged_premium": premium})
        for market, premium in ((False, 0.05), (True, 0.05), (True, 0.005))
    )
    pd.testing.assert_frame_equal(dear.daily, without.daily)
    assert cheap.daily["joins_shill"].iloc[:60].sum() > 0 == without.daily["joins_shill"].iloc[:60].sum()
    assert cheap.daily["shill_spend"].sum() <= 3000.0


def test_a_market_is_no_use_where_there_is_no_threshold() -> None:
    open_door = {"entry.follow_days": 0}
    campaign = {"budget": 1000.0, "start_day": 5, "deadline_days": 14}
    one, other = (_with_market(campaign, market, **open_door) for market in (False, True))
    pd.testing.assert_frame_equal(one.daily, other.daily)
