"""``fansim report``: one page of a result, to read, to print and to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fansim.language import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A result folder: of a run, a comparison, a sweep, or an analysis.")
    ],
) -> None:
    """Write report.html into a result folder: the answer, its numbers and figures, in one file that opens offline."""
    from fansim.report.html import write_report

    print(say("report: {file}", file=write_report(folder)))
