"""Whether the ranking of policies holds when the uncertainties are drawn anew.

Every policy meets the same draws and the same seeds, so that in each draw they are compared like with like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from scipy.stats import binomtest, rankdata

from fansim.errors import ResultError
from fansim.experiments.analyses.analysis import Analysis, listed, percent

Goal = Literal["min", "max"]


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
        raise ResultError(f"a ranking needs at least two policies; the runs have {len(policies)}.")
    if table.empty:
        raise ResultError(f"there is no draw in which {outcome} has a value under every policy.")
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


def robustness_analysis(
    runs: pd.DataFrame, goals: dict[str, Goal], title: str = "Does the ranking of the policies hold?"
) -> Analysis:
    """Rank policies by each outcome over the draws, and say how firm it is.

    Parameters
    ----------
    runs : DataFrame
        One row a run: policy, draw and the outcomes.
    goals : dict
        Outcome to "min" or "max".
    title : str
        Of the page.
    """
    from fansim.report.analysis_figures import ranks

    tables, duels, findings, figures = [], [], [], {}
    for outcome, goal in goals.items():
        table = scores(runs, outcome)
        ranked, paired = ranking(table, goal), pairs(table, goal)
        tables.append(ranked.assign(outcome=outcome))
        duels.append(paired.assign(outcome=outcome))
        findings += _sentences(outcome, table, ranked, paired, goal)
        figures[f"ranks_{outcome}"] = lambda ranked=ranked, outcome=outcome: ranks(ranked, outcome)
    limits = (
        "Draws are spread over the ranges in the study, as if every value in them were as likely as any other.",
        "A small but sure advantage and a large one rank alike: read the differences as well.",
    )
    parts = {"ranking": _first("outcome", tables), "pairs": _first("outcome", duels)}
    return Analysis(title, parts, tuple(findings), limits, figures)


def _first(column: str, tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join tables and move a column to the front."""
    joined = pd.concat(tables, ignore_index=True)
    return joined[[column, *joined.columns.drop(column)]]


def _sentences(outcome: str, table: pd.DataFrame, ranked: pd.DataFrame, paired: pd.DataFrame, goal: Goal) -> list[str]:
    """Say who is best, how often, and which pairs cannot be told apart."""
    best = ranked.iloc[0]
    sentences = [
        f"{outcome} ({'less' if goal == 'min' else 'more'} is better): {best['policy']} has the best mean "
        f"({best['mean']:.4g}) and is best in {percent(best['best_share'])} of {len(table)} draws "
        f"(95% interval {percent(best['low'])} to {percent(best['high'])}).",
        f"{outcome}: the whole order of {len(table.columns)} policies holds in "
        f"{percent(whole_order_share(table, goal))} of the draws.",
    ]
    unclear = [
        f"{one['better']} and {one['worse']}" for _, one in paired.iterrows() if one["low"] <= 0.5 <= one["high"]
    ]
    if unclear:
        sentences.append(f"{outcome}: about as often one way round as the other: {listed(unclear)}.")
    return sentences


def _interval(share: float, number: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of a share of draws; shared firsts are rounded to whole draws."""
    interval = binomtest(round(share * number), number).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
