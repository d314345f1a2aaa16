"""Whether the ranking of a study's policies holds over its uncertainties: crossing, tables, figures and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from pydantic import Field

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analysis import PARAGRAPH, Analysis, Told, percent
from fansim.experiments.analyses.work import Work, known_outcomes, place_of
from fansim.experiments.methods.condition import Goal
from fansim.experiments.methods.factors import Point
from fansim.experiments.methods.ranking import pairs, ranking, scores, whole_order_share
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study, read_values
from fansim.language import say, together
from fansim.scenario import Scenario
from fansim.scenario.overrides import plain


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
    work.check(study, len(study.design) * len(policies))
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
                raise ScenarioError(
                    say(
                        "{where}: {key} is a factor of the design already; a key can be one of them only.",
                        where=where,
                        key=key,
                    )
                )
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


def robustness_analysis(runs: pd.DataFrame, goals: dict[str, Goal], title: str | None = None) -> Analysis:
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

    tables, duels, asked, figures = [], [], [], {}
    for outcome, goal in goals.items():
        table = scores(runs, outcome)
        ranked, paired = ranking(table, goal), pairs(table, goal)
        asked.append((outcome, table, ranked, paired, goal))
        tables.append(ranked.assign(outcome=outcome))
        duels.append(paired.assign(outcome=outcome))
        figures[f"ranks_{outcome}"] = lambda ranked=ranked, outcome=outcome: ranks(ranked, outcome)
    parts = {"ranking": _first("outcome", tables), "pairs": _first("outcome", duels)}
    return Analysis.telling(partial(_told, asked, title), parts, figures)


def _told(asked: Sequence[tuple[str, pd.DataFrame, pd.DataFrame, pd.DataFrame, Goal]], title: str | None) -> Told:
    """Say how a ranking holds, in the language in use; `asked` has what `_sentences` takes, an outcome each."""
    said = [_sentences(*one) for one in asked]
    limits = (
        say("Draws are spread over the ranges in the study, as if every value in them were as likely as any other."),
        say("A small but sure advantage and a large one rank alike: read the differences as well."),
    )
    return Told(
        title or say("Does the ranking of the policies hold?"),
        [sentence for sentences in said for sentence in sentences],
        limits,
        PARAGRAPH.join(sentences[0] for sentences in said),
    )


def _first(column: str, tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join tables and move a column to the front."""
    joined = pd.concat(tables, ignore_index=True)
    return joined[[column, *joined.columns.drop(column)]]


def _sentences(outcome: str, table: pd.DataFrame, ranked: pd.DataFrame, paired: pd.DataFrame, goal: Goal) -> list[str]:
    """Say who is best and how often, which is the answer; then which pairs cannot be told apart."""
    from fansim.report.words import heading, level
    from fansim.report.words import outcome as known_as

    name, best = known_as(outcome).name, ranked.iloc[0]
    sentences = [
        say(
            "{outcome} ({better}): {policy} has the best mean ({mean}) and is best in {share} of {draws} draws "
            "(95% interval {low} to {high}).",
            outcome=name,
            better=say("less is better") if goal == "min" else say("more is better"),
            policy=heading(best["policy"]),
            mean=level(outcome, best["mean"]),
            share=percent(best["best_share"]),
            draws=len(table),
            low=percent(best["low"]),
            high=percent(best["high"]),
        ),
        say(
            "{outcome}: the whole order of {number} policies holds in {share} of the draws.",
            outcome=name,
            number=len(table.columns),
            share=percent(whole_order_share(table, goal)),
        ),
    ]
    unclear = [
        together([heading(one["better"]), heading(one["worse"])])
        for _, one in paired.iterrows()
        if one["low"] <= 0.5 <= one["high"]
    ]
    if unclear:
        text = say(
            "{outcome}: about as often one way round as the other: {pairs}.", outcome=name, pairs=together(unclear)
        )
        sentences.append(text)
    return sentences
