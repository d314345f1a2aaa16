"""The atmosphere of a group: what warms it, what keeps it alive, who leads it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.cases import SCENARIOS, kitchen_sink, run_days, small_classroom

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
from fansim.scenario import load_scenario
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
    """F-117, F-119: good posts come of topics, and topics of an owner with energy."""
    assert good_post_probability(0.0, 1.0) == 0.0
    assert good_post_probability(2.0, 1.0) == pytest.approx(1 - math.exp(-2))
    assert energy_after(0.8, 0.01) == pytest.approx(0.792)


def test_the_share_of_topics_follows_the_days() -> None:
    assert topic_share_after(0.2, 5.0, 10.0, 0.1) == pytest.approx(0.23)
    assert topic_share_after(0.2, 0.0, 0.0, 0.1) == pytest.approx(0.18), "a day without a message"


@pytest.mark.parametrize("rule", [is_silent_too_long, is_owner_replaced])
def test_limits_hold_from_their_day_on_and_none_is_for_ever(rule) -> None:
    """F-117: three months of silence end a group; F-119: a month ends the term of an owner."""
    assert [rule(days, 7) for days in (0, 6, 7, 8)] == [False, False, True, True]
    assert not any(rule(days, 0) for days in (0, 1, 1000))


def test_a_group_counts_as_full_a_little_early() -> None:
    """F-03, F-04: a group is marked full before its last seat is taken."""
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
    """F-02: a cap holds for all who come after it."""
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
        np.testing.assert_array_equal(np.sort(members), np.flatnonzero(model.world.person.group == number))


def classroom(days: int = 365, seed: int = 1, size: int = 2000, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `groups`, or of others with __."""
    crowd = {"population.size": size, "population.followers_share": 0.3, "groups.max_groups": 9}
    return small_classroom("groups", days, keys, crowd, seed)


def test_many_groups_are_full_and_not_all() -> None:
    """F-03, F-04: of the slots of a year's community."""
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml")
    full = [run_days(FanCommunity(scenario, seed=seed), 365).daily["groups_full_share"].iloc[-1] for seed in (1, 2)]
    assert 0.3 < np.mean(full) < 0.95


def test_many_small_groups_are_warmer_than_one_hall() -> None:
    """F-02, F-28: the cap protects what happens between people."""
    rooms, hall = classroom(120), classroom(120, cap=450, max_groups=1)
    assert hall.daily["member"].iloc[-1] > 300
    assert rooms.daily["belonging"].iloc[-1] > hall.daily["belonging"].iloc[-1] + 0.02


def test_rotating_owners_keep_groups_alive() -> None:
    """F-119: twice as long and more, where owners tire."""
    tired = {"owner_burnout": 0.03, "disband_days": 45}
    kept, rotated = (classroom(rotate_days=days, **tired).daily for days in (0, 30))
    lives = [daily["groups_open"].sum() / daily["groups_disbanded"].sum() for daily in (kept, rotated)]
    assert 45 < lives[0] < lives[1] / 1.2


def test_where_owners_do_not_tire_rotation_changes_nothing() -> None:
    """F-119: it works through their energy alone."""
    rotated, settled = (classroom(40, rotate_days=days).daily for days in (10, 0))
    pd.testing.assert_frame_equal(rotated, settled)
