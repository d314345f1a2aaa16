"""Turning into a hater, being struck, being won back."""

from __future__ import annotations

import math

import pytest

from fansim.mechanisms.haters.rules import (
    grudge_after_winback,
    is_hater,
    is_origin_read_right,
    strike_hits,
    winback_probability,
)


def test_hate_begins_high_and_ends_low() -> None:
    assert [is_hater(False, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, False, True]
    assert [is_hater(True, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, True, True]


def test_win_back_fades_and_works_better_with_the_attached() -> None:
    assert winback_probability(0.0, 0, 0.3, 0.5, 60.0) == pytest.approx(0.3)
    assert winback_probability(0.0, 60, 0.3, 0.5, 60.0) == pytest.approx(0.3 / math.e)
    assert winback_probability(1.0, 0, 0.3, 0.5, 60.0) == pytest.approx(0.45)


@pytest.mark.parametrize("rule", [is_origin_read_right, strike_hits])
def test_the_brand_is_right_as_often_as_the_scenario_says(rule) -> None:
    assert [rule(u, 0.8) for u in (0.05, 0.7999, 0.8, 0.9)] == [True, True, False, False]


def test_who_is_won_back_keeps_some_of_the_grudge() -> None:
    assert grudge_after_winback(0.8, 0.5) == pytest.approx(0.4)
    assert grudge_after_winback(0.8, 1.0) == 0.0
    assert grudge_after_winback(0.8, 0.0) == 0.8
