"""From the text of a study to its base, its design and the check of every point, with the line of each problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from os.path import normpath
from pathlib import Path
from typing import Any

from fansim.errors import ScenarioError
from fansim.experiments.design import (
    BASE,
    Design,
    Factor,
    Grid,
    LatinHypercube,
    Point,
    PointList,
    Range,
    SobolSequence,
    is_whole,
)
from fansim.experiments.study_file import DesignSection, StudyFile
from fansim.scenario import Scenario, load_scenario, scenario_from_mapping, scenario_name
from fansim.scenario.layers import Layers, Source
from fansim.scenario.messages import override_label, problem, shown
from fansim.scenario.overrides import plain
from fansim.scenario.reading import read_chain
from fansim.scenario.suggest import listed, nearest
from fansim.scenario.toml_lines import KeyPath

_CHECKED = 200  # points checked before the first run, besides those that hold each level
_FACTORS: KeyPath = ("design", "factors")


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
                file.values["base"] = normpath(file.path.parent / file.values["base"])
            layers.lay(file.values, file.source)
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
        raise ScenarioError(f'{self.label or "the study"}: base is missing: name a scenario file, base = "x.toml".')

    def _set(self, file: StudyFile) -> dict[str, Any]:
        """Return the overrides of the whole study by dotted key."""
        return dict(_flattened(file.set))

    def scenarios(self, files: Sequence[str], overrides: Mapping[str, object]) -> dict[str, Scenario]:
        """Return the whole scenarios by name."""
        changes = dict(_flattened(overrides))
        found: dict[str, Scenario] = {}
        for number, written in enumerate(files):
            name = scenario_name(written)
            name = name if name not in found else str(Path(written).with_suffix(""))
            if name in found:
                raise self.error(("design", "scenarios", number), f"{shown(written)} is there twice; keep one.")
            found[name] = self._scenario(written, ("design", "scenarios", number), changes)
        return found

    def _scenario(self, written: str, path: KeyPath, overrides: Mapping[str, object]) -> Scenario:
        """Read one scenario file that the study names."""
        file = Path(normpath(self.folder / written))
        here = Path.cwd().resolve()
        file = file.relative_to(here) if file.is_relative_to(here) else file
        try:
            return load_scenario(file, overrides)
        except ScenarioError as error:
            if file.is_file():
                raise ScenarioError(self._relabelled(str(error), overrides, ("set",))) from None
            raise self.error(path, str(error).partition(": ")[2]) from None

    def names(
        self, key: str, given: Sequence[str], known: Sequence[str], otherwise: Sequence[str] | None = None
    ) -> tuple[str, ...]:
        """Return the outcomes named, or those that stand for none named, all of them unless said otherwise."""
        for number, name in enumerate(given):
            if name not in known:
                near = nearest(name, known)
                hint = f" Did you mean {near}?" if near else f" There are {listed(list(known))}."
                path = (*key.split("."), name) if "." in key else (key, number)
                raise self.error(path, f"there is no outcome {shown(name)} here.{hint}")
        return tuple(dict.fromkeys(given)) or tuple(known if otherwise is None else otherwise)

    def check_points(self, design: Design, base: Scenario, scenarios: Mapping[str, Scenario]) -> None:
        """Refuse a design any of whose levels, or of its first points, makes no valid scenario."""
        for point in _to_check(design):
            overrides = dict(point)
            start = scenarios[overrides.pop(BASE)] if BASE in overrides else base
            try:
                scenario_from_mapping(start, overrides)
            except ScenarioError as error:
                raise ScenarioError(self._relabelled(str(error), overrides, _FACTORS)) from None

    def _relabelled(self, text: str, overrides: Mapping[str, object], section: KeyPath) -> str:
        """Put the study's own lines in the place of the override that a message complains of."""
        for key, value in overrides.items():
            written = [path for path in ((*section, key), (*section, *key.split("."))) if self._has(path)]
            path = written[0] if written else section
            where = str(self.layers.place(path))
            text = text.replace(override_label(key, value), f"{where}: {key}" if where else key)
        return text

    def _has(self, path: KeyPath) -> bool:
        """Return whether the study says something at a path."""
        return self.layers.at(path, self) is not self


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


def read_design(file: StudyFile, reading: Reading, scenarios: Mapping[str, Scenario]) -> Design:
    """Return the design of a study.

    Raises
    ------
    ScenarioError
        If a factor or the number of samples is missing, or does not suit the kind of design.
    """
    section = file.design
    written = dict(_flattened(section.factors))
    factors = {key: _factor(key, value, section, reading) for key, value in written.items()}
    if BASE in factors:
        raise reading.error(_place(BASE, reading), "name whole scenarios in design.scenarios.")
    if section.kind in ("latin_hypercube", "sobol"):
        return _sampled(section, factors, file.seed, reading)
    if section.samples is not None:
        raise reading.error(("design", "samples"), f"a {section.kind} has no samples; leave the key out.")
    levels = {key: factor for key, factor in factors.items() if isinstance(factor, tuple)}
    if section.kind == "grid":
        return Grid({**({BASE: tuple(scenarios)} if scenarios else {}), **levels}) if levels or scenarios else _one()
    return _listed(levels, scenarios, reading)


def _one() -> Design:
    """Return the design of the base scenario alone."""
    return PointList(({},))


def _sampled(section: DesignSection, factors: dict[str, Factor], seed: int, reading: Reading) -> Design:
    """Return a design of points spread over their ranges."""
    if section.samples is None:
        raise reading.error(("design",), f'samples is missing: how many points the "{section.kind}" has.')
    if not factors:
        raise reading.error(("design",), "factors are missing: name at least one.")
    if section.scenarios:
        raise reading.error(("design", "scenarios"), "whole scenarios need a grid or a list.")
    kind = LatinHypercube if section.kind == "latin_hypercube" else SobolSequence
    return kind(factors, section.samples, seed)


def _listed(levels: dict[str, tuple[Any, ...]], scenarios: Mapping[str, Scenario], reading: Reading) -> Design:
    """Return a list of points: the first values together, then the second ones; each for every whole scenario."""
    lengths = {key: len(values) for key, values in levels.items()}
    if len(set(lengths.values())) > 1:
        facts = listed([f"{key} has {length}" for key, length in lengths.items()])
        raise reading.error(_FACTORS, f"in a list all factors need the same number of values, but {facts}.")
    rows: list[Point] = [dict(zip(levels, values, strict=True)) for values in zip(*levels.values(), strict=True)]
    points = [{BASE: name, **row} for name in scenarios for row in rows or [{}]] if scenarios else rows
    if not points:
        raise reading.error(("design",), "a list needs factors or scenarios.")
    return PointList(tuple(points))


def _factor(key: str, value: object, section: DesignSection, reading: Reading) -> Factor:
    """Return a factor, or refuse what stands there."""
    path = _place(key, reading)
    if isinstance(value, list):
        if not value:
            raise reading.error(path, "got an empty list, but it must have at least one value.")
        return tuple(value)
    if not isinstance(value, Mapping):
        raise reading.error(path, f"got {shown(value)}, but it must be a list of values, or {{low = 0, high = 1}}.")
    if section.kind in ("grid", "list"):
        raise reading.error(path, f"got a range, but a {section.kind} needs a list of values.")
    return _range(key, value, path, reading)


def _range(key: str, value: Mapping[str, Any], path: KeyPath, reading: Reading) -> Range:
    """Return a range, or refuse it."""
    unknown = sorted(set(value) - {"low", "high", "log"})
    if unknown or not {"low", "high"} <= set(value):
        got = listed(list(value))
        raise reading.error(path, f"a range is {{low = 0, high = 1}}, with log = true if wanted; got {got}.")
    low, high, log = value["low"], value["high"], value.get("log", False)
    for name, number in (("low", low), ("high", high)):
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not isfinite(number):
            raise reading.error((*path, name), f"got {shown(number)}, but it must be a number.")
    if not low < high:
        raise reading.error(path, f"low must be below high (low is {low}, high is {high}).")
    if not isinstance(log, bool) or (log and low <= 0):
        raise reading.error((*path, "log"), f"got {shown(log)}, but it must be true or false, and low above 0 if true.")
    whole = is_whole(key)
    if whole and not (float(low).is_integer() and float(high).is_integer()):
        raise reading.error(path, f"{key} is a whole number, so low and high must be whole numbers.")
    return Range(low, high, whole, log)


def _place(key: str, reading: Reading) -> KeyPath:
    """Return the path at which a factor is written: as one quoted key, or as nested tables."""
    whole: KeyPath = (*_FACTORS, key)
    return whole if reading.layers.at(whole) is not None else (*_FACTORS, *key.split("."))


def _to_check(design: Design) -> Iterable[Point]:
    """Yield the first points, and points that together hold each level and both ends of each range."""
    factors = design.factors
    if not isinstance(design, PointList):
        most = max(len(factor) if isinstance(factor, tuple) else 2 for factor in factors.values())
        for number in range(min(most, 10_000)):
            yield {key: _level(factor, number) for key, factor in factors.items()}
    for number in range(min(len(design), _CHECKED)):
        yield design[number]


def _level(factor: Factor, number: int) -> Any:
    """Return a level by number, beginning again after the last."""
    return factor[number % len(factor)] if isinstance(factor, tuple) else factor.at(number % 2)
