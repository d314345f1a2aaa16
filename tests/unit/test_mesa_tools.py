"""Mesa's own tools work on a community: batch runs, data collectors, run_model, neighbours, graphs."""

from __future__ import annotations

import gc
import inspect
import weakref

import mesa
import networkx
import numpy as np
import pytest
from tests.cases import SCENARIOS, kitchen_sink, run_days

from fansim.agents import Hater, Shill
from fansim.errors import ScenarioError
from fansim.model import FanCommunity
from fansim.scenario import load_scenario

DAYS = 8
SCENARIO = kitchen_sink(days=DAYS)


@pytest.fixture(scope="module")
def whole() -> FanCommunity:
    return run_days(FanCommunity(SCENARIO), DAYS)


@pytest.mark.parametrize("driver", ["fast", "mesa"])
def test_run_model_ends_with_the_days_of_the_scenario(driver, whole: FanCommunity) -> None:
    model = FanCommunity(SCENARIO, driver=driver)
    assert model.running
    model.run_model()
    assert not model.running
    assert model.steps == model.engine.day == DAYS
    assert model.daily.equals(whole.daily)


def test_a_community_that_was_saved_at_its_end_is_not_running(whole: FanCommunity, tmp_path) -> None:
    whole.save(tmp_path / "end.fansim")
    assert not FanCommunity.load(tmp_path / "end.fansim").running


@pytest.mark.parametrize("period", [-1, 1])
def test_a_batch_run_gives_the_daily_outcomes(period: int) -> None:
    scenarios = [SCENARIO, load_scenario(SCENARIOS / "leijun_classroom.toml", {"population.size": 200, "days": DAYS})]
    many = {"rng": [1, 2]} if "rng" in inspect.signature(mesa.batch_run).parameters else {"iterations": 2}
    seeds = {} if "rng" in many else {"seed": [1]}
    rows = mesa.batch_run(
        FanCommunity, {"scenario": scenarios, **seeds}, data_collection_period=period, display_progress=False, **many
    )
    assert len(rows) == 4 * (1 if period == -1 else DAYS)
    assert len({row["RunId"] for row in rows}) == 4
    expected = run_days(FanCommunity(scenarios[1], seed=1), DAYS).daily["follower"].tolist()
    got = [row["follower"] for row in rows if row["scenario"] is scenarios[1] and row["seed"] == 1][: len(rows) // 4]
    assert got == (expected if period == 1 else expected[-1:])


def test_the_data_collector_has_every_daily_outcome_of_every_day(whole: FanCommunity) -> None:
    frame = whole.datacollector.get_model_vars_dataframe()
    assert frame.columns.tolist() == whole.daily.columns.tolist()
    np.testing.assert_array_equal(frame.to_numpy(), whole.daily.to_numpy())


def test_a_collector_of_ones_own_takes_its_place() -> None:
    model = FanCommunity(SCENARIO)
    model.datacollector = mesa.DataCollector(agent_reporters={"trust": "trust"})
    model.step()
    model.datacollector.collect(model)
    assert len(model.datacollector.get_agent_vars_dataframe()) == len(model.agents)


def test_neighbours_and_graph_are_those_of_the_network(whole: FanCommunity) -> None:
    graph, network = whole.graph, whole.network
    assert isinstance(graph, networkx.Graph)
    assert graph.number_of_nodes() == len(network.start) - 1
    assert 2 * graph.number_of_edges() == len(network.neighbours)
    for agent in whole.agents_in_rows[:20]:
        rows = network.neighbours[network.start[agent.row] : network.start[agent.row + 1]].tolist()
        assert [friend.row for friend in agent.neighbors] == rows
        assert sorted(friend.unique_id for friend in agent.neighbors) == sorted(graph[agent.unique_id])
    assert len(whole.agents_by_type[Shill][0].neighbors) == 0


@pytest.mark.parametrize("driver", ["fast", "mesa"])
def test_a_model_that_nobody_holds_is_freed(driver) -> None:
    model = run_days(FanCommunity(SCENARIO, driver=driver), 2)
    assert len(model.agents)
    held = weakref.ref(model)
    del model
    gc.collect()
    assert held() is None


def test_classes_that_could_do_nothing_are_refused() -> None:
    with pytest.raises(ScenarioError, match='agents act with driver="mesa" only'):
        FanCommunity(SCENARIO, agent_classes={"Shill": Shill})
    for name in ("Shil", "SHILL"):
        with pytest.raises(ScenarioError, match=rf"there is no class '{name}'\. Did you mean Shill"):
            FanCommunity(SCENARIO, driver="mesa", agent_classes={name: Shill})
    with pytest.raises(ScenarioError, match=r"Shill: got .*Hater.* must be a subclass of Shill"):
        FanCommunity(SCENARIO, driver="mesa", agent_classes={"Shill": Hater})


@pytest.mark.parametrize(
    ("column", "value"), [("trust", 1.5), ("trust", float("nan")), ("stage", 9), ("stage", 0.5), ("posts", -1)]
)
def test_what_an_agent_writes_must_be_in_the_range_of_the_column(column: str, value: float) -> None:
    agent = FanCommunity(SCENARIO).agents_in_rows[3]
    before = getattr(agent, column)
    with pytest.raises(ValueError, match=rf"{column}: got .* but it must be a (whole )?number from"):
        setattr(agent, column, value)
    assert getattr(agent, column) == before


def test_before_the_first_day_there_is_no_today() -> None:
    with pytest.raises(ScenarioError, match="no day has been run yet"):
        FanCommunity(SCENARIO).today  # noqa: B018
