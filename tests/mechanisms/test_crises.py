"""Crises: how far they spread by the minute, what harm they do, and what a fast answer spares."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.crises.rules import (
    NEVER_MINUTE,
    crisis_harm,
    exposure_minute,
    harm_of_waiting,
    left_by_compensation,
    minute_done,
    minute_under_isolation,
)
from fansim.state.codes import Reading

X0, BETA, CHI, END = 0.002, 0.15, 0.9, 240
DAY = 30
NO_ANSWER = {"isolate_minutes": -1.0, "apology_minutes": -1.0, "compensation_minutes": -1.0}
SLOW = {"isolate_minutes": 27.0, "apology_minutes": 90.0, "compensation_minutes": 153.0}


def _run(crises: list[dict[str, object]], **changes: object):
    given = {"population.size": 1500, "population.followers_share": 0.6, "days": 60}
    crises = [{"day": DAY} | crisis for crisis in crises]
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | {"crises": crises} | changes), seed=1)


@pytest.fixture(scope="module")
def without():
    return _run([])


@pytest.fixture(scope="module")
def golden():
    return _run([{}])


@pytest.fixture(scope="module")
def slow():
    return _run([SLOW])


@pytest.fixture(scope="module")
def never():
    return _run([NO_ANSWER])


def _exposed(isolated_at: float) -> float:
    """Return the share whose minute comes before the end, by bisection over the quantile of people."""
    low, high = 1e-9, 1.0 - 1e-12
    for _ in range(80):
        u = (low + high) / 2
        minute = minute_under_isolation(exposure_minute(u, X0, BETA), isolated_at, CHI)
        low, high = (u, high) if minute < END else (low, u)
    return low


def _exposed_by_steps(isolated_at: float) -> float:
    """Return the share that has met it in the end, one step a minute: x' = x + beta x (1 - x)."""
    x = X0
    for minute in range(END):
        x += (BETA if minute < isolated_at else BETA * (1.0 - CHI)) * x * (1.0 - x)
    return x


def test_the_share_that_meets_it_is_the_logistic_of_its_minutes() -> None:
    """T11: 3 minutes at the full speed and 237 at a tenth of it are 26.7: 1 / (1 + 499 exp(-4.005)) = .0991."""
    assert _exposed(3.0) == pytest.approx(1.0 / (1.0 + 499.0 * math.exp(-4.005)))
    by_factor = [round(_exposed(3.0 * factor), 3) for factor in (1 / 3, 1, 2, 3, 6, 12, 1e6)]
    assert by_factor == [0.077, 0.099, 0.142, 0.198, 0.454, 0.904, 1.0]


def test_in_steps_of_a_minute_it_is_the_row_of_the_theory() -> None:
    """T11 has .075 to 1.0 from steps of a minute; without steps it is at most a twentieth more."""
    factors = (1 / 3, 1, 2, 3, 6, 12, 1e6)
    steps = [_exposed_by_steps(3.0 * factor) for factor in factors]
    assert [round(x, 3) for x in steps] == [0.075, 0.094, 0.132, 0.181, 0.406, 0.872, 1.0]
    assert [_exposed(3.0 * factor) for factor in factors] == pytest.approx(steps, abs=0.05)


def test_who_hears_first_hears_at_once_and_the_middle_when_half_know() -> None:
    assert exposure_minute(0.001, X0, BETA) == 0.0
    assert exposure_minute(0.5, X0, BETA) == pytest.approx(math.log(499.0) / 0.15)
    assert minute_under_isolation(2.0, 3.0, 0.9) == 2.0
    assert minute_under_isolation(13.0, 3.0, 0.9) == pytest.approx(103.0)
    assert minute_under_isolation(13.0, 3.0, 0.0) == pytest.approx(13.0)
    assert minute_under_isolation(13.0, 3.0, 1.0) == NEVER_MINUTE


def test_3_10_17_are_deadlines_or_follow_one_another() -> None:
    """F-108: 3, 10, 17 minutes as deadlines; as durations 3, 13, 30. F-110: all of it once the brand knows."""
    for reading, minutes in ((Reading.DEADLINE, (3.0, 10.0, 17.0)), (Reading.DURATION, (3.0, 13.0, 30.0))):
        for begins in (0.0, 20.0):
            isolated = minute_done(3.0, begins, begins, reading)
            apologised = minute_done(10.0, begins, isolated, reading)
            compensated = minute_done(17.0, begins, apologised, reading)
            assert (isolated - begins, apologised - begins, compensated - begins) == minutes
    assert minute_done(-1.0, 0.0, 0.0, Reading.DEADLINE) == NEVER_MINUTE
    assert minute_done(10.0, 5.0, NEVER_MINUTE, Reading.DURATION) == 15.0


def test_harm_grows_with_silence_and_the_apology_ends_it() -> None:
    """T11: convex in the time of the answer where that brings more people in, saturating for each of them."""
    assert harm_of_waiting(20.0, 10.0, 240.0, 30.0) == pytest.approx(1.0 - math.exp(-1 / 30))
    assert harm_of_waiting(11.0, 40.0, 240.0, 30.0) == pytest.approx(1.0 - math.exp(-1.0))
    assert harm_of_waiting(211.0, NEVER_MINUTE, 240.0, 30.0) == pytest.approx(1.0 - math.exp(-1.0))


def test_a_compensation_soothes_the_more_the_sooner_it_comes() -> None:
    assert left_by_compensation(0.0, 0.3, 60.0) == pytest.approx(0.7)
    assert left_by_compensation(60.0, 0.3, 60.0) == pytest.approx(1.0 - 0.3 / math.e)
    assert left_by_compensation(NEVER_MINUTE, 0.3, 60.0) == left_by_compensation(5.0, 0.0, 60.0) == 1.0


def test_groups_keep_harm_away_and_robots_add_to_it() -> None:
    """F-18: the buffer; F-109: an answer that sounds like a robot's."""
    assert crisis_harm(0.9, 0.5, 0.8, False, 0.4, 1.0) == pytest.approx(0.36)
    assert crisis_harm(0.9, 0.5, 0.8, True, 0.4, 1.0) == pytest.approx(0.216)
    assert crisis_harm(0.9, 0.5, 0.8, False, 0.4, 1.5) == pytest.approx(0.54)
    assert crisis_harm(0.9, 1.0, 1.0, False, 0.4, 3.0) == 1.0
    assert crisis_harm(0.0, 1.0, 1.0, False, 0.4, 3.0) == 0.0


def test_the_sooner_the_answer_the_fewer_meet_it_and_the_less_it_harms(without, golden, slow, never) -> None:
    """F-108: haters and exits by the time of the answer."""
    runs = (golden, slow, never)
    for name in ("crisis_reach", "crisis_harm_members", "crisis_harm_others"):
        values = [one.summary[name] for one in runs]
        assert values == sorted(values), name
    later = [one.daily["trust"].iloc[DAY + 1] for one in (without, *runs)]
    assert later == sorted(later, reverse=True)
    assert never.daily["new_haters"].sum() > golden.daily["new_haters"].sum()
    assert never.daily["exits"].iloc[DAY:].sum() > 1.1 * golden.daily["exits"].iloc[DAY:].sum()


def test_as_many_meet_it_as_the_closed_form_says(golden, slow) -> None:
    assert golden.summary["crisis_reach"] == pytest.approx(_exposed(3.0), abs=0.03)
    assert slow.summary["crisis_reach"] == pytest.approx(_exposed(27.0), abs=0.04)
    assert _run([NO_ANSWER]).summary["crisis_reach"] == pytest.approx(1.0, abs=0.01)


def test_a_dashboard_buys_time(golden) -> None:
    """F-110: what is noticed later reaches more people, with the same answer."""
    late = _run([{}], **{"crisis.detect_minutes": 30.0})
    assert late.summary["crisis_reach"] > 2 * golden.summary["crisis_reach"]
    assert late.daily["trust"].iloc[DAY] < golden.daily["trust"].iloc[DAY]


def test_answers_that_sound_like_a_robots_harm_more(slow) -> None:
    """F-109."""
    robots = _run([SLOW | {"by_robots": True}])
    assert robots.summary["crisis_reach"] == pytest.approx(slow.summary["crisis_reach"], abs=0.005)
    assert robots.summary["crisis_harm_others"] > 1.3 * slow.summary["crisis_harm_others"]
    assert robots.daily["trust"].iloc[DAY] < slow.daily["trust"].iloc[DAY]


def test_members_of_groups_lose_less_trust_than_others(slow) -> None:
    """F-18: in a crisis the groups are a buffer."""
    assert slow.summary["crisis_harm_members"] < 0.8 * slow.summary["crisis_harm_others"]
    open_to_noise = _run([SLOW], **{"crisis.buffer": 0.0})
    assert open_to_noise.daily["trust"].iloc[DAY] < slow.daily["trust"].iloc[DAY]


def test_the_public_sees_it(without, never) -> None:
    assert never.daily["positive_share"].iloc[DAY] < without.daily["positive_share"].iloc[DAY] - 0.1
    hushed = _run([NO_ANSWER], **{"crisis.posts": 0.0})
    assert hushed.daily["positive_share"].iloc[DAY] == pytest.approx(
        without.daily["positive_share"].iloc[DAY], abs=0.01
    )


def test_vouchers_are_paid_for_who_met_it_and_only_where_they_are_given(golden, never) -> None:
    free = _run([{"compensation_cost": 0.0}])
    spent = golden.summary["cost_total"] - free.summary["cost_total"]
    assert spent == pytest.approx(5.0 * golden.daily["crisis_met"].sum())
    promised = _run([NO_ANSWER | {"compensation_cost": 9.0}])
    assert promised.summary["cost_total"] == never.summary["cost_total"]


def test_of_two_crises_on_a_day_the_severer_is_the_news(slow) -> None:
    both = _run([SLOW | {"severity": 0.2}, SLOW])
    pd.testing.assert_frame_equal(both.daily, slow.daily)


def test_before_its_day_and_where_it_harms_nobody_a_crisis_changes_nothing(without, never) -> None:
    pd.testing.assert_frame_equal(never.daily.iloc[:DAY], without.daily.iloc[:DAY])
    idle = _run([{"severity": 0.0}])
    pd.testing.assert_frame_equal(idle.daily, without.daily)
    assert math.isnan(without.summary["crisis_reach"])
    assert "crisis_harm" not in without.persons
