"""Fit a scenario to observed daily series, and judge the fit on the part it has not seen.

Replications use the same seeds at every point, so that the misfit is a function of the keys and not of the dice.
Source: differential evolution, Storn & Price 1997 (`scipy.optimize`); forecasts, Hyndman & Athanasopoulos 2021, ch. 5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import differential_evolution

from fansim.errors import ScenarioError
from fansim.experiments.analysis import Analysis, listed
from fansim.experiments.design import Factor, Point, value_at

Scale = Literal["log", "scaled"]
Floats = NDArray[np.float64]
Simulate = Callable[[Sequence[Point]], list[pd.DataFrame]]
"""From points to the mean daily table of each: index day, columns the observed series."""

_STEPS = np.linspace(0.0, 1.0, 9)
_NEAR = 1.1  # points whose misfit is at most this many times the best count as fitting as well


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
        Residuals of log(1 + value), or of the value over the series' standard deviation in the fitted part.
    """

    table: pd.DataFrame
    held_out: pd.DataFrame
    scale: Scale

    def scaled(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return values on the scale of the residuals."""
        table = table.reindex(index=self.table.index, columns=self.table.columns).astype(float)
        if self.scale == "log":
            return np.log1p(table.clip(lower=0))
        spread = self.table.mask(self.held_out).std(ddof=0)
        whole = self.table.std(ddof=0)
        return table / spread.where(spread > 0, whole.where(whole > 0, 1.0))

    def residuals(self, simulated: pd.DataFrame) -> pd.DataFrame:
        """Return simulated less observed, on the scale of the residuals."""
        return self.scaled(simulated) - self.scaled(self.table)

    def misfit(self, simulated: pd.DataFrame) -> float:
        """Return the root mean square residual of the part to fit; each series counts alike."""
        squares = self.residuals(simulated).mask(self.held_out) ** 2
        value = float(np.sqrt(squares.mean().mean()))
        return value if np.isfinite(value) else float("inf")


def read_observed(
    path: Path, columns: Sequence[str], hold_out: float | Sequence[str], scale: Scale, where: str = ""
) -> Observed:
    """Read observed series from a CSV file.

    Parameters
    ----------
    path : Path
        A header line with ``day`` (whole numbers from 0) and the daily outcomes observed; empty cells are no value.
    columns : sequence of str
        The series to use; all that are there if it is empty.
    hold_out : float or sequence of str
        The share of days, at the end, or the series, that the fit must not see.
    scale : {"log", "scaled"}
        See `Observed`.
    where : str
        Who names the file, for messages.

    Raises
    ------
    ScenarioError
        If the file cannot be used, or nothing is left to fit or to hold out.
    """
    from fansim.outcomes.measures import DAILY

    place = f"{where}: " if where else ""
    try:
        table = pd.read_csv(path, encoding="utf-8-sig", comment="#")
    except FileNotFoundError:
        raise ScenarioError(f"{place}there is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise ScenarioError(f"{place}{path}: cannot be read as CSV: {error}.") from None
    known = {measure.name for measure in DAILY}
    if "day" not in table:
        raise ScenarioError(f"{place}{path}: there is no column day; it has {listed(list(map(str, table)))}.")
    columns = list(columns) or [name for name in table if name in known]
    unknown = [name for name in columns if name not in table or name not in known]
    if unknown or not columns:
        raise ScenarioError(f"{place}{path}: {listed(unknown)} must be both a column of the file and a daily outcome; "
                            f"the file has {listed(list(map(str, table)))}.")  # fmt: skip
    numbers = table[["day", *columns]].apply(pd.to_numeric, errors="coerce")
    bad = (numbers.isna() & table[["day", *columns]].notna()) | numbers.isin([np.inf, -np.inf])
    if (
        bad.any(axis=None)
        or numbers["day"].isna().any()
        or (numbers["day"] % 1 != 0).any()
        or (numbers["day"] < 0).any()
    ):
        row = int(np.flatnonzero((bad.any(axis=1) | numbers["day"].isna() | (numbers["day"] % 1 != 0)
                                  | (numbers["day"] < 0)).to_numpy())[0])  # fmt: skip
        raise ScenarioError(f"{place}{path}, line {row + 2}: got {table.iloc[row].to_dict()}, but a day is a whole number "
                            "from 0 and a value is a number or empty.")  # fmt: skip
    series = numbers.set_index(numbers["day"].astype(int)).drop(columns="day").sort_index()
    if series.index.has_duplicates:
        raise ScenarioError(f"{place}{path}: day {series.index[series.index.duplicated()][0]} is given twice.")
    return Observed(series, _held_out(series, hold_out, f"{place}{path}"), scale)


def _held_out(series: pd.DataFrame, hold_out: float | Sequence[str], where: str) -> pd.DataFrame:
    """Return which values are held out."""
    held = pd.DataFrame(False, index=series.index, columns=series.columns)
    if isinstance(hold_out, (int, float)):
        held.iloc[len(series) - round(hold_out * len(series)) :] = True
    else:
        missing = [name for name in hold_out if name not in series]
        if missing:
            raise ScenarioError(
                f"{where}: hold_out names {listed(missing)}, but the series are {listed(list(series))}."
            )
        held[list(hold_out)] = True
    seen, hidden = series.mask(held).count().sum(), series.where(held).count().sum()
    if not seen or not hidden:
        raise ScenarioError(f"{where}: hold_out leaves {seen} values to fit and {hidden} to check; both need some.")
    return held


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
        return np.minimum(np.array(values), 1e12)

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
    points = np.tile(best, (len(best) * len(_STEPS), 1))
    for key in range(len(best)):
        points[key * len(_STEPS) : (key + 1) * len(_STEPS), key] = _STEPS
    return points


def best_of(tried: pd.DataFrame, keys: Sequence[str]) -> Point:
    """Return the keys of the best point."""
    row = tried.loc[tried["misfit"].idxmin(), list(keys)]
    return {key: row[key].item() if hasattr(row[key], "item") else row[key] for key in keys}


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
    for name in observed.table:
        held = observed.held_out[name]
        seen = truth.loc[~held, name].dropna()
        naive = float(seen.iloc[-1]) if len(seen) else float(truth[name].mean())
        for part, chosen in (("fitted", ~held), ("held out", held)):
            known = chosen & truth[name].notna()
            if not known.any():
                continue
            fit = _rms(observed.residuals(simulated).loc[known, name])
            guess = _rms(truth.loc[known, name] - naive) if part == "held out" else np.nan
            rows.append({
                "series": name, "part": part, "values": int(known.sum()), "fit": fit,
                "base": _rms(observed.residuals(before).loc[known, name]), "naive": guess,
                "skill": 1 - fit / guess if guess > 0 else np.nan,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _rms(values: pd.Series) -> float:
    return float(np.sqrt((values**2).mean()))


def calibration_analysis(
    observed: Observed,
    keys: Mapping[str, Factor],
    tried: pd.DataFrame,
    simulated: pd.DataFrame,
    before: pd.DataFrame,
    title: str = "Fit to observed series",
) -> Analysis:
    """Turn a fit into an analysis: errors, fitted keys, the series, a figure and sentences.

    Parameters
    ----------
    observed, keys
        What was fitted, and with which keys.
    tried : DataFrame
        As from `fit_keys`.
    simulated, before : DataFrame
        As in `errors`.
    title : str
        Of the page.
    """
    ranges, judged = fitted_ranges(tried, keys), errors(observed, simulated, before)
    series = _long(observed, simulated)
    unit = "log units (0.1 is about 10%)" if observed.scale == "log" else "standard deviations of the series"
    findings = [f"Errors are root mean squares in {unit}; {len(tried)} points were tried."]
    findings += [_key_sentence(row) for _, row in ranges.iterrows()]
    findings += [_error_sentence(row) for _, row in judged.iterrows()]
    limits = (
        "A good fit does not show that the mechanisms are right: other keys may fit as well (see the ranges).",
        "The part held out tests this series under these policies, not what happens under other policies.",
    )
    tables = {"errors": judged, "fitted_keys": ranges, "series": series, "points": tried}
    return Analysis(title, tables, tuple(findings), limits, {"fit": lambda: _figure(series)})


def _figure(series: pd.DataFrame) -> object:
    from fansim.report.analysis_figures import fit

    return fit(series)


def _long(observed: Observed, simulated: pd.DataFrame) -> pd.DataFrame:
    """Return observed and fitted values in one long table."""
    fitted = simulated.reindex(index=observed.table.index, columns=observed.table.columns)
    parts = [
        pd.DataFrame({
            "day": observed.table.index, "series": name, "observed": observed.table[name].to_numpy(),
            "fitted": fitted[name].to_numpy(), "held_out": observed.held_out[name].to_numpy(),
        })
        for name in observed.table
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _key_sentence(row: pd.Series) -> str:
    """Say what a key came to, and how far the data pin it down."""
    if not isinstance(row["fitted"], (int, float)):
        return f"{row['key']}: {row['fitted']} fits best."
    text = f"{row['key']}: {row['fitted']:.4g} fits best; {row['low']:.4g} to {row['high']:.4g} fit nearly as well."
    return text + (" The data hardly pin it down." if row["share_of_range"] > 0.5 else "")


def _error_sentence(row: pd.Series) -> str:
    """Say how good the fit is on one part of a series."""
    text = f"{row['series']}, {row['part']} ({row['values']} values): error {row['fit']:.3g}, before the fit {row['base']:.3g}"
    if np.isnan(row["skill"]):
        return f"{text}."
    verdict = "better" if row["skill"] > 0 else "no better"
    return f"{text}, naive forecast {row['naive']:.3g}: {verdict} than the naive forecast."
