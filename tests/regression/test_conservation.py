"""What holds every day in whatever valid scenario: nobody gets lost, nothing is overspent, no gate is jumped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from tests.cases import EVERY_SMALL, KITCHEN_SINK, kitchen_sink
from tests.regression.random_scenarios import overrides

from fansim.assembly import RECORDS, assemble
from fansim.model import FanCommunity
from fansim.outcomes.measures import SUMMARY
from fansim.runs import run
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.state.codes import Event, Label, Role, Stage


def scenario_of(given: dict[str, Any]) -> Scenario:
    """Return the scenario with the keys given."""
    tree: dict[str, Any] = {}
    for key, value in given.items():
        section, _, name = key.rpartition(".")
        (tree.setdefault(section, {}) if section else tree)[name] = value
    return scenario_from_mapping(tree)


class Watch:
    """Checks a model after each of its days."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.model = FanCommunity(scenario)
        self.person = self.model.world.person
        self.ordinary = self.person.role == Role.ORDINARY
        self.stage, self.banned, self.hater = (
            getattr(self.person, name).copy() for name in ("stage", "banned", "hater")
        )

    def step(self) -> None:
        """Run a day and check it."""
        self.model.step()
        self.check_stages()
        self.check_groups()
        self.check_campaigns()
        self.check_gates()
        self.check_events()
        self.check_moves()
        self.check_ranges()
        self.stage, self.banned, self.hater = (
            getattr(self.person, name).copy() for name in ("stage", "banned", "hater")
        )

    def today(self, name: str) -> float:
        """Return a field of the brand's record."""
        return float(self.model.world.brand[name][0])

    def check_stages(self) -> None:
        """Every ordinary person stands on one rung."""
        counts = np.bincount(self.person.stage[self.ordinary], minlength=len(Stage))
        assert [self.today(stage.word) for stage in Stage] == counts.tolist()
        assert counts.sum() == self.scenario.population.size == self.today("persons")
        labels = self.person.label[self.ordinary]
        assert (labels == Label.FAN_HATER).sum() == self.today("fan_haters")
        assert ((labels == Label.FAN_HATER) == (self.person.hater[self.ordinary] != 0)).all()

    def check_groups(self) -> None:
        """Seats are for members, as many as there are."""
        person, group = self.person, self.model.world.group
        assert ((person.group >= 0) == (person.stage == Stage.MEMBER)).all()
        seated = np.bincount(person.group[person.stage == Stage.MEMBER], minlength=len(group.open))
        assert (seated <= self.scenario.groups.cap).all()
        assert (group.size <= self.scenario.groups.cap).all()
        # Sizes were taken at admission; since then people only left.
        left = np.array([(person.event & Event.LEFT != 0) & (self.stage != Stage.LAPSED)]).sum()
        assert (seated <= group.size).all()
        assert group.size.sum() - seated.sum() <= left
        assert (seated[group.open == 0] == 0).all()
        assert (group.shills <= group.size).all()
        assert (group.genuine <= group.volume)[group.open == 1].all()

    def check_campaigns(self) -> None:
        """No campaign spends what it has not, and no banned account posts."""
        campaign, person = self.model.world.campaign, self.person
        assert (campaign.spent <= campaign.budget * (1 + 1e-12)).all()
        assert (person.posts[self.banned == 1] == 0).all()
        assert (person.stage[self.banned == 1] == Stage.LAPSED).all()
        assert (person.posts[(person.stage == Stage.UNAWARE) | (person.stage == Stage.REJECTOR)] == 0).all()

    def check_gates(self) -> None:
        """Whoever has a seat since the first day has followed for long enough."""
        person, entry = self.person, self.scenario.entry
        threshold = entry.follow_days if entry.enabled else 0
        seated = (person.stage == Stage.MEMBER) & (person.event & Event.JOINED != 0)
        assert (person.join_day[seated] - person.follow_day[seated] >= threshold).all()
        assert (person.join_day[seated] >= person.wait_day[seated]).all()
        waiting = person.stage == Stage.WAITING
        assert (person.wait_day[waiting] - person.follow_day[waiting] >= threshold).all()
        assert not (
            np.isin(person.stage, (Stage.WAITING, Stage.MEMBER)) & (person.role == Role.PROFESSIONAL_HATER)
        ).any()

    def check_events(self) -> None:
        """Flows are the events of the day, counted."""
        event, ordinary, shill = self.person.event, self.ordinary, self.person.role == Role.SHILL
        flows = {
            "new_followers": ordinary & (event & (Event.FOLLOWED | Event.REACTIVATED) != 0),
            "reactivated": ordinary & (event & Event.REACTIVATED != 0),
            "joins": ordinary & (event & Event.JOINED != 0),
            "joins_shill": shill & (event & Event.JOINED != 0),
            "exits": ordinary & (event & Event.LEFT != 0) & (event & Event.BANNED == 0),
            "bans_genuine": ordinary & (event & Event.BANNED != 0),
            "bans_shill": shill & (event & Event.BANNED != 0),
            "new_haters": ordinary & (event & Event.HATER != 0),
            "won_back": ordinary & (event & Event.WON_BACK != 0),
        }
        assert {name: self.today(name) for name in flows} == {name: hit.sum() for name, hit in flows.items()}
        by_source = sum(
            self.today(f"adoptions_{source}") for source in ("wom", "ads", "bought", "promotion", "referral")
        )
        assert by_source == self.today("new_followers")
        assert ((event & Event.HATER != 0) == ((self.hater == 0) & (self.person.hater != 0))).all()
        assert ((self.person.banned == 1) & (self.banned == 0) == (event & Event.BANNED != 0)).all()

    def check_moves(self) -> None:
        """A person changes its rung by an event only."""
        before, now, event = self.stage, self.person.stage, self.person.event
        exposed_before, exposed_now = (
            np.isin(stage, (Stage.FOLLOWER, Stage.WAITING, Stage.MEMBER)) for stage in (before, now)
        )
        ordinary = self.ordinary
        came = ordinary & ~exposed_before & (exposed_now | (event & (Event.FOLLOWED | Event.REACTIVATED) != 0))
        assert (event[came] & (Event.FOLLOWED | Event.REACTIVATED) != 0).all()
        went = ordinary & exposed_before & ~exposed_now
        assert (event[went] & Event.LEFT != 0).all()
        assert (now[went] == Stage.LAPSED).all()
        assert (before[ordinary & (now == Stage.UNAWARE)] == Stage.UNAWARE).all()
        assert (now[before == Stage.REJECTOR] == Stage.REJECTOR).all()
        took_seat = (before != Stage.MEMBER) & (now == Stage.MEMBER)
        assert (event[took_seat] & Event.JOINED != 0).all()
        lost_seat = ordinary & (before == Stage.MEMBER) & np.isin(now, (Stage.FOLLOWER, Stage.WAITING))
        assert (event[lost_seat] & Event.GROUP_DISBANDED != 0).all()

    def check_ranges(self) -> None:
        """Every column stays within the range that it declares."""
        world = self.model.world
        tables = {**world.tables, "brand": world.brand, "chunk": world.chunk}
        columns = [
            (name, c, tables[name][c.name] if name in RECORDS else getattr(tables[name], c.name))
            for name, declared in assemble().tables.items()
            for c in declared
        ]
        for table, column, values in columns:
            if len(values):
                assert column.low <= values.min(), (table, column.name)
                assert values.max() <= column.high, (table, column.name)


EXAMPLES = settings(
    derandomize=True, deadline=None, max_examples=30, database=None, suppress_health_check=list(HealthCheck)
)


@EXAMPLES
@given(overrides())
@example({"days": 40, "population.size": 1, "population.core_share": 1.0, "network.mean_degree": 0.0, "groups.cap": 1,
          "groups.max_groups": 1})  # fmt: skip
@example({"days": 40, "population.size": 30, "population.core_share": 0.0, "ads.per_day": 0.0})
@example({"days": 40, "population.size": 50, "ads.per_day": 1.0, "entry.follow_days": 0, "churn.reactivation": 1.0,
          "churn.constant_per_day": 0.5, "groups.cap": 3, "groups.max_groups": 2,
          "groups.waiting_list": False})  # fmt: skip
@example({"days": 40, "population.size": 80, "haters.strike": True, "moderation.period_days": 4,
          "campaigns": [{"kind": "hater", "start_day": 20, "budget": 500.0}]})  # fmt: skip
def test_every_day_of_any_valid_scenario_keeps_the_books(given: dict[str, Any]) -> None:
    watch = Watch(scenario_of(given))
    for _ in range(watch.scenario.days):
        watch.step()


def test_the_books_are_kept_where_everything_happens() -> None:
    watch = Watch(kitchen_sink())
    for _ in range(KITCHEN_SINK["days"]):
        watch.step()
    daily = watch.model.daily
    flows = ["joins", "joins_shill", "exits", "bans_shill", "bans_genuine", "new_haters", "won_back", "reactivated"]
    assert (daily[flows].sum() > 0).all(), daily[flows].sum()


@pytest.mark.parametrize("name", EVERY_SMALL)
def test_every_share_of_a_run_is_from_nought_to_one(name: str, small_scenarios: dict[str, Scenario]) -> None:
    """With people who leave, come back and leave again, several times over."""
    given = {"churn.reactivation": 0.5, "churn.constant_per_day": 0.1, "days": 40, "ads.per_day": 0.05}
    result = run(scenario_from_mapping(small_scenarios[name], given), seed=1)
    shares = {measure.name for measure in SUMMARY if measure.unit == "0-1"}
    values = result.summary[sorted(shares)].dropna()
    assert values[(values < 0) | (values > 1)].to_dict() == {}
    assert result.daily["lost_at_gate"].sum() > 0
