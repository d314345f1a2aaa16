"""Every outcome: computed from the declarations of the mechanisms, documented from them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from fansim.assembly import Assembly, assemble

DAILY = assemble().daily
SUMMARY = assemble().summary


def daily_frame(brand: np.ndarray, assembly: Assembly | None = None) -> pd.DataFrame:
    """Return the daily outcomes of a run, one row a day.

    Parameters
    ----------
    brand : ndarray, shape (days,), structured
        The brand's record at the end of each day.
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    """
    measures = (assembly or assemble()).daily
    columns = {measure.name: measure.compute(brand) for measure in measures}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(brand), name="day"))


def with_dates(frame: pd.DataFrame, start: date | None) -> pd.DataFrame:
    """Return a table of days with their dates in a column ``date``, where the scenario says when it starts.

    Parameters
    ----------
    frame : DataFrame
        With the days in a column ``day``, or as its index.
    start : date, optional
        Date of day 0; without it the table is returned as it is.
    """
    if start is None:
        return frame
    day = frame["day"] if "day" in frame else frame.index.to_series()
    dates = pd.Timestamp(start) + pd.to_timedelta(day.to_numpy(np.int64), unit="D")
    dated = frame.copy()
    dated.insert(1 if "day" in frame else 0, "date", dates)
    return dated


def summarise(daily: pd.DataFrame, persons: pd.DataFrame, assembly: Assembly | None = None) -> pd.Series:
    """Return the outcomes of a run, one number each.

    Parameters
    ----------
    daily, persons : DataFrame
        The daily outcomes, and everybody's final state.
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    """
    days = len(daily)
    measures = (assembly or assemble()).summary
    return pd.Series(
        {measure.name: measure.compute(daily, persons, days) for measure in measures}, name="value", dtype=float
    )
