"""The founder and the executives in their groups: reading along, coming by, bringing news."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import differences, small_classroom, state_of

from fansim.mechanisms.founder.rules import (
    appeal_of_owner,
    brings_news,
    uptake_factor,
    visit_probability,
    worth_of_visit,
)
from fansim.model import FanCommunity
from fansim.state.codes import Visit

SMALL = {"population.size": 1500, "groups.max_groups": 8, "entry.follow_days": 10, "ads.per_day": 0.003}


def community(days: int = 120, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `founder`, or of others with __."""
    return small_classroom("founder", days, keys, SMALL, seed=3)


def test_more_is_taken_up_where_more_is_read() -> None:
    """F-10: the founder who lurks hears what is said."""
    assert [uptake_factor(read, 1.5) for read in (0.0, 0.5, 1.0)] == [1.0, 1.75, 2.5]


def test_an_executive_means_less_than_the_founder() -> None:
    """F-30: several owners."""
    assert [appeal_of_owner(owner, 0.4) for owner in range(3)] == [1.0, 0.4, 0.4]


def test_an_owner_shares_out_its_visits_among_groups_of_its_own() -> None:
    """F-11, F-30: with as many visits each, five owners are seen five times as often as one."""
    assert visit_probability(7.0, 20, 1) == pytest.approx(1 / 20)
    assert visit_probability(7.0, 20, 5) == pytest.approx(1 / 4)
    assert visit_probability(14.0, 20, 40) == 1.0
    assert visit_probability(3.5, 0, 1) == 0.5
    assert visit_probability(0.0, 20, 1) == 0.0


def test_some_visits_bring_news() -> None:
    """F-11, F-15: news is told in the group first."""
    assert [brings_news(u, 0.3) for u in (0.0, 0.29, 0.3, 0.9)] == [True, True, False, False]


def test_who_comes_every_day_is_nothing_special() -> None:
    """F-11: the founder appears now and then."""
    assert worth_of_visit(14, 1.0, 14.0) == pytest.approx(1 - math.exp(-1))
    assert worth_of_visit(14, 0.5, 14.0) == pytest.approx((1 - math.exp(-1)) / 2)
    assert worth_of_visit(10_000, 1.0, 14.0) == pytest.approx(1.0)
    assert worth_of_visit(1, 1.0, 14.0) < 0.07


def test_a_founder_who_neither_reads_nor_comes_changes_nothing() -> None:
    """Neutral values leave every column as it is."""
    off, idle = community(), community(enabled=True, reading=0.0, visits_per_week=0.0)
    assert differences(state_of(off), state_of(idle)) == []


def test_reading_along_gets_more_suggestions_taken_up_and_makes_a_better_product() -> None:
    """F-10: lurking raises the share of suggestions that are heard."""
    setting = {"enabled": True, "visits_per_week": 0.0, "activity__suggestions_per_day": 0.1}
    deaf, reader = community(**setting, reading=0.0), community(**setting, reading=1.0, reading_lift=2.0)
    adopted = [model.recorder.brand["adopted"].sum() for model in (deaf, reader)]
    assert adopted[1] > 2 * adopted[0] > 0
    assert reader.daily["quality"].iloc[-1] > deaf.daily["quality"].iloc[-1]


def test_visits_win_belonging_and_news_wins_trust() -> None:
    """F-11: appearances strengthen confidence."""
    setting = {"enabled": True, "reading": 0.0, "visits_per_week": 70.0}
    never = community(groups__disband_days=0)
    silent, news = (community(**setting, groups__disband_days=0, news_share=share) for share in (0.0, 1.0))
    belonging = [model.daily["belonging"].iloc[-30:].mean() for model in (never, silent, news)]
    assert min(belonging[1:]) > 1.1 * belonging[0]
    trust = [model.daily["trust"].iloc[-30:].mean() for model in (never, silent, news)]
    assert trust[2] - trust[0] > 10 * abs(trust[1] - trust[0]), "news wins trust, a visit without does not"


def test_the_more_visits_bind_the_fewer_members_leave() -> None:
    """F-15: what happens in the groups every day makes followers sticky."""
    models = [community(groups__disband_days=0)]  # so that whoever is gone has left by itself
    for bond in (0.2, 0.5):
        models.append(
            community(enabled=True, visits_per_week=28.0, visit_belonging=bond, groups__disband_days=0, reading=0.0)
        )
    left = [int((model.world.person.first_leave_day >= 0).sum()) for model in models]
    assert left == sorted(left, reverse=True)
    assert left[-1] < 0.95 * left[0]


def test_only_those_are_moved_who_are_there_and_only_in_groups_that_are_visited() -> None:
    """F-11: on the first day of visits, others feel as they would without."""
    quiet, visited = community(1), community(1, enabled=True, reading=0.0, visits_per_week=28.0, news_share=1.0)
    world = visited.world
    moved = world.person.belonging != quiet.world.person.belonging
    assert 0 < moved.sum() == world.brand["met_owner"].item()
    seen = np.flatnonzero(world.group.visit == Visit.NEWS)
    assert len(seen) == world.brand["visits"].item() > 0
    assert set(world.person.group[moved]) <= set(seen)
    assert (world.person.trust[moved] > quiet.world.person.trust[moved]).all()


def test_each_owner_visits_groups_of_its_own_and_five_are_seen_more_often_than_one() -> None:
    """F-30: executives have groups beside the founder's."""
    one, five = (community(enabled=True, groups__owners=owners) for owners in (1, 5))
    assert five.daily["visits"].sum() > 2 * one.daily["visits"].sum() > 0
    worth, visit = five.world.group.visit_worth, five.world.group.visit
    executives = np.arange(len(worth)) % 5 != 0
    assert (worth[(visit != 0) & executives] <= 0.5).all()
    assert (worth[visit == 0] == 0).all()
