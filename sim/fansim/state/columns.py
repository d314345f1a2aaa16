"""How a state variable is declared: once, with its name, dtype, range, unit, initial value and meaning.

Each mechanism declares the columns that it brings; kernels, agents, results, tests and pages read the declarations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fansim.state.codes import Code

NEVER = -1  # a day that has not come, a group or row that is not there
MOST_ROWS = 1 << 25  # what the seat resolver can number
CHUNK = 8192  # rows whose sums are taken together: fixed, so that the thread count changes no bit
BYTE = 128  # rows that are counted together in bytes: few enough to hold, and a divisor of CHUNK


@dataclass(frozen=True)
class Column:
    """One state variable: what it holds and what it may hold.

    Attributes
    ----------
    name : str
        Its name in a table: `trust` of `person`.
    dtype : str
        NumPy's short name, such as ``f4`` (float32) or ``i2`` (int16).
    low, high : float
        The range of its values.
    unit : str
        In words, ``-`` for a pure number.
    initial : float
        Value before anybody sets it.
    meaning : str
        One phrase.
    daily : bool
        Whether it is put back to `initial` every morning.
    code : type of Code, optional
        The words that its numbers stand for.
    optional : bool
        Whether it has rows only where a phase that writes it runs; its array has length 0 elsewhere, and whoever else
        reads it asks for its length first.
    """

    name: str
    dtype: str
    low: float
    high: float
    unit: str
    initial: float
    meaning: str
    daily: bool = False
    code: type[Code] | None = None
    optional: bool = False


def share(name: str, meaning: str, initial: float = 0.0) -> Column:
    """Declare a number from 0 to 1, float32."""
    return Column(name, "f4", 0, 1, "-", initial, meaning)


def code(name: str, words: type[Code], meaning: str) -> Column:
    """Declare a word kept as its number, int8."""
    return Column(name, "i1", 0, len(words) - 1, "code", 0, meaning, code=words)


def flag(name: str, meaning: str) -> Column:
    """Declare a column of 0 and 1, int8."""
    return Column(name, "i1", 0, 1, "code", 0, meaning)


def day(name: str, meaning: str) -> Column:
    """Declare a day, int16, `NEVER` at first; days before day 0 are negative."""
    return Column(name, "i2", -20_000, 10_000, "day", NEVER, meaning)


def count(name: str, meaning: str, dtype: str = "i2") -> Column:
    """Declare a count of 0 or more, int16 unless said otherwise."""
    return Column(name, dtype, 0, float(np.iinfo(dtype).max), "count", 0, meaning)


def number(
    name: str,
    meaning: str,
    unit: str = "-",
    *,
    low: float = 0,
    high: float = np.inf,
    initial: float = 0,
    dtype: str = "f8",
) -> Column:
    """Declare any other number, float64 unless said otherwise."""
    return Column(name, dtype, low, high, unit, initial, meaning)


def total(name: str, meaning: str) -> Column:
    """Declare a sum over persons, float64: taken every evening, and kept by the brand under the same name."""
    return Column(name, "f8", -np.inf, np.inf, "sum", 0, meaning)


def daily(column: Column) -> Column:
    """Let a column of persons, or of the brand, be put back to its initial value every morning."""
    return replace(column, daily=True)


def optional(column: Column) -> Column:
    """Let a column of persons have rows only where a phase that writes it runs."""
    return replace(column, optional=True)


def dtype_of(columns: tuple[Column, ...]) -> np.dtype[np.void]:
    """Return the record dtype of a table, for one row of all its columns."""
    return np.dtype([(column.name, column.dtype) for column in columns])
