"""Which factors matter: Sobol indices and Morris screening of designed runs, PAWN on runs that exist (SALib).

The points of a design lie in the unit cube, one column a factor; how a factor turns its column into values is the
study's affair. All indices are of outcomes averaged over replications, which share their seeds at every point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fansim.errors import ResultError
from fansim.language import say, together

Method = Literal["sobol", "morris", "pawn"]
Floats = NDArray[np.float64]

NOTHING = "(chance)"
"""The factor that does nothing: what PAWN gives to shuffled columns, by chance alone."""
MORRIS_LEVELS = 4
PAWN_SLICES = 10
FEWEST_RUNS = 40
"""That PAWN needs."""
_SHUFFLES = 20


def sobol_points(factors: Sequence[str], samples: int, seed: int) -> Floats:
    """Return Saltelli's design for first-order and total indices.

    Parameters
    ----------
    factors : sequence of str
        Dotted keys.
    samples : int
        Base sample, a power of two; the design has ``samples * (len(factors) + 2)`` points.
    seed : int
        Of the scrambling.

    Returns
    -------
    ndarray, shape (points, factors), float64
        In the unit cube.
    """
    from SALib.sample import sobol

    points: Floats = sobol.sample(_problem(factors), samples, calc_second_order=False, seed=seed)
    return points


def morris_points(factors: Sequence[str], samples: int, seed: int) -> Floats:
    """Return Morris's one-at-a-time walks: ``samples * (len(factors) + 1)`` points in the unit cube.

    Parameters
    ----------
    factors, seed
        As in `sobol_points`.
    samples : int
        Walks.
    """
    from SALib.sample import morris

    points: Floats = morris.sample(_problem(factors), samples, num_levels=MORRIS_LEVELS, seed=seed)
    return points


def points_of(method: Method, factors: Sequence[str], samples: int, seed: int) -> Floats:
    """Return the design of a method that needs one."""
    return (sobol_points if method == "sobol" else morris_points)(factors, samples, seed)


def sobol_indices(factors: Sequence[str], values: Floats, seed: int = 1) -> pd.DataFrame:
    """Return how much of an outcome's variance each factor explains (Saltelli et al. 2010).

    Parameters
    ----------
    factors : sequence of str
        As given to `sobol_points`.
    values : ndarray, shape (points,)
        The outcome at each point of the design, in its order.
    seed : int
        Of the bootstrap.

    Returns
    -------
    DataFrame
        One row a factor: factor, first (alone), total (with its interactions), low and high (95% bootstrap interval
        of total).
    """
    from SALib.analyze import sobol

    got = sobol.analyze(_problem(factors), values, calc_second_order=False, seed=seed)
    half = np.asarray(got["ST_conf"])
    columns = {"first": got["S1"], "total": got["ST"], "low": got["ST"] - half, "high": got["ST"] + half}
    return pd.DataFrame({"factor": list(factors), **columns})


def morris_indices(factors: Sequence[str], points: Floats, values: Floats, seed: int = 1) -> pd.DataFrame:
    """Return how far an outcome moves with each factor, on average over the others (Morris 1991, Campolongo 2007).

    Parameters
    ----------
    factors, values, seed
        As in `sobol_indices`.
    points : ndarray, shape (points, factors)
        The design of `morris_points`.

    Returns
    -------
    DataFrame
        One row a factor: factor, total (mu*, the mean size of the effect of crossing the factor's whole range, in the
        outcome's unit), effect (mu, with its sign), spread (sigma: interaction or curvature), low and high (95%
        bootstrap interval of total).
    """
    from SALib.analyze import morris

    got = morris.analyze(_problem(factors), points, values, num_levels=MORRIS_LEVELS, seed=seed)
    total, half = np.asarray(got["mu_star"], dtype=np.float64), np.asarray(got["mu_star_conf"], dtype=np.float64)
    columns = {"total": total, "effect": got["mu"], "spread": got["sigma"], "low": total - half, "high": total + half}
    return pd.DataFrame({"factor": list(factors), **columns})


def pawn_indices(table: pd.DataFrame, factors: Sequence[str], outcome: str, seed: int = 1) -> pd.DataFrame:
    """Return how far the distribution of an outcome moves when each factor is held in a slice (Pianosi & Wagener 2018).

    Parameters
    ----------
    table : DataFrame
        One row a run or point, of any design that varies the factors independently.
    factors : sequence of str
        Columns of the table; words and switches are taken by their order.
    outcome : str
        Its column; rows without a value are left out.
    seed : int
        Of the shuffled columns.

    Returns
    -------
    DataFrame
        One row a factor: factor, total (median Kolmogorov-Smirnov distance over the slices, 0-1), low and high
        (smallest and largest distance of a slice); and one row named `NOTHING`: the same median for twenty shuffled
        columns, its median, smallest and largest.

    Raises
    ------
    ResultError
        If a column is missing or fewer than 40 rows have a value.
    """
    from SALib.analyze import pawn

    missing = [name for name in (*factors, outcome) if name not in table]
    if missing:
        raise ResultError(
            say(
                "the table of runs has no column {missing}; it has {columns}.",
                missing=together(missing),
                columns=together(list(map(str, table))),
            )
        )
    known = table.dropna(subset=[outcome])
    if len(known) < FEWEST_RUNS:
        raise ResultError(
            say(
                "PAWN needs at least {least} runs with a value of {outcome}; there are {number}.",
                least=FEWEST_RUNS,
                outcome=outcome,
                number=len(known),
            )
        )
    rng = np.random.default_rng(seed)
    columns = [_ranked(known[name], rng) for name in factors]
    columns += [rng.permutation(len(known)).astype(np.float64) for _ in range(_SHUFFLES)]
    names = [*factors, *(f"{NOTHING} {number}" for number in range(_SHUFFLES))]
    got = pawn.analyze(_problem(names), np.column_stack(columns), known[outcome].to_numpy(float), S=PAWN_SLICES)
    table_of = pd.DataFrame({"total": got["median"], "low": got["minimum"], "high": got["maximum"]})
    chance = np.sort(table_of["total"].to_numpy()[len(factors) :])
    table_of = table_of.iloc[: len(factors)].assign(factor=list(factors))
    row = {"factor": NOTHING, "total": np.median(chance), "low": chance[0], "high": chance[-1]}
    return pd.concat([table_of, pd.DataFrame([row])], ignore_index=True)[["factor", "total", "low", "high"]]


def noise_share(table: pd.DataFrame, outcome: str, point: str = "scenario") -> float:
    """Return the part of an outcome's variance that is chance: within points / (within + between points).

    Parts of one whole (the law of total variance), so that the share is from 0 to 1. What lies between points is the
    variance of their means, less what chance adds to it: the mean square that is left when the effects of points and of
    replications, which share their seeds, are taken off, over the number of replications (two-way analysis of
    variance without interaction; Searle, Casella & McCulloch 1992, ch. 4). NaN where no point has two runs, or nothing
    varies.

    Parameters
    ----------
    table : DataFrame
        One row a run: ``replication``, the point and the outcome.
    outcome, point : str
        Its columns.
    """
    values = table.pivot_table(index=point, columns="replication", values=outcome).dropna()
    points, replications = values.shape
    if points < 2 or replications < 2:
        return float("nan")
    within = float(values.var(axis=1, ddof=1).mean())
    left = values.sub(values.mean(axis=1), axis=0)
    left = left - left.mean(axis=0)
    square = float((left**2).to_numpy().sum()) / ((points - 1) * (replications - 1))
    between = max(0.0, float(values.mean(axis=1).var(ddof=1)) - square / replications)
    return within / (within + between) if within + between > 0 else float("nan")


def indices_of(
    method: Method, factors: Sequence[str], points: Floats, means: pd.DataFrame, outcomes: Sequence[str], seed: int = 1
) -> pd.DataFrame:
    """Return the indices of several outcomes in one table, with a column ``outcome`` in front.

    An outcome that is undefined somewhere in a Sobol or Morris design, or never varies, has NaN for its indices:
    a value made up for a hole would be a result made up.
    """
    parts = []
    for outcome in outcomes:
        values = means[outcome].to_numpy(dtype=np.float64)
        if not np.isfinite(values).all() or np.ptp(values) == 0:
            part = pd.DataFrame({"factor": list(factors), "total": np.nan, "low": np.nan, "high": np.nan})
        elif method == "sobol":
            part = sobol_indices(factors, values, seed)
        else:
            part = morris_indices(factors, points, values, seed)
        part.insert(0, "outcome", outcome)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _ranked(column: pd.Series, rng: np.random.Generator) -> Floats:
    """Return a factor as ranks, words by their order; equals in random order, so that every level fills its slices."""
    codes = pd.factorize(column, sort=True)[0]
    ranks = np.empty(len(codes), dtype=np.float64)
    ranks[np.lexsort((rng.random(len(codes)), codes))] = np.arange(len(codes))
    return ranks


def _problem(factors: Sequence[str]) -> dict[str, Any]:
    """Return SALib's description of the unit cube."""
    return {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0]] * len(factors)}
