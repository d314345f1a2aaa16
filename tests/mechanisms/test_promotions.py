"""Promotions: who comes for a price, what is bought for it and after it, who stays."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.promotions.outcomes import SUMMARY
from fansim.mechanisms.promotions.rules import (
    bought_ahead_after,
    buyer_after,
    demand_lift,
    expectation_after_hype,
    is_on_sale,
    leaving_without_price,
    promise_broken,
    responds_to_price,
)
from fansim.state.codes import Segment

SALE = {"start_day": 10, "days": 5, "chance": 0.15, "price_cut": 0.9}


def _run(promotions: list[dict[str, object]], **changes: object):
    given = {"population.size": 2000, "days": 110, "sales.base_per_day": 0.02, "promotions": promotions}
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=1)


@pytest.fixture(scope="module")
def with_sale():
    return _run([SALE])


@pytest.fixture(scope="module")
def without():
    return _run([])


def test_a_sale_has_its_days() -> None:
    assert [is_on_sale(day, 10, 2) for day in (9, 10, 11, 12)] == [False, True, True, False]
    assert not is_on_sale(10, 10, 0)


def test_price_hunters_respond_in_full() -> None:
    assert responds_to_price(Segment.PRICE, 0.1) == 1.0
    assert responds_to_price(Segment.QUALITY, 0.1) == responds_to_price(Segment.EXPERIENCE, 0.1) == 0.1


def test_demand_grows_with_the_cut() -> None:
    assert demand_lift(0.0, 1.0, 4.0) == demand_lift(0.5, 0.0, 4.0) == 1.0
    assert demand_lift(0.5, 1.0, 4.0) == pytest.approx(math.e**2)


def test_a_sale_takes_from_the_days_after_it() -> None:
    """F-42: what is bought in the boom is not bought afterwards, until the need is back."""
    assert bought_ahead_after(0.0, 0.5, 0.2, 90.0) == pytest.approx(0.1)
    assert bought_ahead_after(0.1, 0.5, 0.2, 90.0) == pytest.approx(0.19)
    assert bought_ahead_after(0.19, 0.0, 0.2, 90.0) == pytest.approx(0.19 * math.exp(-1 / 90))
    assert bought_ahead_after(0.0, 0.0, 0.2, 90.0) == 0.0


def test_who_buys_at_a_sale_and_again_is_known() -> None:
    """F-36: whether buyers of a promotion come back."""
    assert [buyer_after(before, True) for before in (0, 1, 2)] == [1, 1, 2]
    assert [buyer_after(before, False) for before in (0, 1, 2)] == [0, 2, 2]


def test_hype_is_expected_and_its_shortfall_a_breach() -> None:
    """F-45: expectation above quality."""
    assert expectation_after_hype(0.5, 0.9) == pytest.approx(0.95)
    assert expectation_after_hype(0.5, 0.0) == 0.5
    assert promise_broken(0.95, 0.4, 0.5) == pytest.approx(0.275)
    assert promise_broken(0.4, 0.6, 0.5) == promise_broken(0.95, 0.4, 0.0) == 0.0


def test_who_has_no_tie_leaves_when_the_price_is_gone() -> None:
    """F-41: visitors, not family."""
    assert leaving_without_price(1.0, 0.0, 0.06) == pytest.approx(0.06)
    assert leaving_without_price(0.5, 0.0, 0.06) == pytest.approx(0.03)
    assert leaving_without_price(1.0, 0.75, 0.06) == pytest.approx(0.015)
    assert leaving_without_price(0.0, 0.0, 0.06) == leaving_without_price(1.0, 1.0, 0.06) == 0.0


def test_a_crowd_comes_in_the_days_of_the_sale_and_price_hunters_above_all(with_sale) -> None:
    came = with_sale.daily["adoptions_promotion"]
    assert came.iloc[10:15].sum() == came.sum() > 200
    visitors = with_sale.persons[with_sale.persons["source"] == "promotion"]
    assert (visitors["segment"] == "price").mean() > 0.75  # 0.4 of all people are
    assert (visitors["came_for"] == 1).all()


def test_hardly_a_visitor_stays(with_sale) -> None:
    """F-34, F-35: of those who came for the price next to nobody is left; of others most are."""
    kept = with_sale.summary["visitor_retention_90"]
    assert kept < 0.1 * with_sale.summary["follower_retention_90"] or kept < 0.05
    deeper = _run([SALE | {"price_cut": 0.3}]).summary["visitor_retention_90"]
    assert deeper > kept, "who came for little leaves less"


def test_buyers_of_a_sale_come_back_less_than_buyers_do(with_sale, without) -> None:
    """F-36: few of those who bought at the price of a promotion buy again."""
    assert with_sale.summary["sale_repeat_share"] < 0.8 * without.summary["repeat_share"]


def test_boom_is_followed_by_bust(with_sale, without) -> None:
    """F-42, F-60: many times the purchases in the sale, fewer than without it for months."""
    buyers, usual = with_sale.daily["buyers"], without.daily["buyers"]
    assert buyers.iloc[10:15].sum() > 3 * usual.iloc[10:15].sum()
    assert buyers.iloc[60:].sum() < 0.95 * usual.iloc[60:].sum()


def test_what_is_sold_brings_the_price_of_the_sale_only(with_sale) -> None:
    day = with_sale.daily.iloc[12]
    bought = day["sales"] / (1999.0 * 0.1)
    assert bought == pytest.approx(round(bought))
    assert bought >= day["buyers"] > 0


def test_who_was_promised_too_much_advises_against_it() -> None:
    """F-45: with hype above quality most who buy a second time would not recommend."""
    given = {"population.size": 2000, "days": 120}
    scenario = SCENARIOS / "hype.toml"
    hyped = run(load_scenario(scenario, given), seed=1).summary["second_time_detractors"]
    plain = run(load_scenario(scenario, given | {"promotions.0.hype": 0.0}), seed=1).summary["second_time_detractors"]
    assert hyped > 0.7
    assert hyped > plain + 0.1


def test_an_announcement_without_a_price_cut_draws_people_too(without) -> None:
    loud = _run([SALE | {"price_cut": 0.0, "hype": 0.9}])
    assert loud.daily["adoptions_promotion"].sum() > 200
    assert loud.daily["sales"].iloc[:10].tolist() == without.daily["sales"].iloc[:10].tolist()


def test_a_promotion_that_draws_nobody_and_lets_off_nothing_changes_nothing(without) -> None:
    idle = _run([SALE | {"chance": 0.0, "price_cut": 0.0}])
    pd.testing.assert_frame_equal(idle.daily, without.daily)


def test_when_all_visitors_have_left_none_is_there_later() -> None:
    """F-35: a curve that has come down to nothing stays there; one that was not watched that long says nothing."""
    stay = {summary.name: summary for summary in SUMMARY}["visitor_retention_90"]
    left = {"role": "ordinary", "source": "promotion", "follow_day": 0, "exit_day": 20}
    persons = pd.DataFrame([left, left | {"exit_day": 30}])
    assert stay.compute(persons, persons, 60) == 0.0
    persons = pd.DataFrame([left, left | {"exit_day": -1}])
    assert stay.compute(persons, persons, 100) == pytest.approx(0.5)
    assert math.isnan(stay.compute(persons, persons, 60))


def test_without_promotions_nobody_carries_their_columns(without) -> None:
    assert "came_for" not in without.persons
    assert "sale_buyer" not in without.persons
    assert math.isnan(without.summary["sale_repeat_share"])
