"""Paired differences between scenarios, and between levels of factors, under common random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from fansim.experiments.methods.intervals import interval


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


def verdict(difference: float, low: float, high: float) -> str:
    """Say in words what an interval of a difference shows."""
    if not np.isfinite(difference):
        return "not defined"
    return "higher" if low > 0 else "lower" if high < 0 else "no clear difference"


def factor_effects(runs: pd.DataFrame, factors: Sequence[str], outcomes: Sequence[str]) -> pd.DataFrame:
    """Return the difference that each level of each factor makes against its first level.

    Within a replication, the runs at a level are averaged over the levels of all other factors; the replications then
    give the interval, so that it holds the whole chance of a seed.

    Parameters
    ----------
    runs : DataFrame
        One row a run: replication, the factors and the outcomes, of a design in which every level of a factor meets
        the same levels of the others.
    factors, outcomes : sequence of str
        Its columns.

    Returns
    -------
    DataFrame
        outcome, factor, level, mean, difference, low, high (95% t interval), pairs, verdict.
    """
    tables = []
    for factor in factors:
        named = runs.assign(scenario=runs[factor].map(word_of))
        means = named.groupby(["scenario", "replication"], sort=False)[list(outcomes)].mean().reset_index()
        tables.append(paired(means, list(outcomes)).rename(columns={"scenario": "level"}).assign(factor=factor))
    table = pd.concat(tables, ignore_index=True)
    order = table["outcome"].map({name: place for place, name in enumerate(outcomes)})
    columns = ["outcome", "factor", "level", "mean", "difference", "low", "high", "pairs", "verdict"]
    return table.loc[order.sort_values(kind="stable").index, columns].reset_index(drop=True)


def word_of(value: Any) -> str:
    """Return a level as one writes it in a study."""
    return str(value).lower() if isinstance(value, bool) else str(value)
