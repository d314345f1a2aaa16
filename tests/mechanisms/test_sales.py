"""Buying: what moves the rate of purchases, and what they bring."""

from __future__ import annotations

import math

import pytest

from fansim.mechanisms.sales.rules import promotion_of, purchase_rate, purchases_affordable, revenue
from fansim.scenario import Scenario
from fansim.state.codes import Segment

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


def test_nobody_buys_more_than_so_many_in_a_year() -> None:
    assert purchases_affordable(3, 0, 10, 50) == 3
    assert purchases_affordable(3, 48, 364, 50) == 2
    assert purchases_affordable(3, 50, 364, 50) == 0
    assert purchases_affordable(3, 50, 365, 50) == 3
    assert purchases_affordable(3, 60, 10, 50) == 0
