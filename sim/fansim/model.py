"""The community as a Mesa model: build it, step it, look at it, change it, save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import mesa
import numpy as np
import pandas as pd

import fansim
from fansim.agents import Person, check_classes, class_of, give_abilities
from fansim.engine.engine import ROLL_CALL, Engine
from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Over, Phase
from fansim.engine.rulebook import prepare_rules
from fansim.errors import ScenarioError
from fansim.language import say, term
from fansim.memory import check_memory
from fansim.mesa_tools import collector_of, graph_of
from fansim.network import Network
from fansim.network.of_scenario import network_of
from fansim.outcomes.measures import daily_frame, with_dates
from fansim.outcomes.recorder import Recorder
from fansim.outside import identities
from fansim.scenario import Scenario, find_scenario, load_scenario, scenario_from_mapping
from fansim.scenario.changes import (
    changed_scenario,
    changes_in_order,
    differences,
    flat_keys,
    same_until,
    setting_on,
)
from fansim.scenario.flatten import flatten
from fansim.scenario.schema import ScenarioBase
from fansim.start import build_world, table_sizes
from fansim.state.checkpoint import Saved, check_fits, layout_of, read_checkpoint, write_checkpoint
from fansim.state.world import World

if TYPE_CHECKING:
    import networkx

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
    mechanisms : sequence of Mechanism, optional
        Mechanisms of your own, beside those of fansim.
    agent_classes : mapping of str to type, optional
        Subclasses of agents by the name of the class they stand for, such as ``{"Shill": MyShill}`` (Mesa driver).
    progress : callable, optional
        Called with a phase's name before its kernel is compiled or loaded.

    Attributes
    ----------
    scenario : Scenario
        The setting of the whole run.
    setting : Scenario
        What holds now: the scenario with what has changed since.
    engine : Engine
        The compiled day.
    world : World
        All columns.
    recorder : Recorder
        The days so far.
    places : dict of str to list of int
        Where each row stands in the list of who has a day, -1 for the others, by whom a phase is over; empty until
        somebody asks.
    names : ndarray of str
        The persons' names in the file of the network, by row; empty where the network is generated.
    network_told : str or dict of str to str
        What was read from that file, in a line, by language; empty where the network is generated.
    changed : list of (int, dict)
        What changed in the run so far: the day, and the new values by dotted key.

    Raises
    ------
    ScenarioError, NetworkError, RuleError, MechanismError
        If the scenario, its network, a replaced rule or a mechanism cannot be used.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        seed: int | None = None,
        driver: Driver = "fast",
        threads: int | None = None,
        rules: Mapping[str, Callable[..., Any]] | None = None,
        mechanisms: Sequence[Mechanism] = (),
        agent_classes: Mapping[str, type[Person]] | None = None,
        progress: Callable[[str], None] = lambda name: None,
    ) -> None:
        scenario = scenario_of(scenario, mechanisms)
        seed = scenario.seed if seed is None else whole_number("seed", seed, 0, 2**63 - 1)
        threads = None if threads is None else whole_number("threads", threads, 1, 1024)
        self._prepare(scenario, seed, driver, rules, agent_classes)
        check_memory(scenario)
        self.network, names, self.network_told = network_of(scenario, seed)
        self.names = names.astype(str)
        self._begin(build_world(self.assembly, scenario, self.network, seed, self.rules), threads, progress)

    def _prepare(
        self,
        scenario: Scenario,
        seed: int,
        driver: Driver,
        rules: Mapping[str, Callable[..., Any]] | None,
        agent_classes: Mapping[str, type[Person]] | None,
    ) -> None:
        """Take what the community is made of, before it has a state."""
        super().__init__(rng=seed)
        if driver not in ("fast", "mesa"):
            raise ScenarioError(say('driver: got "{driver}", but it must be "fast" or "mesa".', driver=driver))
        check_classes(agent_classes or {}, driver)
        self._scenario = self.setting = scenario
        self.assembly = scenario.assembly
        self.seed, self.driver = seed, driver
        self._given_rules = dict(rules or {})
        self.rules = prepare_rules(rules, self.assembly.added)
        self.changed: list[tuple[int, dict[str, Any]]] = []
        self._classes = dict(agent_classes or {})
        self._built: list[Person] = []
        self._collector: mesa.DataCollector | None = None
        self._graph: networkx.Graph | None = None
        self._labels = np.zeros(0, np.int8)
        self.places: dict[Over, list[int]] = {}
        self._listed: dict[Over, list[Person]] = {}
        give_abilities(self.assembly)

    def _begin(self, world: World, threads: int | None, progress: Callable[[str], None]) -> None:
        """Take a state, and compile the day."""
        self.world = world
        self.engine = Engine(world, threads, self.rules, self.assembly.running(self.setting), progress)
        self.recorder = Recorder(world, self.scenario.days)
        self._note_the_end()

    def _note_the_end(self) -> None:
        """Tell Mesa's tools whether days are left."""
        self.running = self.engine.day < self.scenario.days

    def step(self) -> None:
        """Run one day."""
        for _, change in changes_in_order(self.scenario):
            if change.day == self.engine.day:
                self.change(change.set)
        if self.driver == "mesa":
            self._step_by_agents()
        else:
            self.engine.step()
        self.recorder.record()
        self._follow_labels()
        self._note_the_end()

    def _step_by_agents(self) -> None:
        """Run one day phase by phase, those over persons by the agents in random order."""
        self.engine.begin_day()
        for phases in self.engine.today:
            for phase in phases:
                if phase.by_agents:
                    self._shuffle(phase)
                else:
                    self.engine.run_pass((phase,))
                    if phase.name == ROLL_CALL:
                        self.forget_the_roll()
        self.engine.end_day()

    def _shuffle(self, phase: Phase) -> None:
        """Let agents run a phase in random order: all of them, or those who have a day today."""
        agents, name = self._agents_of(phase), phase.name
        for place in self.rng.permutation(len(agents)).tolist():
            getattr(agents[place], name)()

    def _agents_of(self, phase: Phase) -> list[Person]:
        """Return the agents that a phase visits, in row order."""
        everybody, over = self.agents_in_rows, phase.over
        if over == "person":
            return list(everybody)
        if over not in self._listed:
            places = self.places_of_rows(over)
            self._listed[over] = [everybody[row] for row, place in enumerate(places) if place >= 0]
        return self._listed[over]

    def forget_the_roll(self) -> None:
        """Ask anew who has a day today: the roll was called."""
        self.places, self._listed = {}, {}

    def places_of_rows(self, over: Over) -> list[int]:
        """Return the place of every row in the list of who has a day today, -1 where a phase over them visits none."""
        if over not in self.places:
            self.places[over] = self.engine.places_of_rows(over).tolist()
        return self.places[over]

    def change(self, values: Mapping[str, object]) -> None:
        """Change keys of the scenario from the next day on.

        Parameters
        ----------
        values : mapping
            Dotted keys and their new values, ``{"entry.follow_days": 30, "incentives.0.level": 0.0}``.

        Raises
        ------
        ScenarioError
            If a key shapes the start, is unknown, or its value is not allowed; then nothing changes.
        """
        self.setting = changed_scenario(self.setting, values)
        self.changed.append((self.engine.day, flat_keys(values)))
        self.world.parameters[:] = flatten(self.setting)
        for table, rows in table_sizes(self.assembly, self.setting, self.engine.rows).items():
            self.world.lengthen(table, rows)
        for mechanism in self.assembly.mechanisms:
            if mechanism.changed:
                mechanism.changed(self.world, self.setting)
        self.engine.switch(self.assembly.running(self.setting))

    def turn_into(self, scenario: Scenario) -> None:
        """Go on as another scenario from the next day on: the keys in which it differs change, if they can.

        Parameters
        ----------
        scenario : Scenario
            What holds from now on; also how many days the run has, and what changes later.

        Raises
        ------
        ScenarioError
            If it differs in a key that cannot change in the middle of a run.
        """
        values = differences(self.setting, scenario)
        if values:
            self.change(values)
        past = tuple(change for change in self.scenario.changes if change.day < self.engine.day)
        later = tuple(change for change in scenario.changes if change.day >= self.engine.day)
        self._scenario = scenario.model_copy(update={"changes": past + later})
        self._note_the_end()

    def go_on_as(self, scenario: Scenario) -> None:
        """Go on as if another scenario had been run so far, one that says the same of the days that are over.

        Parameters
        ----------
        scenario : Scenario
            The setting of the whole run: what comes of it are the same bits as if it had been run from day 0.

        Raises
        ------
        ScenarioError
            If it says something else of the days that are over.
        """
        day = self.engine.day
        same = same_until(self.scenario, scenario)
        if same < max(day, 1):
            raise ScenarioError(
                say(
                    "{title}: it is the same up to day {same} only, and day {day} is to come.",
                    title=term(scenario.title),
                    same=same,
                    day=day,
                )
            )
        values = differences(self.setting, setting_on(scenario, day - 1))
        if values:
            self.change(values)
        self.changed = [(one.day, flat_keys(one.set)) for _, one in changes_in_order(scenario) if one.day < day]
        self._scenario = scenario

    def save(self, path: str | Path) -> None:
        """Save the community between two days; continued, it gives the same bits as if it had never stopped.

        Parameters
        ----------
        path : str or Path
            The file, such as ``day180.fansim``: plain arrays, no code.

        Raises
        ------
        CheckpointError
            If the file cannot be written.
        """
        write_checkpoint(self._saved(), path)

    @classmethod
    def load(
        cls,
        path: str | Path,
        driver: Driver = "fast",
        threads: int | None = None,
        rules: Mapping[str, Callable[..., Any]] | None = None,
        mechanisms: Sequence[Mechanism] = (),
        agent_classes: Mapping[str, type[Person]] | None = None,
        progress: Callable[[str], None] = lambda name: None,
    ) -> Self:
        """Return a community that was saved.

        Parameters
        ----------
        path : str or Path
            The file that `save` wrote.
        driver, threads, rules, mechanisms, agent_classes, progress
            As in `FanCommunity`; rules and mechanisms must be those it was run with.

        Raises
        ------
        CheckpointError
            If the file is no checkpoint, or was saved by another version, with other columns, rules or mechanisms.
        """
        saved = read_checkpoint(path)
        # first, since the scenario of another version, or with another's sections, could not be read
        check_fits(saved, {"fansim": fansim.__version__, "mechanisms": identities(mechanisms)}, path)
        model = cls._prepared(saved, driver, rules, mechanisms, agent_classes)
        check_fits(saved, model._identity(), path)
        model._continue(saved, threads, progress)
        return model

    @classmethod
    def _prepared(
        cls,
        saved: Saved,
        driver: Driver,
        rules: Mapping[str, Callable[..., Any]] | None,
        mechanisms: Sequence[Mechanism],
        agent_classes: Mapping[str, type[Person]] | None,
    ) -> Self:
        """Return a community as it was before its state: that of `saved` is still to be taken up."""
        model = cls.__new__(cls)
        scenario = scenario_from_mapping(saved.facts["scenario"], mechanisms=mechanisms)
        model._prepare(scenario, saved.facts["seed"], driver, rules, agent_classes)
        return model

    def _identity(self) -> dict[str, Any]:
        """Return what must be the same where a saved community goes on."""
        return {
            "fansim": fansim.__version__,
            "columns": layout_of(self.assembly, flatten(self.scenario).dtype),
            "rules": {name: fingerprint_of(rule) for name, rule in sorted(self.rules.items())},
            "mechanisms": identities(self.assembly.added),
        }

    def _saved(self) -> Saved:
        """Return the present state as facts and arrays."""
        facts = {
            **self._identity(),
            "scenario": self.scenario.model_dump(mode="json", exclude_unset=True),
            "setting": self.setting.model_dump(mode="json", exclude_unset=True),
            "changed": self.changed,
            "seed": self.seed,
            "day": self.engine.day,
            "network_told": self.network_told,
        }
        world = {f"world.{name}": array for name, array in self.world.arrays().items()}
        recorder = {f"recorder.{name}": array for name, array in self.recorder.arrays().items()}
        return Saved(facts, world | recorder | {"names.person": self.names})

    def _continue(self, saved: Saved, threads: int | None, progress: Callable[[str], None]) -> None:
        """Take up a state that was saved."""
        arrays = {name: array.copy() for name, array in saved.part("world").items()}
        self.setting = scenario_from_mapping(saved.facts["setting"], mechanisms=self.assembly.added)
        self.changed = [(day, values) for day, values in saved.facts["changed"]]
        world = World(self.assembly, {}, arrays["p"], arrays)
        world.take_records(arrays["brand"], arrays["chunk"])
        persons = int(world.brand["persons"][0])
        self.network = Network(world.network.start[: persons + 1], world.network.neighbours)
        self.names, self.network_told = saved.part("names")["person"], saved.facts["network_told"]
        self._begin(world, threads, progress)
        self.engine.day = saved.facts["day"]
        self.recorder.take_back(saved.part("recorder"))
        self._note_the_end()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle, and copy, by the arrays: a copy is independent, and its agents are built anew."""
        saved = self._saved()
        arrays = {name: array.copy() for name, array in saved.arrays.items()}
        made_of = (self.driver, self.engine.threads, self._given_rules, self.assembly.added, self._classes)
        return _copied, (type(self), Saved(saved.facts, arrays), *made_of)

    @property
    def scenario(self) -> Scenario:
        """The setting."""
        return self._scenario

    @scenario.setter
    def scenario(self, other: object) -> None:
        """Keep the setting: from 3.4 on, Mesa puts an empty scenario of its own here while a model is built."""
        if hasattr(self, "engine"):
            raise AttributeError("a community keeps the scenario that it was built with; build another one")

    @property
    def agents(self) -> mesa.agent.AgentSet:
        """All agents, built on first use."""
        self._build_agents()
        return self._all_agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], mesa.agent.AgentSet]:
        """All agents by class: core fans, casual users, shills, haters, professional haters."""
        self._build_agents()
        return self._agents_by_type  # type: ignore[no-any-return]

    @property
    def agents_in_rows(self) -> list[Person]:
        """All agents in the order of their rows, built on first use."""
        self._build_agents()
        return self._built

    @property
    def datacollector(self) -> mesa.DataCollector:
        """The daily outcomes so far as Mesa's collector has them; or the collector that was put here."""
        return self._collector or collector_of(self)

    @datacollector.setter
    def datacollector(self, collector: mesa.DataCollector) -> None:
        """Put a collector of your own here."""
        self._collector = collector

    @property
    def graph(self) -> networkx.Graph:
        """The social network, as a networkx graph whose nodes are the unique_ids of agents; built on first use."""
        if self._graph is None:
            self._graph = graph_of(self)
        return self._graph

    @property
    def today(self) -> dict[str, float]:
        """The daily outcomes of the last day run, by name.

        Raises
        ------
        ScenarioError
            Before the first day.
        """
        if self.engine.day == 0:
            raise ScenarioError(say("today: no day has been run yet; run one with step()."))
        last = daily_frame(self.recorder.brand[-1:], self.assembly).iloc[0]
        return {str(name): float(value) for name, value in last.items()}

    @property
    def daily(self) -> pd.DataFrame:
        """The daily outcomes so far, one row a day; with their dates, where the scenario has a calendar."""
        return with_dates(daily_frame(self.recorder.brand, self.assembly), self.scenario.calendar.start)

    def _class_of(self, label: int) -> type[Person]:
        """Return the class for a label, or the subclass that was given for it."""
        standard = class_of(label)
        return self._classes.get(standard.__name__, standard)

    def _build_agents(self) -> None:
        """Make one agent a row, on first use."""
        if self._built:
            return
        self._labels = self.world.person.label.copy()
        self._built = [self._class_of(label)(self, row) for row, label in enumerate(self._labels.tolist())]

    def _follow_labels(self) -> None:
        """Let each agent's class follow its label; row and unique_id stay."""
        if not self._built:
            return
        labels = self.world.person.label
        for row in np.flatnonzero(labels != self._labels):
            agent, wanted = self._built[row], self._class_of(int(labels[row]))
            if type(agent) is not wanted:
                self.deregister_agent(agent)
                agent.__class__ = wanted
                self.register_agent(agent)
                agent.unique_id = int(row) + 1  # from 3.4 on, Mesa counts one that is registered again as another
        self._labels = labels.copy()


def whole_number(name: str, given: object, low: int, high: int) -> int:
    """Return a whole number as Python's own, whatever kind it was given as.

    Raises
    ------
    ScenarioError
        If it is none, such as True or 1.5, or lies outside.
    """
    if not isinstance(given, Integral) or isinstance(given, bool) or not low <= int(given) <= high:
        raise ScenarioError(
            say(
                "{name}: got {given}, but it must be a whole number from {low} to {high}.",
                name=name,
                given=repr(given),
                low=f"{low:,}",
                high=f"{high:,}",
            )
        )
    return int(given)


def scenario_of(given: Scenario | str | Path, mechanisms: Sequence[Mechanism]) -> Scenario:
    """Return a scenario, read from its file if need be, with the sections of a user's mechanisms."""
    if not isinstance(given, ScenarioBase):
        return load_scenario(find_scenario(given), mechanisms=mechanisms)
    if mechanisms and given.assembly.added != tuple(mechanisms):
        return scenario_from_mapping(given, mechanisms=mechanisms)
    return given


def _copied(
    cls: type[FanCommunity],
    saved: Saved,
    driver: Driver,
    threads: int,
    rules: dict[str, Callable[..., Any]],
    mechanisms: tuple[Mechanism, ...],
    agent_classes: dict[str, type[Person]],
) -> FanCommunity:
    """Return a community from what `FanCommunity.__reduce__` gave."""
    model = cls._prepared(saved, driver, rules, mechanisms, agent_classes)
    model._continue(saved, threads, lambda name: None)
    return model
