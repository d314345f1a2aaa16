"""Paired differences between scenarios under common random numbers, and their days side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from fansim.experiments.sweep.runner import DAILY_PREFIX


def paired(runs: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
    """Return the paired differences to the first scenario, as `compare` does.

    Parameters
    ----------
    runs : DataFrame
        ``scenario`` (the baseline first), ``replication`` and the outcomes; one row a run.
    outcomes : sequence of str
        Which of them.
    """
    names = list(dict.fromkeys(runs["scenario"]))
    rows = []
    for outcome in outcomes:
        values = runs.pivot(index="replication", columns="scenario", values=outcome)
        for name in names:
            mean = float(values[name].mean())
            difference = (values[name] - values[names[0]]).dropna().to_numpy()
            low, high = interval(difference)
            centre = float(difference.mean()) if len(difference) else float("nan")
            word = "baseline" if name == names[0] else verdict(centre, low, high)
            rows.append((outcome, name, mean, centre, low, high, len(difference), word))
    return pd.DataFrame(rows, columns=["outcome", "scenario", "mean", "difference", "low", "high", "pairs", "verdict"])


def interval(values: np.ndarray) -> tuple[float, float]:
    """Return the 95% t interval of a mean, NaN for fewer than two values."""
    if len(values) < 2:
        return float("nan"), float("nan")
    width = float(stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))
    return float(values.mean()) - width, float(values.mean()) + width


def verdict(difference: float, low: float, high: float) -> str:
    """Say in words what an interval of a difference shows."""
    if not np.isfinite(difference):
        return "not defined"
    return "higher" if low > 0 else "lower" if high < 0 else "no clear difference"


def daily_medians(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the median over replications of each daily outcome: columns scenario, day, and the outcomes."""
    frames = []
    for name, part in runs[runs["error"].isna()].groupby("scenario", sort=False):
        medians = pd.concat(daily_tables(part)).groupby(level="day").median()
        frames.append(medians.reset_index().assign(scenario=name))
    table = pd.concat(frames, ignore_index=True)
    return table[["scenario", "day", *(column for column in table if column not in ("scenario", "day"))]]


def daily_tables(runs: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the daily outcomes of each run, one table a run (index ``day``)."""
    columns = [str(column) for column in runs if str(column).startswith(DAILY_PREFIX)]
    return [
        pd.DataFrame({column.removeprefix(DAILY_PREFIX): row[column] for column in columns}).rename_axis("day")
        for row in runs[columns].to_dict("records")
    ]
