"""Buying: what moves the rate of purchases, and what they bring."""

from __future__ import annotations

import inspect
import math
import re

import numpy as np
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.sales.phase import buy
from fansim.mechanisms.sales.rules import need_back, promotion_of, purchase_rate, purchases_affordable, revenue
from fansim.mechanisms.sales.start import _ages
from fansim.mechanisms.word_of_mouth.phase import talk
from fansim.model import FanCommunity
from fansim.scenario import Scenario
from fansim.state.codes import Segment
from fansim.state.columns import NEVER

WEIGHTS = (1.0, 0.5, 0.5, 0.5, 0.6)  # of trust, ownership, belonging; reference trust and quality


def test_buying_needs_quality_and_follows_what_people_feel() -> None:
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.6, 0.0, 0.0, *WEIGHTS) == pytest.approx(0.006)
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.6, 1.0, 0.0, *WEIGHTS) == 0.0
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.3, 0.0, 1.0, *WEIGHTS) == pytest.approx(0.006)
    felt = purchase_rate(0.002, 3.0, 0.9, 0.4, 0.2, 0.6, 0.0, 0.0, *WEIGHTS)
    assert felt == pytest.approx(0.006 * math.exp(0.4 + 0.2 + 0.1))


def test_the_references_are_those_of_the_specification() -> None:
    sales = Scenario().sales
    assert (sales.trust_weight, sales.ownership_weight, sales.belonging_weight) == WEIGHTS[:3]
    assert (sales.trust_reference, sales.quality_reference) == WEIGHTS[3:]


def test_coupons_move_those_who_hunt_for_a_price() -> None:
    lifted = {segment: promotion_of(segment, 0.8, 0.5) for segment in Segment}
    assert lifted == {Segment.PRICE: pytest.approx(0.4), Segment.QUALITY: 0.0, Segment.EXPERIENCE: 0.0}


def test_sales_are_purchases_at_their_price() -> None:
    assert revenue(3.0, 1999.0) == 5997.0


def test_the_need_comes_back_in_half_the_usual_time() -> None:
    """One who buys twice in 1,000 days: half of its 500 days bring back two thirds, all of them nearly everything."""
    assert need_back(0, 0.002, 0.5) == 0.0
    assert need_back(250, 0.002, 0.5) == pytest.approx(1.0 - math.exp(-1.0))
    assert need_back(500, 0.002, 0.5) == pytest.approx(1.0 - math.exp(-4.0))
    assert need_back(25, 0.002, 0.5) == pytest.approx(0.01, rel=0.01)
    assert need_back(25, 0.02, 0.5) == need_back(250, 0.002, 0.5)  # on one's own clock
    assert need_back(0, 0.002, 0.0) == 1.0


def _sold(**changes: float) -> float:
    """Return the purchases of half a year by persons who have all had a seat since long."""
    given = {"population.size": 1000, "population.followers_share": 1.0, "population.spend_sigma": 0.1, "days": 180}
    given |= {"churn.enabled": False} | {key.replace("__", "."): value for key, value in changes.items()}
    return float(run(load_scenario(SCENARIOS / "leijun_classroom.toml", given), seed=1).persons["purchases"].sum())


def test_no_draw_of_the_evening_settles_two_decisions() -> None:
    """Buying and talking share a stream: what the one names of its four draws, the other leaves."""
    named = []
    for row in (buy, talk):
        (draws,) = re.findall(r"^ +(\w+, \w+, \w+, \w+) = u$", inspect.getsource(row), re.MULTILINE)
        named.append({place for place, name in enumerate(draws.split(", ")) if name != "_"})
    assert all(named)
    assert not set.intersection(*named)


def test_lifts_sell_more_while_there_is_need_and_no_further() -> None:
    """The same lift of all purchases, with need and without."""
    assert 0 < _sold() < _sold(sales__need_returns=0.0)
    lift = {"sales__base_per_day": 0.005, "sales__trust_weight": 10.0, "sales__trust_reference": 0.35}
    usual, lifted = {"sales__base_per_day": 0.005}, lift
    with_need = _sold(**lifted) / _sold(**usual)
    without = _sold(**lifted, sales__need_returns=0.0) / _sold(**usual, sales__need_returns=0.0)
    assert 1.0 < with_need < 0.7 * without


def test_a_running_community_has_bought_before_and_a_launch_has_not() -> None:
    """Day 0 sells what a later day sells; those who buy often have bought lately."""
    given = {"population.size": 3000, "population.followers_share": 1.0, "population.spend_sigma": 1.0}
    person = FanCommunity(load_scenario(SCENARIOS / "leijun_classroom.toml", given), seed=1).world.person
    days = -person.bought_day[person.bought_day < -1].astype(float)
    assert len(days) > 2500
    often = person.spend[person.bought_day < -1] > 2.0
    assert np.median(days[often]) < 0.5 * np.median(days[~often])
    for other in ({"population.followers_share": 0.0}, {"launch.enabled": True, "launch.day": 30}):
        scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", given | other)
        assert (FanCommunity(scenario, seed=1).world.person.bought_day == NEVER).all()


def test_ages_at_the_start_are_those_of_a_renewal_process() -> None:
    """Where the need is back at once, ages are exponential; else the half that bought lately waits for its need."""
    places = (np.arange(1000) + 0.5) / 1000
    assert _ages(places, 0.0).mean() == pytest.approx(1.0, abs=0.01)
    assert np.median(_ages(places, 0.0)) == pytest.approx(math.log(2.0), abs=0.01)
    assert _ages(places, 0.5).mean() > _ages(places, 0.2).mean() > _ages(places, 0.0).mean()


def test_nobody_buys_more_than_so_many_in_a_year() -> None:
    assert purchases_affordable(3, 0, 10, 50) == 3
    assert purchases_affordable(3, 48, 364, 50) == 2
    assert purchases_affordable(3, 50, 364, 50) == 0
    assert purchases_affordable(3, 50, 365, 50) == 3
    assert purchases_affordable(3, 60, 10, 50) == 0
