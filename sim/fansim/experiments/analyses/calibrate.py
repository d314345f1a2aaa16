"""The fit of a study's base scenario to observed series: search, hold-out, figure, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import pandas as pd
from pydantic import Field, Strict, model_validator

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analysis import Analysis, Told
from fansim.experiments.analyses.work import Work, place_of
from fansim.experiments.methods.calibrate import best_of, errors, fit_keys, fitted_ranges
from fansim.experiments.methods.factors import Factor, Point
from fansim.experiments.methods.observed import Observed, Scale, read_observed
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study
from fansim.language import say, term

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAILY = "daily."
_DAYS_HELD_OUT = 0.3
_SERIES_TOLD = 3  # in the answer
_FACTOR_FROM = 2.0  # ratio of fit to series from which an error is told as a factor, not a share


class CalibrateSection(StudySection):
    """``[calibrate]``: what to fit to. The keys to fit are the factors of the design.

    Attributes
    ----------
    data : str
        A CSV file, relative to the study: ``day`` or ``date``, and daily outcomes.
    columns : tuple of str, or mapping
        The series to use, all daily outcomes of the file if none is named; or, where the file has other names, column
        to outcome: ``{ "粉丝数" = "followers_total" }``.
    hold_out : float, optional
        The share of days, at the end, that the fit must not see (0.3 if nothing is said).
    hold_out_columns : tuple of str
        The series that it must not see, instead of days.
    scale : {"log", "scaled"}
        See `Observed`.
    rounds, members : int
        Rounds of the search, and points of a round for each key.
    """

    data: str = Field(min_length=1)
    columns: Annotated[tuple[str, ...], Strict(False)] | dict[str, str] = ()
    hold_out: float | None = Field(default=None, gt=0, lt=1)
    hold_out_columns: tuple[str, ...] = Field(default=(), strict=False)
    scale: Scale = "log"
    rounds: int = Field(default=12, ge=1, le=10_000)
    members: int = Field(default=6, ge=2, le=1000)

    @model_validator(mode="after")
    def _one_part(self) -> CalibrateSection:
        if self.hold_out is not None and self.hold_out_columns:
            raise ValueError(say("hold out days (hold_out) or series (hold_out_columns), not both"))
        return self


def calibrate(study: Study, work: Work) -> Analysis:
    """Fit the factors of a study to observed series, and judge the fit on the part held out.

    Parameters
    ----------
    study : Study
        With a section ``[calibrate]``.
    work : Work
        Where and by whom runs are done.

    Raises
    ------
    ScenarioError
        If the section or the file does not suit.
    """
    section = study.section("calibrate", CalibrateSection)
    keys = {key: study.design.factors[key] for key in study.design.keys}
    if not keys:
        raise ScenarioError(say("{name}: there is nothing to fit; name keys in [design.factors].", name=study.name))
    observed = _observed(study, section)
    names = tuple(map(str, observed.table))
    rounds = count()

    def simulate(points: Sequence[Point], where: str = "") -> list[pd.DataFrame]:
        asked = study.with_points(list(points), daily=names, outcomes=study.outcomes[:1])
        return _daily_means(work.runs(asked, where or f"rounds/{next(rounds):03d}"), names, len(points))

    tried = fit_keys(keys, simulate, observed, section.rounds, section.members, study.seed)
    (fitted,), (before,) = simulate([best_of(tried, list(keys))], "fitted"), simulate([{}], "baseline")
    return calibration_analysis(observed, keys, tried, fitted, before, study.title)


def _observed(study: Study, section: CalibrateSection) -> Observed:
    """Read the series, and refuse days that the scenario does not reach."""
    folder = study.reading.folder if study.reading else Path.cwd()
    where = place_of(study, ("calibrate", "data"))
    hold_out = section.hold_out_columns or section.hold_out or _DAYS_HELD_OUT
    observed = read_observed(
        folder / section.data, section.columns, hold_out, section.scale, where, study.base.calendar.start
    )
    last = int(observed.table.index[-1])
    if last >= study.base.days:
        raise ScenarioError(
            say(
                "{where}: {data} goes to day {day}, but the base scenario has {length} days, numbered from 0; "
                "set days = {least} in [set], or shorten the file.",
                where=where,
                data=section.data,
                day=last,
                length=study.base.days,
                least=last + 1,
            )
        )
    return observed


def _daily_means(runs: pd.DataFrame, names: Sequence[str], points: int) -> list[pd.DataFrame]:
    """Return the mean daily table of each point over its replications; without days where all runs failed."""
    tables = []
    for number in range(points):
        part = runs[(runs["scenario"] == number) & runs["error"].isna()]
        means = {
            name: np.mean(np.stack([np.asarray(days, dtype=float) for days in part[_DAILY + name]]), axis=0)
            if len(part)
            else []
            for name in names
        }
        tables.append(pd.DataFrame(means, dtype=float))
    return tables


def calibration_analysis(
    observed: Observed,
    keys: Mapping[str, Factor],
    tried: pd.DataFrame,
    simulated: pd.DataFrame,
    before: pd.DataFrame,
    title: str | None = None,
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
    tables = {"errors": judged, "fitted_keys": ranges, "series": series, "points": tried}
    tell = partial(_told, observed.scale, ranges, judged, len(tried), title)
    return Analysis.telling(tell, tables, {"fit": lambda: _figure(series)})


def _told(scale: Scale, ranges: pd.DataFrame, judged: pd.DataFrame, tries: int, title: str | None) -> Told:
    """Say how good a fit is, in the language in use."""
    log, deviations = say("log units (0.1 is about 10%)"), say("standard deviations of the series")
    unit = log if scale == "log" else deviations
    findings = [say("Errors are root mean squares in {unit}; {tries} points were tried.", unit=unit, tries=tries)]
    findings += [_key_sentence(row) for _, row in ranges.iterrows()]
    findings += [_error_sentence(row) for _, row in judged.iterrows()]
    limits = (
        say("A good fit does not show that the mechanisms are right: other keys may fit as well (see the ranges)."),
        say(
            "The ranges are of points tried whose misfit is at most 10% above the best; they are no confidence "
            "intervals."
        ),
        say("The part held out tests this series under these policies, not what happens under other policies."),
    )
    return Told(title or say("Fit to observed series"), findings, limits, answer_of(ranges, judged, scale))


def _figure(series: pd.DataFrame) -> Axes:
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


def answer_of(ranges: pd.DataFrame, judged: pd.DataFrame, scale: Scale) -> str:
    """Say whether the fit holds on what it did not see, how far it is off there, and with which values."""
    from fansim.report.words import lever

    held = judged[judged["part"] == "held out"]
    said = say("; ").join(_held_out(row, scale) for _, row in held.head(_SERIES_TOLD).iterrows())
    values = ", ".join(
        f"{lever(key)} = {value:.4g}" if isinstance(value, (int, float)) else f"{lever(key)} = {value}"
        for key, value in zip(ranges["key"], ranges["fitted"], strict=True)
    )
    verdict = _verdict(held["skill"])
    verdict = say("{verdict}: {said}", verdict=verdict, said=said) if said else verdict
    return say("{verdict}. Fits best: {values}.", verdict=verdict, values=values)


def _verdict(skill: pd.Series) -> str:
    """Say whether a fit is to be relied on, from its skill on each series held out."""
    better = int((skill > 0).sum())
    if better == len(skill):
        holds, unknown = (
            say("The fit holds on what it did not see"),
            say("The fit cannot be judged, as nothing was held out"),
        )
        return holds if better else unknown
    if better:
        return say("The fit holds on what it did not see in {number} of {all} series", number=better, all=len(skill))
    return say("Do not rely on this fit, which on what it did not see does no better than a naive forecast")


def _held_out(row: pd.Series, scale: Scale) -> str:
    """Say how far the fit, and a naive forecast, are off on the part of a series held out."""
    text = say("{series} is off by {error}", series=row["series"], error=_off(row["fit"], scale))
    if np.isnan(row["naive"]):
        return text
    return text + say(", the naive forecast by {error}", error=_off(row["naive"], scale))


def _off(error: float, scale: Scale) -> str:
    """Return an error in words: of logarithms as a share or a factor, or in standard deviations of the series."""
    if scale != "log":
        return say("{number} standard deviations", number=f"{error:.2g}")
    ratio = float(np.exp(error))
    if ratio < _FACTOR_FROM:
        return f"{100 * (ratio - 1):.0f}%"
    return say("a factor of {number}", number=f"{ratio:.2g}")


def _key_sentence(row: pd.Series) -> str:
    """Say what a key came to, and how far the data pin it down."""
    from fansim.report.words import named

    name = named(row["key"])
    if not isinstance(row["fitted"], (int, float)):
        return say("{name}: {value} fits best.", name=name, value=row["fitted"])
    text = say(
        "{name}: {value} fits best; {low} to {high} fit nearly as well.",
        name=name,
        value=f"{row['fitted']:.4g}",
        low=f"{row['low']:.4g}",
        high=f"{row['high']:.4g}",
    )
    return text + (say(" The data hardly pin it down.") if row["share_of_range"] > 0.5 else "")


def _error_sentence(row: pd.Series) -> str:
    """Say how good the fit is on one part of a series."""
    told = {name: f"{row[name]:.3g}" for name in ("fit", "base", "naive")}
    told |= {"series": row["series"], "part": term(row["part"]), "values": row["values"]}
    text = say("{series}, {part} ({values} values): error {fit}, before the fit {base}", **told)
    if np.isnan(row["skill"]):
        return say("{said}.", said=text)
    if row["skill"] > 0:
        return text + say(", naive forecast {naive}: better than the naive forecast.", naive=told["naive"])
    return text + say(", naive forecast {naive}: no better than the naive forecast.", naive=told["naive"])
