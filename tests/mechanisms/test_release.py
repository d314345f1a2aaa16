"""The rhythm of releases, and what they make of the product."""

from __future__ import annotations

import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.release.rules import (
    activity_factor,
    enough_voices,
    gain_of_option,
    informative_voices,
    is_release_day,
    quality_after_release,
    quality_within_reach,
    uptake_probability,
    winning_option,
)


def test_quality_rises_with_voices_and_drifts_down_without() -> None:
    """F-17, F-138: what users say is material for the product."""
    assert quality_after_release(0.6, 0.0, 10.0, 1.0, 0.004, 0.0015, 7) == pytest.approx(0.6 * (1 - 0.0015 * 7))
    heard = [quality_after_release(0.6, voices, 10.0, 0.72, 0.004, 0.0005, 7) for voices in (0.0, 5.0, 10.0, 1000.0)]
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(0.6 + 7 * (0.004 * 0.12 - 0.0005 * 0.6))
    assert quality_after_release(0.6, 5.0, 0.0, 1.0, 0.004, 0.0, 7) == 0.6  # nobody is exposed: nobody is heard


def test_feedback_brings_a_product_no_further_than_users_can_tell() -> None:
    assert quality_within_reach(0.6, 0.3) == pytest.approx(0.72)
    assert quality_within_reach(0.0, 0.3) == pytest.approx(0.3)
    assert quality_within_reach(0.3, 0.0) == 0.3
    assert quality_after_release(0.8, 1000.0, 10.0, 0.72, 0.004, 0.0, 7) == 0.8


def test_releases_come_every_so_many_days_and_not_on_the_first() -> None:
    assert [day for day in range(25) if is_release_day(True, day, 7)] == [7, 14, 21]
    assert not any(is_release_day(False, day, 7) for day in range(25))


def test_people_are_more_active_on_a_release_day_and_the_day_after() -> None:
    assert [activity_factor(1, since, 0.5) for since in (0, 1, 2, 10_000)] == [1.5, 1.5, 1.0, 1.0]
    assert activity_factor(0, 0, 0.5) == 1.0


def test_suggestions_are_taken_up_by_share_as_far_as_hands_reach() -> None:
    """F-13: 30% of them, unless there are more than can be worked on."""
    assert uptake_probability(10.0, 0.3, 1_000_000_000) == 0.3
    assert uptake_probability(100.0, 0.3, 12) == pytest.approx(0.12)
    assert uptake_probability(40.0, 0.3, 12) == pytest.approx(0.3)
    assert uptake_probability(0.0, 0.3, 12) == 0.0
    assert uptake_probability(5.0, 0.3, 0) == 0.0


def test_a_suggestion_that_is_taken_up_tells_half_of_an_answered_complaint() -> None:
    assert informative_voices(4.0, 6.0, 0.5, 1.0) == 7.0
    assert enough_voices(400.0, 10.0) == 4.0


@pytest.mark.parametrize(
    ("votes", "winner"),
    [((0, 0, 0), 0), ((3, 2, 1), 1), ((1, 3, 2), 2), ((1, 2, 3), 3), ((2, 2, 2), 1), ((1, 2, 2), 2), ((2, 1, 2), 1)],
)
def test_most_votes_win_and_the_better_one_of_equals(votes: tuple[int, int, int], winner: int) -> None:
    assert winning_option(*map(float, votes)) == winner


def test_who_cannot_read_suggestions_learns_little_from_them() -> None:
    """F-150: without data fans do not define the product."""
    assert informative_voices(4.0, 6.0, 0.5, 0.2) == pytest.approx(4.6)
    assert informative_voices(4.0, 6.0, 0.5, 0.0) == 4.0


def test_a_better_option_gains_more() -> None:
    """F-64, F-128: the option that wins goes into the product."""
    assert [gain_of_option(winner, 0.6) for winner in (1, 2, 3)] == pytest.approx([1.0, 0.7, 0.4])
    assert gain_of_option(0, 0.6) == pytest.approx(0.7)  # without votes the brand guesses
    assert [gain_of_option(winner, 0.0) for winner in range(4)] == [1.0] * 4


def _friday(**changes: object):
    given = {"population.size": 2000, "days": 120, "population.core_share": 0.2, "groups.cap": 40}
    renamed = {key.replace("__", "."): value for key, value in changes.items()}
    return run(load_scenario(SCENARIOS / "orange_friday.toml", given | renamed), seed=1).daily["quality"].iloc[-1]


def test_thirty_per_cent_of_noise_do_no_harm_and_noise_alone_does() -> None:
    """F-86: seven in ten who see what is best decide as well as all of them would."""
    sighted, noisy, blind = (
        _friday(activity__vote_accuracy=accuracy, experience_report__enabled=False) for accuracy in (1.0, 0.7, 0.0)
    )
    assert noisy == pytest.approx(sighted, abs=0.0005)
    assert noisy > blind + 0.002


def test_a_brand_that_understands_what_is_suggested_makes_a_better_product() -> None:
    """F-150."""
    loud = {"activity__suggestions_per_day": 0.1, "voice__problem_per_day": 0.0}
    assert _friday(**loud) > _friday(**loud, release__signal_quality=0.1) + 0.002
