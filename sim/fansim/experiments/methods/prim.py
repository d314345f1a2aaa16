"""The patient rule induction method: a box of the factors in which the cases of interest are dense.

Source: Friedman & Fisher 1999; the choice of peels and the test of each limit as in Bryant & Lempert 2010.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

Bools = NDArray[np.bool_]

PEEL = 0.05
"""Share of the rows in a box that one peel of a number may cut off, and one paste put back."""
SMALLEST = 0.05
"""Share of all rows that a box must hold."""


@dataclass(frozen=True)
class Box:
    """Limits on some factors.

    Attributes
    ----------
    ends : mapping of str to tuple
        Factor of numbers to its lowest and highest value inside; infinite where it is open.
    words : mapping of str to frozenset
        Factor of words or switches to the values inside.
    """

    ends: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    words: Mapping[str, frozenset[Any]] = field(default_factory=dict)

    @property
    def factors(self) -> list[str]:
        """The factors that are limited."""
        return [*self.ends, *self.words]

    def inside(self, table: pd.DataFrame) -> Bools:
        """Return which rows of a table keep to all limits."""
        keep = np.ones(len(table), dtype=bool)
        for name, (low, high) in self.ends.items():
            keep &= table[name].between(low, high).to_numpy(dtype=bool)
        for name, values in self.words.items():
            keep &= table[name].isin(values).to_numpy(dtype=bool)
        return keep

    def limited(self, name: str, limit: Any) -> Box:
        """Return the box with another limit on one factor."""
        if isinstance(limit, frozenset):
            return Box(self.ends, {**self.words, name: limit})
        return Box({**self.ends, name: limit}, self.words)

    def without(self, name: str) -> Box:
        """Return the box without any limit on one factor."""
        return Box(
            {key: ends for key, ends in self.ends.items() if key != name},
            {key: values for key, values in self.words.items() if key != name},
        )


def is_number(column: pd.Series) -> bool:
    """Return whether a factor is of numbers; switches are words."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def find_box(table: pd.DataFrame, hits: Bools, peel: float = PEEL, smallest: float = SMALLEST) -> Box:
    """Return the box at which coverage times gain in density is highest, of all that peeling and pasting pass.

    Parameters
    ----------
    table : DataFrame
        One row a case, one column a factor.
    hits : ndarray of bool, shape (cases,)
        The cases of interest.
    peel : float
        As `PEEL`.
    smallest : float
        As `SMALLEST`.

    Returns
    -------
    Box
        Without limits where nothing is denser than the whole.
    """
    boxes = [Box()]
    while step := _best(_peels(table, boxes[-1], peel), table, hits, boxes[-1], smallest):
        boxes.append(step)
    chosen = max(boxes, key=lambda box: _worth(box.inside(table), hits))
    while step := _best(_pastes(table, chosen, peel), table, hits, chosen, smallest):
        if _worth(step.inside(table), hits) <= _worth(chosen.inside(table), hits):
            break
        chosen = step
    return chosen


def _worth(inside: Bools, hits: Bools) -> float:
    """Return coverage times the gain in density over the whole."""
    return float((inside & hits).sum() / hits.sum() * (hits[inside].mean() - hits.mean()))


def _best(steps: Iterator[Box], table: pd.DataFrame, hits: Bools, box: Box, smallest: float) -> Box | None:
    """Return the step that changes density most for each row it cuts off or puts back, or nothing if none gains."""
    before = box.inside(table)
    best, score = None, 0.0
    for step in steps:
        after = step.inside(table)
        rows = abs(int(after.sum()) - int(before.sum()))
        if rows == 0 or after.sum() < smallest * len(table):
            continue
        gain = float(hits[after].mean() - hits[before].mean()) / rows
        if gain > score:
            best, score = step, gain
    return best


def _peels(table: pd.DataFrame, box: Box, share: float) -> Iterator[Box]:
    """Yield the box with a little cut off one side of one factor."""
    inside = table[box.inside(table)]
    for name in table.columns:
        if not is_number(table[name]):
            values = frozenset(inside[name].unique())
            yield from (box.limited(name, values - {value}) for value in sorted(values, key=str) if len(values) > 1)
            continue
        low, high = box.ends.get(name, (-np.inf, np.inf))
        column = np.sort(inside[name].to_numpy(dtype=np.float64))
        cut = max(1, int(share * len(column)))
        above = column[column > column[cut - 1]]
        below = column[column < column[len(column) - cut]]
        if len(above):
            yield box.limited(name, (float(above[0]), high))
        if len(below):
            yield box.limited(name, (low, float(below[-1])))


def _pastes(table: pd.DataFrame, box: Box, share: float) -> Iterator[Box]:
    """Yield the box with a little put back on one side of one limited factor."""
    for name in box.factors:
        near = table.loc[box.without(name).inside(table), name]
        if name in box.words:
            outside = set(near.unique()) - box.words[name]
            yield from (box.limited(name, box.words[name] | {value}) for value in sorted(outside, key=str))
            continue
        low, high = box.ends[name]
        values = np.sort(near.to_numpy(dtype=np.float64))
        rows = max(1, int(share * ((values >= low) & (values <= high)).sum()))
        below, above = values[values < low], values[values > high]
        if len(below):
            yield box.limited(name, (float(below[-rows:][0]), high))
        if len(above):
            yield box.limited(name, (low, float(above[:rows][-1])))


def chance_of(box: Box, name: str, table: pd.DataFrame, hits: Bools) -> float:
    """Return how likely so many hits would be if a limit did nothing (one-sided binomial test).

    The rows inside are taken as draws from those inside the box without that limit.
    """
    inside, around = box.inside(table), box.without(name).inside(table)
    return float(binom.sf(hits[inside].sum() - 1, inside.sum(), hits[around].mean()))
