"""The reports of the analyses of a study."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fansim.errors import ResultError
from fansim.language import say
from fansim.report.html.assumed import SHOWN, assumptions
from fansim.report.html.findings import FINDINGS, read_findings
from fansim.report.html.page import Figure, Page
from fansim.report.html.pictures import saved
from fansim.report.html.rows import frame_rows
from fansim.report.html.settings import changed
from fansim.report.html.tables import csv
from fansim.report.words import number, outcome
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
        raise ResultError(
            say("{file}: is missing: the analysis has not ended; the same command goes on.", file=folder / FINDINGS)
        )
    main, runs = csv(folder, name), _of_runs(folder)
    return Page(
        title=findings.title,
        about=about(runs) if runs else "",
        answer=findings.answer,
        headline=frame_rows(main, f"{name}.csv"),
        figures=_figures(folder, name, main),
        findings=findings.parts,
        limits=findings.limits,
        assumptions=assumptions(runs["base"], _shown(folder, manifest["kind"])) if runs else None,
        settings=changed(runs["base"]) if runs else None,
    )


def _shown(folder: Path, kind: str) -> dict[str, str]:
    """Return the assumptions that an analysis shows to matter, and why; none where it shows no such thing."""
    if kind not in SHOWN:
        return {}
    table, reasons = SHOWN[kind]
    return reasons(csv(folder, table))


def about(manifest: Mapping[str, Any]) -> str:
    """Say how many runs each scenario of a study has."""
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
