"""Two drivers, any order of agents, any number of threads: the same bits in every column on every day."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import EVERY_SMALL, differences, kitchen_sink, state_of, step_backwards

from fansim.model import FanCommunity
from fansim.scenario import Scenario
from fansim.state.columns import CHUNK


def same_every_day(one: FanCommunity, other: FanCommunity, days: int, backwards: bool = False) -> None:
    """Run two models side by side, and compare everything after every day."""
    assert differences(state_of(one), state_of(other)) == [], "before the first day"
    for day in range(days):
        one.step()
        if backwards:
            step_backwards(other)
        else:
            other.step()
        assert differences(state_of(one), state_of(other)) == [], f"after day {day}"
    assert one.recorder.brand.tobytes() == other.recorder.brand.tobytes()
    assert one.recorder.events().equals(other.recorder.events())


@pytest.mark.parametrize("name", EVERY_SMALL)
def test_shuffled_agents_and_kernels_leave_the_same_columns(small_scenarios: dict[str, Scenario], name: str) -> None:
    scenario = small_scenarios[name]
    one, other = FanCommunity(scenario), FanCommunity(scenario, driver="mesa")
    same_every_day(one, other, scenario.days)
    assert one.daily["joins"].sum() > 0
    assert one.daily[["joins_shill", "pro_haters"]].to_numpy().sum() > 0, "bought accounts are at work"


def test_agents_from_last_to_first_leave_the_same_columns(small_scenarios: dict[str, Scenario]) -> None:
    scenario = small_scenarios["kitchen_sink"]
    same_every_day(FanCommunity(scenario), FanCommunity(scenario, driver="mesa"), scenario.days, backwards=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"word_of_mouth__mixing": "mean_field", "groups__allocation": "random"},
        {"word_of_mouth__contact": "once", "groups__allocation": "homophily", "network__kind": "blocks"},
        {"word_of_mouth__contact": "state", "groups__allocation": "least_full", "network__kind": "scale_free"},
        {"word_of_mouth__link": "additive", "word_of_mouth__complex_threshold": 2, "network__kind": "complete"},
        {"voice__policy": "suppressed", "groups__owners": 3, "groups__waiting_list": False, "network__kind": "random"},
    ],
    ids=["mean_field", "once", "state", "complete", "suppressed"],
)
def test_every_choice_of_a_scenario_leaves_the_same_columns(changes: dict[str, object]) -> None:
    scenario = kitchen_sink(days=30, **changes)
    same_every_day(FanCommunity(scenario), FanCommunity(scenario, driver="mesa"), scenario.days)


def test_threads_and_agents_leave_the_same_columns_over_several_chunks() -> None:
    scenario = kitchen_sink(population__size=20_000, groups__max_groups=200, days=10, moderation__period_days=3)
    models = {threads: FanCommunity(scenario, threads=threads) for threads in (1, 2, 3)}
    agents = FanCommunity(scenario, driver="mesa", threads=2)
    assert len(models[1].world.person.stage) > 2 * CHUNK
    for day in range(scenario.days):
        for model in (*models.values(), agents):
            model.step()
        expected = state_of(models[1])
        for name, model in {**models, "agents": agents}.items():
            assert differences(expected, state_of(model)) == [], (name, day)
    for model in (*models.values(), agents):
        model.engine.close()


def test_a_seed_settles_a_run_and_another_seed_gives_another() -> None:
    scenario = kitchen_sink(days=15)
    runs = [FanCommunity(scenario, seed=seed) for seed in (5, 5, 6)]
    for model in runs:
        for _ in range(scenario.days):
            model.step()
    assert differences(state_of(runs[0]), state_of(runs[1])) == []
    assert not np.array_equal(runs[0].world.person.stage, runs[2].world.person.stage)
