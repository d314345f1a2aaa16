"""Observed daily series: reading them, holding a part out, and the distance of a simulation from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from fansim.errors import ScenarioError
from fansim.scenario.suggest import listed

Scale = Literal["log", "scaled"]


@dataclass(frozen=True)
class Observed:
    """Observed daily series, and which of them are held out.

    Attributes
    ----------
    table : DataFrame
        Index day, one column a series; NaN where nothing was observed.
    held_out : DataFrame of bool
        Same shape: the values that the fit must not see.
    scale : {"log", "scaled"}
        Residuals of log(1 + value), or of the value over the series' standard deviation in the fitted part.
    """

    table: pd.DataFrame
    held_out: pd.DataFrame
    scale: Scale

    def scaled(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return values on the scale of the residuals."""
        table = table.reindex(index=self.table.index, columns=self.table.columns).astype(float)
        if self.scale == "log":
            return table.clip(lower=0).apply(np.log1p)
        spread = self.table.mask(self.held_out).std(ddof=0)
        whole = self.table.std(ddof=0)
        return table / spread.where(spread > 0, whole.where(whole > 0, 1.0))

    def residuals(self, simulated: pd.DataFrame) -> pd.DataFrame:
        """Return simulated less observed, on the scale of the residuals."""
        return self.scaled(simulated) - self.scaled(self.table)

    def misfit(self, simulated: pd.DataFrame) -> float:
        """Return the root mean square residual of the part to fit; each series counts alike."""
        squares = self.residuals(simulated).mask(self.held_out) ** 2
        value = float(np.sqrt(squares.mean().mean()))
        return value if np.isfinite(value) else float("inf")


def read_observed(
    path: Path,
    columns: Sequence[str],
    hold_out: float | Sequence[str],
    scale: Scale,
    where: str = "",
    start: date | None = None,
) -> Observed:
    """Read observed series from a CSV file.

    Parameters
    ----------
    path : Path
        A header line with ``day`` (whole numbers from 0) or ``date`` (2025-01-31) and the daily outcomes observed;
        empty cells are no value.
    columns : sequence of str
        The series to use; all that are there if it is empty.
    hold_out : float or sequence of str
        The share of days, at the end, or the series, that the fit must not see.
    scale : {"log", "scaled"}
        See `Observed`.
    where : str
        Who names the file, for messages.
    start : date, optional
        Date of day 0, for a file with dates.

    Raises
    ------
    ScenarioError
        If the file cannot be used, or nothing is left to fit or to hold out.
    """
    from fansim.outcomes.measures import DAILY

    place = f"{where}: " if where else ""
    try:
        table = pd.read_csv(path, encoding="utf-8-sig", comment="#")
    except FileNotFoundError:
        raise ScenarioError(f"{place}there is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise ScenarioError(f"{place}{path}: cannot be read as CSV: {error}.") from None
    known = {measure.name for measure in DAILY}
    if "day" not in table and "date" in table:
        table = _with_days(table, start, f"{place}{path}")
    if "day" not in table:
        raise ScenarioError(f"{place}{path}: there is no column day; it has {listed(list(map(str, table)))}.")
    columns = list(columns) or [name for name in table if name in known]
    unknown = [name for name in columns if name not in table or name not in known]
    if unknown or not columns:
        raise ScenarioError(f"{place}{path}: {listed(unknown) or 'none'} must be both a column of the file and a daily "
                            f"outcome; the file has {listed(list(map(str, table)))}.")  # fmt: skip
    numbers = table[["day", *columns]].apply(pd.to_numeric, errors="coerce")
    bad = (numbers.isna() & table[["day", *columns]].notna()) | numbers.isin([np.inf, -np.inf])
    if (
        bad.any(axis=None)
        or numbers["day"].isna().any()
        or (numbers["day"] % 1 != 0).any()
        or (numbers["day"] < 0).any()
    ):
        row = int(np.flatnonzero((bad.any(axis=1) | numbers["day"].isna() | (numbers["day"] % 1 != 0)
                                  | (numbers["day"] < 0)).to_numpy())[0])  # fmt: skip
        raise ScenarioError(f"{place}{path}, line {row + 2}: got {table.iloc[row].to_dict()}, but a day is a whole "
                            "number from 0 and a value is a number or empty.")  # fmt: skip
    series = numbers.set_index(numbers["day"].astype(int)).drop(columns="day").sort_index()
    if series.index.has_duplicates:
        raise ScenarioError(f"{place}{path}: day {series.index[series.index.duplicated()][0]} is given twice.")
    return Observed(series, _held_out(series, hold_out, f"{place}{path}"), scale)


def _with_days(table: pd.DataFrame, start: date | None, where: str) -> pd.DataFrame:
    """Return a table with the days of its dates."""
    if start is None:
        raise ScenarioError(
            f"{where}: has dates, so the base scenario must say when day 0 is: [calendar] start = 2025-01-05."
        )
    dates = pd.to_datetime(table["date"], format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        row = int(np.flatnonzero(dates.isna().to_numpy())[0])
        raise ScenarioError(f"{where}, line {row + 2}: got {table['date'].iloc[row]}, but a date is as in 2025-01-31.")
    return table.assign(day=(dates - pd.Timestamp(start)).dt.days)


def _held_out(series: pd.DataFrame, hold_out: float | Sequence[str], where: str) -> pd.DataFrame:
    """Return which values are held out."""
    held = pd.DataFrame(False, index=series.index, columns=series.columns)
    if isinstance(hold_out, (int, float)):
        held.iloc[len(series) - round(hold_out * len(series)) :] = True
    else:
        missing = [name for name in hold_out if name not in series]
        if missing:
            raise ScenarioError(
                f"{where}: hold_out names {listed(missing)}, but the series are {listed(list(map(str, series)))}."
            )
        held[list(hold_out)] = True
    seen, hidden = series.mask(held).count().sum(), series.where(held).count().sum()
    if not seen or not hidden:
        raise ScenarioError(f"{where}: hold_out leaves {seen} values to fit and {hidden} to check; both need some.")
    return held
