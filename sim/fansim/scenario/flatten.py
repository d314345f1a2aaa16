"""A scenario as numbers: every scalar key of every section, for the kernels."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin

import numpy as np

from fansim.scenario.parameter import Section
from fansim.scenario.schema import ScenarioBase


def code_of(model: type[Section], key: str, value: str) -> int:
    """Return the place of a choice among those its key allows."""
    return get_args(model.model_fields[key].annotation).index(value)


def is_choice(model: type[Section], key: str) -> bool:
    """Return whether a key takes one of several words."""
    return get_origin(model.model_fields[key].annotation) is Literal


def flatten(scenario: ScenarioBase) -> np.ndarray:
    """Return the parameters of a scenario as one record.

    Parameters
    ----------
    scenario : Scenario
        The setting.

    Returns
    -------
    ndarray, shape (1,), structured
        One field a scalar key, named ``section_key``: float64 for numbers with a fraction (NaN for none), int64 for
        whole numbers, switches (0 or 1), dates (their proleptic ordinal, 0 for none) and choices (their place among
        those allowed). Texts and lists are left out.
    """
    record = np.zeros(1, parameters_dtype(type(scenario)))
    for name, section, key in _scalar_keys(type(scenario)):
        held = getattr(scenario, section)
        record[name] = _as_number(type(held), key, getattr(held, key))
    return record


def _as_number(model: type[Section], key: str, value: Any) -> float:
    """Return what stands for a value in the record."""
    if is_choice(model, key):
        return code_of(model, key, value)
    if isinstance(value, datetime.date):
        return value.toordinal()
    if value is None:
        return float("nan") if _is_fraction(model.model_fields[key].annotation) else 0
    return float(value) if isinstance(value, float) else int(value)


@cache
def parameters_dtype(scenario: type[ScenarioBase]) -> np.dtype[np.void]:
    """Return the record dtype of `flatten`, the same for every scenario of a type."""
    fields = []
    for name, section, key in _scalar_keys(scenario):
        annotation = scenario.model_fields[section].annotation.model_fields[key].annotation  # type: ignore[union-attr]
        fields.append((name, "f8" if _is_fraction(annotation) else "i8"))
    return np.dtype(fields)


@cache
def _scalar_keys(scenario: type[ScenarioBase]) -> list[tuple[str, str, str]]:
    """Return (field, section, key) of every key that is a number, a switch, a date or a choice."""
    keys = []
    for section, field in scenario.model_fields.items():
        model: Any = field.annotation
        if isinstance(model, type) and issubclass(model, Section):
            keys += [
                (f"{section}_{key}", section, key)
                for key, info in model.model_fields.items()
                if _is_scalar(info.annotation)
            ]
    return keys


def _is_fraction(annotation: Any) -> bool:
    """Return whether a key's numbers may have a fraction."""
    return float in (annotation, *get_args(annotation))


def _is_scalar(annotation: Any) -> bool:
    """Return whether a key's type becomes one number."""
    return str not in (annotation, *get_args(annotation)) and get_origin(annotation) is not tuple
