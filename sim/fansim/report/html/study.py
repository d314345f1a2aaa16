"""The reports of a sweep and of the analyses of a study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fansim.errors import ResultError
from fansim.language import say
from fansim.report.html.findings import FINDINGS, read_findings
from fansim.report.html.page import Figure, Page, Table
from fansim.report.html.pictures import saved
from fansim.report.html.rows import frame_rows
from fansim.report.html.settings import assumptions
from fansim.report.html.tables import csv
from fansim.report.words import amount, level, lever, number, outcome
from fansim.results.folders import read_manifest

MAIN_TABLES = {
    "effects": "effects",
    "sensitivity": "sensitivity",
    "optimise": "pareto",
    "calibrate": "errors",
    "discovery": "boxes",
    "robustness": "ranking",
    "gate": "odds",
}
"""The main table of each analysis: its headline, and the numbers of its figures."""
_OTHER = {"fit": "series"}
"""Figures that draw another table than the main one."""


def analysis_page(folder: Path, manifest: Mapping[str, Any]) -> Page:
    """Return the report of an analysis from its folder and manifest."""
    findings, name = read_findings(folder), MAIN_TABLES[manifest["kind"]]
    if not findings.title:
        raise ResultError(f"{folder / FINDINGS}: is missing: the analysis has not ended; the same command goes on.")
    main, runs = csv(folder, name), _of_runs(folder)
    return Page(
        title=findings.title,
        about=_about(runs) if runs else "",
        answer=findings.answer,
        headline=frame_rows(main, f"{name}.csv"),
        figures=_figures(folder, name, main),
        findings=findings.parts,
        limits=findings.limits,
        assumptions=assumptions(runs["base"]) if runs else None,
    )


def sweep_page(folder: Path, manifest: Mapping[str, Any]) -> Page:
    """Return the report of a sweep from its folder and manifest."""
    table = csv(folder, "summary")
    names = [name for name in manifest["outcomes"] if f"{name}_mean" in table]
    stop = list(table.columns).index("runs")
    return Page(
        title=str(manifest["title"]),
        about=_about(manifest),
        answer=[_best(table, name, list(table.columns)[1:stop]) for name in names],
        headline=_summary(table, list(table.columns)[1:stop], names),
        limits=[
            say("The best of many means is partly luck: run the best and the worst again with fansim compare."),
            say("Levels depend on what is assumed; what a policy changes is surer than where it ends."),
        ],
        assumptions=assumptions(manifest["base"]),
    )


def _about(manifest: Mapping[str, Any]) -> str:
    return say(
        "{replications} runs of each scenario, from seed {seed} on",
        replications=number(manifest["replications"], 9),
        seed=str(manifest["seed"]),
    )


def _of_runs(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of the runs that an analysis did itself; nothing where it took those of a sweep."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (place / "manifest.json").is_file():
            return read_manifest(place)
    return None


def _best(table: pd.DataFrame, name: str, keys: list[str]) -> str:
    """Say which scenario of a sweep has the best mean of an outcome, which the worst, and whether these are apart."""
    means = table[f"{name}_mean"].astype(float)
    if means.notna().sum() == 0:
        return say("{outcome}: not defined in any run.", outcome=outcome(name).name)
    good = outcome(name).good
    first, last = table.iloc[int(means.argmin())], table.iloc[int(means.argmax())]
    best, worst = (first, last) if good < 0 else (last, first)
    apart = first[f"{name}_high"] < last[f"{name}_low"]
    verdict = say("their 95% intervals are apart") if apart else say("their 95% intervals overlap")
    words = (say("best"), say("worst")) if good else (say("highest"), say("lowest"))
    one, other = _of(best, name, keys), _of(worst, name, keys)
    return say(
        "{outcome}: {word} with {one}, {other_word} with {other}; {verdict}.",
        outcome=outcome(name).name,
        word=words[0],
        one=one,
        other_word=words[1],
        other=other,
        verdict=verdict,
    )


def _of(row: pd.Series, name: str, keys: list[str]) -> str:
    where = ", ".join(f"{lever(key)} = {_plain(row[key])}" for key in keys)
    return f"{where} ({level(name, row[f'{name}_mean'])})"


def _plain(value: Any) -> str:
    return number(float(value), 6) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def _summary(table: pd.DataFrame, keys: list[str], names: list[str]) -> Table:
    """Return a row a scenario: its factors, and mean and interval of each outcome."""
    some = table.head(60)
    rows = [
        [*(_plain(row[key]) for key in keys), *(text for name in names for text in _mean(row, name))]
        for row in some.to_dict("records")
    ]
    head = [*map(lever, keys), *(text for name in names for text in (outcome(name).name, say("95% interval")))]
    more = len(table) - len(some)
    note = say("{number} more rows are in {file}.", number=number(more), file="summary.csv") if more else ""
    return Table(head, rows, numbers=range(len(keys), 99), note=note)


def _mean(row: Mapping[Any, Any], name: str) -> tuple[str, str]:
    kind = outcome(name).kind
    low, high = (amount(float(row[f"{name}_{end}"]), kind) for end in ("low", "high"))
    return level(name, float(row[f"{name}_mean"])), say("{low} to {high}", low=low, high=high)


def _figures(folder: Path, name: str, main: pd.DataFrame) -> list[Figure]:
    """Return the figures that an analysis saved, each with the table that it draws."""
    found = []
    for stem in sorted({path.stem for path in folder.glob("*.png")}):
        about = next(
            (one for one in main.get("outcome", pd.Series(dtype=str)).unique() if stem.endswith(f"_{one}")), None
        )
        file = _OTHER.get(stem, name)
        table = csv(folder, file) if file != name else main if about is None else main[main["outcome"] == about]
        title = stem if about is None else outcome(str(about)).name
        found.append(
            Figure(
                title.replace("_", " ").capitalize() if about is None else title,
                saved(folder, stem),
                frame_rows(table, f"{file}.csv"),
            )
        )
    return found
