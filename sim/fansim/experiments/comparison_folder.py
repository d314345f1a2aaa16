"""The folder of a comparison: its runs, its tables, its findings and its figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from fansim.errors import ResultError
from fansim.experiments.compare_figures import draw_comparison, draw_loops
from fansim.experiments.compare_findings import Shape, comparison_findings
from fansim.experiments.loop_findings import titles_with_cuts
from fansim.experiments.study.design import BASE
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.manifest import check_manifest, write_manifest
from fansim.experiments.sweep.runner import Order, Rules, pack_rules
from fansim.experiments.sweep.store import JOURNAL, PARTS, RUNS, take
from fansim.language import say, term
from fansim.report.comparison_figures import daily_tables
from fansim.results.folders import check_place
from fansim.scenario import Scenario
from fansim.spreadsheet import write_csv, write_workbook

KIND = "comparison"
COMPARISON = "comparison.csv"
WORKBOOK = "comparison.xlsx"
MEDIANS = "daily_medians.csv"
LOOPS = "loops.csv"
FINDINGS = "findings.md"
FIGURES = "figures"


def of_scenarios(runs: pd.DataFrame, scenarios: Iterable[str]) -> pd.DataFrame:
    """Return the runs of some scenarios."""
    return runs[runs["scenario"].isin(list(scenarios))]


def titles_of(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Return what to call scenarios in what people read: their titles, where these are short and tell them apart."""
    return titles_with_cuts({name: term(scenario.title) for name, scenario in scenarios.items()})


def shapes_of(scenarios: Mapping[str, Scenario]) -> dict[str, Shape]:
    """Return how large and how long scenarios are."""
    return {name: Shape(scenario.population.size, scenario.days) for name, scenario in scenarios.items()}


def named_runs(runs: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the runs of a comparison, as a sweep has them, with the scenarios' names in the column ``scenario``.

    Raises
    ------
    ResultError
        If all runs of a scenario failed.
    """
    runs = runs.drop(columns="scenario").rename(columns={BASE: "scenario"})
    runs = runs[runs["replication"] < study.replications]
    for name, part in runs.groupby("scenario", sort=False):
        if part["error"].notna().all():
            raise ResultError(
                say("{name}: every run failed; the first one: {error}", name=name, error=part["error"].iloc[0])
            )
    return runs


def make_room(folder: Path, study: Study, rules: Rules | str | Path | None) -> None:
    """Remove an older comparison of something else from a folder; leave the same one and everything else.

    Raises
    ------
    ResultError
        If the folder holds anything but a comparison, or another process is working on it.
    """
    check_place(folder, KIND)
    order = Order(study.outcomes, study.daily, pack_rules(rules, study.base.assembly.added))
    try:
        check_manifest(folder, study, order, KIND)
    except ResultError:
        take(folder).close()
        for name in (RUNS, JOURNAL, COMPARISON, WORKBOOK, MEDIANS, LOOPS, FINDINGS):
            (folder / name).unlink(missing_ok=True)
        for name in (PARTS, FIGURES):
            shutil.rmtree(folder / name, ignore_errors=True)
        write_manifest(folder, study, order, KIND)


def write_comparison(
    folder: Path, study: Study, runs: pd.DataFrame, table: pd.DataFrame, loops: pd.DataFrame | None = None
) -> None:
    """Write table, daily medians, findings and figures into the folder of a comparison.

    Raises
    ------
    ResultError
        If they cannot be written.
    """
    try:
        write_csv(table, folder / COMPARISON)
        write_csv(daily_medians(runs), folder / MEDIANS)
        if loops is not None:
            write_csv(loops, folder / LOOPS)
        asked = {name: study.scenarios[name] for name in dict.fromkeys(table["scenario"])}
        titles = titles_of(asked)
        table, runs = (frame.assign(scenario=frame["scenario"].map(titles)) for frame in (table, runs))
        _write_workbook(folder / WORKBOOK, study, table)
        if loops is not None and "scenario" in loops:
            loops = loops.assign(scenario=loops["scenario"].map(titles))
        said = comparison_findings(table, loops, shapes_of(asked), study.seed, study.replications)
        (folder / FINDINGS).write_text(said, encoding="utf-8")
        (folder / FIGURES).mkdir(exist_ok=True)
    except OSError as error:
        raise ResultError(
            say("{folder}: cannot be written ({reason}).", folder=folder, reason=error.strerror or error)
        ) from error
    named = {titles[name]: scenario for name, scenario in asked.items()}
    draw_comparison(folder / FIGURES, study, runs, table, named)
    if loops is not None:
        draw_loops(folder / FIGURES, loops)


def _write_workbook(to: Path, study: Study, table: pd.DataFrame) -> None:
    """Write a comparison as a workbook, with its outcomes in words, and what was run."""
    from fansim.report.words import outcome

    said = table.copy()
    said.insert(0, "in words", [outcome(str(name)).name for name in said["outcome"]])
    facts = {"title": study.title, "baseline": said["scenario"].iloc[0], "replications": study.replications}
    write_workbook(to, "comparison", said, "study", facts | {"first seed": study.seed})


def daily_medians(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the median over replications of each daily outcome: columns scenario, day, and the outcomes."""
    frames = []
    for name, part in runs[runs["error"].isna()].groupby("scenario", sort=False):
        medians = pd.concat(daily_tables(part)).groupby(level="day").median()
        frames.append(medians.reset_index().assign(scenario=name))
    table = pd.concat(frames, ignore_index=True)
    return table[["scenario", "day", *(column for column in table if column not in ("scenario", "day"))]]
