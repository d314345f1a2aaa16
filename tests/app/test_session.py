"""The live page without its screen: levers moved from a day on, the same people, a file that gives the same run."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from fansim import load_scenario, run
from fansim.app.levers import lever_of
from fansim.app.session import Session, as_file, moved, setting_on, taken_back, why_fixed
from fansim.errors import ScenarioError
from fansim.scenario import Scenario, bundled_scenarios

pytestmark = pytest.mark.filterwarnings("ignore::fansim.errors.FansimWarning")  # rewards after the last day
SMALL = {"population.size": 600, "days": 90, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("leijun_classroom", SMALL)


def daily(scenario: Scenario):
    session = Session(scenario)
    session.run_anew()
    return session.run.daily


def test_what_is_moved_on_day_0_is_the_scenario_itself(scenario: Scenario) -> None:
    other = moved(scenario, {"entry.follow_days": 7}, 0)
    assert other.entry.follow_days == 7
    assert other.changes == ()
    assert_frame_equal(daily(other), run(load_scenario("leijun_classroom", {**SMALL, "entry.follow_days": 7})).daily)


def test_what_is_moved_later_changes_the_days_from_then_on_only(scenario: Scenario) -> None:
    before, after = daily(scenario), daily(moved(scenario, {"entry.follow_days": 0}, 40))
    assert_frame_equal(after[:40], before[:40])
    assert not after[40:].equals(before[40:])


def test_changes_of_several_days_and_keys_stand_side_by_side(scenario: Scenario) -> None:
    session = Session(scenario)
    session.move({"groups.cap": 30}, 50)
    session.move({"entry.follow_days": 3}, 20)
    session.move({"voice.policy": "suppressed"}, 50)
    session.move({"groups.cap": 31}, 50)
    assert session.changes() == [
        (20, "entry.follow_days", 3),
        (50, "groups.cap", 31),
        (50, "voice.policy", "suppressed"),
    ]
    values = [(setting.entry.follow_days, setting.groups.cap) for setting in
              (setting_on(session.scenario, day) for day in (0, 19, 20, 49, 50))]  # fmt: skip
    assert values == [(20, 20), (20, 20), (3, 20), (3, 20), (3, 31)]


def test_a_change_is_taken_back(scenario: Scenario) -> None:
    other = moved(moved(scenario, {"groups.cap": 30}, 50), {"entry.follow_days": 3}, 50)
    assert taken_back(taken_back(other, 50, "groups.cap"), 50, "entry.follow_days").changes == ()


@pytest.mark.parametrize("day", [0, 30])
def test_a_wrong_value_is_refused_with_a_message_and_nothing_changes(scenario: Scenario, day: int) -> None:
    session = Session(scenario)
    with pytest.raises(ScenarioError, match=r"^groups\.cap=-5: got -5, but it must be a whole number from 1 to"):
        session.move({"groups.cap": -5}, day)
    assert session.scenario is scenario


def test_what_settles_the_start_moves_on_day_0_only(scenario: Scenario) -> None:
    assert moved(scenario, {"campaigns.0.budget": 10.0}, 0).campaigns[0].budget == 10.0
    with pytest.raises(ScenarioError, match="cannot change in the middle of a run"):
        moved(scenario, {"campaigns.0.budget": 10.0}, 1)
    budget, cap = lever_of("campaigns.0.budget", scenario), lever_of("groups.cap", scenario)
    assert [bool(why_fixed(lever, day, 90)) for lever in (budget, cap) for day in (0, 1, 90)] == [
        False, True, True, False, False, True,
    ]  # fmt: skip


def test_the_file_gives_the_same_run(scenario: Scenario, tmp_path: Path) -> None:
    session = Session(scenario)
    session.move({"incentives.0.kind": "coupon", "feedback.voice_loop": False}, 0)
    session.move({"entry.follow_days": 0, "incentives.0.level": 0.5}, 33)
    session.run_anew()
    file = tmp_path / "mine.toml"
    file.write_text(as_file(session.scenario), encoding="utf-8")
    assert load_scenario(file) == session.scenario
    assert_frame_equal(run(file).daily, session.run.daily)


def test_every_bundled_scenario_can_be_saved(tmp_path: Path) -> None:
    for name in bundled_scenarios().keys() - {"lastfm_network"}:  # it needs a file that does not come with fansim
        file = tmp_path / f"{name}.toml"
        file.write_text(as_file(load_scenario(name)), encoding="utf-8")
        assert load_scenario(file) == load_scenario(name), name


def test_the_run_before_is_kept_and_the_people_are_the_same(scenario: Scenario) -> None:
    session = Session(scenario)
    assert not session.settled
    session.run_anew()
    first = session.run
    assert session.settled
    assert session.before is None
    session.move({"entry.follow_days": 0}, 10)
    assert not session.settled
    session.run_anew()
    assert_frame_equal(session.before, first.daily)
    assert session.summary_before.equals(run(scenario).summary)
    assert session.summary.equals(run(session.scenario).summary)
    assert session.run.people is first.people


def test_an_earlier_run_gives_its_memory_back(scenario: Scenario) -> None:
    session = Session(scenario)
    session.run_anew()
    session.work_out()
    first = weakref.ref(session.run.model)
    session.move({"groups.cap": 10}, 0)
    session.run_anew()
    gc.collect()
    assert first() is None


def test_a_second_policy_begins_where_the_first_is(scenario: Scenario) -> None:
    session = Session(scenario)
    session.run_anew()
    twin = session.twin()
    twin.move({"groups.cap": 5}, 0)
    twin.run_anew()
    assert session.scenario.groups.cap == 20
    assert np.array_equal(twin.run.people.rows, session.run.people.rows)


def test_a_run_that_is_stopped_is_not_settled_and_does_not_become_the_run_before(scenario: Scenario) -> None:
    session = Session(scenario)
    days = iter(range(10))
    session.run_anew(stopped=lambda: next(days) == 9)
    assert session.run.days == 9
    assert not session.settled
    assert session.summary is None
    session.run_anew()
    assert session.before is None
    assert session.settled
