"""Observed daily series: reading them, holding a part out, and the distance of a simulation from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from fansim.errors import ScenarioError
from fansim.experiments.methods.series_file import Cells, dates_of, numbers_of, read_cells
from fansim.language import say, together
from fansim.text import nearest

Scale = Literal["log", "scaled"]
_DAY_NAMES = {"day", "date", "days", "dates", "日期", "日", "天", "时间", "datum", "tag", "jour", "fecha", "data"}


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
        Residuals of log(1 + value), for values from 0 on, or of the value over the series' standard deviation in the
        fitted part.
    """

    table: pd.DataFrame
    held_out: pd.DataFrame
    scale: Scale

    def scaled(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return values on the scale of the residuals."""
        table = table.reindex(index=self.table.index, columns=self.table.columns).astype(float)
        if self.scale == "log":
            return table.where(table >= 0).apply(np.log1p)
        spread = self.table.mask(self.held_out).std(ddof=0)
        whole = self.table.std(ddof=0)
        return table / spread.where(spread > 0, whole.where(whole > 0, 1.0))

    def residuals(self, simulated: pd.DataFrame) -> pd.DataFrame:
        """Return simulated less observed, on the scale of the residuals."""
        return self.scaled(simulated) - self.scaled(self.table)

    def misfit(self, simulated: pd.DataFrame) -> float:
        """Return the root mean square residual of the part to fit; each series counts alike.

        Infinite where the simulation has no value on a day that was observed (or one that the scale cannot hold): what
        is undefined on most days must not win by the others.
        """
        residuals, known = self.residuals(simulated), self.table.notna() & ~self.held_out
        if residuals[known].isna().to_numpy()[known.to_numpy()].any():
            return float("inf")
        value = float(np.sqrt((residuals[known] ** 2).mean().mean()))
        return value if np.isfinite(value) else float("inf")


def read_observed(
    path: Path,
    columns: Sequence[str] | Mapping[str, str],
    hold_out: float | Sequence[str],
    scale: Scale,
    where: str = "",
    start: date | None = None,
) -> Observed:
    """Read observed series from a CSV file.

    Parameters
    ----------
    path : Path
        A header with ``day`` (whole numbers from 0) or ``date`` (2026-01-31), under these or other names, and the daily
        outcomes observed; empty cells are no value, and days may be missing.
    columns : sequence of str, or mapping
        The series to use, or column to daily outcome where the file has other names; all that are there if it is empty.
    hold_out : float or sequence of str
        The share of days, at the end, or the series, that the fit must not see.
    scale : {"log", "scaled"}
        See `Observed`.
    where : str
        Who names the file, for messages.
    start : date, optional
        Date of day 0, for a file with dates; without it, the first date of the file.

    Raises
    ------
    ScenarioError
        If the file cannot be used, or nothing is left to fit or to hold out.
    """
    place = f"{where}: {path}" if where else str(path)
    cells = read_cells(path, place)
    days, when = _days(cells, start, place)
    series = pd.DataFrame(
        {outcome: numbers_of(cells[column], place, column) for column, outcome in _chosen(cells, columns, when, place)},
        index=pd.Index(days, name="day"),
    ).sort_index()
    if series.index.has_duplicates:
        raise ScenarioError(
            say("{place}: day {day} is given twice.", place=place, day=series.index[series.index.duplicated()][0])
        )
    below = [str(name) for name in series if (series[name] < 0).any()]
    if scale == "log" and below:
        raise ScenarioError(
            say(
                '{place}: {names} goes below 0, which the scale "log" cannot hold; set scale = "scaled" in '
                "[calibrate].",
                place=place,
                names=together(below),
            )
        )
    return Observed(series, _held_out(series, hold_out, place), scale)


def _days(cells: Cells, start: date | None, place: str) -> tuple[list[int], str]:
    """Return the day of each row, and the column that says it: whole numbers, or dates of which the first is day 0."""
    named = [name for name in cells if name.casefold() in _DAY_NAMES]
    when = (named or list(cells))[0]
    dates = dates_of(cells[when])
    if dates is not None:
        first = start or min(dates)
        days = [(one - first).days for one in dates]
        early = next((number for number, one in enumerate(days) if one < 0), None)
        if early is not None:
            raise ScenarioError(
                say(
                    "{place}: {date} is before day 0, which is {first} ([calendar] start).",
                    place=place,
                    date=dates[early],
                    first=first,
                )
            )
        return days, when
    if not named:
        raise ScenarioError(
            say(
                "{place}: there is no column day or date, and the first, {when}, has no dates such as "
                "2026-01-31; the columns are {columns}.",
                place=place,
                when=when,
                columns=together(list(cells)),
            )
        )
    if any(dates_of([cell]) for cell in cells[when]):
        wrong = next(number for number, cell in enumerate(cells[when]) if not dates_of([cell]))
        raise ScenarioError(
            say(
                '{place}: {when}, value {number}: got "{cell}", but a date is as in 2026-01-31.',
                place=place,
                when=when,
                number=wrong + 1,
                cell=cells[when][wrong][:40],
            )
        )
    values = numbers_of(cells[when], place, when)
    bad = next((number for number, value in enumerate(values) if not (value >= 0 and value % 1 == 0)), None)
    if bad is not None:
        raise ScenarioError(
            say(
                '{place}: {when}, value {number}: got "{cell}", but a day is a whole number from 0, or a date as '
                "2026-01-31 in every row.",
                place=place,
                when=when,
                number=bad + 1,
                cell=cells[when][bad][:40],
            )
        )
    return [int(value) for value in values], when


def _chosen(cells: Cells, columns: Sequence[str] | Mapping[str, str], when: str, place: str) -> list[tuple[str, str]]:
    """Return the columns to use, each with the daily outcome that it observes."""
    from fansim.outcomes.measures import DAILY

    known = [measure.name for measure in DAILY]
    others = [name for name in cells if name != when]
    if isinstance(columns, Mapping):
        wanted = list(columns.items())
    else:
        wanted = [(name, name) for name in columns or [name for name in others if name in known]]
    for column, outcome in wanted:
        if column not in others:
            raise ScenarioError(
                say(
                    "{place}: there is no column {column}{hint}; it has {columns}.",
                    place=place,
                    column=column,
                    hint=_near(column, others),
                    columns=together(others),
                )
            )
        if outcome not in known:
            raise ScenarioError(
                say(
                    "{place}: {outcome} is no daily outcome{hint} (docs/outcomes.md).",
                    place=place,
                    outcome=outcome,
                    hint=_near(outcome, known),
                )
            )
    if not wanted:
        near = [f"{name}{_near(name, known)}" for name in others]
        raise ScenarioError(
            say(
                "{place}: none of its columns is a daily outcome: {columns}. Say what they are, as in columns = "
                '{{ "{column}" = "followers_total" }}.',
                place=place,
                columns=together(near),
                column=others[0] if others else "...",
            )
        )
    return wanted


def _near(name: str, known: Sequence[str]) -> str:
    """Return the question whether the nearest name was meant."""
    near = nearest(name, list(known))
    return say(" (did you mean {near}?)", near=near) if near else ""


def _held_out(series: pd.DataFrame, hold_out: float | Sequence[str], where: str) -> pd.DataFrame:
    """Return which values are held out."""
    held = pd.DataFrame(False, index=series.index, columns=series.columns)
    if isinstance(hold_out, (int, float)):
        held.iloc[len(series) - round(hold_out * len(series)) :] = True
    else:
        missing = [name for name in hold_out if name not in series]
        if missing:
            raise ScenarioError(
                say(
                    "{where}: hold_out names {names}, but the series are {series}.",
                    where=where,
                    names=together(missing),
                    series=together(list(map(str, series))),
                )
            )
        held[list(hold_out)] = True
    seen, hidden = series.mask(held).count().sum(), series.where(held).count().sum()
    if not seen or not hidden:
        raise ScenarioError(
            say(
                "{where}: hold_out leaves {seen} values to fit and {hidden} to check; both need some.",
                where=where,
                seen=seen,
                hidden=hidden,
            )
        )
    return held
