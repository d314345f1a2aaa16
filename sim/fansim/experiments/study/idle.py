"""Settings of a study that can have no effect in any of its points, said before the first run."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fansim.errors import FansimWarning
from fansim.experiments.study.design import BASE, Design
from fansim.experiments.study.reading import CHECKED, FACTORS, Reading, read_values
from fansim.language import say
from fansim.scenario import Scenario
from fansim.scenario.effects import why_idle
from fansim.scenario.messages import dotted, override_label
from fansim.scenario.toml_lines import KeyPath

SET: KeyPath = ("set",)


Reasons = dict[str, tuple[str, set[str]]]
"""Dotted key to why it has no effect, and the keys that make it so."""


def warn_of_idle(
    reading: Reading,
    said: Mapping[str, Any],
    overrides: Mapping[str, object],
    design: Design,
    points: Iterable[Scenario],
) -> None:
    """Warn of each factor, and each setting of the whole study, that can have no effect in any point.

    Parameters
    ----------
    reading : Reading
        The study's file.
    said, overrides : mapping
        What its section ``[set]`` says, and what was changed over that. A key that an override makes idle gets no
        warning: a shorter run of a study is no mistake.
    design : Design
        Its points.
    points : iterable of Scenario
        All of them if they are few, or else enough of them to have all levels; every one is taken.
    """
    keys = dict.fromkeys([*design.keys, *_flat(read_values(said)), *overrides])
    for key, (why, causes) in _idle([key for key in keys if key != BASE], points).items():
        by_override = key not in overrides and causes & overrides.keys()
        if by_override or not _is_certain(key, causes, design):
            continue
        where = _where(key, reading, design, overrides)
        told = where + say("{key} has no effect in any point of the study: {why}.", key=key, why=why)
        warnings.warn(told, FansimWarning, stacklevel=4)


def _idle(keys: Iterable[str], points: Iterable[Scenario]) -> Reasons:
    """Return the keys that have no effect in any point, with the reasons."""
    left: Reasons = {key: ("", set()) for key in keys if key.rpartition(".")[2] != "enabled"}
    for scenario in points:
        for key in list(left):
            why, cause = why_idle(scenario, _path(key))
            if why:
                left[key] = why, left[key][1] | {dotted(cause)}
            else:
                del left[key]
    return {key: reason for key, reason in left.items() if reason[0]}


def _is_certain(key: str, causes: set[str], design: Design) -> bool:
    """Return whether no point that was not looked at could give a key an effect."""
    varied = {BASE, *causes} - {key}
    return len(design) <= CHECKED or not varied & set(design.keys)


def _where(key: str, reading: Reading, design: Design, overrides: Mapping[str, object]) -> str:
    """Return where a key was written, as it stands before a message."""
    if key in design.keys or key not in overrides:
        where = reading.where(key, FACTORS if key in design.keys else SET)
    else:
        where = override_label(key, overrides[key])
    return f"{where}: " if where else ""


def _flat(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield dotted keys, those of lists of tables with the number of their item."""
    for key, value in values.items():
        if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            for number, item in enumerate(value):
                yield from (f"{key}.{number}.{name}" for name in item)
        else:
            yield key


def _path(key: str) -> KeyPath:
    """Return a dotted key as a path, numbers of items as such."""
    return tuple(int(part) if part.isdecimal() else part for part in key.split("."))
