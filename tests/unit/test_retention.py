"""Kaplan-Meier curves against a sum done by hand, and the edges."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fansim.outcomes.retention import follower_retention, kaplan_meier, member_retention, share_after, spells
from fansim.state.columns import NEVER


def by_hand(lengths: list[int], ended: list[bool]) -> list[float]:
    """Return the product-limit estimate for day 0 to the last day, one day at a time."""
    share, curve = 1.0, []
    for day in range(max(lengths) + 1):
        at_risk = sum(length >= day for length in lengths)
        left = sum(length == day and end for length, end in zip(lengths, ended, strict=True))
        share *= 1 - left / at_risk
        curve.append(share)
    return curve


def test_a_curve_is_the_product_of_the_shares_that_stayed() -> None:
    lengths = [3, 5, 5, 8, 10, 10, 12, 2, 7]
    ended = [True, True, False, True, False, True, False, False, True]
    curve = kaplan_meier(np.array(lengths), np.array(ended))
    np.testing.assert_allclose(curve["share"], by_hand(lengths, ended), atol=1e-12)
    assert curve["at_risk"].tolist() == [sum(length >= day for length in lengths) for day in range(13)]
    # The textbook case: 9 at risk, one censored on day 2, so day 3 keeps 7/8.
    assert curve["share"][3] == pytest.approx(7 / 8)
    assert (curve["low"] <= curve["share"]).all()
    assert (curve["share"] <= curve["high"]).all()


def test_a_band_is_greenwoods_on_the_log_log_scale() -> None:
    lengths, ended = np.array([1, 2, 3, 4, 5, 6]), np.array([True, True, False, True, True, False])
    curve = kaplan_meier(lengths, ended)
    share = (5 / 6) * (4 / 5)
    spread = np.sqrt(1 / (6 * 5) + 1 / (5 * 4)) / abs(np.log(share))
    expected = [share ** np.exp(side * 1.959964 * spread) for side in (1, -1)]
    assert [curve["low"][2], curve["high"][2]] == pytest.approx(expected, abs=1e-6)


def test_random_spells_follow_the_sum_by_hand() -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        lengths = random.integers(0, 30, 40).tolist()
        ended = (random.random(40) < 0.6).tolist()
        curve = kaplan_meier(np.array(lengths), np.array(ended))
        np.testing.assert_allclose(curve["share"], by_hand(lengths, ended), atol=1e-12)


def test_the_curve_and_its_band_are_those_of_scipy_to_the_last_bit() -> None:
    random = np.random.default_rng(6)
    for share_ended in (0.0, 0.2, 0.6, 0.95):
        lengths, ended = random.integers(0, 90, 300), random.random(300) < share_ended
        curve = kaplan_meier(lengths, ended)
        known = stats.ecdf(stats.CensoredData(uncensored=lengths[ended], right=lengths[~ended])).sf
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # scipy has no interval at a share of 1 or 0
            band = known.confidence_interval(method="log-log")
        np.testing.assert_array_equal(curve["share"], known.evaluate(curve.index))
        for name, side in (("low", band.low), ("high", band.high)):
            theirs = side.evaluate(curve.index)
            there = np.isfinite(theirs)
            np.testing.assert_array_equal(curve[name][there], theirs[there])


def test_spells_end_with_the_person_or_with_the_run() -> None:
    start = np.array([0, 10, -5, NEVER, 20, 30])
    end = np.array([7, NEVER, 3, NEVER, 15, 30])
    lengths, ended = spells(start, end, 100)
    # Left after 7 days; still there; began before day 0: left out; never began: left out; an end before a new start
    # belongs to an earlier spell; left on the day of coming.
    assert lengths.tolist() == [7, 89, 79, 0]
    assert ended.tolist() == [True, False, False, True]


def test_nobody_came() -> None:
    curve = kaplan_meier(np.array([], int), np.array([], bool))
    assert len(curve) == 0
    assert np.isnan(share_after(curve, 30))


def test_nobody_was_watched_that_long() -> None:
    curve = kaplan_meier(np.array([5, 9]), np.array([True, False]))
    assert share_after(curve, 9) == pytest.approx(0.5)
    assert np.isnan(share_after(curve, 10))


def test_members_and_followers_are_genuine_ones() -> None:
    persons = pd.DataFrame(
        {
            "role": ["ordinary", "ordinary", "ordinary", "shill"],
            "source": ["ads", "strong_tie", "none", "bought"],
            "follow_day": [2, 4, NEVER, 0],
            "exit_day": [30, NEVER, NEVER, 1],
            "first_join_day": [10, NEVER, NEVER, 1],
            "first_leave_day": [30, NEVER, NEVER, 2],
        }
    )
    members = member_retention(persons, 40)
    assert (len(members) - 1, members["at_risk"][0]) == (20, 1)
    followers = follower_retention(persons, 40)
    assert followers["at_risk"][0] == 2
    assert followers["share"][28] == pytest.approx(0.5)
