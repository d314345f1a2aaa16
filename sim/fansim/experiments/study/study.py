"""Studies: a base scenario, a design, replications and outcomes, checked as a whole before the first run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import fansim
from fansim.errors import ScenarioError
from fansim.experiments.methods.factors import Point
from fansim.experiments.study.design import BASE, Design, PointList
from fansim.experiments.study.design_reading import read_design
from fansim.experiments.study.file import ANALYSES, Model, StopSection, StudyFile, validated
from fansim.experiments.study.idle import warn_of_idle
from fansim.experiments.study.paths import contents, resolved
from fansim.experiments.study.reading import Reading, read_values
from fansim.language import say
from fansim.outcomes.measures import SUMMARY
from fansim.outside import identities
from fansim.regular import LARGEST_NETWORK_FILE, why_unreadable
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.scenario.bundled import SCENARIO, STUDY, find, or_bundled


@dataclass(frozen=True)
class PlannedRun:
    """One run of a study.

    Attributes
    ----------
    number : int
        ``replication * scenarios + scenario``: all scenarios once, then all again.
    scenario, replication, seed : int
        Number of the scenario in the design, number of the replication, and its seed.
    point : mapping
        The factors' values.
    """

    number: int
    scenario: int
    replication: int
    seed: int
    point: Mapping[str, Any]


@dataclass(frozen=True)
class Study:
    """A study, complete and checked.

    Attributes
    ----------
    name, title, description : str
        The file's name without ending, which names the results; what people read.
    base : Scenario
        The scenario from which the others depart.
    scenarios : mapping of str to Scenario
        Whole scenarios, by name: the levels of the factor ``base`` where there is one.
    design : Design
        The points, a lazy sequence.
    replications, seed : int
        Runs of each scenario; replication r uses ``seed + r`` in every scenario (common random numbers).
    outcomes, daily : tuple of str
        Outcomes of each run, and daily outcomes kept day by day.
    stop : StopSection
        When to end early.
    sections : mapping
        What the file says in the sections of analyses; see `section`.
    """

    name: str
    base: Scenario
    design: Design
    title: str = "Untitled study"
    description: str = ""
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    replications: int = 10
    seed: int = 1
    outcomes: tuple[str, ...] = tuple(measure.name for measure in SUMMARY)
    daily: tuple[str, ...] = ()
    stop: StopSection = field(default_factory=StopSection)
    sections: Mapping[str, Any] = field(default_factory=dict)
    reading: Reading | None = field(default=None, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """From which the paths among its factors are seen: that of its file, or the current one."""
        return self.reading.folder if self.reading else Path.cwd()

    @property
    def runs(self) -> int:
        """Number of runs planned."""
        return len(self.design) * self.replications

    def run(self, number: int) -> PlannedRun:
        """Return what is planned for a run."""
        replication, scenario = divmod(number, len(self.design))
        return PlannedRun(number, scenario, replication, self.seed + replication, self.design[scenario])

    def scenario(self, point: Point | Mapping[str, Any]) -> Scenario:
        """Return the scenario at a point.

        Raises
        ------
        ScenarioError
            If the point's values contradict each other.
        """
        overrides = resolved(point, self.folder)
        base = self.scenarios[overrides.pop(BASE)] if BASE in overrides else self.base
        return scenario_from_mapping(base, overrides) if overrides else base

    def with_points(self, points: list[Point], **changes: Any) -> Study:
        """Return the study with a list of points as its design, and with other changes of its attributes."""
        return replace(self, design=PointList(tuple(points)), **changes)

    def section(self, name: str, model: type[Model]) -> Model:
        """Return the section of an analysis, checked.

        Parameters
        ----------
        name : str
            One of `file.ANALYSES`.
        model : type
            Its strict model.

        Raises
        ------
        ScenarioError
            If it is not there, or a key or value is not allowed.
        """
        if name not in self.sections:
            raise ScenarioError(
                say(
                    "{name}: there is no section [{section}] in this study; it is needed here.",
                    name=self.name,
                    section=name,
                )
            )
        return validated(model, self.sections[name], (self.reading or Reading.of({})).layers, (name,))

    def fingerprint(self) -> str:
        """Return a text that differs between studies with other runs or other outcomes.

        Replications and stop rules leave it as it is: with more replications a sweep goes on where it was.
        """
        said = {
            "version": fansim.__version__,
            "base": scenario_facts(self.base),
            "scenarios": {name: scenario_facts(scenario) for name, scenario in self.scenarios.items()},
            "design": self.design.described(),
            "seed": self.seed,
            "outcomes": self.outcomes,
            "daily": self.daily,
        }
        if files := contents(self.design, self.folder):
            said["files"] = files
        return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def load_study(path: str | Path, overrides: Mapping[str, object] | None = None) -> Study:
    """Read a study file and check all of it.

    Parameters
    ----------
    path : str or Path
        A TOML file, with the keys of `file.StudyFile`, or the name of a bundled one.
    overrides : mapping, optional
        Dotted scenario keys changed for the whole study, over those in ``[set]``.

    Raises
    ------
    ScenarioError
        If a file cannot be read, or anything in it is not allowed; one line a problem.
    """
    return _study(Reading.of_file(or_bundled(path, kind=STUDY)), Path(path).stem, overrides or {})


def find_study(given: str | Path) -> Path:
    """Return the file that is meant by a path, or by the bare name of a bundled study.

    Raises
    ------
    ScenarioError
        If it is a bare name and there is no such study; the message names the nearest one.
    """
    return find(given, STUDY, SCENARIO)


def study_from_mapping(
    mapping: Mapping[str, Any],
    name: str = "study",
    base: Scenario | None = None,
    scenarios: Mapping[str, Scenario] | None = None,
) -> Study:
    """Make a study of values in Python, with the same checks as a file.

    Parameters
    ----------
    mapping : mapping
        As in a file; paths are relative to the current folder.
    name : str
        Its name.
    base : Scenario, optional
        The base scenario, instead of a file.
    scenarios : mapping of str to Scenario, optional
        Whole scenarios by name, instead of files.
    """
    return _study(Reading.of(mapping), name, {}, base, scenarios)


def _study(
    reading: Reading,
    name: str,
    overrides: Mapping[str, object],
    base: Scenario | None = None,
    scenarios: Mapping[str, Scenario] | None = None,
) -> Study:
    """Check what was read and make a study of it."""
    file = validated(StudyFile, reading.values, reading.layers, ())
    scenarios = dict(scenarios or reading.scenarios(file.design.scenarios, {**file.set, **overrides}))
    base = base or reading.base(file, scenarios, overrides)
    outcomes = reading.names("outcomes", file.outcomes, [measure.name for measure in base.assembly.summary])
    reading.names("stop.precision", tuple(file.stop.precision), outcomes)
    study = Study(
        name=name,
        base=base,
        design=read_design(file, reading, scenarios),
        title=file.title,
        description=file.description,
        scenarios=scenarios,
        replications=file.replications,
        seed=file.seed,
        outcomes=tuple(outcomes),
        daily=reading.names("daily", file.daily, [measure.name for measure in base.assembly.daily], otherwise=()),
        stop=file.stop,
        sections={key: getattr(file, key) for key in ANALYSES if getattr(file, key) is not None},
        reading=reading,
    )
    warn_of_idle(reading, file.set, overrides, study.design, reading.checked(study.design, base, scenarios))
    return study


def scenario_facts(scenario: Scenario) -> dict[str, Any]:
    """Return all of a scenario that its outcomes depend on; a network file is known by its content."""
    facts = scenario.model_dump(mode="json", exclude={"title", "description", "theme", "seed"})
    path = scenario.network.path
    if path is not None and not why_unreadable(path, LARGEST_NETWORK_FILE):
        facts["network"]["path"] = sha256(Path(path).read_bytes()).hexdigest()
    if scenario.assembly.added:
        facts["mechanisms"] = identities(scenario.assembly.added)
    return facts


__all__ = ["PlannedRun", "Study", "find_study", "load_study", "read_values", "scenario_facts", "study_from_mapping"]
