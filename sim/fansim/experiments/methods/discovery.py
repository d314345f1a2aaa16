"""Scenario discovery: in which box of the uncertainties a policy fails.

The box is found on two thirds of the runs and judged on the third it has never seen. Source: Bryant & Lempert 2010.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from fansim.errors import ResultError
from fansim.experiments.methods.prim import SMALLEST, Box, chance_of, find_box
from fansim.language import say

Bools = NDArray[np.bool_]

MOST_BOXES = 3
HELD_OUT = 1 / 3
_FEWEST_RUNS, _FEWEST_FAILURES = 60, 10
_BY_CHANCE = 0.05
"""A limit of a box is kept if chance would give it with a probability below this (Bryant & Lempert 2010)."""


def discover(
    runs: pd.DataFrame, factors: Sequence[str], fails: Bools, seed: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the boxes of the factors in which failures are dense.

    Parameters
    ----------
    runs : DataFrame
        One row a run or point.
    factors : sequence of str
        Its columns to look at: numbers, words or switches.
    fails : ndarray of bool, shape (runs,)
        Where the policy fails.
    seed : int
        Of the draw of the runs held out.

    Returns
    -------
    boxes : DataFrame
        One row a limit: box, factor, low, high (or values, for words), chance (probability that so good a limit is
        chance alone).
    quality : DataFrame
        One row a box: box, share_of_runs, coverage (share of all failures inside), density (share of runs inside that
        fail), held_out_runs, held_out_density with its 95% interval low and high, base_rate.

    Raises
    ------
    ResultError
        If there are too few runs, or too few that fail or do not.
    """
    fails = np.asarray(fails, dtype=bool)
    _require_enough(fails)
    held_out = np.random.default_rng(seed).permutation(len(runs)) < HELD_OUT * len(runs)
    limits, quality = [], []
    table = runs[list(factors)]
    for number, (box, chances) in enumerate(_boxes(table[~held_out], fails[~held_out]), start=1):
        limits += [{"box": number, **limit} for limit in _limits(box, chances)]
        quality.append({"box": number, **_quality(box.inside(table), fails, held_out)})
    columns = ["box", "factor", "low", "high", "values", "chance"]
    return pd.DataFrame(limits, columns=columns), pd.DataFrame(quality, columns=_QUALITY)


_QUALITY = [
    "box",
    "share_of_runs",
    "coverage",
    "density",
    "held_out_runs",
    "held_out_density",
    "low",
    "high",
    "base_rate",
]


def _require_enough(fails: Bools) -> None:
    """Refuse runs from which nothing can be learnt."""
    failures = int(fails.sum())
    if len(fails) < _FEWEST_RUNS:
        raise ResultError(
            say(
                "scenario discovery needs at least {least} runs; there are {number}.",
                least=_FEWEST_RUNS,
                number=len(fails),
            )
        )
    if min(failures, len(fails) - failures) < _FEWEST_FAILURES:
        raise ResultError(
            say(
                "scenario discovery needs at least {least} runs that fail and as many that do not; {failures} of "
                "{number} fail. Move the limit, or widen the ranges of the uncertainties.",
                least=_FEWEST_FAILURES,
                failures=failures,
                number=len(fails),
            )
        )


def _boxes(table: pd.DataFrame, fails: Bools) -> list[tuple[Box, dict[str, float]]]:
    """Return boxes, each found among the rows outside those before, with how likely chance alone gives each limit."""
    found: list[tuple[Box, dict[str, float]]] = []
    left = np.ones(len(table), dtype=bool)
    while len(found) < MOST_BOXES and fails[left].any():
        rows, hits = table[left], fails[left]
        box = find_box(rows, hits, smallest=min(0.5, SMALLEST * len(table) / len(rows)))
        for name in box.factors:
            if chance_of(box, name, rows, hits) >= _BY_CHANCE:
                box = box.without(name)
        if not box.factors:
            break
        found.append((box, {name: chance_of(box, name, rows, hits) for name in box.factors}))
        left &= ~box.inside(table)
    return found


def _limits(box: Box, chances: dict[str, float]) -> list[dict[str, Any]]:
    """Return the limits of a box as rows; an end that is open is NaN."""
    rows = []
    for name, chance in sorted(chances.items(), key=lambda item: item[1]):
        low, high = (end if np.isfinite(end) else np.nan for end in box.ends.get(name, (np.nan, np.nan)))
        values = ", ".join(sorted(map(str, box.words.get(name, ()))))
        rows.append({"factor": name, "low": low, "high": high, "values": values, "chance": chance})
    return rows


def _quality(inside: Bools, fails: Bools, held_out: Bools) -> dict[str, float]:
    """Return how well a box holds the failures, on all runs and on those it has never seen."""
    seen, fresh = inside & ~held_out, inside & held_out
    runs, hits = int(fresh.sum()), int((fresh & fails).sum())
    low, high = binomtest(hits, runs).proportion_ci(method="wilson") if runs else (np.nan, np.nan)
    return {
        "share_of_runs": inside.mean(),
        "coverage": (inside & fails).sum() / fails.sum(),
        "density": fails[seen].mean() if seen.any() else np.nan,
        "held_out_runs": runs,
        "held_out_density": hits / runs if runs else np.nan,
        "low": low,
        "high": high,
        "base_rate": fails.mean(),
    }
