"""The sensitivity of a study: design or existing runs, indices, figures, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from fansim.errors import ScenarioError, extra
from fansim.experiments.analyses.analysis import PARAGRAPH, Analysis, Told, percent
from fansim.experiments.analyses.work import Work, means_of, place_of
from fansim.experiments.methods.factors import value_at
from fansim.experiments.methods.sensitivity import (
    FEWEST_RUNS,
    NOTHING,
    Method,
    indices_of,
    noise_share,
    pawn_indices,
    points_of,
)
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study
from fansim.language import say, term, together
from fansim.report.words import Kind, level, moved, named, span
from fansim.report.words import outcome as outcome_of

_CLEAR = 0.05  # a total index below this is hardly worth attention (Saltelli et al. 2008)


class SensitivitySection(StudySection):
    """``[sensitivity]``: how to find out which factors of the design matter.

    Attributes
    ----------
    method : str
        ``sobol`` and ``morris`` lay their own points over the ranges of the design's factors; ``pawn`` takes the runs
        of the design itself.
    samples : int, optional
        Base sample (``sobol``, a power of two, 64 if none is given) or walks (``morris``, 10).
    """

    method: Method = "morris"
    samples: int | None = Field(default=None, ge=2, le=2**20)

    @model_validator(mode="after")
    def _suits(self) -> SensitivitySection:
        if self.method == "sobol" and self.samples is not None and self.samples.bit_count() != 1:
            raise ValueError(
                say("samples is {number}, but Sobol indices need a power of two, such as 64", number=self.samples)
            )
        if self.method == "pawn" and self.samples is not None:
            raise ValueError(say("PAWN takes the runs of the design: leave samples out, and set design.samples"))
        return self


def sensitivity(study: Study, work: Work, runs: pd.DataFrame | None = None) -> Analysis:
    """Return which factors of a study matter for each of its outcomes.

    Parameters
    ----------
    study : Study
        With a section ``[sensitivity]``; without one, runs at hand are looked at by PAWN.
    work : Work
        Where and by whom runs are done.
    runs : DataFrame, optional
        Runs at hand, as from `fansim.sweep`: they are taken instead of new ones (PAWN only).

    Raises
    ------
    ScenarioError
        If the section or the design does not suit.
    ResultError
        If there are too few runs.
    ExtraError
        If SALib is not installed: before the first run, not after the last.
    """
    with extra("studies", "fansim sensitivity"):
        import SALib  # noqa: F401
    section = _section(study, runs is not None)
    if section.method == "pawn":
        if runs is None and len(study.design) * study.replications < FEWEST_RUNS:
            raise ScenarioError(
                say(
                    "{where}: PAWN needs at least {least} runs, and the design has {number}; raise samples or "
                    "replications.",
                    where=place_of(study, ("design",)),
                    least=FEWEST_RUNS,
                    number=len(study.design) * study.replications,
                )
            )
        table = work.runs(study, "runs") if runs is None else runs
        factors = [key for key in study.design.keys if table[key].nunique() > 1]
        parts = [pawn_indices(table, factors, name, study.seed).assign(outcome=name) for name in study.outcomes]
        indices = pd.concat(parts, ignore_index=True)
        indices.insert(0, "outcome", indices.pop("outcome"))
        return _analysis(study, "pawn", indices, table)
    factors = _factors(study)
    samples = section.samples or {"sobol": 64, "morris": 10}[section.method]
    work.check(study, samples * (len(factors) + {"sobol": 2, "morris": 1}[section.method]))
    places = points_of(section.method, factors, samples, study.seed)
    points = [
        {key: value_at(study.design.factors[key], place) for key, place in zip(factors, row, strict=True)}
        for row in places.tolist()
    ]
    table = work.runs(study.with_points(points), "runs")
    means = means_of(table, study.outcomes, len(points))
    indices = indices_of(section.method, factors, places, means, study.outcomes, study.seed)
    return _analysis(study, section.method, indices, table, means)


def _section(study: Study, has_runs: bool) -> SensitivitySection:
    """Return the section, or PAWN for runs at hand."""
    if has_runs and "sensitivity" not in study.sections:
        return SensitivitySection(method="pawn")
    section = study.section("sensitivity", SensitivitySection)
    if has_runs and section.method != "pawn":
        raise ScenarioError(
            say(
                '{name}: runs at hand suit method = "pawn" only; {method} needs its own points.',
                name=study.name,
                method=section.method,
            )
        )
    return section


def _factors(study: Study) -> list[str]:
    """Return the factors of a design that can be spread."""
    factors = list(study.design.keys)
    if not factors:
        raise ScenarioError(say("{name}: sensitivity needs factors; name ranges in [design.factors].", name=study.name))
    return factors


def _analysis(
    study: Study, method: Method, indices: pd.DataFrame, runs: pd.DataFrame, means: pd.DataFrame | None = None
) -> Analysis:
    """Return the analysis with the noise of the runs behind it."""
    noise = {name: noise_share(runs, name) for name in study.outcomes}
    return sensitivity_analysis(method, indices, noise, means, title=study.title)


def sensitivity_analysis(
    method: Method,
    indices: pd.DataFrame,
    noise: Mapping[str, float] | None = None,
    means: pd.DataFrame | None = None,
    title: str | None = None,
) -> Analysis:
    """Turn indices into an analysis: table, a figure an outcome, sentences.

    Parameters
    ----------
    method : {"sobol", "morris", "pawn"}
        What the indices are.
    indices : DataFrame
        As `indices_of` returns it.
    noise : mapping, optional
        `noise_share` of each outcome.
    means : DataFrame, optional
        The outcomes at each point, for their range.
    title : str
        Of the page.
    """
    from fansim.report import sensitivity

    figures = {}
    for outcome, part in indices.groupby("outcome", sort=False):
        name = str(outcome)
        if part["total"].notna().any():
            figures[f"sensitivity_{name}"] = lambda part=part, name=name: sensitivity(
                part, name, measure=term(_MEASURES[method]), in_its_unit=method == "morris"
            )
    return Analysis.telling(
        partial(_told, method, indices, noise or {}, means, title), {"sensitivity": indices}, figures
    )


def _told(
    method: Method, indices: pd.DataFrame, noise: Mapping[str, float], means: pd.DataFrame | None, title: str | None
) -> Told:
    """Say which factors matter, in the language in use."""
    said = [
        _sentences(method, str(name), part, noise.get(str(name), float("nan")), means)
        for name, part in indices.groupby("outcome", sort=False)
    ]
    return Told(
        title or say("Which factors matter"),
        [sentence for sentences in said for sentence in sentences],
        [term(limit) for limit in _LIMITS[method]],
        PARAGRAPH.join(sentences[0] for sentences in said),
    )


_MEASURES: dict[Method, str] = {
    "sobol": "Share of the outcome's variance",
    "morris": "Mean change of the outcome over the factor's range",
    "pawn": "Distance between distributions (0 to 1)",
}
_RANGES = "The answer holds for the ranges in the study; wider or narrower ranges give other indices."
_LIMITS: dict[Method, tuple[str, ...]] = {
    "sobol": (
        _RANGES,
        "An index says how much a factor matters, not in which direction; the factors vary independently.",
    ),
    "morris": (_RANGES, "Morris screens: it ranks factors by few runs and does not part interaction from curvature."),
    "pawn": (
        _RANGES,
        "PAWN compares slices of the runs at hand: few runs a slice make every factor look a little active.",
    ),
}


def _sentences(method: Method, outcome: str, part: pd.DataFrame, noise: float, means: pd.DataFrame | None) -> list[str]:
    """Say what matters for one outcome, and how sure that is."""
    if part["total"].isna().all():
        name = outcome_of(outcome).name
        return [say("{outcome}: no indices, since it is undefined in some runs or never varies.", outcome=name)]
    known = outcome_of(outcome)
    table = part[part["factor"] != NOTHING].sort_values("total", ascending=False, kind="stable")
    first, floor = table.iloc[0], _floor(method, part)
    clear = table[table["low"] > floor] if method != "pawn" else table[table["total"] > floor]
    size, interval = _size(method, first, known.kind), _interval(first, known.kind, method)
    told = {"outcome": known.name, "factor": named(str(first["factor"])), "size": size, "interval": interval}
    if first["factor"] in set(clear["factor"]):
        text = say("{outcome}: {factor} matters most ({size}; {interval}).", **told)
    else:
        text = say("{outcome}: {factor} has the largest index, without being clear ({size}; {interval}).", **told)
    if len(table) > 1 and method != "pawn" and first["low"] <= table.iloc[1]["high"]:
        other = str(table.iloc[1]["factor"])
        text += say(" It cannot be told apart from {factor}: the intervals overlap.", factor=named(other))
    sentences = [text]
    rest = [named(str(name)) for name in table["factor"] if name not in set(clear["factor"])]
    if rest:
        floored = {"outcome": known.name, "floor": term(_FLOORS[method]), "factors": together(rest)}
        sentences.append(say("{outcome}: not clearly above {floor}: {factors}.", **floored))
    if np.isfinite(noise):
        sentences.append(
            say(
                "{outcome}: chance alone (other seeds) makes {share} of the variance between runs.",
                outcome=known.name,
                share=percent(noise),
            )
        )
    if means is not None and outcome in means:
        sentences.append(
            say(
                "{outcome}: over the design it goes from {low} to {high}.",
                outcome=known.name,
                low=level(outcome, means[outcome].min()),
                high=level(outcome, means[outcome].max()),
            )
        )
    return sentences


_FLOORS: dict[Method, str] = {"sobol": "5% of the variance", "morris": "no effect", "pawn": "what chance alone gives"}


def _floor(method: Method, part: pd.DataFrame) -> float:
    """Return the index that a factor must clear."""
    if method == "pawn":
        return float(part.loc[part["factor"] == NOTHING, "high"].max())
    return _CLEAR if method == "sobol" else 0.0


def _size(method: Method, row: Any, kind: Kind) -> str:
    if method == "sobol":
        total, first = percent(row["total"]), percent(row["first"])
        return say("{total} of the variance with its interactions, {first} alone", total=total, first=first)
    if method == "morris":
        size = moved(row["total"], kind).lstrip("+")
        return say("crossing its range moves it by {size} on average", size=size)
    return say("distance {size}", size=f"{row['total']:.2f}")


def _interval(row: Any, kind: Kind, method: Method) -> str:
    if method == "morris":
        return say("interval {interval}", interval=span(row["low"], row["high"], kind))
    low, high = (percent(row[end]) if method == "sobol" else f"{row[end]:.2f}" for end in ("low", "high"))
    return say("interval {interval}", interval=say("{low} to {high}", low=low, high=high))
