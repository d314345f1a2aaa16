"""The start: traits of the same distribution whatever the seed, seed fans where they belong, accounts behind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats
from tests.cases import SCENARIOS, kitchen_sink

from fansim.mechanisms.population.outcomes import SUMMARY
from fansim.mechanisms.population.rules import settled, share_staying, standing_weight
from fansim.mechanisms.population.start import stratified
from fansim.model import FanCommunity
from fansim.scenario import Scenario, load_scenario
from fansim.state.codes import Emission, Label, Role, Source, Stage
from fansim.state.columns import CHUNK, NEVER

PEOPLE = 2000


def start(seed: int = 1, **overrides):
    """Return the person table before day 0."""
    given = {"population__size": PEOPLE, "groups__max_groups": 20, "population__seeding_strength": 1.0}
    given |= {"population__followers_share": 0.0} | overrides
    return FanCommunity(kitchen_sink(**given), seed=seed).world.person


@pytest.mark.parametrize("trait", ["activity_level", "spend", "leaving", "segment"])
def test_every_seed_has_the_same_traits_in_another_order(trait: str) -> None:
    nobody_yet = {"population__core_share": 0.0}  # whoever follows already has stayed, and so is likelier to stay
    one, other = (getattr(start(seed, **nobody_yet), trait)[:PEOPLE] for seed in (1, 2))
    np.testing.assert_array_equal(np.sort(one), np.sort(other))
    assert not np.array_equal(one, other)


def test_traits_have_the_distributions_that_the_scenario_names() -> None:
    person, scenario = start(population__core_share=0.0), kitchen_sink()
    people, churn = scenario.population, scenario.churn
    places = (np.arange(PEOPLE) + 0.5) / PEOPLE
    sigma = people.activity_sigma
    expected = {
        "activity_level": np.minimum(people.activity_most, np.exp(sigma * special.ndtri(places) - sigma**2 / 2)),
        "spend": np.exp(people.spend_sigma * special.ndtri(places) - people.spend_sigma**2 / 2),
        "leaving": stats.beta.ppf(places, churn.a, churn.b),
    }
    for name, quantiles in expected.items():
        np.testing.assert_allclose(np.sort(getattr(person, name)[:PEOPLE]), quantiles, rtol=1e-5, atol=1e-12)
    shares = np.bincount(person.segment[:PEOPLE], minlength=3) / PEOPLE
    np.testing.assert_allclose(shares, [people.price_share, people.quality_share, 0.3], atol=1 / PEOPLE)


def test_quantiles_of_many_people_are_those_of_few_to_four_digits() -> None:
    size = 30_000  # beyond the number up to which quantiles are computed one by one
    person = start(population__size=size, population__activity_sigma=1.0, population__spend_sigma=0.0)
    places = (np.arange(size) + 0.5) / size
    shape = kitchen_sink().population.spend_shape
    expected = special.gammaincinv(shape, places) / shape
    found = np.sort(person.spend[:size])
    assert np.abs(found - expected).max() < 1e-4 * expected.max()
    assert found.mean() == pytest.approx(expected.mean(), rel=1e-4)


def test_activity_and_spending_go_together_as_told() -> None:
    """F-16: co-creators spend more because the active do."""
    person = start(population__core_share=0.0)
    normal = [
        special.ndtri(stats.rankdata(trait[:PEOPLE]) / (PEOPLE + 1)) for trait in (person.activity_level, person.spend)
    ]
    assert np.corrcoef(normal)[0, 1] == pytest.approx(kitchen_sink().population.trait_correlation, abs=0.05)
    assert abs(stats.spearmanr(person.activity_level[:PEOPLE], person.leaving[:PEOPLE]).statistic) < 0.1


def test_strata_are_the_middles_of_equal_parts_in_the_order_of_the_keys() -> None:
    np.testing.assert_allclose(stratified(np.array([30, 10, 20, 40])), [0.625, 0.125, 0.375, 0.875])


def test_one_leaving_hazard_for_everybody_where_the_scenario_says_so() -> None:
    assert set(start(churn__constant_per_day=0.25).leaving[:PEOPLE].tolist()) == {0.25}


@pytest.mark.parametrize("seeding", ["active", "hubs", "random"])
def test_seed_fans_are_who_the_scenario_says_and_past_the_threshold(seeding: str) -> None:
    """F-127: seeds are members or followers with a seat to come; everybody else has not heard of the brand."""
    model = FanCommunity(
        kitchen_sink(population__size=PEOPLE, population__seeding=seeding, population__seeding_strength=1.0,
                     population__followers_share=0.0, network__kind="scale_free", groups__max_groups=5, groups__cap=20)
    )  # fmt: skip
    person, scenario = model.world.person, model.scenario
    seeds = person.source == Source.SEED
    assert seeds.sum() == round(scenario.population.core_share * PEOPLE) == 200
    merit = {"active": person.activity_level[:PEOPLE], "hubs": np.diff(model.network.start), "random": None}[seeding]
    if merit is not None:
        assert merit[seeds[:PEOPLE]].min() >= merit[~seeds[:PEOPLE]].max()
    followed = -person.follow_day[seeds]
    assert scenario.entry.follow_days <= followed.min() < 40
    assert 3500 < followed.max() <= scenario.population.core_followed_days
    talking = (person.emission[seeds] == Emission.PRAISE).mean()
    assert 0.0 < talking < 0.5, "as on any other day, not all at once"
    seated = person.stage == Stage.MEMBER
    assert np.bincount(person.group[seated]).tolist() == [20] * 5, "spread over the groups, up to the cap"
    assert set(person.stage[seeds].tolist()) == {Stage.FOLLOWER, Stage.MEMBER}
    assert (person.join_day[seated] == 0).all()
    assert (person.stage[~seeds] == Stage.UNAWARE).all()


def test_accounts_stand_behind_the_people_under_numbers_of_their_own() -> None:
    model = FanCommunity(kitchen_sink())
    person, campaign = model.world.person, model.world.campaign
    people = model.scenario.population.size
    assert (person.role[:people] == Role.ORDINARY).all()
    assert len(np.unique(person.draw_row)) == len(person.draw_row)
    assert person.draw_row[:people].tolist() == list(range(people))
    first = people
    for number, kind in enumerate([Role.SHILL, Role.SHILL, Role.PROFESSIONAL_HATER]):
        rows = slice(first, first + int(campaign.accounts[number]))
        assert campaign.first_row[number] == first
        assert (person.role[rows] == kind).all()
        assert (person.campaign[rows] == number).all()
        first = rows.stop
    assert first == len(person.role)
    assert (np.diff(model.world.network.start)[people:] == 0).all(), "accounts have no ties"
    assert Label(person.label[people]).word == "shill"


def test_a_campaign_buys_what_its_budget_pays_for_at_the_price_of_the_threshold() -> None:
    scenario = kitchen_sink(adversary__aged_market=False)
    campaign = FanCommunity(scenario).world.campaign
    order = scenario.campaigns[0]
    price = order.account_cost + order.ageing_cost_per_day * scenario.entry.follow_days
    posting = order.post_cost * order.posts_per_day * (order.end_day - order.start_day - scenario.entry.follow_days)
    assert campaign.account_price[0] == pytest.approx(price)
    assert campaign.accounts[0] == int(order.budget / (price + posting))
    impatient = FanCommunity(kitchen_sink(entry__follow_days=121, adversary__aged_market=False)).world.campaign
    assert impatient.seeks_seat[:2].tolist() == [0, 0]
    assert impatient.account_price[:2].tolist() == [order.account_cost] * 2, "what posts in public only is not aged"


def test_nobody_has_done_anything_yet() -> None:
    person = start()
    for column in ("exit_day", "hate_day", "wait_day", "first_leave_day", "co_creation_day"):
        assert (getattr(person, column) == NEVER).all()
    for column in ("event", "posts", "hater", "banned", "purchases"):
        assert not getattr(person, column).any()


def test_without_groups_seed_fans_follow_only() -> None:
    person = start(groups__enabled=False)
    assert set(person.stage.tolist()) == {Stage.UNAWARE, Stage.FOLLOWER}
    assert isinstance(kitchen_sink(groups__enabled=False), Scenario)


def test_those_who_came_long_ago_are_few_where_many_leave_and_the_brand_has_grown() -> None:
    assert share_staying(0.0, 0.5, 40.0) == 1.0
    assert share_staying(120.0, 0.5, 40.0) == pytest.approx(0.5)
    assert standing_weight(120.0, 0.5, 0.0) == 0.5
    assert standing_weight(365.0, 0.5, 0.4) == pytest.approx(0.5 * np.exp(-0.4))


def test_what_settles_nears_its_end_as_fast_as_it_is_told() -> None:
    assert settled(0.5, 0.9, 0.0, 100.0) == 0.5
    assert settled(0.5, 0.9, 0.01, 100.0) == pytest.approx(0.9 - 0.4 / np.e)
    assert settled(0.5, 0.9, 0.01, 1e6) == 0.9


class TestARunningCommunity:
    """Those who follow before day 0."""

    @pytest.fixture(scope="class")
    def model(self) -> FanCommunity:
        return FanCommunity(
            kitchen_sink(population__size=PEOPLE, population__core_share=0.01, population__followers_share=0.2,
                         groups__cap=100, groups__max_groups=20)
        )  # fmt: skip

    def test_as_many_as_told_follow_and_those_past_the_threshold_have_seats(self, model: FanCommunity) -> None:
        person = model.world.person
        before = person.source == Source.BEFORE
        assert before.sum() == round(0.2 * (PEOPLE - 20))
        assert person.follow_day[before].max() <= -2
        members = person.stage == Stage.MEMBER
        assert (person.follow_day[members] - person.join_day[members] <= -model.scenario.entry.follow_days).all()
        assert 0.7 * before.sum() < (before & members).sum() < before.sum()
        assert (person.first_join_day[members] < NEVER).all()

    def test_groups_fill_one_after_the_other_with_seed_fans_spread_over_them(self, model: FanCommunity) -> None:
        person = model.world.person
        sizes = np.bincount(person.group[person.stage == Stage.MEMBER])
        assert (sizes[:-1] == 100).all()
        assert 0 < sizes[-1] <= 100
        seeds = np.bincount(person.group[(person.source == Source.SEED) & (person.stage == Stage.MEMBER)])
        assert seeds.max() - seeds.min() <= 1

    def test_who_has_followed_for_long_is_likely_to_stay(self, model: FanCommunity) -> None:
        person = model.world.person
        before = person.source == Source.BEFORE
        tenure = -person.follow_day[before]
        churn = model.scenario.churn
        assert person.leaving[before].mean() == pytest.approx((churn.a / (churn.a + churn.b + tenure)).mean(), rel=0.2)

    def test_nobody_follows_before_day_0_but_seed_fans_where_the_scenario_does_not_say_so(self) -> None:
        assert not (start().source == Source.BEFORE).any()


def test_layers_are_told_as_log_shares_which_do_not_depend_on_the_size_of_the_town() -> None:
    """F-68: layers of 100, 1,500, 100,000 among 10 million are 2/7, 0.454 and 5/7 of the way, in any town."""
    layers = {outcome.name: outcome.compute for outcome in SUMMARY if outcome.name.startswith("layer_")}
    for size in (1_000, 10_000):
        counts = {"core_fans": size ** (2 / 7), "member": size**0.454, "exposed": size ** (5 / 7)}
        daily = pd.DataFrame({name: [count] * 90 for name, count in counts.items()})
        persons = pd.DataFrame({"role": ["ordinary"] * size + ["shill"] * 50})
        told = {name: compute(daily, persons, 90) for name, compute in layers.items()}
        assert told == pytest.approx({"layer_core": 2 / 7, "layer_members": 0.454, "layer_followers": 5 / 7})
    assert np.isnan(layers["layer_core"](daily * 0.0, persons, 90))


def test_four_layers_start_as_in_the_source_as_log_shares() -> None:
    """F-68: of 5,000 people 11 build, there are 48 seats and 439 follow."""
    model = FanCommunity(load_scenario(SCENARIOS / "four_layers.toml"))
    source, groups = model.world.person.source, model.scenario.groups
    sizes = [(source == Source.SEED).sum(), groups.cap * groups.max_groups, (source != Source.NONE).sum()]
    assert sizes == [round(5_000 ** (np.log(layer) / np.log(1e7))) for layer in (100, 1_500, 100_000)]


@pytest.mark.parametrize(
    "mix", [(0.5, 0.1, 0.1, 0.1, 0.1, 0.1), (0, 0, 0.5, 0.1, 0.4, 0), (0, 0, 0, 0, 1, 0), (1, 0, 0, 0, 0, 0)]
)
@pytest.mark.parametrize("stirred", [0.0, 0.5, 1.0])
def test_the_roll_lists_everybody_who_has_a_day_once_rung_by_rung(mix: tuple[float, ...], stirred: float) -> None:
    """Also where all of a chunk have one: no entry takes another's place."""
    model = FanCommunity(kitchen_sink(population__size=9000, groups__max_groups=50, campaigns=[]))
    person, roll, rng = model.world.person, model.world.roll, np.random.default_rng(5)
    person.stage[:] = rng.choice(len(Stage), len(person.stage), p=mix)
    person.stirred[:] = rng.random(len(person.stage)) < stirred
    model.engine.run_pass(tuple(phase for phase in model.assembly.day if phase.name == "roll_call"))
    for chunk, first in enumerate((0, CHUNK)):
        stage = person.stage[first : first + CHUNK]
        members = np.flatnonzero(stage == Stage.MEMBER)
        followers = np.flatnonzero((stage == Stage.FOLLOWER) | (stage == Stage.WAITING))
        out = (stage < Stage.FOLLOWER) | (stage > Stage.MEMBER)
        others = np.flatnonzero(out & (person.stirred[first : first + CHUNK] != 0))
        reach, end = int(roll.reach[chunk]), int(roll.end[chunk])
        assert roll.row[first:reach].tolist() == [*members, *followers]
        assert roll.row[reach:end].tolist() == others.tolist()
