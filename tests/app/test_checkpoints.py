"""A run that goes on from a copy of another one gives the same bits as one from day 0."""

from __future__ import annotations

import pytest
from pandas.testing import assert_frame_equal

from fansim import FanCommunity, load_scenario, run
from fansim.app.checkpoints import Checkpoints
from fansim.app.recording import Recording
from fansim.app.rewards import with_reward, without_reward
from fansim.app.session import Session, moved, taken_back
from fansim.errors import ScenarioError
from fansim.scenario import Scenario, changes
from fansim.scenario.changes import changed_scenario, same_until

pytestmark = pytest.mark.filterwarnings("ignore::fansim.errors.FansimWarning")
SMALL = {"population.size": 600, "days": 90, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("leijun_classroom", SMALL)


@pytest.fixture(scope="module")
def past(scenario: Scenario) -> Recording:
    """A run of which a copy is kept on the morning of day 40, and no other."""
    made = Recording(scenario)
    made._kept = Checkpoints()
    made._kept._cost = 1e6
    assert made.run(day=40)
    assert list(made._kept.copies) == [40]
    return made


def check(past: Recording, other: Scenario) -> None:
    """Check that another scenario goes on from day 40 of a run, and that all that comes of it is as from day 0."""
    going_on = past.going_on(other)
    assert going_on is not None
    assert going_on.days == 40
    assert going_on.run()
    whole, expected = Recording(other, past.people), run(other)
    whole.run()
    assert going_on.scenario is other
    assert going_on.result.changed == expected.changed
    for table in ("daily", "persons", "events"):
        assert_frame_equal(getattr(going_on.result, table), getattr(expected, table), check_exact=True)
    for kept in ("stages", "labels"):
        assert all((one == two).all() for one, two in zip(getattr(going_on, kept), getattr(whole, kept), strict=True))
    for day in range(other.days + 1):
        assert going_on.counts(day) == whole.counts(day)
        assert str(going_on.groups(day)) == str(whole.groups(day))


def test_a_lever_moved_on_the_day_of_the_copy_or_later(past: Recording, scenario: Scenario) -> None:
    check(past, moved(scenario, {"entry.follow_days": 0}, 40))
    check(past, moved(moved(scenario, {"groups.cap": 10, "voice.policy": "suppressed"}, 40), {"groups.cap": 30}, 60))
    check(past, moved(scenario, {"moderation.enabled": False, "incentives.1.level": 0.3}, 50))


def test_rewards_that_are_added_and_removed(past: Recording, scenario: Scenario) -> None:
    added = with_reward(scenario, "coupon", 40)
    check(past, added)
    check(past, without_reward(moved(added, {"incentives.2.level": 0.4}, 55), 0, 70))


def test_the_first_reward_of_a_scenario_that_has_none(scenario: Scenario) -> None:
    bare = moved(scenario, {"incentives": []}, 0)
    past = Recording(bare)
    past.run(day=40)
    for kind in ("coupon", "co_creation", "symbolic", "red_packet"):
        check(past, with_reward(bare, kind, 40))
    later = with_reward(bare, "status", 60)
    check(past, later)
    undone = Recording(later)
    undone.run(day=40)
    check(undone, bare)


@pytest.mark.parametrize("name", ["leijun_groups", "crisis_unanswered", "everything", "triple_warning"])
def test_a_reward_to_come_changes_no_column_before(name: str) -> None:
    small = {"population.size": 600, "days": 60, "incentives": []}
    before = [
        load_scenario(name, {**small, "incentives": some}) for some in ([], [{"kind": "coupon", "start_day": 50}])
    ]
    models = [FanCommunity(one) for one in before]
    for _ in range(50):
        for model in models:
            model.step()
    bare, coming = (model.world.columns() for model in models)
    different = [key for key, column in bare.items() if column.tobytes() != coming[key].tobytes()]
    assert [key for key in different if not key.startswith("incentive.")] == ["brand.incentives"]


def test_a_copy_of_a_run_that_changed_before(scenario: Scenario) -> None:
    changed = with_reward(moved(scenario, {"entry.follow_days": 5}, 10), "status", 30)
    past = Recording(changed)
    past.run(day=40)
    check(past, moved(changed, {"entry.follow_days": 30}, 60))
    check(past, moved(without_reward(changed, 2, 45), {"groups.cap": 15}, 40))


def test_what_differs_before_the_copy_runs_from_day_0(past: Recording, scenario: Scenario) -> None:
    assert past.going_on(moved(scenario, {"entry.follow_days": 5}, 39)) is None
    assert past.going_on(moved(scenario, {"entry.follow_days": 5}, 0)) is None
    assert past.going_on(with_reward(scenario, "coupon", 39)) is None
    with pytest.raises(ScenarioError, match="it is the same up to day 39 only, and day 40 is to come"):
        past._kept.newest().go_on_as(moved(scenario, {"entry.follow_days": 5}, 39))
    with pytest.raises(ScenarioError, match="up to day 0 only"):  # what is bought before day 0 depends on it
        FanCommunity(scenario).go_on_as(moved(scenario, {"entry.follow_days": 5}, 0))


def test_up_to_which_morning_scenarios_are_the_same(scenario: Scenario) -> None:
    two = moved(moved(scenario, {"groups.cap": 10}, 20), {"groups.cap": 30}, 70)
    assert same_until(two, two) == 90
    assert same_until(two, taken_back(two, 70, "groups.cap")) == 70
    assert same_until(two, moved(two, {"groups.cap": 12}, 20)) == 20
    assert same_until(two, moved(two, {"groups.cap": 10}, 33)) == 90, "a change that changes nothing"
    assert same_until(scenario, with_reward(scenario, "coupon", 60)) == 60
    bare = moved(scenario, {"incentives": []}, 0)
    assert same_until(bare, with_reward(bare, "coupon", 60)) == 60
    assert same_until(with_reward(bare, "coupon", 60), moved(bare, {"groups.cap": 9}, 30)) == 30
    assert same_until(bare, moved(bare, {"moderation.enabled": not bare.moderation.enabled}, 20)) == 20
    tiring = moved(moved(bare, {"marketing.enabled": True}, 0), {"marketing.enabled": False}, 30)
    assert same_until(tiring, with_reward(tiring, "coupon", 60)) == 30, "what ads tired of fades with rewards only"


def test_a_session_goes_on_from_the_day_that_is_shown(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(scenario)
    session.run_anew(day=50)
    started = []
    step = FanCommunity.step
    monkeypatch.setattr(FanCommunity, "step", lambda model: (started.append(model.engine.day), step(model)))
    session.move({"groups.cap": 30}, 50)
    session.run_anew(day=50)
    assert started == list(range(50, 90))
    started.clear()
    session.move({"groups.cap": 40}, 60)
    session.run_anew(day=60)
    session.move({"groups.cap": 50}, 60)
    session.run_anew(day=60)
    assert started == [*range(50, 90), *range(60, 90)]
    assert_frame_equal(session.run.daily, run(session.scenario).daily)


def test_copies_stay_within_their_memory(scenario: Scenario) -> None:
    model = FanCommunity(scenario)
    one = sum(array.nbytes for array in model.world.arrays().values())
    some = Checkpoints(memory=3 * one)
    for day in range(1, 9):
        model.step()
        some.offer(model, wanted=True)
        assert day in some.copies
        assert len(some.copies) <= 3
    none = Checkpoints(memory=one - 1)
    none.offer(model, wanted=True)
    assert none.copies == {}
    assert none.newest() is None


def test_a_copy_is_made_where_running_took_long_enough(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("fansim.app.checkpoints.time.perf_counter", lambda: now[0])
    some, model = Checkpoints(), FanCommunity(scenario)
    model.step()
    now[0] += 0.59
    some.offer(model, wanted=False)
    assert not some.copies
    now[0] += 0.02
    some.offer(model, wanted=False)
    assert list(some.copies) == [1]


def test_each_change_is_made_once_to_see_how_far_two_runs_are_the_same(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = scenario
    for day in range(10, 60, 10):
        many = moved(many, {"groups.cap": day}, day)
    made = []
    monkeypatch.setattr(changes, "changed_scenario", lambda *given: made.append(given) or changed_scenario(*given))
    assert same_until(many, many) == many.days
    assert len(made) == 2 * len(many.changes) == 10
