"""What people expect of each other: gain for both sides, no begging for praise, relationships, a group's manners."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import differences, run_days, small_classroom, state_of

from fansim.mechanisms.norms.rules import (
    altruistic_rate,
    belonging_gain,
    conforming_rate,
    motivation_under_pressure,
    mutual_benefit,
    norm_factor,
    praise_when_asked,
    readiness_after,
    readiness_wanted,
)
from fansim.model import FanCommunity
from fansim.state.codes import Relationship, Source, Stage

SMALL = {"population.size": 1500, "population.followers_share": 0.3, "activity.suggestions_per_day": 0.05}


def community(days: int = 90, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `norms`, or of others with __."""
    return small_classroom("norms", days, keys, SMALL, seed=3)


def members(model: FanCommunity) -> np.ndarray:
    """Return which rows are members."""
    return model.world.person.stage == Stage.MEMBER


def test_the_side_that_gains_less_decides() -> None:
    """F-72: both sides must gain."""
    assert [mutual_benefit(share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)] == [0.0, 0.5, 1.0, 0.5, 0.0]


def test_nobody_takes_part_where_the_effort_exceeds_the_gain() -> None:
    """F-72, F-74: 1 at the usual effort, more where it is simple, nothing where one side has it all."""
    assert readiness_wanted(1.0, 0.3, 0.3) == 1.0
    assert readiness_wanted(1.0, 0.0, 0.3) == pytest.approx(1 / 0.7)
    assert readiness_wanted(1.0, 0.65, 0.3) == pytest.approx(0.5)
    assert [readiness_wanted(benefit, 0.3, 0.3) for benefit in (0.0, 0.3)] == [0.0, 0.0]


def test_people_find_out_by_and_by() -> None:
    """F-72: participation dies, it does not stop."""
    assert readiness_after(1.0, 0.0, 0.1) == pytest.approx(0.9)
    assert readiness_after(1.0, 1.0, 0.1) == 1.0


def test_asked_for_praise_fans_give_it_for_a_while() -> None:
    """F-76: twice as much on the first day, a third of that extra two weeks later."""
    assert praise_when_asked(1.0, 0, 1.0, 14.0) == 2.0
    assert praise_when_asked(1.0, 14, 1.0, 14.0) == pytest.approx(1 + 1 / math.e)
    assert praise_when_asked(0.0, 0, 1.0, 14.0) == 1.0


def test_being_pressed_costs_motivation() -> None:
    """F-76: asking fans to advertise spoils why they are there."""
    assert motivation_under_pressure(0.5, 0.02) == pytest.approx(0.49)
    assert motivation_under_pressure(0.5, 0.0) == 0.5


def test_friends_differ_from_partners_in_trade_and_from_followers_of_a_standard() -> None:
    """F-81, F-143: kneeling, being knelt to, being friends."""
    assert [norm_factor(kind, 0.7, 1.5) for kind in Relationship] == [1.0, 0.7, 1.5]


def test_belonging_is_won_faster_among_friends_and_among_the_like_minded() -> None:
    """F-80, F-81."""
    assert belonging_gain(0.03, 1.0, False, 0.5) == 0.03
    assert belonging_gain(0.03, 1.0, True, 0.5) == pytest.approx(0.045)
    assert belonging_gain(0.03, 1.5, True, 0.5) == pytest.approx(0.0675)
    assert belonging_gain(0.9, 10.0, False, 0.0) == 1.0


def test_a_member_writes_as_its_group_does_and_for_the_others_sake() -> None:
    """F-123: group pressure, and altruism."""
    assert conforming_rate(0.1, 0.5, 0.0) == 0.1
    assert conforming_rate(0.1, 0.5, 0.25) == pytest.approx(0.2)
    assert conforming_rate(0.1, 0.5, 1.0) == 0.5
    assert altruistic_rate(0.2, 0.5, 1.0) == pytest.approx(0.3)
    assert altruistic_rate(0.2, 0.5, 0.0) == 0.2


def test_with_the_values_given_norms_change_nothing() -> None:
    """Neutral values leave every column as it is."""
    different = differences(state_of(community(30)), state_of(community(30, enabled=True)))
    assert set(different) <= {"parameters"}


def test_participation_dies_where_one_side_has_it_all() -> None:
    """F-72: whether the brand keeps everything or gives everything away."""
    both, taken, given = (community(enabled=True, learning=0.1, users_share=share) for share in (0.5, 0.0, 1.0))
    late = [model.daily["suggestions"].iloc[60:].sum() for model in (both, taken, given)]
    assert late[0] > 20
    assert max(late[1:]) < 0.05 * late[0]


def test_what_is_simple_fun_and_real_finds_more_who_take_part() -> None:
    """F-74: effort lowers suggestions."""
    made = [community(enabled=True, participation_cost=c).daily["suggestions"].sum() for c in (0.0, 0.3, 0.6)]
    assert made == sorted(made, reverse=True)
    assert made[0] > 1.15 * made[1] > 1.3 * made[2]


def test_asking_fans_to_advertise_brings_praise_for_a_time_and_costs_motivation() -> None:
    """F-76: more praise in the first fortnight, less motivation in the end, and fewer posts with it."""
    left_alone, asked = community(), community(enabled=True, asking=1.0)
    praise = [model.daily["wom_positive"] for model in (left_alone, asked)]
    assert praise[1].iloc[:14].sum() > 1.3 * praise[0].iloc[:14].sum()
    assert praise[1].iloc[60:].sum() < 1.2 * praise[0].iloc[60:].sum()
    for outcome in ("motivation", "posts"):
        end = [model.daily[outcome].iloc[60:].mean() for model in (left_alone, asked)]
        assert end[1] < 0.95 * end[0], outcome


def test_once_they_are_no_longer_asked_motivation_comes_back() -> None:
    """F-76: service first; the damage is of the asking."""
    asked_on, left_alone = (community(60, enabled=True, asking=1.0) for _ in range(2))
    low = left_alone.daily["motivation"].iloc[-1]
    left_alone.change({"norms.asking": 0.0})
    end, still = (run_days(model, 60).daily["motivation"].iloc[-1] for model in (left_alone, asked_on))
    assert end > low > still
    assert left_alone.world.brand["days_asked"] == 0


def test_friends_belong_more_and_take_a_breach_worse() -> None:
    """F-81, F-143: belonging and grudges are highest among friends, and lowest under a brand that sets standards."""
    kinds = ("authority", "exchange", "communal")
    setting = {"enabled": True, "groups__disband_days": 0}
    bond = [community(**setting, relationship=kind, voice__enabled=False).daily["belonging"].iloc[-1] for kind in kinds]
    assert bond == sorted(bond)
    assert bond[2] > 1.1 * bond[1] > 1.2 * bond[0]
    hurt = {"experience__belonging_moves": False, "voice__problem_per_day": 0.1, "service__reply_share": 0.0}
    grudge = [community(**setting, **hurt, relationship=kind).daily["grudge"].iloc[-1] for kind in kinds]
    assert grudge == sorted(grudge)
    assert grudge[2] > 1.2 * grudge[1] > 1.3 * grudge[0]


def test_belonging_grows_faster_in_a_group_of_the_like_minded() -> None:
    """F-80: those whose group looks for the same, against themselves without the match; the others are left alone."""
    one, other = (community(0, enabled=True) for _ in range(2))
    other.change({"norms.like_minded": 1.0})
    run_days(one, 2)
    run_days(other, 2)
    person, group = other.world.person, other.world.group
    sits = members(other) & members(one) & (person.group == one.world.person.group)
    alike = sits & (group.segment[person.group] == person.segment)
    gained = person.belonging - one.world.person.belonging
    assert gained[alike].max() > 0
    assert (gained[alike] >= 0).all()
    assert (gained[sits & ~alike] == 0).all()


def test_under_group_pressure_more_of_the_quiet_write_and_nobody_is_forced() -> None:
    """F-123: posts are spread over more members, and are not fewer."""
    alone, pressed = (community(enabled=True, conformity=c) for c in (0.0, 0.5))
    writers, posts = [], []
    for model in (alone, pressed):
        wrote = np.zeros(len(model.world.person.posts), bool)
        before = model.daily["posts"].iloc[-60:].sum()
        for _ in range(30):
            model.step()
            wrote |= (model.world.person.posts > 0) & members(model)
        writers.append(wrote.sum() / members(model).sum())
        posts.append(before)
    assert writers[1] > 1.2 * writers[0]
    assert posts[1] == pytest.approx(posts[0], rel=0.25)


def test_who_writes_for_the_others_sake_writes_more() -> None:
    """F-123: altruism."""
    posts = [community(enabled=True, altruism=a).daily["posts"].sum() for a in (0.0, 1.0)]
    assert posts[1] > 1.1 * posts[0]


def test_a_fully_conforming_member_follows_its_group_whatever_lifts_it() -> None:
    """What the group wrote holds the lift already: on top of it, it would be counted anew every day."""
    posts = []
    for altruism in (0.0, 5.0):
        model = community(10, enabled=True, conformity=0.5)
        model.change({"norms.conformity": 1.0, "norms.altruism": altruism})
        posts.append(run_days(model, 1).world.person.posts)
    assert (posts[0] == posts[1]).all()
    assert posts[0].sum() > 0


def test_answers_of_the_staff_are_no_norm_for_members() -> None:
    keys = {"enabled": True, "conformity": 0.5, "experience__enabled": False, "conversation__enabled": True}
    few, many = (community(20, **keys, conversation__support_per_member=s) for s in (0.0, 5.0))
    assert many.world.group.support.sum() > few.world.group.support.sum() == 0
    assert (few.world.person.posts == many.world.person.posts).all()


def test_a_running_community_starts_as_its_norms_have_made_it() -> None:
    """Friends, and the like-minded among them, belong more on day 0 already; where norms are off, nothing changes."""
    usual, off = community(0), community(0, like_minded=1.0, relationship="communal")
    friends = community(0, enabled=True, relationship="communal")
    alike = community(0, enabled=True, like_minded=1.0)
    person = usual.world.person
    rows = np.flatnonzero(members(usual) & (person.source == Source.BEFORE))
    fitting = usual.world.group.segment[person.group[rows]] == person.segment[rows]
    assert (off.world.person.belonging == person.belonging).all()
    assert friends.world.person.belonging[rows].mean() > 1.2 * person.belonging[rows].mean()
    more = alike.world.person.belonging[rows] - person.belonging[rows]
    assert more[fitting].mean() > 0.05 > abs(more[~fitting]).max()
