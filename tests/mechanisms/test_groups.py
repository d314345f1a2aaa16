"""The atmosphere of a group: what warms it, what keeps it alive, who leads it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.cases import kitchen_sink, run_days

from fansim.mechanisms.groups.rules import (
    energy_after,
    good_post_probability,
    is_nearly_full,
    is_owner_replaced,
    is_silent_too_long,
    topic_share_after,
    warmth_after,
)
from fansim.model import FanCommunity
from fansim.state.codes import Stage


def test_warmth_follows_the_share_of_genuine_messages() -> None:
    assert warmth_after(0.5, 10.0, 10.0, 0.0, 0.0, 1.0, 0.5, 0.1) == pytest.approx(0.55)
    quiet = warmth_after(0.5, 10.0, 10.0, 0.0, 0.0, 1.0, 0.5, 0.1)
    assert warmth_after(0.5, 10.0, 40.0, 0.0, 0.0, 1.0, 0.5, 0.1) < quiet
    assert warmth_after(0.5, 10.0, 10.0, 5.0, 0.0, 1.0, 0.5, 0.1) < quiet
    assert warmth_after(0.5, 10.0, 10.0, 0.0, 1.0, 1.0, 0.5, 0.1) < quiet


def test_a_controlling_reward_cools_by_the_share_that_the_scenario_says() -> None:
    assert warmth_after(0.5, 10.0, 10.0, 0.0, 1.0, 1.0, 0.5, 0.1) == pytest.approx(0.5), "a full reward halves the day"
    assert warmth_after(0.5, 10.0, 10.0, 0.0, 1.0, 1.0, 0.0, 0.1) == pytest.approx(0.55)
    assert warmth_after(0.5, 9.0, 9.0, 10.0, 0.0, 1.0, 0.5, 1.0) == pytest.approx(0.5), "10 of 20 are spoilt"


def test_topics_keep_a_group_alive_and_owners_tire() -> None:
    assert good_post_probability(0.0, 1.0) == 0.0
    assert good_post_probability(2.0, 1.0) == pytest.approx(1 - math.exp(-2))
    assert energy_after(0.8, 0.01) == pytest.approx(0.792)


def test_the_share_of_topics_follows_the_days() -> None:
    assert topic_share_after(0.2, 5.0, 10.0, 0.1) == pytest.approx(0.23)
    assert topic_share_after(0.2, 0.0, 0.0, 0.1) == pytest.approx(0.18), "a day without a message"


@pytest.mark.parametrize("rule", [is_silent_too_long, is_owner_replaced])
def test_limits_hold_from_their_day_on_and_none_is_for_ever(rule) -> None:
    assert [rule(days, 7) for days in (0, 6, 7, 8)] == [False, False, True, True]
    assert not any(rule(days, 0) for days in (0, 1, 1000))


def test_a_group_counts_as_full_a_little_early() -> None:
    assert [is_nearly_full(size, 20, 0.95) for size in (0, 18, 19, 20)] == [False, False, True, True]
    assert is_nearly_full(20, 20, 1.0)
    assert not is_nearly_full(19, 20, 1.0)


def seated(model: FanCommunity) -> np.ndarray:
    """Return the members of each group slot."""
    person = model.world.person
    return np.bincount(person.group[person.stage == Stage.MEMBER], minlength=len(model.world.group.open))


CROWD = {
    "population__core_share": 0.6,
    "entry__follow_days": 0,
    "ads__per_day": 0.05,
    "churn__enabled": False,
    "groups__cap": 60,
    "groups__disband_days": 0,
    "moderation__enabled": False,
    "haters__strike": False,
    "campaigns": [],
}


@pytest.mark.parametrize("days", [0, 30])
def test_members_keep_their_seats_where_the_cap_is_lowered_and_more_groups_open(days: int) -> None:
    # The roster must have room for those above the cap and for those who come.
    model = run_days(FanCommunity(kitchen_sink(**CROWD)), days)
    before = seated(model)
    assert before.tolist() == [60] * 4 or days == 0
    model.change({"groups.cap": 20, "groups.max_groups": 10})
    run_days(model, 20)
    now = seated(model)
    assert len(now) == 10
    assert (now[:4] == before).all()
    assert 40 < now[4:].sum() <= 120
    assert now[4:].max() == 20
    assert model.world.brand["members_seated"][0] == now.sum() <= len(model.world.roster.member)
    for number, members in enumerate(np.split(model.world.roster.member, model.world.roster.start[1:])[:10]):
        np.testing.assert_array_equal(members, np.flatnonzero(model.world.person.group == number))
