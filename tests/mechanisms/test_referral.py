"""Referral: who brings a friend for a reward."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.cases import SCENARIOS, run_days, small_classroom

from fansim.mechanisms.referral.rules import invite_probability, referrals_cost, suits_segment
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Event, ReferralReward, Role, Segment, Source, Stage
from fansim.state.columns import NEVER


def community(days: int = 60, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `referral`, or of others with __."""
    price_hunters = {"population__price_share": 0.76, "population__quality_share": 0.12}
    return small_classroom("referral", days, {"enabled": True} | price_hunters | keys)


def test_each_reward_suits_one_segment() -> None:
    """F-102: check-in coupons are not what price hunters look for."""
    suiting = {reward: [one for one in Segment if suits_segment(reward, one)] for reward in ReferralReward}
    assert suiting == {
        ReferralReward.GROUP_BUY: [Segment.PRICE],
        ReferralReward.CHECK_IN: [Segment.EXPERIENCE],
        ReferralReward.EARLY_ACCESS: [Segment.QUALITY],
    }


def test_nobody_recommends_what_it_does_not_trust() -> None:
    """F-101, F-102: a tenth of it where the reward does not suit."""
    assert invite_probability(0.6, True, 0.005, 0.1) == pytest.approx(0.003)
    assert invite_probability(0.6, False, 0.005, 0.1) == pytest.approx(0.0003)
    assert invite_probability(0.0, True, 0.005, 0.1) == 0.0
    assert referrals_cost(3.0, 20.0) == 60.0


def test_few_take_part_for_a_reward_that_suits_few() -> None:
    """F-101, F-102: less than 2% on the mean, three in four being price hunters; above 5% for cash back."""
    shares: dict[str, list[float]] = {"check_in": [], "group_buy": []}
    for reward, found in shares.items():
        campaign = load_scenario(SCENARIOS / "referral_campaign.toml", overrides={"referral.reward": reward})
        for seed in (1, 2, 3):
            person = run_days(FanCommunity(campaign, seed=seed), 316).world.person
            follows = (person.stage >= Stage.FOLLOWER) & (person.stage <= Stage.MEMBER)
            found.append(np.mean(person.invite_day[follows & (person.role == Role.ORDINARY)] != NEVER))
    assert 0.0 < np.mean(shares["check_in"]) < 0.02
    assert np.mean(shares["group_buy"]) > 0.05


def test_a_friend_answers_on_the_day_after() -> None:
    """Whoever follows so has a friend who invited on the day before, and nothing else made it follow."""
    model = community(0, reward="group_buy", chance=0.2, acceptance=1.0)
    won = 0
    for day in range(20):
        run_days(model, 1)
        person, network = model.world.person, model.network
        came = np.flatnonzero(person.event & Event.REFERRED)
        for i in came:
            friends = network.neighbours[network.start[i] : network.start[i + 1]]
            invited = person.invite_day[friends]
            assert ((invited == day - 1) | (invited == day)).any(), "who invites every day has invited again"
            assert person.source[i] == Source.REFERRAL
            assert person.follow_day[i] == day
        assert len(came) == model.daily["adoptions_referral"].iloc[-1]
        won += len(came)
    assert won > 10


def test_who_accepts_costs_the_reward() -> None:
    """F-101: the budget goes to those who come."""
    free, paid = community(40, chance=0.2, cost=0.0), community(40, chance=0.2, cost=20.0)
    won = free.daily["adoptions_referral"].sum()
    assert won > 0
    assert paid.daily["cost"].sum() - free.daily["cost"].sum() == pytest.approx(20.0 * won)
    assert community(40, chance=0.2, acceptance=0.0).daily["adoptions_referral"].sum() == 0


def test_a_programme_runs_from_its_first_day_to_the_day_before_its_end() -> None:
    daily = community(30, chance=0.5, start_day=10, end_day=20).daily["invitations"]
    assert np.flatnonzero(daily).tolist() == list(range(10, 20))


def test_where_nobody_invites_it_changes_nothing() -> None:
    on, off = community(30, chance=0.0), community(30, enabled=False)
    for name in ("stage", "follow_day", "trust", "purchases"):
        np.testing.assert_array_equal(getattr(on.world.person, name), getattr(off.world.person, name))
