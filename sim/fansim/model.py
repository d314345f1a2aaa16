"""The community as a Mesa model: build it, step it, look at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import mesa
import numpy as np
import pandas as pd

from fansim.agents import Person, class_of
from fansim.day import DAY
from fansim.engine import Engine
from fansim.errors import ScenarioError
from fansim.outcomes.measures import daily_frame
from fansim.outcomes.recorder import Recorder
from fansim.population import build_world
from fansim.rules.registry import prepare_rules
from fansim.scenario import Scenario, load_scenario
from fansim.scenario_network import network_of
from fansim.world import World

Driver = Literal["fast", "mesa"]


class FanCommunity(mesa.Model):
    """A brand, its groups and the people around them.

    Parameters
    ----------
    scenario : Scenario or path
        The setting.
    seed : int, optional
        Seed of all draws; the scenario's by default.
    driver : {"fast", "mesa"}
        Who runs the phases: compiled kernels over all rows, or Mesa agents one by one in random order. Both leave
        the same columns, bit for bit.
    threads : int, optional
        Threads of the fast driver; the result does not depend on it.
    rules : mapping of str to callable, optional
        Functions that replace rules of the same name and arguments.
    agent_classes : mapping of str to type, optional
        Subclasses of agents by the name of the class they stand for, such as ``{"Shill": MyShill}`` (Mesa driver).
    progress : callable, optional
        Called with a phase's name before its kernel is compiled or loaded.

    Attributes
    ----------
    engine : Engine
        The compiled day.
    world : World
        All columns.
    recorder : Recorder
        The days so far.

    Raises
    ------
    ScenarioError, NetworkError, RuleError
        If the scenario, its network or a replaced rule cannot be used.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        seed: int | None = None,
        driver: Driver = "fast",
        threads: int | None = None,
        rules: Mapping[str, Callable[..., Any]] | None = None,
        agent_classes: Mapping[str, type[Person]] | None = None,
        progress: Callable[[str], None] = lambda name: None,
    ) -> None:
        self._setting = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
        seed = self.scenario.seed if seed is None else seed
        super().__init__(rng=seed)
        if driver not in ("fast", "mesa"):
            raise ScenarioError(f'driver: got "{driver}", but it must be "fast" or "mesa".')
        self.seed, self.driver = seed, driver
        self.rules = prepare_rules(rules)
        self.network = network_of(self.scenario, seed)
        self.world: World = build_world(self.scenario, self.network, seed, self.rules)
        self.engine = Engine(self.world, threads, self.rules, progress)
        self.recorder = Recorder(self.world, self.scenario.days)
        self._classes = dict(agent_classes or {})
        self._built: list[Person] = []
        self._labels = np.zeros(0, np.int8)

    def step(self) -> None:
        """Run one day."""
        if self.driver == "mesa":
            for phase in DAY:
                if phase.over == "person":
                    self.agents.shuffle_do(phase.name)
                else:
                    self.engine.run_pass((phase,))
            self.engine.day += 1
        else:
            self.engine.step()
        self.recorder.record()
        self._follow_labels()

    @property
    def scenario(self) -> Scenario:
        """The setting."""
        return self._setting

    @scenario.setter
    def scenario(self, other: object) -> None:
        """Keep the setting: from 3.4 on, Mesa puts an empty scenario of its own here while a model is built."""
        if hasattr(self, "engine"):
            raise AttributeError("a community keeps the scenario that it was built with; build another one")

    @property
    def agents(self) -> mesa.agent.AgentSet:
        """All agents, built on first use."""
        if not self._built:
            self._build_agents()
        return self._all_agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], mesa.agent.AgentSet]:
        """All agents by class: core fans, casual users, shills, haters, professional haters."""
        if not self._built:
            self._build_agents()
        return self._agents_by_type  # type: ignore[no-any-return]

    @property
    def today(self) -> dict[str, float]:
        """The daily outcomes of the last day run, by name."""
        return {str(name): float(value) for name, value in daily_frame(self.recorder.brand[-1:]).iloc[0].items()}

    @property
    def daily(self) -> pd.DataFrame:
        """The daily outcomes so far, one row a day."""
        return daily_frame(self.recorder.brand)

    def _class_of(self, label: int) -> type[Person]:
        """Return the class for a label, or the subclass that was given for it."""
        standard = class_of(label)
        return self._classes.get(standard.__name__, standard)

    def _build_agents(self) -> None:
        """Make one agent a row."""
        self._labels = self.world.tables["person"].label.copy()
        self._built = [self._class_of(label)(self, row) for row, label in enumerate(self._labels.tolist())]

    def _follow_labels(self) -> None:
        """Let each agent's class follow its label; row and unique_id stay."""
        if not self._built:
            return
        labels = self.world.tables["person"].label
        for row in np.flatnonzero(labels != self._labels):
            agent, wanted = self._built[row], self._class_of(int(labels[row]))
            if type(agent) is not wanted:
                self.deregister_agent(agent)
                agent.__class__ = wanted
                self.register_agent(agent)
                agent.unique_id = int(row) + 1  # from 3.4 on, Mesa counts one that is registered again as another
        self._labels = labels.copy()
