"""The Mesa agents: views of one row whose class follows their label."""

from __future__ import annotations

import mesa
import numpy as np
import pytest
from mesa.datacollection import DataCollector
from tests.cases import columns_of, differences, kitchen_sink, run_days, state_of

from fansim.agents import CLASSES, CasualUser, CoreFan, Hater, Person, ProfessionalHater, Shill, class_of
from fansim.errors import ScenarioError
from fansim.model import FanCommunity
from fansim.state.codes import Label, Stage


@pytest.mark.parametrize("driver", ["fast", "mesa"])
def test_the_class_of_an_agent_follows_its_label_and_its_row_stays(driver) -> None:
    model = FanCommunity(kitchen_sink(), driver=driver)
    rows = {agent: agent.row for agent in model.agents}
    seen: set[type] = set()
    for _ in range(model.scenario.days):
        model.step()
        labels = model.world.person.label
        for kind, agents in model.agents_by_type.items():
            assert all(class_of(int(labels[agent.row])) is kind is type(agent) for agent in agents)
            seen |= {kind} if len(agents) else set()
        assert sum(map(len, model.agents_by_type.values())) == len(labels) == len(model.agents)
    assert seen == {CasualUser, CoreFan, Hater, ProfessionalHater, Shill}
    assert all(agent.row == row and agent.unique_id == row + 1 for agent, row in rows.items())


def test_a_model_is_a_mesa_model_and_its_agents_are_mesa_agents() -> None:
    model = run_days(FanCommunity(kitchen_sink()), 20)
    assert isinstance(model, mesa.Model)
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)
    members = model.agents.select(lambda agent: agent.stage_name == "member")
    person = model.world.person
    assert len(members) == (person.stage == Stage.MEMBER).sum() > 0
    assert model.agents.agg("trust", np.mean) == pytest.approx(person.trust.mean(), rel=1e-5)
    assert sorted(model.agents.get("row")) == list(range(len(person.stage)))
    collector = DataCollector(model_reporters={"members": lambda model: model.today["member"]})
    collector.collect(model)
    assert collector.get_model_vars_dataframe()["members"].tolist() == [model.daily["member"].iloc[-1]]


def test_what_newer_versions_of_mesa_do_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 3.4 on they set a scenario of their own, and count an agent that is registered again as another."""
    built, registered = mesa.Model.__init__, mesa.Model.register_agent

    def build(model: mesa.Model, *args: object, **keywords: object) -> None:
        built(model, *args, **keywords)
        model.scenario = object()

    def register(model: mesa.Model, agent: mesa.Agent) -> None:
        registered(model, agent)
        agent.unique_id = 10**9

    monkeypatch.setattr(mesa.Model, "__init__", build)
    monkeypatch.setattr(mesa.Model, "register_agent", register)
    scenario = kitchen_sink(days=30)
    model = FanCommunity(scenario)
    kinds = {agent: type(agent) for agent in model.agents}
    run_days(model, 30)
    assert model.scenario is scenario
    assert any(type(agent) is not kind for agent, kind in kinds.items())
    assert all(agent.unique_id == agent.row + 1 for agent in model.agents)
    with pytest.raises(AttributeError, match="keeps the scenario that it was built with"):
        model.scenario = scenario


def test_an_agent_reads_and_writes_its_row() -> None:
    model = FanCommunity(kitchen_sink())
    agent = next(agent for agent in model.agents if agent.row == 7)
    for column in columns_of(model):
        before = getattr(agent, column.name)
        assert before == getattr(model.world.person, column.name)[7]
        setattr(agent, column.name, column.initial)
        assert getattr(model.world.person, column.name)[7] == np.array(column.initial, column.dtype)
    assert (agent.stage_name, agent.label_name) == ("unaware", "outsider")
    assert repr(agent) == f"{type(agent).__name__}(row=7, stage=unaware)"


class SilentShill(Shill):
    """A shill that never posts."""

    def activity(self) -> None:
        """Do nothing."""


def test_a_subclass_overrides_one_behaviour() -> None:
    scenario = kitchen_sink(days=30)
    loud = run_days(FanCommunity(scenario, driver="mesa"), 30)
    silent = run_days(FanCommunity(scenario, driver="mesa", agent_classes={"Shill": SilentShill}), 30)
    assert loud.recorder.brand["bought_praise"].sum() > 0
    assert silent.recorder.brand["bought_praise"].sum() == 0
    assert {type(agent) for agent in silent.agents if agent.role == 1} == {SilentShill}


def test_looking_at_the_agents_changes_nothing() -> None:
    one, other = (FanCommunity(kitchen_sink(days=20)) for _ in range(2))
    for _ in range(20):
        one.step()
        other.step()
        assert len(other.agents) == len(other.world.person.stage)
        stages = dict(other.agents.get(["row", "stage"]))
        assert [stages[row] for row in range(len(stages))] == other.world.person.stage.tolist()
    assert differences(state_of(one), state_of(other)) == []


def test_every_label_has_a_class() -> None:
    assert set(CLASSES) <= set(Label)
    assert all(issubclass(class_of(label), Person) for label in Label)


def test_a_driver_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ScenarioError, match='driver: got "slow", but it must be "fast" or "mesa"'):
        FanCommunity(kitchen_sink(), driver="slow")  # type: ignore[arg-type]
