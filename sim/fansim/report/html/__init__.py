"""The report of a result folder: one page that opens from disk, without a network and without another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fansim.errors import ResultError
from fansim.language import language, say
from fansim.regular import write_whole
from fansim.report.html.page import Page, Table
from fansim.results.folders import read_manifest

REPORT = "report.html"


def write_report(folder: str | Path) -> Path:
    """Write the report of a result into its folder, whole or not at all, and return its path.

    Parameters
    ----------
    folder : str or Path
        Of a run, a comparison, a sweep, or an analysis of a study.

    Raises
    ------
    ResultError
        If there is no result, or it cannot be read, or the report not be written.
    """
    target = Path(folder) / REPORT
    text = rendered(page_of(Path(folder)))
    try:
        write_whole(target, text.encode())
    except OSError as error:
        raise ResultError(
            say("{file}: cannot be written ({reason}).", file=target, reason=error.strerror or error)
        ) from error
    return target


def page_of(folder: Path) -> Page:
    """Return what the report of a result folder shows."""
    manifest = read_manifest(folder)
    page = _builder(folder, manifest["kind"])(folder, manifest)
    return replace(page, facts=_facts(manifest), command=str(manifest.get("command", "")))


def _builder(folder: Path, kind: str) -> Callable[[Path, Mapping[str, Any]], Page]:
    """Return what makes the page of a kind of result; each draws, so that matplotlib is imported here only."""
    from fansim.report.html.comparison import comparison_page
    from fansim.report.html.run import run_page
    from fansim.report.html.study import MAIN_TABLES, analysis_page
    from fansim.report.html.sweep import sweep_page

    builders = {"run": run_page, "comparison": comparison_page, "sweep": sweep_page} | dict.fromkeys(
        MAIN_TABLES, analysis_page
    )
    if kind not in builders:
        raise ResultError(
            say(
                "{folder}: holds a {kind}, of which there is no report; there is one of {kinds}.",
                folder=folder,
                kind=kind,
                kinds=", ".join(builders),
            )
        )
    return builders[kind]


def rendered(page: Page) -> str:
    """Return a page as HTML; whatever it holds is text, never markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(page=page, say=say, language=language())


def _facts(manifest: Mapping[str, Any]) -> Table:
    """Return what was run, and with what."""
    git = manifest.get("git") or {}
    revision = f"{git.get('revision', '')}{say(' (changed since)') if git.get('changed') else ''}"
    said = {
        say("Kind"): manifest["kind"],
        say("Written"): manifest.get("written", ""),
        "fansim": manifest["fansim"],
        say("Revision"): revision,
        say("Seed"): manifest.get("seed", ""),
        say("Replications"): manifest.get("replications", ""),
        say("Replaced rules"): ", ".join(manifest.get("rules", {})),
        say("Mechanisms from outside"): ", ".join(manifest.get("mechanisms", {})),
        "Python": manifest.get("platform", {}).get("python", ""),
        say("Packages"): ", ".join(f"{name} {known}" for name, known in manifest.get("versions", {}).items() if known),
    }
    return Table(
        (say("Fact"), say("Value")),
        [(name, str(value)) for name, value in said.items() if value != ""],
        numbers=range(0),
    )
