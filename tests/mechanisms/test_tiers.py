"""Tiers: points and levels, and how progress draws people on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.cases import run_days, small_classroom

from fansim.errors import ScenarioError
from fansim.mechanisms.tiers.rules import (
    badges_cost,
    goal_factor,
    is_promoted,
    points_needed,
    points_won,
    privilege_factor,
    progress,
    step_probability,
)
from fansim.model import FanCommunity
from fansim.state.codes import Event, Segment, Stage


def community(days: int = 60, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `tiers`, or of others with __."""
    return small_classroom("tiers", days, {"enabled": True} | keys)


def test_each_level_takes_more_points() -> None:
    """F-105: nine levels."""
    assert [points_needed(tier, 50.0, 2.0) for tier in (0, 1, 8)] == [50.0, 100.0, 12_800.0]
    assert points_needed(3, 50.0, 1.0) == 50.0
    assert [is_promoted(points, 50.0, tier, 9) for points, tier in ((49.0, 0), (50.0, 0), (50.0, 7), (50.0, 8))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_nearer_the_goal_the_harder_one_tries() -> None:
    """F-104: where one sees how far it is."""
    assert [progress(done, 200.0) for done in (0.0, 50.0, 200.0, 300.0)] == [0.0, 0.25, 1.0, 1.0]
    assert [goal_factor(done, 0.4, True) for done in (0.0, 0.5, 1.0)] == pytest.approx([1.0, 1.1, 1.4])
    assert goal_factor(0.9, 0.4, False) == 1.0
    assert step_probability(0.28, 1.5) == pytest.approx(0.42)
    assert step_probability(0.9, 1.5) == 1.0


def test_privileges_grow_level_by_level() -> None:
    """F-105, F-54: to all of them at the top."""
    assert [privilege_factor(tier, 9, 0.2) for tier in (0, 4, 8)] == pytest.approx([1.0, 1.1, 1.2])
    assert privilege_factor(0, 1, 0.2) == 1.0
    assert badges_cost(3.0, 10.0) == 30.0


def test_on_its_path_what_suits_one_counts_twice() -> None:
    """F-54: explorers, stylists, artists."""
    assert {points_won(1.0, 20.0, 5.0, segment, False) for segment in Segment} == {26.0}
    on_paths = {segment: points_won(1.0, 20.0, 5.0, segment, True) for segment in Segment}
    assert on_paths == {Segment.PRICE: 46.0, Segment.QUALITY: 31.0, Segment.EXPERIENCE: 27.0}


def test_just_after_a_promotion_the_next_goal_is_far_away() -> None:
    """F-105, T15: effort falls back to what it is without a goal."""
    model = community(59, base=20.0, per_post=0)
    person = model.world.person
    before = person.tier.copy()
    run_days(model, 1)
    rose = (person.event & Event.PROMOTED) != 0
    assert rose.any()
    np.testing.assert_array_equal(person.tier - before, rose)
    nearly = (person.tier == 0) & (person.points >= 15)
    run_days(model, 1)
    nearly &= (person.stage == Stage.FOLLOWER) | (person.stage == Stage.MEMBER)
    assert person.urge[rose].max() < person.urge[nearly].min()


def test_a_task_is_done_as_often_as_the_binomial_says_where_nothing_draws_one_on() -> None:
    """F-104: 31% of ten steps in thirty days."""
    model = community(
        90, shown=False, tasks__days=30, churn__enabled=False, haters__enabled=False, ads__enabled=False,
        word_of_mouth__enabled=False,
    )  # fmt: skip
    done = model.daily["tasks_done"].sum() / model.daily["tasks_ended"].sum()
    assert done == pytest.approx(stats.binom.sf(9, 30, 0.28), abs=0.03)


def test_a_report_brings_more_to_the_end_of_their_task() -> None:
    """F-104: 31% become 69%; half of the way with the strongest gradient that the literature has."""
    shares = {}
    for shown in (False, True):
        daily = community(60, shown=shown, goal_gradient=1.0, tasks__days=30).daily
        shares[shown] = daily["tasks_done"].sum() / daily["tasks_ended"].sum()
    assert shares[True] > 1.5 * shares[False]


def test_levels_make_people_buy_more() -> None:
    """F-54: by progress and privileges, each alone."""
    usual = community(180, goal_gradient=0.0, privileges=0.0, badge=0.0)
    drawn_on = community(180, goal_gradient=1.0, privileges=0.0, badge=0.0)
    privileged = community(180, goal_gradient=0.0, privileges=1.0, badge=0.0, ratio=1.0)
    assert drawn_on.daily["sales"].sum() > usual.daily["sales"].sum()
    assert privileged.daily["sales"].sum() > usual.daily["sales"].sum()


def test_points_for_ideas_bring_ideas() -> None:
    """F-97: a laboratory of ingredients; those who take part own a part of it."""
    lab = community(120, per_post=0, per_purchase=0, per_idea=10, goal_gradient=1.0)
    usual = community(120, per_post=0, per_purchase=0, per_idea=0, goal_gradient=1.0)
    assert lab.daily["suggestions"].sum() > usual.daily["suggestions"].sum()
    assert lab.daily["ownership"].iloc[-1] > usual.daily["ownership"].iloc[-1]


def test_badges_are_valued_and_paid_for() -> None:
    """F-105."""
    free, dear = community(60, badge_cost=0.0), community(60, badge_cost=10.0)
    promoted = free.daily["promoted"].sum()
    assert promoted > 0
    assert dear.daily["cost"].sum() - free.daily["cost"].sum() == pytest.approx(10.0 * promoted)
    assert community(60, badge=0.2).daily["belonging"].iloc[-1] > community(60, badge=0.0).daily["belonging"].iloc[-1]


def test_without_points_levels_or_tasks_it_changes_nothing() -> None:
    on = community(30, per_post=0, per_purchase=0, per_idea=0)
    off = community(30, enabled=False)
    for name in ("trust", "belonging", "posts", "purchases"):
        np.testing.assert_array_equal(getattr(on.world.person, name), getattr(off.world.person, name))


def test_a_level_that_nobody_could_reach_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"the highest takes 109,350 points, and at most 32,000 are counted"):
        community(0, ratio=3.0)
