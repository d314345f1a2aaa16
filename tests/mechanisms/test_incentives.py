"""Rewards: when they run, whom they fit, how they feel, what they are worth."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import SCENARIOS, run_days

from fansim.mechanisms.incentives.rules import (
    belonging_after_gift,
    co_creation_factor,
    fatigue_after,
    fatigue_after_absence,
    fits,
    gifts_before,
    grants_due,
    how_pressing,
    is_running,
    motivation_after_onset,
    packet_worth,
    perceived_control,
    winning_probability,
    worth_of_repeated,
)
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Reward, Segment


def test_each_segment_has_its_rewards() -> None:
    """F-103: price hunters, quality seekers, experience seekers."""
    fitting = {segment: {kind for kind in Reward if fits(kind, segment)} for segment in Segment}
    assert fitting[Segment.PRICE] == {Reward.COUPON, Reward.CASHBACK, Reward.RED_PACKET}
    assert fitting[Segment.QUALITY] == {Reward.FEEDBACK, Reward.CO_CREATION}
    assert fitting[Segment.EXPERIENCE] == {
        Reward.NONE,
        Reward.SYMBOLIC,
        Reward.RED_PACKET,
        Reward.STATUS,
        Reward.CO_CREATION,
    }


def test_only_money_and_status_control() -> None:
    felt = {kind: perceived_control(kind, 1.0, True, 1.0, 0.3, 0.3, 0.8) for kind in Reward}
    assert {kind: x for kind, x in felt.items() if x > 0} == {
        Reward.COUPON: 1.0,
        Reward.CASHBACK: 0.8,
        Reward.STATUS: 0.3,
    }
    assert perceived_control(Reward.COUPON, 0.5, False, 1.0, 0.3, 0.3, 0.8) == pytest.approx(0.15)


def test_a_reward_costs_motivation_when_it_begins_only() -> None:
    assert motivation_after_onset(0.5, 0.03, 0.0, 0.1) == pytest.approx(0.45)
    assert motivation_after_onset(0.5, 0.9, 0.03, 0.1) == 0.5
    assert motivation_after_onset(0.5, 0.0, 0.9, 0.1) == 0.5


def test_gifts_are_valued_and_messages_tire() -> None:
    assert belonging_after_gift(0.4, 0.05) == pytest.approx(0.43)
    fatigue = 0.0
    for _ in range(500):
        fatigue = fatigue_after(fatigue, 2.0, 0.9)
    assert fatigue == pytest.approx(20.0)
    assert fatigue_after_absence(fatigue, 3, 0.9) == pytest.approx(20.0 * 0.9**3)
    assert fatigue_after_absence(fatigue, 0, 0.9) == fatigue


def test_a_reward_runs_from_its_first_day_to_the_day_before_its_end() -> None:
    running = [day for day in range(10) if is_running(1, day, 3, 6, Reward.COUPON)]
    assert running == [3, 4, 5]
    assert not is_running(1, 4, 3, 6, Reward.NONE)
    assert not is_running(0, 4, 3, 6, Reward.COUPON)


def test_grants_are_due_every_so_many_days_from_the_first_on() -> None:
    assert [grants_due(day, 3, 2, 5) for day in range(3, 8)] == [5, 0, 5, 0, 5]
    assert [grants_due(day, 3, 1, 5) for day in range(3, 6)] == [5, 5, 5]


def test_as_many_win_a_red_packet_as_there_are() -> None:
    """F-19: a hundred packets are a hundred draws from the smallest to the largest."""
    assert winning_probability(5, 50) == 0.1
    assert winning_probability(50, 5) == 1.0
    assert winning_probability(0, 0) == 0.0
    assert [packet_worth(u, 2.0, 4.0) for u in (0.0, 0.25, 1.0)] == [2.0, 2.5, 4.0]


def test_a_co_creation_programme_lifts_suggestions_by_its_level() -> None:
    """F-97: points for research."""
    assert [co_creation_factor(level, 1.0) for level in (0.0, 0.5, 1.0)] == [1.0, 1.5, 2.0]
    assert co_creation_factor(0.8, 0.5) == pytest.approx(1.4)


def test_a_ritual_wears_off_with_each_repetition_within_a_year() -> None:
    # monthly from day 0, for one eligible from day 10 on: due on days 30, 60, 90, ...
    assert [gifts_before(day, 10, 0, 30) for day in (30, 60, 90)] == [0, 1, 2]
    assert [gifts_before(day, -500, 0, 30) for day in (0, 30, 360)] == [0, 1, 12]
    assert gifts_before(3000, -500, 0, 30) == 12  # what was given more than a year ago is forgotten
    assert [worth_of_repeated(0.05, before, 1.0) for before in (0, 1, 2)] == [0.05, 0.025, 0.0125]
    assert worth_of_repeated(0.05, 2, 2.0) == pytest.approx(0.025)


def test_what_comes_more_often_presses_more() -> None:
    assert how_pressing(1.0, 0.5) == 1.0
    assert how_pressing(0.5, 0.5) == pytest.approx((1 - math.exp(-1)) / (1 - math.exp(-2)))
    weekly, daily, twice_daily = (how_pressing(rate, 0.5) for rate in (1 / 7, 1.0, 2.0))
    assert weekly < daily < twice_daily


PACKETS = {"kind": "red_packet", "start_day": 5, "end_day": 6, "winners": 30, "smallest": 5.16, "largest": 47.0}


def given_packets(**of_packets: Any) -> FanCommunity:
    """Return a small classroom on the evening on which red packets were given."""
    scenario = load_scenario(
        SCENARIOS / "leijun_classroom.toml",
        overrides={
            "population.size": 2000,
            "population.followers_share": 0.3,
            "incentives": [PACKETS | of_packets],
        },
    )
    return run_days(FanCommunity(scenario, seed=1), 6)


def test_what_is_in_the_packet_does_not_matter() -> None:
    """F-20, F-25: it is the ritual that counts; ten times the money costs ten times as much and moves nobody."""
    usual, dear = given_packets(), given_packets(smallest=51.6, largest=470.0)
    np.testing.assert_array_equal(usual.world.person.belonging, dear.world.person.belonging)
    costs = [model.daily["cost"].iloc[-1] - model.daily["cost"].iloc[-2] for model in (usual, dear)]
    assert costs[1] > 5 * costs[0] > 0.0


def test_only_fans_of_ten_years_are_given_packets() -> None:
    """F-21."""
    everybody, veterans = given_packets(), given_packets(min_tenure_days=3650)
    nobody = given_packets(winners=0)
    won = [
        np.flatnonzero(model.world.person.belonging != nobody.world.person.belonging) for model in (everybody, veterans)
    ]
    tenure = 5 - everybody.world.person.follow_day
    assert tenure[won[0]].min() < 3650 <= tenure[won[1]].min()
    assert len(won[0]) > len(won[1]) > 0
