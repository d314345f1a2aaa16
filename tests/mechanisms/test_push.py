"""Push messages: when they are sent, who opens them, what comes of it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import small_classroom

from fansim.mechanisms.push.rules import (
    fit_of_message,
    is_sent,
    messages_due,
    open_probability,
    trust_after_promotion,
)
from fansim.model import FanCommunity
from fansim.state.codes import Message, Segment
from fansim.state.columns import NEVER

WEIGHTS = {"fit_weight": 0.3, "fatigue_weight": 0.15, "belonging_weight": 0.5}


def community(days: int = 120, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `push`, of others with __, or lists."""
    return small_classroom("push", days, {"enabled": True} | keys)


def test_messages_are_spread_over_the_week() -> None:
    assert [messages_due(day, 1.0) for day in range(14)] == [0, 0, 0, 0, 0, 0, 1] * 2
    assert [messages_due(day, 7.0) for day in range(7)] == [1] * 7
    assert [messages_due(day, 10.0) for day in range(7)] == [1, 1, 2, 1, 2, 1, 2]
    assert sum(messages_due(day, 0.25) for day in range(28)) == 1
    assert messages_due(5, 0.0) == 0


def test_each_segment_looks_for_its_messages() -> None:
    """F-39, F-53: three personas, and help for all of them."""
    fitting = {
        segment: [message for message in (1, 2, 3, 4) if fit_of_message(message, segment) == 1.0] for segment in Segment
    }
    assert fitting == {
        Segment.PRICE: [Message.PROMOTION],
        Segment.QUALITY: [Message.NEWS],
        Segment.EXPERIENCE: [Message.EVENT],
    }
    assert {fit_of_message(Message.SERVICE, segment) for segment in Segment} == {0.0}
    assert [is_sent(fit, True) for fit in (-0.5, 0.0, 1.0)] == [False, True, True]
    assert is_sent(-0.5, False)


def test_who_is_tired_opens_less_and_who_belongs_more() -> None:
    """F-44, F-58, F-78: 45% of news and 15% of events, for somebody rested."""
    assert open_probability(0.45, 0.0, 0.0, 0.0, **WEIGHTS) == pytest.approx(0.45)
    assert open_probability(0.15, 0.0, 0.0, 0.0, **WEIGHTS) == pytest.approx(0.15)
    odds = math.exp(math.log(0.25) + 0.3 - 0.15 * 10.0 + 0.5 * 0.4)
    assert open_probability(0.2, 1.0, 10.0, 0.4, **WEIGHTS) == pytest.approx(odds / (1.0 + odds))


def test_a_promotion_costs_trust_with_who_does_not_belong() -> None:
    """F-53: the opening line is never a promotion."""
    assert trust_after_promotion(0.6, 0.0, 0.05) == pytest.approx(0.57)
    assert trust_after_promotion(0.6, 0.5, 0.05) == pytest.approx(0.585)
    assert trust_after_promotion(0.6, 1.0, 0.05) == 0.6


def test_news_is_opened_three_times_as_often_as_events() -> None:
    """F-78: 45% and 15%."""
    rates = {
        kind: community(60, **{f"{kind}_per_week": 1.0}).daily[["pushes", "pushes_opened"]].sum()
        for kind in ("news", "event")
    }
    news, event = (rates[kind]["pushes_opened"] / rates[kind]["pushes"] for kind in ("news", "event"))
    assert news == pytest.approx(0.45, abs=0.05)
    assert event == pytest.approx(0.15, abs=0.05)
    assert 2.4 < news / event < 3.6


def test_four_times_the_content_is_opened_less_in_all() -> None:
    """F-58, F-44: less than 2% of the messages, and fewer in all; and more people leave."""
    once, four_times = (community(news_per_week=rate, event_per_week=rate).daily.iloc[60:] for rate in (3.5, 14.0))
    assert four_times["pushes_opened"].sum() / four_times["pushes"].sum() < 0.02
    assert four_times["pushes_opened"].sum() < once["pushes_opened"].sum()
    assert four_times["exits"].sum() / four_times["exposed"].sum() > once["exits"].sum() / once["exposed"].sum()


def test_a_coupon_a_day_drives_more_early_members_out_than_a_message_a_week() -> None:
    """F-106: of those who joined early, within 90 days."""
    undisturbed = {"campaigns": [], "groups__disband_days": 0}
    coupons = community(150, enabled=False, incentives=[{"kind": "coupon", "every_days": 1}], **undisturbed)
    news = community(150, news_per_week=1.0, incentives=[], **undisturbed)
    shares = []
    for model in (coupons, news):
        joined, left = model.world.person.first_join_day, model.world.person.first_leave_day
        early = (joined >= 0) & (joined <= 60)
        shares.append(np.mean((left[early] != NEVER) & (left[early] - joined[early] <= 90)))
    assert shares[0] > shares[1] + 0.05


def test_a_greeting_comes_on_the_day_after_following_and_once() -> None:
    """F-53: whom it greets with a promotion trusts it less."""
    greeted, sold_to, left_alone = (
        community(40, greeting=kind, opened_promotion=0.99, opened_service=0.99, trust=0.05, ads__per_day=0.01)
        for kind in ("service", "promotion", "none")
    )
    new = greeted.daily["new_followers"].iloc[:-1].sum()
    assert 0.95 * new < greeted.daily["pushes"].sum() <= new, "but for those who left on that day"
    trusts = [
        model.world.person.trust[model.world.person.follow_day >= 0].mean() for model in (sold_to, left_alone, greeted)
    ]
    assert trusts == sorted(trusts)
    assert trusts[2] - trusts[0] > 0.01


def test_opening_moves_the_day() -> None:
    """Word of an event makes people write, a promotion makes them buy: on the day they open it."""
    usual = community(60)
    rested = {"fatigue_weight": 0.0, "mistrust": 0.0}
    events = community(60, event_per_week=7.0, opened_event=0.99, event_lift=2.0, **rested)
    offers = community(60, promotion_per_week=7.0, opened_promotion=0.99, promotion_lift=2.0, **rested)
    assert events.daily["posts"].sum() > 1.5 * usual.daily["posts"].sum()
    assert offers.daily["sales"].sum() > 1.5 * usual.daily["sales"].sum()


def test_without_messages_it_changes_nothing() -> None:
    on, off = community(30), community(30, enabled=False)
    for name in ("fatigue", "trust", "belonging", "posts", "purchases"):
        np.testing.assert_array_equal(getattr(on.world.person, name), getattr(off.world.person, name))
