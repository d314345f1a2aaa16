"""From the text of a study to its base, its design and the check of every point, with the line of each problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from typing import Any

from fansim.errors import ScenarioError
from fansim.experiments.methods.factors import Factor, Point
from fansim.experiments.study.design import BASE, Design, PointList
from fansim.experiments.study.file import StudyFile
from fansim.experiments.study.paths import PATH, network_files, resolved
from fansim.language import meant, say, together
from fansim.regular import is_file
from fansim.scenario import Scenario, scenario_from_mapping, scenario_name
from fansim.scenario.bundled import or_bundled
from fansim.scenario.files import scenario_and_layers, warn_without_effect
from fansim.scenario.layers import Layers, Source
from fansim.scenario.messages import override_label, problem, shown
from fansim.scenario.overrides import plain
from fansim.scenario.reading import read_chain
from fansim.scenario.toml_lines import KeyPath
from fansim.text import nearest, shortened

CHECKED = 200  # points checked before the first run, besides those that hold each level
FACTORS: KeyPath = ("design", "factors")


@dataclass(frozen=True)
class Reading:
    """What a study file says, and where.

    Attributes
    ----------
    values : mapping
        Nested as in the file.
    layers : Layers
        The place of each value.
    folder : Path
        From which its paths are seen.
    label : str
        The file as messages call it; empty for values in Python.
    """

    values: Mapping[str, Any]
    layers: Layers
    folder: Path
    label: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Reading:
        """Return values in Python; paths are seen from the current folder."""
        layers, said = Layers(Source("")), plain(values, "the study")
        layers.lay(said, Source(""))
        return cls(said, layers, Path.cwd(), "")

    @classmethod
    def of_file(cls, path: Path) -> Reading:
        """Read a study file, with those that it extends.

        Raises
        ------
        ScenarioError
            If one cannot be read.
        """
        chain = read_chain(path)
        layers = Layers(chain[0].source)
        for file in reversed(chain):
            if isinstance(file.values.get("base"), str):
                file.values["base"] = _base_path(file.values["base"], file.path.parent)
            if isinstance(file.values.get("set"), dict):
                file.values["set"] = resolved(file.values["set"], file.path.parent)
            layers.lay(file.values, file.source)
        if layers.values.keys() & {"population", "entry", "groups", "days"} and "design" not in layers.values:
            label = chain[0].source.label
            raise ScenarioError(say("{label}: is a scenario, not a study: fansim run {label}.", label=label))
        return cls(layers.values, layers, chain[0].path.parent, chain[0].source.label)

    def error(self, path: KeyPath, message: str) -> ScenarioError:
        """Return an error about a key, with its file and line."""
        return ScenarioError(problem(self.layers.place(path), path, message).text)

    def base(self, file: StudyFile, scenarios: Mapping[str, Scenario], overrides: Mapping[str, object]) -> Scenario:
        """Return the base scenario: the file named, or the first of the whole scenarios."""
        if file.base is not None:
            return self._scenario(file.base, ("base",), {**self._set(file), **overrides})
        if scenarios:
            return next(iter(scenarios.values()))
        raise ScenarioError(
            say(
                '{label}: base is missing: name a scenario file, base = "x.toml".', label=self.label or say("the study")
            )
        )

    def _set(self, file: StudyFile) -> dict[str, Any]:
        """Return the overrides of the whole study by dotted key."""
        return read_values(file.set)

    def scenarios(self, files: Sequence[str], overrides: Mapping[str, object]) -> dict[str, Scenario]:
        """Return the whole scenarios by name."""
        changes = read_values(overrides)
        found: dict[str, Scenario] = {}
        for number, written in enumerate(files):
            name = scenario_name(written)
            name = name if name not in found else str(Path(written).with_suffix(""))
            if name in found:
                raise self.error(
                    ("design", "scenarios", number), say("{given} is there twice; keep one.", given=shown(written))
                )
            found[name] = self._scenario(written, ("design", "scenarios", number), changes)
        return found

    def _scenario(self, written: str, path: KeyPath, overrides: Mapping[str, object]) -> Scenario:
        """Read one scenario file that the study names."""
        file = Path(normpath(or_bundled(written, self.folder if self.label else None)))
        here = Path.cwd().resolve()
        file = file.relative_to(here) if file.is_relative_to(here) and is_file(file) else file
        try:
            scenario, layers = scenario_and_layers(file, overrides)
        except ScenarioError as error:
            if is_file(file):
                raise ScenarioError(self._relabelled(str(error), overrides, ("set",))) from None
            raise self.error(path, str(error).partition(": ")[2]) from None
        warn_without_effect(scenario, layers, nearest=1)  # of what the study itself says: see `idle`
        return scenario

    def names(
        self, key: str, given: Sequence[str], known: Sequence[str], otherwise: Sequence[str] | None = None
    ) -> tuple[str, ...]:
        """Return the outcomes named, or those that stand for none named, all of them unless said otherwise."""
        for number, name in enumerate(given):
            if name not in known:
                near = nearest(name, known)
                hint = meant(near) if near else say(" There are {names}.", names=together(list(known)))
                path = (*key.split("."), name) if "." in key else (key, number)
                raise self.error(path, say("there is no outcome {name} here.{hint}", name=shown(name), hint=hint))
        return tuple(dict.fromkeys(given)) or tuple(known if otherwise is None else otherwise)

    def checked(self, design: Design, base: Scenario, scenarios: Mapping[str, Scenario]) -> Iterator[Scenario]:
        """Yield the scenarios of a design that are checked: all its levels, and its first points.

        Raises
        ------
        ScenarioError
            At the first that is not valid.
        """
        for written, file in network_files(design, self.folder):
            if not file.is_file():
                raise self.error(
                    (*FACTORS, PATH), say("there is no file {file} beside the study.", file=shown(written))
                )
        for point in _to_check(design):
            overrides = resolved(point, self.folder)
            start = scenarios[overrides.pop(BASE)] if BASE in overrides else base
            try:
                scenario = scenario_from_mapping(start, overrides)
            except ScenarioError as error:
                raise ScenarioError(self._relabelled(str(error), overrides, FACTORS)) from None
            yield scenario

    def _relabelled(self, text: str, overrides: Mapping[str, object], section: KeyPath) -> str:
        """Put the study's own lines in the place of the override that a message complains of."""
        for key, value in overrides.items():
            where = self.where(key, section)
            text = text.replace(override_label(key, value), f"{where}: {shortened(key)}" if where else shortened(key))
        return text

    def where(self, key: str, section: KeyPath) -> str:
        """Return the file and line where a section of the study names a dotted key."""
        parts = [int(part) if part.isdecimal() else part for part in key.split(".")]
        written = [path for path in ((*section, key), (*section, *parts)) if self._has(path)]
        return str(self.layers.place(written[0] if written else section))

    def _has(self, path: KeyPath) -> bool:
        """Return whether the study says something at a path."""
        return self.layers.at(path, self) is not self


def _base_path(named: str, folder: Path) -> str:
    """Return where a base scenario is: beside its study, or the bundled one of that bare name."""
    return normpath(or_bundled(named, folder))


def read_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested tables by dotted key, as factors and overrides are written."""
    return dict(_flattened(values))


def _flattened(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield dotted keys with what stands there: a list, a value or a range."""
    for key, value in values.items():
        if isinstance(value, Mapping) and "low" not in value and "high" not in value:
            yield from _flattened(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _to_check(design: Design) -> Iterable[Point]:
    """Yield the first points, and points that together hold each level and both ends of each range."""
    factors = design.factors
    if not isinstance(design, PointList):
        most = max(len(factor) if isinstance(factor, tuple) else 2 for factor in factors.values())
        for number in range(min(most, 10_000)):
            yield {key: _level(factor, number) for key, factor in factors.items()}
    for number in range(min(len(design), CHECKED)):
        yield design[number]


def _level(factor: Factor, number: int) -> Any:
    """Return a level by number, beginning again after the last."""
    return factor[number % len(factor)] if isinstance(factor, tuple) else factor.at(number % 2)
