"""The report of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from fansim.experiments.compare_findings import Shape, comparison_findings
from fansim.experiments.loop_findings import titles_with_cuts
from fansim.language import say, term
from fansim.report.comparison_figures import COLUMNS, comparison_figures
from fansim.report.html.assumed import assumptions
from fansim.report.html.findings import Findings, taken_apart
from fansim.report.html.loops import loop_figures, loops_of
from fansim.report.html.page import Figure, Page, Table
from fansim.report.html.pictures import drawn
from fansim.report.html.rows import daily_rows
from fansim.report.html.settings import changed, differences
from fansim.report.html.tables import csv, parquet
from fansim.report.words import GROUPS, cells, number, outcome

_HEADLINES = ("retention_90", "reach", "shill_share", "sales_total", "cost_total")


def comparison_page(folder: Path, manifest: Mapping[str, Any]) -> Page:
    """Return the report of a comparison from its folder and manifest."""
    table = csv(folder, "comparison")
    scenarios = {name: manifest["scenarios"][name] for name in dict.fromkeys(table["scenario"])}
    titles = titles_with_cuts({name: term(str(one.get("title", ""))) for name, one in scenarios.items()})
    table["scenario"] = table["scenario"].map(titles)
    findings = _findings(folder, table, manifest, titles)
    runs = _runs(parquet(folder, "runs"), titles, manifest["replications"])
    named = {titles[name]: values for name, values in scenarios.items()}
    return Page(
        title=findings.title or term(str(manifest["title"])),
        about=say(
            "{replications} pairs of runs under common random numbers, seeds {first} to {last}",
            replications=number(manifest["replications"], 9),
            first=str(manifest["seed"]),
            last=str(manifest["seed"] + manifest["replications"] - 1),
        ),
        answer=findings.answer,
        headline=_differences(table, _HEADLINES) or _differences(table, table["outcome"]),
        firm=_firm(table, runs),
        figures=[*loop_figures(folder, titles), *_figures(folder, table, runs, manifest, named)],
        findings=findings.parts,
        limits=findings.limits,
        differences=differences(named),
        assumptions=assumptions(next(iter(scenarios.values()))),
        settings=changed(next(iter(scenarios.values()))),
    )


def _findings(folder: Path, table: pd.DataFrame, manifest: Mapping[str, Any], titles: Mapping[str, str]) -> Findings:
    """Return what a comparison says, worked out from its tables: its findings.md may be in another language."""
    loops = loops_of(folder)
    if loops is not None and "scenario" in loops:
        loops = loops.assign(scenario=loops["scenario"].map(dict(titles)))
    shapes = {name: _shape(manifest["scenarios"][name]) for name in titles}
    return taken_apart(comparison_findings(table, loops, shapes, manifest["seed"], manifest["replications"]))


def _shape(values: Mapping[str, Any]) -> Shape:
    return Shape(values["population"]["size"], values["days"])


def _runs(runs: pd.DataFrame, titles: Mapping[str, str], replications: int) -> pd.DataFrame:
    """Return the runs of the scenarios that are compared, these called as people read them."""
    runs = runs[runs["base"].isin(list(titles)) & (runs["replication"] < replications)]
    return runs.assign(scenario=runs["base"].map(titles))


def _differences(table: pd.DataFrame, names: Iterable[str]) -> Table | None:
    """Return mean, difference, interval and verdict of some outcomes, a row an outcome and scenario."""
    rows = []
    for name in dict.fromkeys(names):
        for row in table[table["outcome"] == name].itertuples():
            mean, difference, interval, verdict = cells(name, row)
            rows.append((outcome(name).name, str(row.scenario), mean, difference, interval, verdict))
    head = (say("Outcome"), say("Scenario"), say("Mean"), say("Difference"), say("95% interval"), say("Verdict"))
    return Table(head, rows, numbers=range(2, 5), grouped=True) if rows else None


def _firm(table: pd.DataFrame, runs: pd.DataFrame) -> Table | None:
    """Return in how many pairs of runs with the same seed an outcome differs the way that its mean does."""
    base, *others = dict.fromkeys(table["scenario"])
    rows = []
    for name in (one for one in _HEADLINES if one in runs):
        by_seed = runs.pivot_table(index="seed", columns="scenario", values=name, sort=False)
        for other in (one for one in others if base in by_seed and one in by_seed):
            each = (by_seed[other] - by_seed[base]).dropna().to_numpy(float)
            way = np.sign(each.mean()) if len(each) else 0
            if way:
                alike = int((np.sign(each) == way).sum())
                word = say("higher") if way > 0 else say("lower")
                rows.append(
                    (outcome(name).name, other, word, say("{some} of {all}", some=str(alike), all=str(len(each))))
                )
    head = (say("Outcome"), say("Scenario"), say("Mean against {base}", base=base), say("Pairs that agree"))
    return Table(head, rows, numbers=range(3, 4), grouped=True) if rows else None


def _figures(
    folder: Path, table: pd.DataFrame, runs: pd.DataFrame, manifest: Mapping[str, Any], scenarios: Mapping[str, Any]
) -> list[Figure]:
    """Return the figures of a comparison, each with its numbers."""
    changes = {
        name: [(one["day"], one["set"]) for one in values.get("changes", ())] for name, values in scenarios.items()
    }
    starts = [_date(values.get("calendar", {}).get("start")) for values in scenarios.values()]
    medians = csv(folder, "daily_medians")
    titles = dict(zip(dict.fromkeys(medians["scenario"]), scenarios, strict=True))
    return [
        Figure(
            " ".join(axes.get_title("left").split()),
            drawn(axes),
            _medians(medians, name, titles) if name in COLUMNS else _differences(table, GROUPS[name]) or Table((), ()),
        )
        for name, axes in comparison_figures(table, runs, manifest["replications"], manifest["seed"], changes, starts)
    ]


def _medians(medians: pd.DataFrame, column: str, titles: Mapping[str, str]) -> Table:
    """Return the daily medians of an outcome, a column a scenario."""
    wide = medians.pivot_table(index="day", columns="scenario", values=column, sort=False)
    return daily_rows(wide, dict(titles), "daily_medians.csv")


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
