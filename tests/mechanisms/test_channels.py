"""Channels: several complement each other, and each costs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tests.cases import SCENARIOS, kitchen_sink, run_days

from fansim import load_scenario, run
from fansim.mechanisms.channels.rules import lift_of_channels, met_somewhere
from fansim.model import FanCommunity

FIRST = {"kind": "announcements", "reach": 0.5, "cost_per_day": 2.0}
SECOND = {"kind": "announcements", "reach": 0.4, "cost_per_day": 1.0}


def _run(channels: list[dict[str, Any]], **changes: Any):
    given = {"population.size": 2000, "days": 100, "ads.per_day": 0.001, "channels": channels}
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=1)


@pytest.fixture(scope="module")
def without():
    return _run([])


def test_channels_reach_the_union_of_those_who_look_at_them() -> None:
    """F-139, F-148: several complement each other; those who look at two are met once."""
    assert met_somewhere(0.0, 0.5, 1.0) == 0.5
    assert met_somewhere(0.5, 0.4, 1.0) == pytest.approx(0.7)
    assert met_somewhere(met_somewhere(0.0, 0.4, 0.5), 0.5, 1.0) == pytest.approx(0.6)
    assert met_somewhere(0.3, 0.0, 1.0) == met_somewhere(0.3, 0.8, 0.0) == pytest.approx(0.3)


def test_what_is_met_there_comes_on_top() -> None:
    assert lift_of_channels(0.0) == 1.0
    assert lift_of_channels(0.7) == 1.7


def test_the_order_of_channels_does_not_matter() -> None:
    one, other = (run_days(FanCommunity(kitchen_sink(channels=c)), 3).daily for c in ([FIRST, SECOND], [SECOND, FIRST]))
    assert one["announced"].iloc[-1] == pytest.approx(0.7) == other["announced"].iloc[-1]


def test_announcements_lift_ads_and_posts_lift_what_is_read() -> None:
    alone = {"hub__enabled": False, "marketing__enabled": False}
    quiet, loud = (run_days(FanCommunity(kitchen_sink(channels=c, **alone)), 2).world.brand for c in ([], [FIRST]))
    assert loud["ads_hazard"][0] == pytest.approx(1.5 * quiet["ads_hazard"][0])
    shared = [{"kind": "posts", "reach": 0.5}]
    read = run_days(FanCommunity(kitchen_sink(channels=shared, hub__enabled=False)), 1).world.brand
    before = run_days(FanCommunity(kitchen_sink(channels=[], hub__enabled=False)), 1).world.brand
    assert before["praise_read"][0] < read["praise_read"][0] <= 1.5 * before["praise_read"][0]


def test_two_channels_win_more_than_one_and_less_than_both_alone(without) -> None:
    """F-139: complementary, with diminishing returns."""
    ads = [_run(channels).daily["adoptions_ads"].sum() for channels in ([], [FIRST], [SECOND], [FIRST, SECOND])]
    none, first, second, both = ads
    assert none == without.daily["adoptions_ads"].sum()
    assert max(first, second) < both < first + second - none


def test_posts_that_are_passed_on_win_more_people(without) -> None:
    """F-148: what is carried by several platforms is read by more."""
    shared = _run([{"kind": "posts", "reach": 1.0}], **{"word_of_mouth.public": 0.01, "ads.per_day": 0.0001})
    quiet = _run([], **{"word_of_mouth.public": 0.01, "ads.per_day": 0.0001})
    assert shared.daily["adoptions_wom"].sum() > quiet.daily["adoptions_wom"].sum()


def test_each_channel_costs_its_price_every_day(without) -> None:
    dear = _run([FIRST | {"reach": 0.0}, SECOND | {"reach": 0.0}])
    assert (dear.daily["cost"] - without.daily["cost"]).to_numpy() == pytest.approx([3.0] * 100)


def test_channels_that_nobody_looks_at_change_nothing(without) -> None:
    idle = _run([{"reach": 0.0}, {"kind": "posts", "reach": 0.9, "weight": 0.0}])
    pd.testing.assert_frame_equal(idle.daily, without.daily)


def test_a_channel_may_get_another_reach_in_the_middle_of_a_run() -> None:
    model = run_days(FanCommunity(kitchen_sink(channels=[FIRST])), 3)
    model.change({"channels.0.reach": 0.1})
    assert run_days(model, 1).daily["announced"].iloc[-2:].tolist() == pytest.approx([0.5, 0.1])
