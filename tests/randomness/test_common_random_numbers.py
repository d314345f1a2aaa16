"""Common random numbers: what a change to one person or policy leaves untouched."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.cases import changed_rows, columns_of, differences, kitchen_sink, run_days, state_of

from fansim.model import FanCommunity
from fansim.scenario import Scenario
from fansim.state.codes import Stage

TRAITS = ("activity_level", "spend", "leaving", "segment", "draw_row", "expectation")
# Nothing that everybody meets answers to what one person does, and nobody talks to strangers.
NO_AGGREGATES: dict[str, Any] = {
    "marketing__enabled": False,  # care is shared by all who are there
    "word_of_mouth__weak": 0.0,
    "word_of_mouth__public": 0.0,
    "feedback__authenticity": False,
    "feedback__quality_loop": False,
    "activity__defence_chance": 0.0,  # people defend the brand according to what the public says
    "activity__vote_chance": 0.0,  # the winner of a vote is one for all
    "queue__enabled": False,  # those who complain wait for one another
    "health__reactivation_share": 0.0,  # calls to those who have left are shared by them
    "super_users__enabled": False,  # who has bought most is chosen among all
    "warnings__enabled": False,  # what many complain of is answered for all
    "incentives": [],  # the chance of a red packet depends on how many may win one
    "campaigns": [],
    "population__professional_haters": 0,
}


def quiet(**overrides: Any) -> Scenario:
    """Return the scenario with all mechanisms on but those that reach everybody."""
    return kitchen_sink(**(NO_AGGREGATES | overrides))


def kitchen_sink_without_campaigns(budget: float | None, **overrides: Any) -> Scenario:
    """Return the scenario with campaigns of some budget, or with no campaigns."""
    campaigns = [] if budget is None else [{"kind": kind, "budget": budget} for kind in ("shill", "hater")]
    return kitchen_sink(**(overrides | {"campaigns": campaigns}))


def run_both(one: Scenario, other: Scenario) -> tuple[FanCommunity, FanCommunity]:
    """Run two scenarios to their end."""
    return run_days(FanCommunity(one), one.days), run_days(FanCommunity(other), other.days)


def test_a_campaign_without_money_is_no_campaign() -> None:
    one, other = run_both(
        *(kitchen_sink_without_campaigns(budget, population__professional_haters=0) for budget in (None, 0.0))
    )
    assert [
        name for name in differences(state_of(one), state_of(other)) if name.startswith(("person.", "group."))
    ] == []
    assert one.daily["adoptions_wom"].sum() > 0


def test_bought_accounts_never_change_the_draws_of_ordinary_people() -> None:
    alone = {"groups__enabled": False, **NO_AGGREGATES}
    without = quiet(groups__enabled=False)
    with_accounts = kitchen_sink_without_campaigns(9000.0, **{k: v for k, v in alone.items() if k != "campaigns"})
    one, other = run_both(without, with_accounts)
    people = without.population.size
    assert len(other.world.person.stage) > people + 50
    assert not changed_rows(one, other, people).any()
    assert one.daily["exits"].sum() > 0


def test_the_gate_leaves_all_traits_alone() -> None:
    open_door, gated = (FanCommunity(kitchen_sink(entry__follow_days=days)).world.person for days in (0, 60))
    people = 400
    for trait in TRAITS:
        np.testing.assert_array_equal(getattr(open_door, trait)[:people], getattr(gated, trait)[:people])


def lonely_row(model: FanCommunity) -> int:
    """Return somebody without ties who does not follow yet."""
    degree = np.diff(model.world.network.start)
    return int(np.flatnonzero((degree == 0) & (model.world.person.stage == Stage.UNAWARE))[0])


def make_devoted_follower(model: FanCommunity, row: int) -> None:
    """Change the initial state of one person: it follows already, trusts, belongs, bears a grudge, and posts a lot."""
    person = model.world.person
    person.stage[row], person.follow_day[row] = Stage.FOLLOWER, -100
    person.trust[row], person.belonging[row], person.grudge[row] = 0.95, 0.6, 0.1
    person.activity_level[row], person.leaving[row] = 30.0, 0.0


def test_one_person_without_ties_or_group_changes_nobody_else() -> None:
    scenario = quiet(groups__enabled=False, network__kind="random", network__mean_degree=3.0)
    one, other = FanCommunity(scenario), FanCommunity(scenario)
    row = lonely_row(one)
    make_devoted_follower(other, row)
    for _ in range(scenario.days):
        one.step()
        other.step()
        assert np.flatnonzero(changed_rows(one, other, len(one.world.person.stage))).tolist() == [row]
    assert other.world.person.praise_total[row] > 0


def test_one_person_without_ties_changes_its_own_group_only() -> None:
    # Seats to spare in every group, all open from the start: nobody's seat depends on who else took one.
    seats = {"groups__cap": 400, "groups__allocation": "random", "groups__disband_days": 0}
    scenario = quiet(network__kind="random", network__mean_degree=0.0, moderation__enabled=False, **seats)
    one, other = FanCommunity(scenario), FanCommunity(scenario)
    row = lonely_row(one)
    make_devoted_follower(other, row)
    groups: set[int] = set()
    with_it: set[int] = {row}
    for _ in range(scenario.days):
        one.step()
        other.step()
        for model in (one, other):
            groups |= set(model.world.person.group[[row]].tolist()) - {-1}
        for model in (one, other):
            with_it |= set(np.flatnonzero(np.isin(model.world.person.group, list(groups))).tolist())
        changed = set(np.flatnonzero(changed_rows(one, other, scenario.population.size)).tolist())
        assert changed <= with_it
    assert groups
    assert {row} < changed, "its group felt it"
    assert len(with_it) < scenario.population.size / 2, "most people were never in its group"


def test_one_more_fan_reaches_others_through_ties_only() -> None:
    # The wave of change never runs ahead of the ties: one more step each day.
    scenario = quiet(groups__enabled=False, network__kind="small_world", network__mean_degree=4.0, days=25,
                     word_of_mouth__strong=0.5)  # fmt: skip
    one, other = FanCommunity(scenario), FanCommunity(scenario)
    start, neighbours = one.network
    row = int(np.flatnonzero(one.world.person.stage == Stage.UNAWARE)[0])
    make_devoted_follower(other, row)
    reached = {row}
    most = 0
    for _ in range(scenario.days):
        one.step()
        other.step()
        changed = set(np.flatnonzero(changed_rows(one, other, scenario.population.size)).tolist())
        assert changed <= reached
        most = max(most, len(changed))
        reached |= {int(friend) for person in changed for friend in neighbours[start[person] : start[person + 1]]}
    assert most > 3


def test_every_column_of_a_person_is_compared() -> None:
    one, other = (FanCommunity(quiet(days=1)) for _ in range(2))
    for column in columns_of(one):
        values = getattr(other.world.person, column.name)
        before = values[7]
        values[7] = before + 1
        assert np.flatnonzero(changed_rows(one, other, 400)).tolist() == [7], column.name
        values[7] = before
