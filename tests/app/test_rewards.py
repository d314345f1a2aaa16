"""Rewards that are added on the page, and removed: at once or in mid-run, with a file that gives the same run."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from fansim import FanCommunity, load_scenario, run
from fansim.app.rewards import is_over, kinds_of_reward, number_of_reward, with_reward, without_reward
from fansim.app.session import as_file, moved
from fansim.errors import ScenarioError
from fansim.scenario import Scenario
from fansim.scenario.changes import setting_on

pytestmark = pytest.mark.filterwarnings("ignore::fansim.errors.FansimWarning")
SMALL = {"population.size": 600, "days": 90, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@pytest.fixture(scope="module")
def bare() -> Scenario:
    """A community without any reward."""
    return load_scenario("leijun_classroom", {**SMALL, "incentives": []})


def spent(scenario: Scenario, tmp_path: Path) -> list[float]:
    """Return what rewards cost each day in the run of the saved file."""
    file = tmp_path / "mine.toml"
    file.write_text(as_file(scenario), encoding="utf-8")
    assert load_scenario(file) == scenario
    model = FanCommunity(file)
    paid = []
    for _ in range(scenario.days):
        model.step()
        paid.append(float(model.world.brand["rewards"][0]))
    return paid


def test_every_kind_can_be_added_where_there_is_none(bare: Scenario) -> None:
    for number, kind in enumerate(kinds_of_reward()):
        bare = with_reward(bare, kind, 0)
        assert bare.incentives[number].kind == kind
    assert "none" not in kinds_of_reward()


def test_an_added_reward_is_given_from_its_day_on(bare: Scenario, tmp_path: Path) -> None:
    before = run(bare).daily
    for kind in kinds_of_reward():
        after = run(with_reward(bare, kind, 60)).daily
        assert_frame_equal(after[:60], before[:60])
    paid = spent(with_reward(bare, "coupon", 60), tmp_path)
    assert sum(paid[:60]) == 0
    assert paid[60] > 0


def test_a_removed_reward_ends_on_its_day(bare: Scenario, tmp_path: Path) -> None:
    given = with_reward(bare, "coupon", 0)
    ended = without_reward(given, 0, 70)
    assert_frame_equal(run(ended).daily[:70], run(given).daily[:70])
    paid = spent(ended, tmp_path)
    assert paid[69] > 0
    assert sum(paid[70:]) == 0
    held = [is_over(setting_on(ended, day), "incentives.0.level", day) for day in (0, 69, 70)]
    assert held == [False, False, True]


def test_what_is_removed_before_it_was_given_leaves_the_file(bare: Scenario) -> None:
    assert without_reward(with_reward(bare, "coupon", 40), 0, 40) == bare
    two = with_reward(with_reward(bare, "coupon", 0), "status", 30)
    two = moved(moved(two, {"incentives.0.level": 0.2, "groups.cap": 25}, 50), {"incentives.1.level": 0.4}, 50)
    left = without_reward(two, 0, 0)
    assert [reward.kind for reward in left.incentives] == ["status"]
    assert [change.set for change in left.changes] == [{"groups.cap": 25, "incentives.0.level": 0.4}]


def test_a_new_list_of_a_later_day_has_the_reward_too(bare: Scenario) -> None:
    listed = moved(bare, {"incentives": [{"kind": "status"}]}, 50)
    added = with_reward(listed, "coupon", 20)
    kinds = [[reward.kind for reward in setting_on(added, day).incentives] for day in (20, 50)]
    assert kinds == [["coupon"], ["status", "coupon"]]
    ended = setting_on(without_reward(added, 1, 60), 60)
    assert [reward.end_day for reward in ended.incentives] == [100_000, 60]


def test_a_removed_reward_does_not_come_back_with_a_new_list(bare: Scenario, tmp_path: Path) -> None:
    two = with_reward(with_reward(bare, "coupon", 0), "status", 0)
    listed = moved(moved(two, {"incentives": [{"kind": "status"}, {"kind": "coupon", "level": 0.5}]}, 50), {}, 50)
    listed = moved(listed, {"incentives": [{"kind": "coupon"}], "incentives.0.level": 0.2}, 70)
    left = without_reward(listed, 0, 40)
    running = [
        [one.kind for one in setting_on(left, day).incentives if one.start_day <= day < one.end_day]
        for day in (0, 39, 40, 49, 50, 69, 70, 89)
    ]
    assert running == [["coupon", "status"]] * 2 + [["status"]] * 4 + [[]] * 2
    assert sum(spent(without_reward(left, 1, 40), tmp_path)[40:50]) == 0
    assert setting_on(without_reward(listed, 1, 60), 50) == setting_on(listed, 50), "it ends on day 60, not before"


def test_a_removed_reward_does_not_come_back_with_a_later_end(bare: Scenario) -> None:
    longer = moved(with_reward(bare, "coupon", 0), {"incentives.0.end_day": 80}, 50)
    assert setting_on(without_reward(longer, 0, 30), 60).incentives[0].end_day == 30


def test_there_is_no_room_for_any_number_of_them(bare: Scenario) -> None:
    full = load_scenario("leijun_classroom", {**SMALL, "incentives": [{"kind": "status"}] * 120})
    with pytest.raises(ScenarioError, match="at most 120"):
        with_reward(full, "coupon", 3)


def test_only_the_kind_of_a_reward_stands_for_it() -> None:
    keys = ("incentives.2.kind", "incentives.2.level", "campaigns.0.kind", "groups.cap")
    assert [number_of_reward(key) for key in keys] == [2, None, None, None]
