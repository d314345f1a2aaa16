"""Studies of policies under uncertainty: where one fails, and whether the ranking of several holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from pydantic import Field

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analysis import Analysis
from fansim.experiments.analyses.work import Work, conditions_of, known_outcomes, place_of
from fansim.experiments.methods.discovery import discovery_analysis
from fansim.experiments.methods.ranking import Goal, robustness_analysis
from fansim.experiments.study.design import Point
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study, read_values
from fansim.scenario import Scenario
from fansim.scenario.overrides import plain


class DiscoverySection(StudySection):
    """``[discovery]``: when the policy of the base scenario fails. The uncertainties are the factors of the design.

    Attributes
    ----------
    fails : str
        Such as ``retention_90 < 0.6``, of the mean over the replications.
    """

    fails: str


class RobustnessSection(StudySection):
    """``[robustness]``: which policies are ranked. The uncertainties are the factors of the design.

    Attributes
    ----------
    objectives : mapping
        Outcome to "min" or "max".
    policies : mapping
        Name to dotted keys and their values; what a policy leaves out is as in the base scenario.
    """

    objectives: dict[str, Goal] = Field(min_length=1)
    policies: dict[str, dict[str, Any]] = Field(min_length=2)


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


def robustness(study: Study, work: Work) -> Analysis:
    """Return how the ranking of policies holds over the points of a study.

    Parameters
    ----------
    study : Study
        With a section ``[robustness]``.
    work : Work
        Where and by whom runs are done.

    Raises
    ------
    ScenarioError
        If the section does not suit, or a policy and the design name the same key.
    """
    section = study.section("robustness", RobustnessSection)
    known_outcomes(study, section.objectives, ("robustness", "objectives"))
    policies = {name: read_values(values) for name, values in section.policies.items()}
    points, names, draws = _crossed(study, policies)
    asked = study.with_points(points, outcomes=tuple(section.objectives))
    runs = work.runs(asked, "runs")
    runs["policy"], runs["draw"] = [names[i] for i in runs["scenario"]], [draws[i] for i in runs["scenario"]]
    return robustness_analysis(runs, dict(section.objectives), study.title)


def _crossed(study: Study, policies: Mapping[str, Point]) -> tuple[list[Point], list[str], list[int]]:
    """Return every policy at every point, checked, with its name and the number of the point."""
    keys = list(dict.fromkeys(key for policy in policies.values() for key in policy))
    for name, policy in policies.items():
        for key in policy:
            if key in study.design.keys:
                where = place_of(study, ("robustness", "policies", name))
                raise ScenarioError(f"{where}: {key} is a factor of the design already; a key can be one of them only.")
    default = {key: value_of(study.base, key) for key in keys}
    for name, policy in policies.items():
        try:
            study.scenario({**study.design[0], **policy})
        except ScenarioError as error:
            raise ScenarioError(f"{place_of(study, ('robustness', 'policies', name))}: {error}") from None
    points, names, draws = [], [], []
    for number in range(len(study.design)):
        for name, policy in policies.items():
            points.append({**study.design[number], **default, **policy})
            names.append(name)
            draws.append(number)
    return points, names, draws


def value_of(scenario: Scenario, key: str) -> Any:
    """Return what a scenario has under a dotted key, as a file would say it; nothing if there is no such key."""
    value: Any = scenario
    for part in key.split("."):
        if isinstance(value, tuple):
            value = value[int(part)] if part.isdecimal() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    return plain(value, key)
