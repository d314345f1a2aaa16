"""A health index of customers, offers to those who fail it, and calls to those who have left."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import differences, small_classroom, state_of

from fansim.assembly import assemble
from fansim.mechanisms.health.rules import (
    fullness,
    hazard_after_offer,
    health_index,
    is_due_for_offer,
    offers_cost,
    reactivation_hazard,
    recency,
    share_left_for_ads,
)
from fansim.model import FanCommunity
from fansim.state.codes import Event, Source, Stage

SMALL = {
    "population.size": 4000,
    "population.followers_share": 0.4,
}
FIRST_OFFERS = slice(7, 35)  # while those of the first check work


def community(days: int = 60, **keys: Any) -> FanCommunity:
    """Return a small classroom after its days; keywords are keys of the section `health`, or of others with __."""
    return small_classroom("health", days, keys, SMALL, seed=3)


def test_indicators_run_from_nothing_to_one() -> None:
    """F-55: each of the twelve counts on the same scale."""
    assert [recency(days, 30.0) for days in (0.0, 7.5, 30.0, 365.0)] == [1.0, 0.75, 0.0, 0.0]
    assert [fullness(amount, 4.0) for amount in (0.0, 1.0, 4.0, 9.0)] == [0.0, 0.25, 1.0, 1.0]


def test_the_index_is_a_weighted_mean() -> None:
    """F-55: 2 x .5 and 1 x .2, of weights 3, make .4."""
    assert health_index(2 * 0.5 + 1 * 0.2, 3.0) == pytest.approx(0.4)
    assert health_index(0.0, 0.0) == 1.0


def test_an_offer_is_made_below_the_threshold_and_not_again_too_soon() -> None:
    """F-55: below the threshold."""
    assert [is_due_for_offer(health, 10_000, 0.4, 28) for health in (0.39, 0.4, 0.9)] == [True, False, False]
    assert [is_due_for_offer(0.1, since, 0.4, 28) for since in (0, 27, 28)] == [False, False, True]


def test_an_offer_takes_a_share_of_the_hazard_for_some_days() -> None:
    """F-55: an index that finds 62% of those who leave, and an offer that holds 60% of these, make churn .63."""
    assert [hazard_after_offer(0.01, since, 0.6, 28) for since in (0, 27, 28)] == pytest.approx([0.004, 0.004, 0.01])
    recall, efficacy = 0.62, 0.6
    churn = recall * hazard_after_offer(1.0, 0, efficacy, 28) + (1 - recall) * hazard_after_offer(1.0, 99, efficacy, 28)
    assert churn == pytest.approx(0.63, abs=0.0021)


def test_money_calls_back_those_who_have_left_and_is_taken_from_ads() -> None:
    """F-56: 6 yuan at half a yuan a call are 12 calls among 100 people; each brings back with 2%."""
    assert reactivation_hazard(6.0, 100.0, 0.5, 0.02) == pytest.approx(1 - math.exp(-0.0024))
    assert reactivation_hazard(6.0, 0.0, 0.5, 0.02) == 0.0
    assert reactivation_hazard(0.0, 100.0, 0.5, 0.02) == 0.0
    assert share_left_for_ads(0.03) == 0.97
    assert offers_cost(12.0, 5.0) == 60.0


def test_a_brand_that_only_looks_changes_nothing() -> None:
    """Neutral values leave every column as it is, but for the books of the index itself."""
    off, idle = community(30), community(30, enabled=True, threshold=0.0)
    before, after = state_of(off), state_of(idle)
    books = {"brand.checked", "brand.health_sum", "brand.health", "brand.index_weights"}
    books |= {"person.last_active", "person.treated_day"}
    books |= {"brand"} & before.keys()
    one, other = ({name: state[name] for name in before.keys() - books} for state in (before, after))
    different = set(differences(one, other))
    assert different <= {"parameters"}
    assert len(off.world.person.treated_day) == 0
    assert (idle.world.person.last_active >= 0).any()


def test_the_index_sees_only_what_a_brand_can_see() -> None:
    """F-55: neither role, nor trust, nor belonging, nor the hazard itself."""
    hidden = ("role", "trust", "belonging", "motivation", "ownership", "grudge", "hater", "leaving", "label")
    assert not assemble().readings["health"].reads & {f"person.{name}" for name in hidden}


def test_the_index_finds_more_of_those_who_leave_than_chance_would() -> None:
    """F-55: some 60% of those who leave, by looking at a good quarter of the customers."""
    model = community(enabled=True, efficacy=0.0)
    exits = model.daily[["exits", "exits_foreseen"]].iloc[FIRST_OFFERS].sum()
    recall = exits["exits_foreseen"] / exits["exits"]
    person = model.world.person
    exposed = (person.stage >= Stage.FOLLOWER) & (person.stage <= Stage.MEMBER)
    flagged = (person.treated_day[exposed] >= len(model.daily) - 30).mean()
    assert 0.5 < recall < 0.75
    assert recall > 1.5 * flagged > 0


def test_offers_lower_churn_by_what_the_index_finds_times_what_an_offer_holds() -> None:
    """F-55: churn falls by about 37%, while the first offers work; at a price."""
    looks, offers = community(35, enabled=True, efficacy=0.0), community(35, enabled=True)
    exits = [float(model.daily["exits"].iloc[FIRST_OFFERS].sum()) for model in (looks, offers)]
    recall = looks.daily["exits_foreseen"].iloc[FIRST_OFFERS].sum() / exits[0]
    assert exits[1] / exits[0] == pytest.approx(1 - 0.6 * recall, abs=0.1)
    assert exits[1] / exits[0] == pytest.approx(0.63, abs=0.1)
    assert offers.daily["treatment_cost"].sum() == 5.0 * offers.daily["treated"].sum() > 0


def test_an_offer_is_an_event_of_its_day() -> None:
    """F-55: on the first day of checks, those below the threshold and no others."""
    model = community(8, enabled=True, every_days=7)
    person = model.world.person
    offered = (person.event & Event.TREATED) != 0
    assert offered.sum() == model.daily["treated"].iloc[-1] > 0
    assert (person.treated_day[offered] == 7).all()
    assert (person.treated_day[~offered] == -1).all()


def test_three_per_cent_of_the_marketing_money_bring_people_back_who_buy_for_more_than_it_costs() -> None:
    """F-56: sales to those who are back exceed what they cost, and without the money nobody is back."""
    setting = {"enabled": True, "threshold": 0.0, "marketing_budget": 500.0, "sales__base_per_day": 0.01}
    without, with_money = (community(120, **setting, reactivation_share=share) for share in (0.0, 0.03))
    assert without.daily["reactivated"].sum() == without.daily["sales_returned"].sum() == 0
    assert with_money.daily["reactivated"].sum() > 20
    assert with_money.daily["treatment_cost"].iloc[-1] == 15.0
    assert with_money.daily["sales_returned"].sum() > with_money.daily["treatment_cost"].sum()


def test_who_is_called_back_owes_it_to_the_call() -> None:
    """F-56: a banned account is not called, and whoever comes back does so by an ad."""
    model = community(60, enabled=True, threshold=0.0, marketing_budget=1e6, reactivation_share=0.03)
    person = model.world.person
    back = (person.exit_day >= 0) & (person.stage >= Stage.FOLLOWER) & (person.stage <= Stage.MEMBER)
    assert back.sum() > 0
    assert set(person.source[back]) == {Source.ADS}
    assert (np.asarray(person.banned)[back] == 0).all()
