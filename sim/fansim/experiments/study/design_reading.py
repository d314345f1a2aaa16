"""From the section ``[design]`` of a study to its design, or to the line of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from fansim.experiments.methods.factors import Factor, Point, Range
from fansim.experiments.study.design import BASE, Design, Grid, LatinHypercube, PointList, SobolSequence, in_order
from fansim.experiments.study.file import DesignSection, StudyFile
from fansim.experiments.study.reading import FACTORS, Reading, read_values
from fansim.language import say, together
from fansim.scenario import KEYS, Scenario
from fansim.scenario.messages import shown
from fansim.scenario.toml_lines import KeyPath


def read_design(file: StudyFile, reading: Reading, scenarios: Mapping[str, Scenario]) -> Design:
    """Return the design of a study.

    Raises
    ------
    ScenarioError
        If a factor or the number of samples is missing, or does not suit the kind of design.
    """
    section = file.design
    written = read_values(section.factors)
    factors = {key: _factor(key, value, section, reading) for key, value in written.items()}
    if BASE in factors:
        raise reading.error(_place(BASE, reading), say("name whole scenarios in design.scenarios."))
    if section.kind in ("latin_hypercube", "sobol"):
        return _sampled(section, factors, file.seed, reading)
    if section.samples is not None:
        raise reading.error(
            ("design", "samples"), say("a {kind} has no samples; leave the key out.", kind=section.kind)
        )
    levels = {key: factor for key, factor in factors.items() if isinstance(factor, tuple)}
    if section.kind == "grid":
        return Grid({**({BASE: tuple(scenarios)} if scenarios else {}), **levels}) if levels or scenarios else _one()
    return _listed(in_order(levels), scenarios, reading)


def _one() -> Design:
    """Return the design of the base scenario alone."""
    return PointList(({},))


def _sampled(section: DesignSection, factors: dict[str, Factor], seed: int, reading: Reading) -> Design:
    """Return a design of points spread over their ranges."""
    if section.samples is None:
        raise reading.error(
            ("design",), say('samples is missing: how many points the "{kind}" has.', kind=section.kind)
        )
    if not factors:
        raise reading.error(("design",), say("factors are missing: name at least one."))
    if section.scenarios:
        raise reading.error(("design", "scenarios"), say("whole scenarios need a grid or a list."))
    kind = LatinHypercube if section.kind == "latin_hypercube" else SobolSequence
    return kind(factors, section.samples, seed)


def _listed(levels: dict[str, tuple[Any, ...]], scenarios: Mapping[str, Scenario], reading: Reading) -> Design:
    """Return a list of points: the first values together, then the second ones; each for every whole scenario."""
    lengths = {key: len(values) for key, values in levels.items()}
    if len(set(lengths.values())) > 1:
        facts = together([say("{key} has {values}", key=key, values=length) for key, length in lengths.items()])
        raise reading.error(
            FACTORS, say("in a list all factors need the same number of values, but {facts}.", facts=facts)
        )
    rows: list[Point] = [dict(zip(levels, values, strict=True)) for values in zip(*levels.values(), strict=True)]
    points = [{BASE: name, **row} for name in scenarios for row in rows or [{}]] if scenarios else rows
    if not points:
        raise reading.error(("design",), say("a list needs factors or scenarios."))
    return PointList(tuple(points))


def _factor(key: str, value: object, section: DesignSection, reading: Reading) -> Factor:
    """Return a factor, or refuse what stands there."""
    path = _place(key, reading)
    if isinstance(value, list):
        if not value:
            raise reading.error(path, say("got an empty list, but it must have at least one value."))
        return tuple(value)
    if not isinstance(value, Mapping):
        raise reading.error(
            path, say("got {given}, but it must be a list of values, or {{low = 0, high = 1}}.", given=shown(value))
        )
    if section.kind in ("grid", "list"):
        raise reading.error(path, say("got a range, but a {kind} needs a list of values.", kind=section.kind))
    return _range(key, value, path, reading)


def _range(key: str, value: Mapping[str, Any], path: KeyPath, reading: Reading) -> Range:
    """Return a range, or refuse it."""
    unknown = sorted(set(value) - {"low", "high", "log"})
    if unknown or not {"low", "high"} <= set(value):
        got = together(list(value))
        raise reading.error(
            path, say("a range is {{low = 0, high = 1}}, with log = true if wanted; got {given}.", given=got)
        )
    low, high, log = value["low"], value["high"], value.get("log", False)
    for name, number in (("low", low), ("high", high)):
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not isfinite(number):
            raise reading.error((*path, name), say("got {given}, but it must be a number.", given=shown(number)))
    if not low < high:
        raise reading.error(path, say("low must be below high (low is {low}, high is {high}).", low=low, high=high))
    if not isinstance(log, bool) or (log and low <= 0):
        raise reading.error(
            (*path, "log"), say("got {given}, but it must be true or false, and low above 0 if true.", given=shown(log))
        )
    whole = is_whole(key)
    if whole and not (float(low).is_integer() and float(high).is_integer()):
        raise reading.error(path, say("{key} is a whole number, so low and high must be whole numbers.", key=key))
    return Range(low, high, whole, log)


def _place(key: str, reading: Reading) -> KeyPath:
    """Return the path at which a factor is written: as one quoted key, or as nested tables."""
    whole: KeyPath = (*FACTORS, key)
    return whole if reading.layers.at(whole) is not None else (*FACTORS, *key.split("."))


def is_whole(key: str) -> bool:
    """Return whether a scenario key takes whole numbers only."""
    known = KEYS.get(".".join(part for part in key.split(".") if not part.isdecimal()))
    return known is not None and known.kind == "whole number"
