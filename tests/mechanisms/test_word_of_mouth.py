"""What people say of the brand, and who hears of it."""

from __future__ import annotations

import math

import pytest

from fansim.mechanisms.word_of_mouth.rules import (
    attack_rate,
    complains_privately,
    is_informed,
    novelty_factor,
    posts_read,
    praise_rate,
    public_hazard,
    weak_contact_hazard,
)
from fansim.state.codes import Contact


def test_praise_needs_quality_and_attachment_and_attacks_a_grudge() -> None:
    assert praise_rate(2.0, 0.5, 0.0, 0.4, 0.2, 0.002, 0.03, 0.3) == pytest.approx(0.004)
    assert praise_rate(2.0, 0.5, 0.8, 0.4, 0.2, 0.002, 0.03, 0.3) == pytest.approx(2 * (0.002 + 0.03 * 0.4 * 0.9))
    assert attack_rate(2.0, 0.5, 0.1) == pytest.approx(0.1)
    assert attack_rate(2.0, 0.0, 0.1) == 0.0


def test_strangers_persuade_by_what_they_say_as_far_as_it_is_believed() -> None:
    assert weak_contact_hazard(0.01, 10.0, 0.8, 0.25) == pytest.approx(0.02)
    assert weak_contact_hazard(0.01, 10.0, 0.0, 0.25) == weak_contact_hazard(0.01, 0.0, 0.8, 0.25) == 0.0


def test_who_was_not_heard_may_tell_friends() -> None:
    assert [complains_privately(u, True, 0.05) for u in (0.01, 0.0499, 0.05, 0.9)] == [True, True, False, False]
    assert not complains_privately(0.01, False, 0.05)


def test_a_follower_persuades_every_day_or_on_the_first() -> None:
    told = {contact.word: [is_informed(True, days, contact) for days in (0, 1, 9)] for contact in Contact}
    assert told["state"] == [True, True, True]
    assert told["once"] == [True, False, False]
    assert not any(is_informed(False, days, contact) for days in (0, 1) for contact in Contact)


def test_attention_is_bounded_so_that_volume_buys_a_share() -> None:
    assert posts_read(0.0, 3.0) == 0.0
    assert posts_read(3.0, 3.0) == pytest.approx(3 * (1 - math.exp(-1)))
    assert posts_read(0.001, 3.0) == pytest.approx(0.001, rel=1e-3)
    assert posts_read(1e6, 3.0) == 3.0
    assert posts_read(5.0, 0.0) == 0.0
    assert public_hazard(5e-5, 0.5, 2.0) == pytest.approx(5e-5)


def test_what_is_new_is_talked_about_and_that_fades() -> None:
    assert novelty_factor(0, 3.0, 30.0) == 4.0
    assert novelty_factor(30, 3.0, 30.0) == pytest.approx(1 + 3 / math.e)
    assert novelty_factor(3650, 3.0, 30.0) == pytest.approx(1.0)
    assert novelty_factor(5, 0.0, 30.0) == 1.0
