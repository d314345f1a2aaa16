"""What people feel: the shapes and limits that the equations promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fansim.mechanisms.experience.rules import (
    attachment,
    avoidance_after,
    being_heard,
    belonging_after,
    detracting_probability,
    expectation_after,
    good_experience_probability,
    grudge_after_answer,
    grudge_after_day,
    grudge_after_failure,
    interaction_probability,
    message_weight,
    motivation_after,
    ownership_after,
    participation,
    promoting_probability,
    recommendation_score,
    satisfaction,
    trust_after_gain,
    trust_after_loss,
    unsolved_severity,
    worth_opening,
)
from fansim.scenario import Scenario

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)
SHARE = st.floats(0.0, 1.0)
EXPERIENCE = Scenario().experience


def test_after_a_full_breach_193_good_experiences_win_trust_back() -> None:
    """F-48, F-90: trust is won by drops and lost at once."""
    trust = trust_after_loss(0.95, 1.0, 0.9)
    assert trust == pytest.approx(0.095)
    for _ in range(193):
        trust = trust_after_gain(trust, 1.0, 0.01487)
    assert trust == pytest.approx(0.95, abs=0.0005)
    assert (EXPERIENCE.trust_gain, EXPERIENCE.trust_loss) == (0.01487, 0.9)


@FIXED
@given(SHARE, SHARE, SHARE)
def test_trust_is_won_and_lost_towards_its_ends(trust: float, rate: float, weight: float) -> None:
    assert trust_after_loss(trust, weight, rate) <= trust <= trust_after_gain(trust, weight, rate) + 1e-15
    assert trust_after_gain(1.0, weight, rate) == 1.0
    assert trust_after_loss(trust, 0.0, rate) == trust


def test_motivation_rests_at_the_fixed_point_of_its_equation() -> None:
    motivation, mean, speed, crowding = 0.5, 0.5, 0.004, 0.004
    for _ in range(6000):
        motivation = motivation_after(motivation, 1.0, 0.0, mean, speed, crowding, 0.02)
    assert motivation == pytest.approx(speed * mean / (speed + crowding), abs=1e-9)
    for _ in range(6000):
        motivation = motivation_after(motivation, 0.0, 0.0, mean, speed, crowding, 0.02)
    assert motivation == pytest.approx(mean, abs=1e-9)


@FIXED
@given(SHARE, SHARE, SHARE)
def test_controlling_rewards_crowd_out_and_being_heard_motivates(
    motivation: float, reward: float, heard: float
) -> None:
    still = motivation_after(motivation, 0.0, 0.0, 0.5, 0.004, 0.004, 0.02)
    assert motivation_after(motivation, reward, 0.0, 0.5, 0.004, 0.004, 0.02) <= still
    assert motivation_after(motivation, 0.0, heard, 0.5, 0.004, 0.004, 0.02) >= still


def test_belonging_grows_in_small_warm_groups_with_something_but_not_too_much_to_read() -> None:
    """F-02, F-28: the larger a group, the less its members can know each other."""

    def after(interacted: bool = True, size: float = 50.0, volume: float = 20.0, warmth: float = 0.8) -> float:
        return belonging_after(0.3, interacted, size, volume, warmth, 0.03, 0.01, 150.0, 200.0)

    assert after() == pytest.approx(0.3 + 0.03 * 0.8 * 0.7 - 0.01 * 0.3)
    assert after(interacted=False) == pytest.approx(0.3 * 0.99)
    assert after(size=150.0) == after() > after(size=300.0) > after(size=3000.0)
    assert after(volume=200.0) == after() > after(volume=400.0)
    assert after(warmth=0.9) > after()


def interaction(activity: float, volume: float, scale: float) -> float:
    """Return the probability to take part in a group of so many messages a day."""
    return interaction_probability(activity, worth_opening(volume, scale, EXPERIENCE.reading_least), 2.0)


def test_a_lively_group_is_opened_more_often() -> None:
    assert (EXPERIENCE.reading_least, EXPERIENCE.visits_per_day) == (0.3, 2.0)
    assert interaction(1.0, 0.0, 30.0) == pytest.approx(1 - math.exp(-0.6))
    assert interaction(1.0, 1e9, 30.0) == pytest.approx(1 - math.exp(-2.0))
    assert interaction(5.0, 30.0, 30.0) == interaction(1.0, 30.0, 30.0) > interaction(0.5, 30, 30)
    assert worth_opening(30.0, 30.0, 0.3) == pytest.approx(0.3 + 0.7 * (1 - math.exp(-1)))
    assert [worth_opening(0.0, 30.0, least) for least in (0.0, 0.3, 1.0)] == [0.0, 0.3, 1.0]


@FIXED
@given(SHARE, SHARE, SHARE)
def test_grudges_deepen_with_attachment_and_fade_more_slowly_with_it(
    grudge: float, severity: float, tie: float
) -> None:
    assert (
        grudge_after_failure(grudge, severity, tie, 0.5, 1.0)
        >= grudge_after_failure(grudge, severity, 0.0, 0.5, 1.0)
        >= grudge
    )
    assert grudge_after_day(grudge, tie, 0.01, 0.5) >= grudge_after_day(grudge, 0.0, 0.01, 0.5)
    assert grudge_after_answer(grudge, tie, 1.0, 0.5, 0.5) <= grudge_after_answer(grudge, 0.0, 1.0, 0.5, 0.5) <= grudge
    assert grudge_after_answer(grudge, tie, 0.0, 0.5, 0.5) == grudge
    assert avoidance_after(0.2, grudge, tie, 0.01, 0.5) >= 0.2


def test_ownership_and_expectation_follow_what_happens() -> None:
    """F-61, F-69: a half-finished product, finished together, is one's own."""
    assert ownership_after(0.4, 1.0, 0.05, 0.002) == pytest.approx(0.4 + 0.05 * 0.6 - 0.002 * 0.4)
    assert ownership_after(0.4, 0.0, 0.05, 0.0) == 0.4
    assert expectation_after(0.5, 0.7, 0.02) == pytest.approx(0.504)


def test_attachment_is_belonging_and_ownership_by_their_weights() -> None:
    assert EXPERIENCE.attachment_belonging == 0.5
    assert attachment(0.8, 0.4, 0.5) == pytest.approx(0.6)
    assert attachment(0.8, 0.4, 1.0) == 0.8
    assert attachment(0.8, 0.4, 0.0) == 0.4


def test_good_experiences_come_with_quality_and_count_in_full_in_a_group() -> None:
    """F-83: nought of quality is nought of good experiences."""
    assert good_experience_probability(0.3, 0.6) == pytest.approx(0.18)
    assert [message_weight(is_member, 0.7) for is_member in (True, False)] == [1.0, 0.7]


def test_an_answer_solves_as_much_of_a_problem_as_it_is_worth() -> None:
    assert [unsolved_severity(0.5, answer) for answer in (0.0, 0.6, 1.0)] == pytest.approx([0.5, 0.2, 0.0])


def test_being_heard_counts_suggestions_answers_and_votes() -> None:
    weights = (EXPERIENCE.heard_answer, EXPERIENCE.heard_vote)
    assert weights == (0.3, 0.2)
    assert being_heard(0.0, 0.0, False, *weights) == 0.0
    assert being_heard(1.0, 0.6, True, *weights) == pytest.approx(1 + 0.18 + 0.2)
    assert being_heard(0.0, 1.0, False, *weights) == pytest.approx(0.3)


def test_taking_part_counts_most_where_ones_option_won() -> None:
    weights = (EXPERIENCE.part_won, EXPERIENCE.part_lost)
    assert weights == (0.5, 0.1)
    assert participation(0.0, False, True, *weights) == 0.0, "nothing was announced"
    assert participation(0.0, True, True, *weights) == 0.5
    assert participation(0.0, True, False, *weights) == 0.1
    assert participation(1.0, True, True, *weights) == 1.5


def test_satisfaction_is_quality_against_what_was_expected() -> None:
    """F-85: the same quality satisfies less whoever expected more."""
    assert EXPERIENCE.satisfaction_neutral == 0.5
    weights = (0.5, 0.5, 0.9, 0.5)
    assert satisfaction(0.5, 0.5, *weights) == pytest.approx(0.5)
    assert satisfaction(0.6, 0.6, *weights) == pytest.approx(0.59), "one never gets used to quality altogether"
    assert satisfaction(0.7, 0.4, *weights) == pytest.approx(0.83)
    assert [satisfaction(1.0, 0.0, *weights), satisfaction(0.0, 1.0, *weights)] == [1.0, 0.0]


def test_whom_nothing_sets_apart_answers_the_anchor_and_others_move_from_there() -> None:
    given = (7.0, 0.5, 0.5, 0.4, 0.5, 0.3, 0.2, 0.3)
    assert recommendation_score(0.5, 0.5, 0.0, 0.4, *given) == 7.0
    assert recommendation_score(0.7, 0.6, 0.25, 0.5, *given) == pytest.approx(7 + 1.0 + 0.3 + 0.5 + 0.3)
    assert recommendation_score(0.3, 0.4, 0.0, 0.4, *given) == pytest.approx(7 - 1.0 - 0.3)
    assert recommendation_score(1.0, 1.0, 1.0, 1.0, *given) == 10.0
    assert recommendation_score(0.0, 0.0, 0.0, 0.0, *(0.0, *given[1:])) == 0.0


def test_answers_scatter_about_the_score() -> None:
    assert (EXPERIENCE.promoter_from, EXPERIENCE.detractor_below) == (8.5, 6.5)
    assert promoting_probability(8.5, 8.5, 0.8) == detracting_probability(6.5, 6.5, 0.8) == 0.5
    assert promoting_probability(9.3, 8.5, 0.8) == pytest.approx(1 / (1 + math.exp(-1)))
    assert detracting_probability(7.3, 6.5, 0.8) == pytest.approx(1 / (1 + math.exp(1)))
    assert promoting_probability(9.0, 8.5, 0.01) > 0.999
    assert detracting_probability(9.0, 6.5, 0.01) < 0.001
