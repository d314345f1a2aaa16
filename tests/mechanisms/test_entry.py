"""The thresholds at the door: they open on their day, and stay open."""

from __future__ import annotations

import pytest

from fansim.mechanisms.entry.rules import asks_for_seat, days_required, entry, is_heard_in_public


@pytest.mark.parametrize("rule", [entry, is_heard_in_public])
def test_thresholds_open_on_their_day_and_stay_open(rule) -> None:
    """F-01, F-06: after so many days of following, and not a day sooner."""
    opened = [rule(days, 60) for days in range(200)]
    assert opened == [False] * 60 + [True] * 140
    assert all(rule(days, 0) for days in range(3))


def test_a_threshold_that_does_not_hold_asks_for_nothing() -> None:
    assert [days_required(60, enabled) for enabled in (1, 0)] == [60, 0]
    assert days_required(60, True) == 60


def test_seats_are_asked_for_with_the_chance_given() -> None:
    assert [asks_for_seat(u, 0.1) for u in (0.05, 0.0999, 0.1, 0.9)] == [True, True, False, False]


def test_who_passes_one_gate_may_have_to_wait_at_the_other() -> None:
    """F-08: 60 days for a seat and 100 for comments, both together."""
    passed = [(entry(days, 60), is_heard_in_public(days, 100)) for days in (59, 60, 99, 100)]
    assert passed == [(False, False), (True, False), (True, False), (True, True)]
