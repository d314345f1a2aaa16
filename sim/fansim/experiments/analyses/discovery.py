"""Where the policy of a study fails: the boxes of its uncertainties, their figure and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fansim.experiments.analyses.analysis import Analysis, Told, limit_told, percent
from fansim.experiments.analyses.work import Work, conditions_of
from fansim.experiments.methods.condition import Condition
from fansim.experiments.methods.discovery import discover
from fansim.experiments.methods.prim import is_number
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study
from fansim.language import say, together

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Bools = NDArray[np.bool_]


class DiscoverySection(StudySection):
    """``[discovery]``: when the policy of the base scenario fails. The uncertainties are the factors of the design.

    Attributes
    ----------
    fails : str
        Such as ``retention_90 < 0.6``, of the mean over the replications.
    """

    fails: str


def discovery(study: Study, work: Work, runs: pd.DataFrame | None = None) -> Analysis:
    """Return in which box of a study's factors its policy fails.

    Parameters
    ----------
    study : Study
        With a section ``[discovery]``.
    work : Work
        Where and by whom runs are done.
    runs : DataFrame, optional
        Runs at hand, as from `fansim.sweep`, instead of new ones.

    Raises
    ------
    ScenarioError
        If the section does not suit.
    ResultError
        If there are too few runs, or too few that fail or do not.
    """
    section = study.section("discovery", DiscoverySection)
    (fails,) = conditions_of(study, [section.fails], ("discovery", "fails"))
    if runs is None:
        outcomes = tuple(dict.fromkeys([*study.outcomes, fails.outcome]))
        runs = work.runs(replace(study, outcomes=outcomes), "runs")
    factors = [key for key in study.design.keys if runs[key].nunique() > 1]
    points = runs.drop_duplicates("scenario").set_index("scenario")[factors]
    means = runs.groupby("scenario")[[fails.outcome]].mean()
    return discovery_analysis(points.join(means).reset_index(drop=True), factors, fails, study.seed, study.title)


def discovery_analysis(
    runs: pd.DataFrame,
    factors: Sequence[str],
    condition: Condition,
    seed: int = 1,
    title: str | None = None,
) -> Analysis:
    """Find the boxes in which a condition holds, and say so.

    Parameters
    ----------
    runs : DataFrame
        One row a point: factors and the outcome of the condition; points without a value are left out.
    factors, seed
        As in `discover`.
    condition : Condition
        When the policy fails, such as ``retention_90 < 0.6``.
    title : str
        Of the page.

    Raises
    ------
    ResultError
        As in `discover`.
    """
    known = runs.dropna(subset=[condition.outcome]).reset_index(drop=True)
    fails = condition.holds(known[condition.outcome])
    boxes, quality = discover(known, factors, fails, seed)
    pair = _two_factors(boxes, known, factors)
    figures = {"failures": lambda: _figure(known, fails, boxes, pair, condition)} if len(pair) == 2 else {}
    tell = partial(_told, boxes, quality, condition, float(fails.mean()), len(known), title)
    return Analysis.telling(tell, {"boxes": boxes, "box_quality": quality}, figures)


def _told(
    boxes: pd.DataFrame, quality: pd.DataFrame, condition: Condition, share: float, points: int, title: str | None
) -> Told:
    """Say where a policy fails, in the language in use."""
    findings = [_sentence(boxes[boxes["box"] == one["box"]], one) for _, one in quality.iterrows()]
    limits = (
        say(
            "A box describes where failures are dense among the points at hand; it is no cause, and its edges are "
            "rough."
        ),
        say("Failures outside the boxes exist: see coverage."),
    )
    answer = _answer(boxes, quality, condition, share, points)
    return Told(title or say("Where the policy fails"), findings, limits, answer)


def _two_factors(boxes: pd.DataFrame, runs: pd.DataFrame, factors: Sequence[str]) -> list[str]:
    """Return the two factors of numbers to draw: those of the firmest limits, then the others in order."""
    ranked = [*boxes.sort_values("chance", kind="stable")["factor"], *factors] if len(boxes) else []
    return [name for name in dict.fromkeys(ranked) if is_number(runs[name])][:2]


def _figure(runs: pd.DataFrame, fails: Bools, boxes: pd.DataFrame, pair: list[str], condition: Condition) -> Axes:
    """Draw the runs over two factors, and the boxes as seen from there."""
    from fansim.report.analysis_figures import failures

    frames = []
    for _, limits in boxes.groupby("box"):
        ends = limits.set_index("factor").reindex(pair)[["low", "high"]].to_numpy(dtype=np.float64)
        if np.isfinite(ends).any():
            frames.append((ends[0, 0], ends[0, 1], ends[1, 0], ends[1, 1]))
    return failures(
        runs,
        fails,
        pair[0],
        pair[1],
        frames,
        title=say("Where the policy fails: {condition}", condition=limit_told(condition)),
    )


def _answer(boxes: pd.DataFrame, quality: pd.DataFrame, condition: Condition, share: float, points: int) -> str:
    """Say how often the policy fails, and where most densely."""
    fails = say(
        "The policy fails ({what}) at {share} of the {points} points that were tried",
        what=limit_told(condition),
        share=percent(share),
        points=f"{points:,}",
    )
    if boxes.empty:
        return fails + say(
            ", and no range of the factors tells where: failures are no denser anywhere than chance would."
        )
    densest = quality.iloc[int(quality["density"].to_numpy().argmax())]
    where = together([_words(limit) for _, limit in boxes[boxes["box"] == densest["box"]].iterrows()])
    return say(
        "{fails}. It fails most where {where}: there at {density} of them, with {coverage} of all failures. {held}",
        fails=fails,
        where=where,
        density=percent(densest["density"]),
        coverage=percent(densest["coverage"]),
        held=_held(densest),
    )


def _held(quality: pd.Series) -> str:
    """Say whether a box held on points that it was not drawn from."""
    if not quality["held_out_runs"]:
        return say("None of the points held out fell into it, so that this is unchecked.")
    density, low, high = (percent(quality[name]) for name in ("held_out_density", "low", "high"))
    points = int(quality["held_out_runs"])
    return say(
        "Of {points} points held out that lie there, {density} failed (95% interval {low} to {high}).",
        points=points,
        density=density,
        low=low,
        high=high,
    )


def _sentence(limits: pd.DataFrame, quality: pd.Series) -> str:
    """Say where a box lies, how dense it is, and whether that held on fresh runs."""
    text = say(
        "Box {number}: where {where}, it fails at {density} of the points; the box holds {coverage} of all failures "
        "in {share} of the points.",
        number=int(quality["box"]),
        where=together([_words(limit) for _, limit in limits.iterrows()]),
        density=percent(quality["density"]),
        coverage=percent(quality["coverage"]),
        share=percent(quality["share_of_runs"]),
    )
    return f"{text} {_held(quality)}"


def _words(limit: pd.Series) -> str:
    """Return a limit as one reads it."""
    from fansim.report.words import lever, number

    name = say('"{name}"', name=lever(limit["factor"]))
    if limit["values"]:
        return say("{name} is {value}", name=name, value=limit["values"].replace(", ", say(" or ")))
    low, high = limit["low"], limit["high"]
    if np.isnan(low):
        return say("{name} is at most {value}", name=name, value=number(high))
    if np.isnan(high):
        return say("{name} is at least {value}", name=name, value=number(low))
    return say("{name} is {value}", name=name, value=say("{low} to {high}", low=number(low), high=number(high)))
