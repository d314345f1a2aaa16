"""Posts, topics, suggestions and votes: the shapes and limits that the equations promise."""

from __future__ import annotations

import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.activity.rules import (
    defence_probability,
    intrinsic_share,
    is_co_creator,
    option_voted,
    posting_rate,
    posts_in_the_time,
    suggestion_probability,
    topic_probability,
    voting_probability,
)
from fansim.scenario import Scenario
from fansim.state.columns import NEVER


def test_posting_is_bought_but_topics_are_not() -> None:
    assert posting_rate(2.0, 0.5, 0.0, 0.4, 0.5, 0.6, 0.5, 1.0) == pytest.approx(0.5 * 2 * 0.5 * 0.9)
    assert posting_rate(2.0, 0.5, 1.0, 0.4, 0.5, 0.6, 0.5, 1.0) == pytest.approx(0.5 * 2 * 1.1 * 0.9)
    assert intrinsic_share(0.5, 0.0, 0.6) == 1.0
    assert intrinsic_share(0.3, 1.0, 0.6) == pytest.approx(1 / 3)
    assert intrinsic_share(0.0, 0.0, 0.6) == 0.0


def test_nobody_writes_more_than_there_is_time_for() -> None:
    """Where one would write as much as there is time for, half of it is written; what is rare takes no time."""
    assert posts_in_the_time(0.0, 60.0) == 0.0
    assert posts_in_the_time(60.0, 60.0) == 30.0
    assert posts_in_the_time(540.0, 60.0) == 54.0
    assert posts_in_the_time(0.06, 60.0) == pytest.approx(0.06, rel=0.0011)
    assert posts_in_the_time(1e12, 60.0) == pytest.approx(60.0)


def test_the_busiest_come_up_against_the_day_and_the_others_do_not() -> None:
    """The same persons with hardly any limit, and with a low one."""
    busy = {"activity.posts_per_day": 5.0, "population.size": 500, "population.core_share": 0.2, "days": 20}
    free, limited = (
        run(load_scenario(SCENARIOS / "leijun_classroom.toml", busy | {"activity.most_per_day": most}), seed=1)
        for most in (1e6, 20.0)
    )
    assert free.daily["posts"].iloc[0] > 2 * limited.daily["posts"].iloc[0] > 0
    slow = {**busy, "activity.posts_per_day": 0.001, "population.activity_sigma": 0.1}
    rare, rare_limited = (
        run(load_scenario(SCENARIOS / "leijun_classroom.toml", slow | {"activity.most_per_day": most}), seed=1)
        for most in (1e6, 20.0)
    )
    assert rare.daily["posts"].sum() == rare_limited.daily["posts"].sum() > 0


def test_topics_need_a_post_written_for_its_own_sake_and_an_owner_with_energy() -> None:
    assert topic_probability(0.05, 1.0, 1.0) == 0.05
    assert topic_probability(0.05, 1 / 3, 0.9) == pytest.approx(0.015)
    assert topic_probability(0.05, 1.0, 0.0) == topic_probability(0.05, 0.0, 1.0) == 0.0


def test_the_best_option_wins_as_often_as_voters_see_it() -> None:
    votes = [option_voted((k + 0.5) / 3000, 0.7) for k in range(3000)]
    assert [votes.count(option) / 3000 for option in (1, 2, 3)] == pytest.approx([0.8, 0.1, 0.1], abs=0.001)
    assert {option_voted((k + 0.5) / 300, 1.0) for k in range(300)} == {1}
    assert {option_voted((k + 0.5) / 300, 0.0) for k in range(300)} == {1, 2, 3}


def test_suggestions_votes_and_defence_have_ceilings() -> None:
    """F-49, F-61: who owns a part of it suggests."""
    assert suggestion_probability(1e6, 1.0, 0.01, 0.2) == 0.2
    assert suggestion_probability(4.0, 0.5, 0.01, 0.2) == pytest.approx(0.02)
    assert voting_probability(0.0, 0.3, 0.5) == pytest.approx(0.15)
    assert voting_probability(0.4, 0.3, 0.5) == pytest.approx(0.27)
    assert voting_probability(1.0, 0.9, 0.5) == 1.0
    assert defence_probability(1.0, 1.0, 5.0) == 1.0
    assert defence_probability(0.5, 0.2, 0.1) == pytest.approx(0.01)
    assert defence_probability(0.0, 1.0, 5.0) == 0.0


def test_a_co_creator_took_part_in_the_last_quarter() -> None:
    """F-16, F-50: which is who renews."""
    assert [is_co_creator(day, 10) for day in (10, 99, 100)] == [True, True, False]
    assert not is_co_creator(5, NEVER)


def test_without_a_word_about_it_the_ceilings_are_those_of_the_specification() -> None:
    activity = Scenario().activity
    assert (activity.suggestions_most, activity.vote_base) == (0.2, 0.5)
