"""Every outcome: computed from the declarations of the mechanisms, documented from them."""

from __future__ import annotations

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
