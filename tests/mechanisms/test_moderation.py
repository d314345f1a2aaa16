"""Detection by observed behaviour: when it is done, who stands out, what it costs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from fansim.mechanisms.moderation.rules import (
    detectability,
    flag_probability,
    is_check_day,
    is_review_right,
    praise_rate_after,
    review_cost,
)

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)


@FIXED
@given(st.floats(0, 30), st.floats(-3, 5))
def test_flags_follow_signal_detection(praise: float, threshold: float) -> None:
    stands_out = detectability(praise, 2.0, 3.0)
    assert flag_probability(stands_out, threshold) == pytest.approx(stats.norm.sf(threshold - stands_out), abs=1e-12)


def test_the_reference_praise_stands_out_by_the_separation() -> None:
    assert detectability(3.0, 2.0, 3.0) == 2.0
    assert detectability(0.0, 2.0, 3.0) == 0.0
    assert flag_probability(0.0, 2.05) == pytest.approx(0.0202, abs=1e-4)


def test_checks_come_every_so_many_days_and_not_on_the_first() -> None:
    assert [day for day in range(25) if is_check_day(day, 7)] == [7, 14, 21]
    assert [day for day in range(4) if is_check_day(day, 1)] == [1, 2, 3]


def test_praise_that_was_seen_is_remembered_and_fades() -> None:
    assert praise_rate_after(2.0, 5.0, 0.1) == pytest.approx(2.3)
    assert praise_rate_after(2.0, 0.0, 0.1) == pytest.approx(1.8)


def test_reviews_are_right_as_often_as_the_scenario_says_and_cost_their_price() -> None:
    assert [is_review_right(u, 0.9) for u in (0.1, 0.8999, 0.9, 0.95)] == [True, True, False, False]
    assert review_cost(12.0, 5.0) == 60.0
