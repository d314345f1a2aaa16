"""How far praise is believed: an inverted U, and what people remember having seen."""

from __future__ import annotations

import math

import pytest

from fansim.mechanisms.credibility.rules import belief, credibility_of, met_by_a_person, most_believed_share, remembered


def test_belief_in_praise_peaks_at_the_best_share_and_falls_faster_above() -> None:
    shares = [k / 100 for k in range(101)]
    belief = [credibility_of(share, 0.84, 0.12, 0.35) for share in shares]
    assert shares[belief.index(max(belief))] == 0.84
    assert max(belief) == 1.0
    assert belief[:85] == sorted(belief[:85])
    assert belief[84:] == sorted(belief[84:], reverse=True)
    assert credibility_of(0.96, 0.84, 0.12, 0.35) == pytest.approx(math.exp(-0.5))
    assert credibility_of(0.49, 0.84, 0.12, 0.35) == pytest.approx(math.exp(-0.5))


def test_what_people_have_seen_follows_the_days_and_forgets_the_past() -> None:
    assert remembered(10.0, 20.0, 0.1) == pytest.approx(11.0)
    assert remembered(10.0, 20.0, 1.0) == 20.0
    assert remembered(10.0, 20.0, 0.0) == 10.0
    weight = 10.0
    for _ in range(7):
        weight = remembered(weight, 0.0, 0.1)
    assert weight == pytest.approx(10 * 0.9**7)


def test_what_is_said_is_shared_among_all() -> None:
    assert met_by_a_person(50.0, 400) == 0.125
    assert met_by_a_person(3.0, 0) == 3.0


def test_a_better_product_explains_more_praise() -> None:
    assert most_believed_share(0.6, 0.84, 0.6) == pytest.approx(0.84)
    assert most_believed_share(0.9, 0.84, 0.6) == pytest.approx(0.96)
    assert most_believed_share(0.2, 0.84, 0.6) == pytest.approx(0.68)
    assert most_believed_share(1.0, 0.84, 0.6) == 1.0
    assert most_believed_share(0.0, 0.2, 0.6) == 0.0


def test_bought_praise_that_is_sensed_costs_belief_down_to_a_floor() -> None:
    assert belief(1.0, 0.0, 0.8, 0.1) == pytest.approx(1.0)
    assert belief(0.5, 0.0, 0.8, 0.1) == pytest.approx(0.55)
    assert belief(1.0, 0.5, 0.8, 0.1) == pytest.approx(0.1 + 0.9 * 0.36)
    assert belief(1.0, 1.0, 1.0, 0.1) == pytest.approx(0.1)
    assert belief(0.0, 1.0, 0.0, 0.0) == 0.0
