"""A scenario as numbers: every scalar key of every section, for the kernels."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

import numpy as np

from fansim.scenario.parameter import Section
from fansim.scenario.schema import Scenario


def code_of(model: type[Section], key: str, value: str) -> int:
    """Return the place of a choice among those its key allows."""
    return get_args(model.model_fields[key].annotation).index(value)


def is_choice(model: type[Section], key: str) -> bool:
    """Return whether a key takes one of several words."""
    return get_origin(model.model_fields[key].annotation) is Literal


def flatten(scenario: Scenario) -> np.ndarray:
    """Return the parameters of a scenario as one record.

    Parameters
    ----------
    scenario : Scenario
        The setting.

    Returns
    -------
    ndarray, shape (1,), structured
        One field a scalar key, named ``section_key``: float64 for numbers with a fraction (NaN for none), int64 for
        whole numbers, switches (0 or 1) and choices (their place among those allowed). Texts and lists are left out.
    """
    record = np.zeros(1, parameters_dtype())
    for name, section, key in _scalar_keys():
        value = getattr(getattr(scenario, section), key)
        model = type(getattr(scenario, section))
        record[name] = np.nan if value is None else code_of(model, key, value) if is_choice(model, key) else value
    return record


@cache
def parameters_dtype() -> np.dtype[np.void]:
    """Return the record dtype of `flatten`, the same for every scenario."""
    fields = []
    for name, section, key in _scalar_keys():
        annotation = Scenario.model_fields[section].annotation.model_fields[key].annotation  # type: ignore[union-attr]
        fields.append((name, "f8" if float in (annotation, *get_args(annotation)) else "i8"))
    return np.dtype(fields)


@cache
def _scalar_keys() -> list[tuple[str, str, str]]:
    """Return (field, section, key) of every key that is a number, a switch or a choice."""
    keys = []
    for section, field in Scenario.model_fields.items():
        model: Any = field.annotation
        if isinstance(model, type) and issubclass(model, Section):
            keys += [
                (f"{section}_{key}", section, key)
                for key, info in model.model_fields.items()
                if _is_scalar(info.annotation)
            ]
    return keys


def _is_scalar(annotation: Any) -> bool:
    """Return whether a key's type becomes one number."""
    return str not in (annotation, *get_args(annotation)) and get_origin(annotation) is not tuple
