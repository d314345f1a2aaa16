"""What people feel and do: the shapes and limits that the equations promise."""

from __future__ import annotations

import math

import pytest
from fansim.rules.activity import defence_chance, intrinsic_share, option_voted, posting_rate, suggestion_chance
from fansim.rules.churn import hates, leaving_hazard, leaving_push
from fansim.rules.experience import (
    avoidance_moved,
    belonging_moved,
    expectation_moved,
    grudge_deepened,
    grudge_faded,
    grudge_soothed,
    interaction_chance,
    is_core_fan,
    motivation_moved,
    ownership_moved,
    trust_lost,
    trust_won,
)
from fansim.rules.purchase import attack_rate, praise_rate, purchase_rate, would_recommend
from fansim.rules.voice import answer_chance, answer_quality, problem_chance, speaks_up, voice_learned
from hypothesis import given, settings
from hypothesis import strategies as st

from fansim.scenario import Scenario

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)
SHARE = st.floats(0.0, 1.0)
EXPERIENCE = Scenario().experience


def test_after_a_full_breach_193_good_experiences_win_trust_back() -> None:
    trust = trust_lost(0.95, 0.9, 1.0)
    assert trust == pytest.approx(0.095)
    for _ in range(193):
        trust = trust_won(trust, 0.01487, 1.0)
    assert trust == pytest.approx(0.95, abs=0.0005)
    assert (EXPERIENCE.trust_gain, EXPERIENCE.trust_loss) == (0.01487, 0.9)


@FIXED
@given(SHARE, SHARE, SHARE)
def test_trust_is_won_and_lost_towards_its_ends(trust: float, rate: float, weight: float) -> None:
    assert trust_lost(trust, rate, weight) <= trust <= trust_won(trust, rate, weight) + 1e-15
    assert trust_won(1.0, rate, weight) == 1.0
    assert trust_lost(trust, rate, 0.0) == trust


def test_motivation_rests_at_the_fixed_point_of_its_equation() -> None:
    motivation, mean, speed, crowding = 0.5, 0.5, 0.004, 0.004
    for _ in range(6000):
        motivation = motivation_moved(motivation, mean, speed, crowding, 1.0, 0.02, 0.0)
    assert motivation == pytest.approx(speed * mean / (speed + crowding), abs=1e-9)
    for _ in range(6000):
        motivation = motivation_moved(motivation, mean, speed, crowding, 0.0, 0.02, 0.0)
    assert motivation == pytest.approx(mean, abs=1e-9)


@FIXED
@given(SHARE, SHARE, SHARE)
def test_controlling_rewards_crowd_out_and_being_heard_motivates(
    motivation: float, reward: float, heard: float
) -> None:
    still = motivation_moved(motivation, 0.5, 0.004, 0.004, 0.0, 0.02, 0.0)
    assert motivation_moved(motivation, 0.5, 0.004, 0.004, reward, 0.02, 0.0) <= still
    assert motivation_moved(motivation, 0.5, 0.004, 0.004, 0.0, 0.02, heard) >= still


def test_belonging_grows_in_small_warm_groups_with_something_but_not_too_much_to_read() -> None:
    def after(interacted: bool = True, size: float = 50.0, volume: float = 20.0, warmth: float = 0.8) -> float:
        return belonging_moved(0.3, interacted, size, volume, warmth, 0.03, 0.01, 150.0, 200.0)

    assert after() == pytest.approx(0.3 + 0.03 * 0.8 * 0.7 - 0.01 * 0.3)
    assert after(interacted=False) == pytest.approx(0.3 * 0.99)
    assert after(size=150.0) == after() > after(size=300.0) > after(size=3000.0)
    assert after(volume=200.0) == after() > after(volume=400.0)
    assert after(warmth=0.9) > after()


def test_a_lively_group_is_opened_more_often() -> None:
    assert interaction_chance(1.0, 0.0, 30.0) == pytest.approx(1 - math.exp(-0.6))
    assert interaction_chance(1.0, 1e9, 30.0) == pytest.approx(1 - math.exp(-2.0))
    assert interaction_chance(5.0, 30.0, 30.0) == interaction_chance(1.0, 30.0, 30.0) > interaction_chance(0.5, 30, 30)


@FIXED
@given(SHARE, SHARE, SHARE)
def test_grudges_deepen_with_attachment_and_fade_more_slowly_with_it(
    grudge: float, severity: float, tie: float
) -> None:
    assert (
        grudge_deepened(grudge, 0.5, severity, tie, 1.0) >= grudge_deepened(grudge, 0.5, severity, 0.0, 1.0) >= grudge
    )
    assert grudge_faded(grudge, 0.01, tie, 0.5) >= grudge_faded(grudge, 0.01, 0.0, 0.5)
    assert grudge_soothed(grudge, 0.5, tie, 0.5, 1.0) <= grudge_soothed(grudge, 0.5, 0.0, 0.5, 1.0) <= grudge
    assert grudge_soothed(grudge, 0.5, tie, 0.5, 0.0) == grudge
    assert avoidance_moved(0.2, 0.01, grudge, tie, 0.5) >= 0.2


def test_ownership_and_expectation_follow_what_happens() -> None:
    assert ownership_moved(0.4, 0.05, 0.002, 1.0) == pytest.approx(0.4 + 0.05 * 0.6 - 0.002 * 0.4)
    assert ownership_moved(0.4, 0.05, 0.0, 0.0) == 0.4
    assert expectation_moved(0.5, 0.7, 0.02) == pytest.approx(0.504)


def test_a_core_fan_averages_at_least_six_tenths() -> None:
    assert is_core_fan(0.9, 0.5, 0.5)
    assert not is_core_fan(0.9, 0.5, 0.39)


def test_hate_begins_high_and_ends_low() -> None:
    assert [hates(False, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, False, True]
    assert [hates(True, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, True, True]


def test_trust_and_belonging_hold_fatigue_grudge_and_waiting_push() -> None:
    def push(**changes: float) -> float:
        felt = {"trust": 0.5, "belonging": 0.0, "fatigue": 0.0, "grudge": 0.0, "waiting": 0.0} | changes
        return leaving_push(*felt.values(), 1.0, 1.5, 0.06, 2.0, 0.5, 0.5)

    assert push() == 0.0
    assert [push(trust=0.7), push(belonging=0.2)] == pytest.approx([-0.2, -0.3])
    assert [push(fatigue=10.0), push(grudge=0.5), push(waiting=1.0)] == pytest.approx([0.6, 1.0, 0.5])
    assert leaving_hazard(0.01, push()) == 0.01
    assert leaving_hazard(0.01, 1.0) == pytest.approx(0.01 * math.e)
    assert leaving_hazard(0.9, 5.0) == 1.0


def test_posting_is_bought_but_topics_are_not() -> None:
    assert posting_rate(2.0, 0.5, 0.0, 0.4, 0.5, 0.6, 0.5, 1.0) == pytest.approx(0.5 * 2 * 0.5 * 0.9)
    assert posting_rate(2.0, 0.5, 1.0, 0.4, 0.5, 0.6, 0.5, 1.0) == pytest.approx(0.5 * 2 * 1.1 * 0.9)
    assert intrinsic_share(0.5, 0.0, 0.6) == 1.0
    assert intrinsic_share(0.3, 1.0, 0.6) == pytest.approx(1 / 3)
    assert intrinsic_share(0.0, 0.0, 0.6) == 0.0


def test_the_best_option_wins_as_often_as_voters_see_it() -> None:
    votes = [option_voted((k + 0.5) / 3000, 0.7) for k in range(3000)]
    assert [votes.count(option) / 3000 for option in (1, 2, 3)] == pytest.approx([0.8, 0.1, 0.1], abs=0.001)
    assert {option_voted((k + 0.5) / 300, 1.0) for k in range(300)} == {1}
    assert {option_voted((k + 0.5) / 300, 0.0) for k in range(300)} == {1, 2, 3}


def test_suggestions_and_defence_have_ceilings() -> None:
    assert suggestion_chance(1e6, 1.0, 0.01) == 0.2
    assert suggestion_chance(4.0, 0.5, 0.01) == pytest.approx(0.02)
    assert defence_chance(1.0, 1.0, 5.0) == 1.0
    assert defence_chance(0.0, 1.0, 5.0) == 0.0


def test_people_speak_up_where_they_belong_and_were_heard() -> None:
    assert speaks_up(0.0, 0.5, -1.0, 1.5, 1.5) == pytest.approx(1 / (1 + math.exp(0.25)))
    assert speaks_up(0.5, 0.5, -1.0, 1.5, 1.5) > speaks_up(0.0, 0.5, -1.0, 1.5, 1.5) > speaks_up(0.0, 0.1, -1, 1.5, 1.5)
    assert voice_learned(0.5, 1.0, 0.2) == pytest.approx(0.6)
    assert voice_learned(0.5, 0.0, 0.2) == pytest.approx(0.4)
    assert problem_chance(1.0, 0.03) == 0.0


def test_an_answer_must_come_while_its_author_waits_and_a_robots_is_worth_less() -> None:
    assert answer_chance(0.6, 150.0, 0.0) == 0.6
    assert answer_chance(0.6, 150.0, 15.0) == pytest.approx(0.6, abs=1e-4)
    assert answer_chance(0.6, 150.0, 150.0) == pytest.approx(0.6 * (1 - math.exp(-1)))
    values = [answer_quality(bot, severity, 0.3, 0.6, 0.2) for bot in (False, True) for severity in (0.1, 0.3)]
    assert values == [1.0, 1.0, 0.6, 0.2]


def test_praise_needs_quality_and_attachment_and_buying_needs_quality() -> None:
    assert praise_rate(2.0, 0.5, 0.0, 0.4, 0.2, 0.002, 0.03, 0.3) == pytest.approx(0.004)
    assert praise_rate(2.0, 0.5, 0.8, 0.4, 0.2, 0.002, 0.03, 0.3) == pytest.approx(2 * (0.002 + 0.03 * 0.4 * 0.9))
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.6, 0.0, 0.0, 1.0, 0.5, 0.5) == pytest.approx(0.006)
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.6, 1.0, 0.0, 1.0, 0.5, 0.5) == 0.0
    assert purchase_rate(0.002, 3.0, 0.5, 0.0, 0.0, 0.3, 0.0, 1.0, 1.0, 0.5, 0.5) == pytest.approx(0.006)
    assert attack_rate(2.0, 0.5, 0.1) == pytest.approx(0.1)
    assert would_recommend(1.0, 1.0, 1.0) == pytest.approx(10.0)
