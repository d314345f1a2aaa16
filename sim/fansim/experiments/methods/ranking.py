"""Whether the ranking of policies holds when the uncertainties are drawn anew.

Every policy meets the same draws and the same seeds, so that in each draw they are compared like with like.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import binomtest, rankdata

from fansim.errors import ResultError
from fansim.experiments.methods.condition import Goal
from fansim.language import say


def scores(runs: pd.DataFrame, outcome: str, policy: str = "policy", draw: str = "draw") -> pd.DataFrame:
    """Return an outcome as a table with a row a draw and a column a policy, replications averaged.

    Draws in which any policy has no value are left out: a ranking with a hole is none.

    Raises
    ------
    ResultError
        If there are fewer than two policies, or no draw in which all have a value.
    """
    policies = list(dict.fromkeys(runs[policy]))
    table = runs.pivot_table(index=draw, columns=policy, values=outcome, aggfunc="mean", observed=True)
    table = table.reindex(columns=policies).dropna()
    if len(policies) < 2:
        raise ResultError(say("a ranking needs at least two policies; the runs have {number}.", number=len(policies)))
    if table.empty:
        raise ResultError(say("there is no draw in which {outcome} has a value under every policy.", outcome=outcome))
    return table


def ranking(table: pd.DataFrame, goal: Goal) -> pd.DataFrame:
    """Return how each policy ranks over the draws.

    Parameters
    ----------
    table : DataFrame
        As from `scores`.
    goal : {"min", "max"}
        Whether less or more is better.

    Returns
    -------
    DataFrame
        One row a policy, best mean first: policy, mean, mean_rank (1 is best; equals share a rank), best_share (share
        of the draws in which it is best; equals share it), low and high (95% Wilson interval of best_share),
        most_regret (largest loss against the best policy of a draw).
    """
    sign = 1.0 if goal == "min" else -1.0
    losses = sign * table.to_numpy(dtype=np.float64)
    best = losses == losses.min(axis=1, keepdims=True)
    shares = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    intervals = [_interval(share, len(table)) for share in shares]
    columns = {
        "policy": list(table.columns),
        "mean": table.mean().to_numpy(),
        "mean_rank": rankdata(losses, axis=1).mean(axis=0),
        "best_share": shares,
        "low": [low for low, _ in intervals],
        "high": [high for _, high in intervals],
        "most_regret": (losses - losses.min(axis=1, keepdims=True)).max(axis=0),
    }
    return pd.DataFrame(columns).sort_values("mean", ascending=goal == "min", kind="stable", ignore_index=True)


def pairs(table: pd.DataFrame, goal: Goal) -> pd.DataFrame:
    """Return for each two policies in what share of the draws the one with the better mean is better.

    Returns
    -------
    DataFrame
        better, worse, share (equals count half), low, high (95% Wilson interval), difference (mean, in the
        outcome's unit).
    """
    order = list(table.mean().sort_values(ascending=goal == "min", kind="stable").index)
    rows = []
    for better, worse in combinations(order, 2):
        gap = (table[better] - table[worse]) * (1 if goal == "max" else -1)
        share = float((gap > 0).mean() + (gap == 0).mean() / 2)
        low, high = _interval(share, len(table))
        difference = float((table[better] - table[worse]).mean())
        rows.append(
            {"better": better, "worse": worse, "share": share, "low": low, "high": high, "difference": difference}
        )
    return pd.DataFrame(rows)


def whole_order_share(table: pd.DataFrame, goal: Goal) -> float:
    """Return the share of draws in which all policies stand in the order of their means, equals allowed."""
    order = list(table.mean().sort_values(ascending=goal == "min", kind="stable").index)
    steps = np.diff(table[order].to_numpy(dtype=np.float64), axis=1) * (1 if goal == "min" else -1)
    return float((steps >= 0).all(axis=1).mean())


def _interval(share: float, number: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of a share of draws; shared firsts are rounded to whole draws."""
    interval = binomtest(round(share * number), number).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
