"""Super users: who is chosen, and what an adviser brings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.cases import run_days, small_classroom

from fansim.mechanisms.super_users.rules import advised_factor, advisers_cost, purchases_wanted, seats_of_advisers
from fansim.model import FanCommunity
from fansim.state.codes import Stage

NOTHING = {"lift": 0.0, "belonging": 0.0, "ownership": 0.0}


def community(days: int = 90, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `super_users`, or of others with __."""
    return small_classroom("super_users", days, {"enabled": True} | keys)


def customers(model: FanCommunity) -> np.ndarray:
    """Return which of the people follow, or are members."""
    stage = model.world.person.stage[: model.scenario.population.size]
    return (stage >= Stage.FOLLOWER) & (stage <= Stage.MEMBER)


def test_twice_the_mean_makes_a_super_user_and_a_tenth_have_advisers() -> None:
    """F-111, F-112."""
    assert purchases_wanted(1.2, 2.0) == 2.4
    assert purchases_wanted(0.1, 2.0) == 1.0, "who has bought nothing is none"
    assert seats_of_advisers(570.0, 0.1) == pytest.approx(57.0)
    assert advised_factor(0.5) == 1.5
    assert advisers_cost(60.0, 50.0) == 100.0


def test_those_are_chosen_who_have_bought_most() -> None:
    """F-111: on the morning of the day of choice, by what they had bought until then."""
    model = community(30, every_days=30)
    assert not model.world.person.advised.any()
    people = model.scenario.population.size
    bought, there = model.world.person.purchases[:people].copy(), customers(model)
    run_days(model, 1)
    chosen = np.flatnonzero(model.world.person.advised[:people])
    least = bought[chosen].min()
    assert least >= 2.0 * bought[there].mean()
    assert 0 < len(chosen) <= 0.1 * there.sum()
    assert set(chosen) == set(np.flatnonzero(there & (bought >= least)))


@pytest.mark.parametrize("share", [0.005, 0.02, 1.0])
def test_there_are_no_more_than_advisers_for_them(share: float) -> None:
    """F-112: the top tenth, or another share; with advisers for all, whoever buys twice the mean."""
    model = community(31, share=share)
    advised = model.world.person.advised.sum()
    assert advised <= share * customers(model).sum() + 5, "some may have left since the morning"
    assert advised > 0 or share < 0.01


def test_nobody_is_chosen_when_all_advisers_are_taken() -> None:
    """F-112: a tenth, in the twelfth month as in the first."""
    model = community(30, sales__base_per_day=0.02, population__spend_sigma=0.5)
    people = model.scenario.population.size
    months_with_new = 0
    for _ in range(12):
        there, before = customers(model), model.world.person.advised[:people] != 0
        run_days(model, 1)
        new = (model.world.person.advised[:people] != 0) & ~before
        if new.any():
            months_with_new += 1
            assert (new | before & there).sum() <= 0.1 * there.sum() + 1, "some may have come since the evening"
        run_days(model, 29)
    assert months_with_new > 2


def test_advisers_raise_the_share_of_sales_of_the_same_people() -> None:
    """F-112: against the same choice without advice."""
    advice, nothing = community(180).daily.iloc[60:], community(180, **NOTHING).daily.iloc[60:]
    shares = [
        (daily["advised_share_of_sales"] * daily["sales"]).sum() / daily["sales"].sum() for daily in (advice, nothing)
    ]
    assert shares[0] > shares[1] + 0.05
    assert advice["sales"].sum() > nothing["sales"].sum()


def test_whom_the_brand_has_chosen_belongs_and_owns() -> None:
    """F-37: users who take part in the product, and speak for it."""
    advice, nothing = community(31), community(31, **NOTHING)
    chosen = np.flatnonzero(advice.world.person.advised)
    np.testing.assert_array_equal(chosen, np.flatnonzero(nothing.world.person.advised))
    for name in ("belonging", "ownership"):
        before, after = (getattr(model.world.person, name)[chosen] for model in (nothing, advice))
        assert (after >= before).all()
        assert (after - before).mean() > 0.1


def test_a_few_core_fans_first_carry_a_brand_further_than_ads() -> None:
    """F-37, F-75: with word of mouth and for longer."""
    launch = {"population__followers_share": 0.0, "population__size": 3000, "enabled": False}
    sponsors = community(360, population__core_share=0.02, ads__per_day=0.0, **launch).daily
    broadcast = community(360, population__core_share=0.0, ads__per_day=1e-4, **launch).daily
    assert sponsors["new_followers"].sum() > broadcast["new_followers"].sum()
    assert sponsors["adoptions_wom"].sum() > broadcast["adoptions_wom"].sum()


def test_without_advice_it_costs_money_and_changes_nothing_else() -> None:
    on, off = community(60, **NOTHING), community(60, enabled=False)
    for name in ("trust", "belonging", "posts", "purchases"):
        np.testing.assert_array_equal(getattr(on.world.person, name), getattr(off.world.person, name))
    assert on.daily["cost"].sum() - off.daily["cost"].sum() == pytest.approx(50.0 / 30.0 * on.daily["advised"].sum())
