"""What the brand, its groups and its adversaries do: the shapes and limits that the equations promise."""

from __future__ import annotations

import math

import pytest
from fansim.columns import (
    CASHBACK,
    CO_CREATION,
    COUPON,
    EXPERIENCE,
    FEEDBACK,
    NO_REWARD,
    PRICE,
    QUALITY,
    RED_PACKET,
    STATUS,
    SYMBOLIC,
)
from fansim.rules.campaigns import account_posts, account_price, accounts_bought, slower
from fansim.rules.entry import asks_for_seat, entry, heard_in_public
from fansim.rules.groups import energy_moved, good_post_chance, warmth_moved
from fansim.rules.incentives import controlling, fits, onset_shock, tired, valued
from fansim.rules.moderation import conspicuous, flag_chance, winback_chance
from fansim.rules.quality import credibility_of, quality_released
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)


@pytest.mark.parametrize("rule", [entry, heard_in_public])
def test_thresholds_open_on_their_day_and_stay_open(rule) -> None:
    opened = [rule(days, 60) for days in range(200)]
    assert opened == [False] * 60 + [True] * 140
    assert all(rule(days, 0) for days in range(3))


def test_seats_are_asked_for_with_the_chance_given() -> None:
    assert [asks_for_seat(u, 0.1) for u in (0.05, 0.0999, 0.1, 0.9)] == [True, True, False, False]


def test_belief_in_praise_peaks_at_the_best_share_and_falls_faster_above() -> None:
    shares = [k / 100 for k in range(101)]
    belief = [credibility_of(share, 0.84, 0.12, 0.35) for share in shares]
    assert shares[belief.index(max(belief))] == 0.84
    assert max(belief) == 1.0
    assert belief[:85] == sorted(belief[:85])
    assert belief[84:] == sorted(belief[84:], reverse=True)
    assert credibility_of(0.96, 0.84, 0.12, 0.35) == pytest.approx(math.exp(-0.5))
    assert credibility_of(0.49, 0.84, 0.12, 0.35) == pytest.approx(math.exp(-0.5))


def test_quality_rises_with_voices_and_drifts_down_without() -> None:
    assert quality_released(0.6, 0.0, 10.0, 0.004, 0.0015, 7) == pytest.approx(0.6 * (1 - 0.0015 * 7))
    heard = [quality_released(0.6, voices, 10.0, 0.004, 0.0015, 7) for voices in (0.0, 5.0, 10.0, 1000.0)]
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(0.6 + 7 * (0.004 * 0.4 - 0.0015 * 0.6))
    assert quality_released(0.6, 5.0, 0.0, 0.004, 0.0, 7) == 0.6  # nobody is exposed: nobody is heard


def test_warmth_follows_the_share_of_genuine_messages() -> None:
    assert warmth_moved(0.5, 10.0, 10.0, 0.0, 1.0, 0.0, 0.1) == pytest.approx(0.55)
    quiet = warmth_moved(0.5, 10.0, 10.0, 0.0, 1.0, 0.0, 0.1)
    assert warmth_moved(0.5, 10.0, 40.0, 0.0, 1.0, 0.0, 0.1) < quiet
    assert warmth_moved(0.5, 10.0, 10.0, 5.0, 1.0, 0.0, 0.1) < quiet
    assert warmth_moved(0.5, 10.0, 10.0, 0.0, 1.0, 1.0, 0.1) < quiet


def test_topics_keep_a_group_alive_and_owners_tire() -> None:
    assert good_post_chance(0.0, 1.0) == 0.0
    assert good_post_chance(2.0, 1.0) == pytest.approx(1 - math.exp(-2))
    assert energy_moved(0.8, 0.01) == pytest.approx(0.792)


def test_each_segment_has_its_rewards() -> None:
    fitting = {segment: {kind for kind in range(8) if fits(kind, segment)} for segment in (PRICE, QUALITY, EXPERIENCE)}
    assert fitting[PRICE] == {COUPON, CASHBACK, RED_PACKET}
    assert fitting[QUALITY] == {FEEDBACK, CO_CREATION}
    assert fitting[EXPERIENCE] == {NO_REWARD, SYMBOLIC, RED_PACKET, STATUS, CO_CREATION}


def test_only_money_and_status_control() -> None:
    felt = {kind: controlling(kind, 1.0, True, 1.0, 0.3, 0.3, 0.8) for kind in range(8)}
    assert {kind: x for kind, x in felt.items() if x > 0} == {COUPON: 1.0, CASHBACK: 0.8, STATUS: 0.3}
    assert controlling(COUPON, 0.5, False, 1.0, 0.3, 0.3, 0.8) == pytest.approx(0.15)


def test_a_reward_costs_motivation_when_it_begins_only() -> None:
    assert onset_shock(0.5, 0.03, 0.0, 0.1) == pytest.approx(0.45)
    assert onset_shock(0.5, 0.9, 0.03, 0.1) == 0.5
    assert onset_shock(0.5, 0.0, 0.9, 0.1) == 0.5


def test_gifts_are_valued_and_messages_tire() -> None:
    assert valued(0.4, 0.05) == pytest.approx(0.43)
    fatigue = 0.0
    for _ in range(500):
        fatigue = tired(fatigue, 0.9, 2.0)
    assert fatigue == pytest.approx(20.0)


@FIXED
@given(st.floats(0, 30), st.floats(-3, 5))
def test_flags_follow_signal_detection(praise: float, threshold: float) -> None:
    stands_out = conspicuous(praise, 2.0, 3.0)
    assert flag_chance(stands_out, threshold) == pytest.approx(stats.norm.sf(threshold - stands_out), abs=1e-12)


def test_the_reference_praise_stands_out_by_the_separation() -> None:
    assert conspicuous(3.0, 2.0, 3.0) == 2.0
    assert conspicuous(0.0, 2.0, 3.0) == 0.0
    assert flag_chance(0.0, 2.05) == pytest.approx(0.0202, abs=1e-4)


def test_win_back_fades_and_works_better_with_the_attached() -> None:
    assert winback_chance(0.3, 0.0, 0.5, 0, 60.0) == pytest.approx(0.3)
    assert winback_chance(0.3, 0.0, 0.5, 60, 60.0) == pytest.approx(0.3 / math.e)
    assert winback_chance(0.3, 1.0, 0.5, 0, 60.0) == pytest.approx(0.45)


def test_a_threshold_makes_accounts_dearer_and_shuts_the_impatient_out() -> None:
    assert account_price(5.0, 0.1, 60) == pytest.approx(11.0)
    assert accounts_bought(5000.0, 11.0, 0.0, 60, 120) == 454
    assert accounts_bought(5000.0, 11.0, 0.0, 121, 120) == 0
    bought = [accounts_bought(5000.0, account_price(5.0, 0.1, days), 50.0, days, 365) for days in range(0, 366, 5)]
    assert bought == sorted(bought, reverse=True)
    assert accounts_bought(0.0, 11.0, 0.0, 0, 120) == accounts_bought(100.0, 0.0, 0.0, 0, 120) == 0


@FIXED
@given(st.floats(0, 1e7), st.floats(0.01, 100), st.floats(0, 100))
def test_accounts_never_cost_more_than_the_budget(budget: float, price: float, posting: float) -> None:
    count = accounts_bought(budget, price, posting, 0, 0)
    assert count * (price + posting) <= budget * (1 + 1e-12)
    assert (count + 1) * (price + posting) >= budget * (1 - 1e-12)


def test_accounts_post_at_their_rate_as_far_as_the_money_goes() -> None:
    posts = [account_posts((k + 0.5) / 1000, 2.3, 100) for k in range(1000)]
    assert sum(posts) / 1000 == pytest.approx(2.3)
    assert account_posts(0.9, 2.3, 1) == 1


def test_a_caught_campaign_slows_down_to_its_floor_and_never_speeds_up() -> None:
    assert slower(3.0, 0.2, 0.2) == pytest.approx(2.4)
    assert slower(0.21, 0.2, 0.2) == 0.2
    assert slower(0.1, 0.2, 0.2) == 0.1
