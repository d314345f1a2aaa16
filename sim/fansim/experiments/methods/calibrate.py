"""Fit a scenario to observed daily series, and judge the fit on the part it has not seen.

Replications use the same seeds at every point, so that the misfit is a function of the keys and not of the dice.
Source: differential evolution, Storn & Price 1997 (`scipy.optimize`); forecasts, Hyndman & Athanasopoulos 2021, ch. 5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import differential_evolution

from fansim.experiments.methods.factors import Factor, Point, value_at
from fansim.experiments.methods.observed import Observed

Floats = NDArray[np.float64]
Simulate = Callable[[Sequence[Point]], list[pd.DataFrame]]
"""From points to the mean daily table of each: index day, columns the observed series."""

_STEPS = np.linspace(0.0, 1.0, 9)
_NEAR = 1.1  # points whose misfit is at most this many times the best count as fitting as well


def fit_keys(
    keys: Mapping[str, Factor],
    simulate: Simulate,
    observed: Observed,
    rounds: int = 12,
    members: int = 6,
    seed: int = 1,
) -> pd.DataFrame:
    """Fit keys to the part of the series that is not held out, by differential evolution.

    At the end each key moves alone from end to end, so that one which the data do not pin down shows it.

    Parameters
    ----------
    keys : mapping of str to Range or tuple
        What to fit, and between which values.
    simulate : callable
        Simulates the points of a round; asked for the same points it must give the same tables.
    observed : Observed
        What to fit to.
    rounds : int
        Rounds after the first.
    members : int
        Points of a round for each key.
    seed : int
        Of the search.

    Returns
    -------
    DataFrame
        One row a point tried, in order: the keys, misfit.
    """
    rows: list[dict[str, object]] = []

    def misfits(places: Floats) -> Floats:
        points = [_point(keys, column) for column in np.atleast_2d(places.T)]
        values = [observed.misfit(table) for table in simulate(points)]
        rows.extend({**point, "misfit": value} for point, value in zip(points, values, strict=True))
        most: Floats = np.minimum(np.array(values, dtype=np.float64), 1e12)
        return most

    found = differential_evolution(
        misfits, [(0.0, 1.0)] * len(keys), maxiter=rounds, popsize=members, seed=seed, polish=False, tol=1e-4,
        vectorized=True, updating="deferred",
    )  # fmt: skip
    misfits(_slices(found.x).T)
    return pd.DataFrame(rows)


def _point(keys: Mapping[str, Factor], places: Floats) -> Point:
    """Return the point at a place of the unit cube."""
    return {key: value_at(factor, float(place)) for (key, factor), place in zip(keys.items(), places, strict=True)}


def _slices(best: Floats) -> Floats:
    """Return points that move one key at a time from end to end, the others at their best: shape (points, keys)."""
    points: Floats = np.tile(best, (len(best) * len(_STEPS), 1))
    for key in range(len(best)):
        points[key * len(_STEPS) : (key + 1) * len(_STEPS), key] = _STEPS
    return points


def best_of(tried: pd.DataFrame, keys: Sequence[str]) -> Point:
    """Return the keys of the best point."""
    best = int(tried["misfit"].to_numpy().argmin())
    values = {key: tried[key].iloc[best] for key in keys}  # by column: a row of all would make whole numbers fractions
    return {key: value.item() if hasattr(value, "item") else value for key, value in values.items()}


def fitted_ranges(tried: pd.DataFrame, keys: Mapping[str, Factor]) -> pd.DataFrame:
    """Return how far the data pin each key down.

    Returns
    -------
    DataFrame
        key, fitted, low and high (ends of its values among points that fit nearly as well: misfit at most 10% above
        the best), share_of_range (of the values between low and high in the range searched; NaN for levels).
    """
    best = best_of(tried, list(keys))
    near = tried[tried["misfit"] <= _NEAR * tried["misfit"].min()]
    rows = []
    for key, factor in keys.items():
        low, high = near[key].min(), near[key].max()
        width = getattr(factor, "high", np.nan) - getattr(factor, "low", np.nan)
        share = float((high - low) / width) if width > 0 else np.nan
        rows.append({"key": key, "fitted": best[key], "low": low, "high": high, "share_of_range": share})
    return pd.DataFrame(rows)


def errors(observed: Observed, simulated: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Compare the fit, on both parts, with the scenario before it and with a naive forecast.

    Parameters
    ----------
    observed : Observed
        What was seen.
    simulated, before : DataFrame
        Mean daily tables of the fitted scenario and of the base scenario.

    Returns
    -------
    DataFrame
        One row a series and part ("fitted", "held out"): values, fit, base, naive (root mean square residuals) and
        skill (1 - fit / naive: above 0 is better than naive). The naive forecast repeats the last value seen before
        the part held out; for a series held out as a whole it is the series' own mean, which knows more than any
        forecast can.
    """
    truth, rows = observed.scaled(observed.table), []
    for name in map(str, observed.table):
        held = observed.held_out[name]
        seen = truth[name][~held].dropna()
        naive = float(seen.iloc[-1]) if len(seen) else float(truth[name].mean())
        for part, chosen in (("fitted", ~held), ("held out", held)):
            known = chosen & truth[name].notna()
            if not known.any():
                continue
            fit = _rms(observed.residuals(simulated)[name][known])
            guess = _rms(truth[name][known] - naive) if part == "held out" else np.nan
            rows.append({
                "series": name, "part": part, "values": int(known.sum()), "fit": fit,
                "base": _rms(observed.residuals(before)[name][known]), "naive": guess,
                "skill": 1 - fit / guess if guess > 0 else np.nan,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _rms(values: pd.Series) -> float:
    return float(np.sqrt((values**2).mean()))
