"""What an outcome is: a name, a unit, a formula in words, and the function that computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LAST_DAYS = 90

DailyTable = TypeVar("DailyTable", "pd.DataFrame", "pd.Series[Any]")


@dataclass(frozen=True)
class Daily:
    """An outcome of each day: `compute` maps the brand's record of all days to one number a day.

    Attributes
    ----------
    name, unit, formula : str
        For tables and pages.
    compute : callable
        From a structured array, shape (days,), one field a column of the brand, to an array of that shape.
    """

    name: str
    unit: str
    formula: str
    compute: Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Summary:
    """An outcome of a run: `compute` maps its tables to one number, NaN where it is not defined.

    Attributes
    ----------
    name, unit, formula : str
        For tables and pages.
    compute : callable
        ``compute(daily, persons, days)``: the daily outcomes, everybody's final state, the number of days.
    """

    name: str
    unit: str
    formula: str
    compute: Callable[[pd.DataFrame, pd.DataFrame, int], float]


def recorded(name: str, unit: str, formula: str) -> Daily:
    """Declare a daily outcome that is a column of the brand."""
    return Daily(name, unit, formula, lambda brand: brand[name])


def ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Divide day by day, with NaN for nothing by nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)


def share(top: float, bottom: float) -> float:
    """Divide two numbers, with NaN where there is nothing to share."""
    return float(top / bottom) if bottom > 0 else float("nan")


def top_share(values: np.ndarray, part: float) -> float:
    """Return what the top part of people have of the whole, NaN if there is nothing.

    Parameters
    ----------
    values : ndarray, shape (people,)
        What each has, not negative.
    part : float
        Part of the people, at least one of them.
    """
    if len(values) == 0 or values.sum() == 0:
        return float("nan")
    count = max(1, round(part * len(values)))
    return float(np.partition(values, len(values) - count)[len(values) - count :].sum() / values.sum())


def ordinary(persons: pd.DataFrame) -> pd.DataFrame:
    """Return the ordinary persons."""
    return persons[persons["role"] == "ordinary"]


def ever_followed(persons: pd.DataFrame) -> pd.DataFrame:
    """Return the ordinary persons who ever followed."""
    return persons[(persons["role"] == "ordinary") & ~persons["stage"].isin(["unaware", "rejector"])]


def shills(persons: pd.DataFrame) -> pd.DataFrame:
    """Return the bought accounts that praise."""
    return persons[persons["role"] == "shill"]


def admitted(persons: pd.DataFrame) -> int:
    """Return how many shills were ever given a seat."""
    return int((shills(persons)["first_join_day"] >= 0).sum())


def last_days(table: DailyTable) -> DailyTable:
    """Return the days of a daily table, or of one of its columns, over which outcomes at the end are means."""
    return table.iloc[-LAST_DAYS:]


def at_the_end(name: str, unit: str) -> Summary:
    """Declare the mean of a daily outcome over the last days of a run, `LAST_DAYS` of them or all there are.

    A window of fixed length: over a share of the run, a longer run would mean another thing by the same name.
    """
    return Summary(
        name,
        unit,
        f"mean of the daily {name} over the last {LAST_DAYS} days of the run",
        lambda daily, persons, days: float(last_days(daily[name]).mean()),
    )
