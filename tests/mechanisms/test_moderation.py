"""Detection by observed behaviour: when it is done, who stands out, what it costs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.moderation.rules import (
    audits_cost,
    detectability,
    flag_probability,
    is_audited,
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


def _audited(**changes: Any):
    campaign = {"budget": 4000.0, "start_day": 5, "posting_days": 60, "camouflage": 1.0}
    given = {"population.size": 1000, "days": 100, "entry.follow_days": 5, "campaigns": [campaign]}
    given |= {"moderation.enabled": True, "moderation.period_days": 10, "moderation.threshold": 10.0}
    given |= {f"moderation.{key}": value for key, value in changes.items()}
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given), seed=1)


def test_a_sample_is_drawn_whatever_its_members_did_and_costs_its_size() -> None:
    assert [is_audited(u, 0.1) for u in (0.05, 0.0999, 0.1, 0.5)] == [True, True, False, False]
    assert not is_audited(2.0**-33, 0.0)
    assert audits_cost(300.0, 0.1, 20.0) == pytest.approx(600.0)


def test_audits_find_those_who_hide_and_some_who_are_honest() -> None:
    """T12: who posts nothing conspicuous is found by lot only; the more so the larger the sample."""
    none, few, many, sloppy = (
        _audited(audit_share=share, audit_accuracy=accuracy)
        for share, accuracy in ((0.0, 0.99), (0.05, 0.99), (0.4, 0.99), (0.4, 0.9))
    )
    assert none.daily["bans_shill"].sum() == 0 < few.daily["bans_shill"].sum() < many.daily["bans_shill"].sum()
    assert sloppy.daily["bans_genuine"].sum() > 3 * many.daily["bans_genuine"].sum() > 0
    assert many.daily["flagged"].sum() == 0, "an audit needs no suspicion"


def test_audits_are_paid_on_check_days() -> None:
    free, paid = (_audited(audit_share=0.2, audit_cost=cost).daily for cost in (0.0, 20.0))
    difference = (paid["cost"] - free["cost"]).to_numpy()
    assert (difference[[day for day in range(100) if day % 10 or day == 0]] == 0).all()
    day = paid.iloc[50]
    in_the_evening = day["member"] + day["shills_in_groups"]
    assert in_the_evening <= difference[50] / (0.2 * 20.0) <= in_the_evening + day["exits"] + day["bans_shill"]


def test_a_sample_of_nobody_changes_nothing() -> None:
    one, other = _audited(audit_share=0.0), _audited(audit_share=0.0, audit_accuracy=0.5, audit_cost=1000.0)
    pd.testing.assert_frame_equal(one.daily, other.daily)
