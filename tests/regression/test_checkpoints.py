"""Days that are saved, copied, branched and changed on the way are those of a run that never stopped, bit for bit."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.cases import SCENARIOS, differences, kitchen_sink, run_days, state_of

import fansim
from fansim.errors import CheckpointError, ScenarioError
from fansim.model import Driver, FanCommunity
from fansim.runs import result_of
from fansim.scenario import Scenario, load_scenario
from fansim.scenario.changes import branched

HALF, WHOLE = 20, 40
TURN: dict[str, Any] = {
    "entry.follow_days": 3,
    "groups.max_groups": 9,
    "groups.cap": 30,
    "incentives.1.level": 0.0,
    "voice.enabled": False,
}


@pytest.fixture(scope="module")
def unbroken() -> FanCommunity:
    """The run that never stopped; look, do not touch."""
    return run_days(FanCommunity(kitchen_sink()), WHOLE)


def same(one: FanCommunity, other: FanCommunity) -> None:
    """Hold two communities together: every column, every day, every event."""
    assert differences(state_of(one), state_of(other)) == []
    assert one.recorder.brand.tobytes() == other.recorder.brand.tobytes()
    assert one.recorder.events().equals(other.recorder.events())


@pytest.mark.parametrize("driver", ["fast", "mesa"])
def test_a_saved_community_goes_on_as_if_it_had_never_stopped(
    tmp_path: Path, unbroken: FanCommunity, driver: Driver
) -> None:
    half = run_days(FanCommunity(kitchen_sink()), HALF)
    half.save(tmp_path / "half.fansim")
    again = FanCommunity.load(tmp_path / "half.fansim", driver=driver)
    assert again.engine.day == HALF
    same(run_days(again, WHOLE - HALF), unbroken)
    one, other = result_of(again), result_of(unbroken)
    pd.testing.assert_series_equal(one.summary, other.summary, check_exact=True)
    pd.testing.assert_frame_equal(one.edges, other.edges)


@pytest.mark.parametrize("how", ["deepcopy", "pickle"])
def test_a_copy_is_independent(unbroken: FanCommunity, how: str) -> None:
    original = run_days(FanCommunity(kitchen_sink()), HALF)
    before = state_of(original)
    copied = copy.deepcopy(original) if how == "deepcopy" else pickle.loads(pickle.dumps(original))
    run_days(copied, WHOLE - HALF)
    assert original.engine.day == HALF
    assert differences(before, state_of(original)) == []
    same(copied, unbroken)
    same(run_days(original, WHOLE - HALF), unbroken)


def test_agents_of_a_copy_are_its_own() -> None:
    original = run_days(FanCommunity(kitchen_sink(), driver="mesa"), 3)
    copied = copy.deepcopy(original)
    next(iter(copied.agents)).trust = 0.125
    assert copied.world.person.trust[0] == np.float32(0.125)
    assert original.world.person.trust[0] != np.float32(0.125)


def test_changes_of_the_file_and_from_python_are_the_same_in_both_drivers_and_over_a_checkpoint(tmp_path: Path) -> None:
    told = kitchen_sink(changes=[{"day": HALF, "set": TURN}])
    expected = run_days(FanCommunity(told), WHOLE)
    same(run_days(FanCommunity(told, driver="mesa"), WHOLE), expected)
    model = run_days(FanCommunity(kitchen_sink()), HALF)
    model.change(TURN)
    same(run_days(model, WHOLE - HALF), expected)
    assert model.changed == expected.changed == [(HALF, TURN)]
    later = run_days(FanCommunity(told), WHOLE - 10)
    later.save(tmp_path / "later.fansim")
    again = run_days(FanCommunity.load(tmp_path / "later.fansim"), 10)
    same(again, expected)
    assert again.changed == [(HALF, TURN)]
    assert again.setting.entry.follow_days == 3
    assert again.scenario.entry.follow_days == kitchen_sink().entry.follow_days


def test_the_days_before_a_change_are_those_without_it() -> None:
    plain = run_days(FanCommunity(kitchen_sink()), WHOLE).daily
    told = run_days(FanCommunity(kitchen_sink(changes=[{"day": HALF, "set": TURN}])), WHOLE).daily
    pd.testing.assert_frame_equal(plain.iloc[:HALF], told.iloc[:HALF], check_exact=True)
    assert not plain.iloc[HALF:].equals(told.iloc[HALF:])


def test_a_reward_may_begin_in_the_middle() -> None:
    model = run_days(FanCommunity(kitchen_sink(incentives=[])), HALF)
    assert model.daily["cost"].iloc[-1] >= 0
    model.change({"incentives": [{"kind": "coupon", "cost": 3.0}]})
    run_days(model, 5)
    assert (model.world.person.received > 0).any()
    model.change({"incentives": []})
    run_days(model, 2)
    assert not (model.world.person.received > 0).any()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"population.size": 3}, "people and their traits are made before day 0"),
        ({"campaigns.0.budget": 3.0}, "campaigns plan their purchases before day 0"),
        ({"campaigns": []}, "campaigns plan their purchases before day 0"),
        ({"days": 3}, "the length of the whole run"),
        ({"entry.follow_dayz": 3}, "Did you mean entry.follow_days?"),
        ({"entry.follow_days": -3}, "from 0 to 3,650"),
        ({"changes": []}, "changes do not change changes"),
    ],
)
def test_what_cannot_change_is_refused_with_the_reason_and_changes_nothing(values: dict[str, Any], words: str) -> None:
    model = run_days(FanCommunity(kitchen_sink()), 2)
    before = state_of(model)
    with pytest.raises(ScenarioError, match=words.replace("?", r"\?")):
        model.change({"groups.cap": 7, **values})
    assert differences(before, state_of(model)) == []
    assert model.changed == []


def facts_of(path: Path) -> dict[str, Any]:
    """Return the facts of a checkpoint."""
    with np.load(path, max_header_size=1 << 20) as file:
        return dict(json.loads(file["facts"].tobytes()))


def rewrite(path: Path, **facts: Any) -> None:
    """Write other facts into a checkpoint."""
    with np.load(path, max_header_size=1 << 20) as file:
        arrays = dict(file)
    told = json.dumps({**json.loads(arrays["facts"].tobytes()), **facts})
    arrays["facts"] = np.frombuffer(told.encode(), np.uint8)
    with path.open("wb") as out:
        np.savez(out, **arrays)


def test_another_version_columns_or_rules_are_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "day2.fansim"
    run_days(FanCommunity(kitchen_sink()), 2).save(path)

    def entry(days_followed: int, follow_days: int) -> bool:
        return True

    with pytest.raises(CheckpointError, match="was run with the replaced rules none, and you gave entry"):
        FanCommunity.load(path, rules={"entry": entry})
    rewrite(path, columns="0123")
    with pytest.raises(CheckpointError, match="has other columns or parameters"):
        FanCommunity.load(path)
    rewrite(path, fansim="0.0.7")
    with pytest.raises(CheckpointError, match=r"was saved by fansim 0\.0\.7"):
        FanCommunity.load(path)
    for name, text in {"missing": None, "empty": b"", "text": b"day 2", "cut": path.read_bytes()[:5000]}.items():
        broken = tmp_path / name
        if text is not None:
            broken.write_bytes(text)
        with pytest.raises(CheckpointError, match=name):
            FanCommunity.load(broken)


def test_a_checkpoint_holds_no_code(tmp_path: Path) -> None:
    run_days(FanCommunity(kitchen_sink()), 2).save(tmp_path / "day2.fansim")
    with np.load(
        tmp_path / "day2.fansim", allow_pickle=False, max_header_size=1 << 20
    ) as file:  # refuses an array of objects
        assert {array.dtype.kind for array in file.values()} <= set("iufVU")
    assert facts_of(tmp_path / "day2.fansim")["day"] == 2


def classroom(name: str, **overrides: Any) -> Scenario:
    """Return a bundled scenario in small."""
    small = {"days": 40, "population.size": 400, "groups.max_groups": 4, "entry.follow_days": 5}
    return load_scenario(SCENARIOS / f"{name}.toml", {**small, **overrides})


@pytest.mark.parametrize("workers", [1, 2])
def test_a_comparison_from_one_past_is_that_of_the_changed_scenarios(workers: int) -> None:
    first = classroom("leijun_classroom")
    others = {"open": classroom("open_door", **{"entry.follow_days": 0}), "coupons": classroom("coupon_bombing")}
    table = fansim.compare({"first": first, **others}, replications=2, workers=workers, branch_day=15)
    told = {name: branched(first, other, 15) for name, other in others.items()}
    expected = fansim.compare({"first": first, **told}, replications=2)
    pd.testing.assert_frame_equal(table, expected, check_exact=True)


def test_the_common_past_is_simulated_once_a_replication(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    made = FanCommunity.__init__

    def count(self: FanCommunity, *given: Any, **named: Any) -> None:
        begun.append(1)
        made(self, *given, **named)

    monkeypatch.setattr(FanCommunity, "__init__", count)
    settings = {"a": classroom("leijun_classroom"), "b": classroom("leijun_classroom", **{"groups.cap": 9})}
    fansim.compare(settings, replications=3, branch_day=15)
    assert len(begun) == 3


def test_what_cannot_branch_is_refused() -> None:
    first = classroom("leijun_classroom")
    with pytest.raises(ScenarioError, match=r"big: population\.size: it cannot change in the middle of a run"):
        fansim.compare({"a": first, "big": classroom("leijun_classroom", **{"population.size": 500})}, branch_day=15)
    with pytest.raises(ScenarioError, match="it must be from 1 to 39"):
        fansim.compare({"a": first, "b": classroom("open_door")}, branch_day=40)


def test_days_have_dates_and_weekdays() -> None:
    result = fansim.run(kitchen_sink(days=9, calendar__start="2025-01-05"))
    assert result.daily["date"].iloc[[0, 8]].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-05", "2025-01-13"]
    assert (result.events["date"] - pd.Timestamp("2025-01-05")).dt.days.equals(result.events["day"])
    model = run_days(FanCommunity(kitchen_sink(days=9, calendar__start="2025-01-05")), 9)
    assert model.recorder.brand["weekday"].tolist() == [6, 0, 1, 2, 3, 4, 5, 6, 0]  # a Sunday first
    assert (run_days(FanCommunity(kitchen_sink()), 2).recorder.brand["weekday"] == -1).all()
    assert "date" not in fansim.run(kitchen_sink(days=2)).daily
