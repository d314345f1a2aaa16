"""``fansim validate``: whether the assembled model shows the patterns that it should."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fansim.cli.shared import OutOption, console, interruptible
from fansim.language import say, term

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

LEAST_SIZE = 3_000  # below, a seed or a campaign is a handful of persons


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    only: Annotated[
        str | None, typer.Option(metavar="ROW,ROW,...", help="Rows such as C1, or single patterns such as C1a.")
    ] = None,
    seeds: Annotated[
        int | None, typer.Option(min=2, help="Runs of each setting: seeds 1, 2, ...; 10 by default, 4 with --quick.")
    ] = None,
    size: Annotated[
        int | None,
        typer.Option(min=LEAST_SIZE, help="Persons; groups and budgets in proportion. 30,000; 10,000 with --quick."),
    ] = None,
    scenario: Annotated[
        str, typer.Option(metavar="NAME", help="The scenario in which they are looked for, such as everything.")
    ] = "leijun_groups",
    quick: Annotated[bool, typer.Option("--quick", help="Fewer and smaller runs, for a first impression.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Leave with 1 if a pattern does not hold.")] = False,
    out: OutOption = None,
) -> None:
    """Measure, in some minutes, whether whole runs show the patterns of a community, each against its target."""
    from fansim.cli.progress import jobs_shown
    from fansim.results.folders import check_place
    from fansim.validation import validate as validation
    from fansim.validation.catalogue import chosen
    from fansim.validation.town import SIZE

    seeds, size = seeds or (4 if quick else 10), size or (10_000 if quick else SIZE)
    patterns = chosen(word.strip() for word in (only or "").split(",") if word.strip())
    folder, numbers = out or Path("results") / validation.KIND, range(1, seeds + 1)
    check_place(folder, validation.KIND)
    try:
        with interruptible(), jobs_shown() as show:
            table = validation.validate(patterns, numbers, size, show, scenario=scenario)
    except KeyboardInterrupt:
        print(f"\n{say('fansim: stopped; nothing was written')}", file=sys.stderr)
        raise typer.Exit(130) from None
    validation.write_validation(table, folder, numbers, size, scenario)
    console().print(_shown(table))
    failing = table.loc[table["verdict"] == validation.FAILS, "pattern"]
    print(_sentence(table, list(failing)))
    print(say("result: {folder}", folder=folder))
    if strict and len(failing):
        raise typer.Exit(1)


def _sentence(table: pd.DataFrame, failing: list[str]) -> str:
    """Say how many patterns hold, and which do not."""
    holding = int((table["verdict"] == "holds").sum())
    text = say("{holding} of {all} patterns hold", holding=holding, all=holding + len(failing))
    return text + (say("; not: {names}", names=", ".join(failing)) if failing else "")


def _shown(table: pd.DataFrame) -> Table:
    """Return the table for the screen."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=say("Patterns of the assembled model"), title_justify="left", box=box.SIMPLE_HEAD)
    shown.add_column(say("pattern"))
    shown.add_column(say("what must be the case"), overflow="fold")
    for name in (say("target"), say("mean"), say("error")):
        shown.add_column(name, justify="right")
    shown.add_column(say("unit"))
    shown.add_column(say("verdict"))
    for row in table.to_dict("records"):
        style = "bold red" if row["verdict"] == "does not hold" else ""
        cells = (row["pattern"], term(row["about"]), target(row), _number(row["mean"]), _number(row["error"]))
        shown.add_row(*(Text(str(cell), style) for cell in (*cells, unit(row["unit"]), term(str(row["verdict"])))))
    return shown


def unit(name: str) -> str:
    """Return a unit in the language in use; a pure number has none."""
    return name if name == "-" else term(name)


def target(row: dict[Any, Any]) -> str:
    """Say in short where the mean must lie, and by how many standard errors."""
    low, high, clear = row["low"], row["high"], row["clear"]
    if low == high:
        text = f"{low:g}"
    elif math.isinf(low) and math.isinf(high):
        return "-"
    elif math.isinf(high):
        text = f"> {low:g}" if clear else f">= {low:g}"
    elif math.isinf(low):
        text = f"< {high:g}" if clear > 0 else f"<= {high:g}"
    else:
        text = say("{low} to {high}", low=f"{low:g}", high=f"{high:g}")
    if clear > 0:
        return say("{target} by {number} SE", target=text, number=f"{clear:g}")
    return say("{target} ± {number} SE", target=text, number=f"{-clear:g}") if clear else text


def _number(value: float) -> str:
    """Return a number for the screen."""
    return f"{value:.4g}" if math.isfinite(value) else "-"
