"""Means of an outcome at the levels of the factors of a sweep, with their intervals: what its figures draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from fansim.experiments.methods.intervals import interval
from fansim.language import say
from fansim.report.words import lever, number

MOST_LEVELS = 12
"""A factor of numbers with more levels than these is cut into `_PARTS` parts, each with as many scenarios."""
_PARTS = 8


def varied(runs: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Return the factors that have more than one level in some runs."""
    return [key for key in keys if runs[key].astype(str).nunique() > 1]


def is_number(values: Any) -> bool:
    """Whether a column holds numbers, and neither words nor yes and no."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def readable(runs: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return runs whose lists, say, are texts, so that they can be levels."""
    words = [key for key in keys if pd.api.types.is_object_dtype(runs[key])]
    return runs.assign(**{key: runs[key].astype(str) for key in words})


def named_points(runs: pd.DataFrame, keys: Sequence[str], name: str) -> pd.DataFrame:
    """Return runs of a list of points with one more column: what a point changes against the first one."""
    points = runs.drop_duplicates("scenario").sort_values("scenario")
    first = points.iloc[0]
    told = {}
    for _, point in points.iterrows():
        changed = [key for key in keys if str(point[key]) != str(first[key])]
        text = levels_told(point, changed)
        told[point["scenario"]] = say("all changed") if len(changed) == len(keys) > 2 else text or say("baseline")
    return runs.assign(**{name: runs["scenario"].map(told)})


def level_told(level: Any) -> str:
    """Return a factor's level as a short text: numbers for people, the rest as it is."""
    if isinstance(level, (bool, np.bool_)):
        return say("yes") if level else say("no")
    return number(float(level), 6) if isinstance(level, (int, float, np.number)) else str(level)


def levels_told(row: Any, keys: Sequence[str]) -> str:
    """Return the levels of some factors in a row of a table as a short text."""
    return ", ".join(f"{lever(key)} = {level_told(row[key])}" for key in keys)


def means(runs: pd.DataFrame, x: str, value: str, other: str | None = None) -> pd.DataFrame:
    """Return the mean of an outcome at each level of a factor, over all levels of the rest.

    Parameters
    ----------
    runs : DataFrame
        One row a run: ``scenario``, ``replication``, the factors and the outcomes.
    x, value
        The factor and the outcome.
    other : str, optional
        A second factor, for a mean at each pair of levels.

    Returns
    -------
    DataFrame
        Columns level, other (where asked for), mean, low and high (the 95% t interval over the replications, or over
        the scenarios where the factor was cut into parts), in the order of the levels.
    """
    cut = is_number(runs[x]) and runs[x].nunique() > MOST_LEVELS
    frame = runs.assign(level=_parts(runs[x]) if cut else runs[x]).dropna(subset=value)
    by = ["level", *([other] if other else [])]
    each = frame.groupby([*by, "scenario" if cut else "replication"], sort=False, observed=True)[value].mean()
    rows = [
        (*(place if isinstance(place, tuple) else (place,)), float(part.mean()), *interval(part.to_numpy(np.float64)))
        for place, part in each.groupby(by if other else "level", sort=False, observed=True)
    ]
    table = pd.DataFrame(rows, columns=["level", *(["other"] if other else []), "mean", "low", "high"])
    return table.sort_values("level", kind="stable", ignore_index=True) if is_number(table["level"]) else table


def _parts(values: pd.Series) -> pd.Series:
    """Return for each value the middle of the part in which it lies; parts have as many values each."""
    return values.groupby(pd.qcut(values, _PARTS, labels=False, duplicates="drop")).transform("median")
