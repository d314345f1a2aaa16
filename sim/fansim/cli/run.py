"""``fansim run``: one scenario from the first day to the last."""

from __future__ import annotations

import shlex
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fansim.cli.shared import (
    DaysOption,
    OutOption,
    ScenarioArgument,
    SeedOption,
    SetOption,
    ThreadsOption,
    console,
    read_scenario,
)

if TYPE_CHECKING:
    from rich.table import Table

    from fansim.model import Driver
    from fansim.report.painter import Painters
    from fansim.runs import Result
    from fansim.scenario import Scenario

GROUP_TITLES = {
    "retention": "Retention",
    "word_of_mouth": "Word-of-mouth spread",
    "shill_filtering": "Shill filtering",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    scenario: ScenarioArgument,
    seed: SeedOption = None,
    days: DaysOption = None,
    assignments: SetOption = None,
    driver: Annotated[
        Literal["fast", "mesa"], typer.Option(help="Compiled kernels, or Mesa agents one by one: the same result.")
    ] = "fast",
    threads: ThreadsOption = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Python file whose functions replace rules of the same name.")
    ] = None,
    out: OutOption = None,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Write tables only.")] = False,
) -> None:
    """Run a scenario: outcomes, tables and figures."""
    from fansim.folders import check_place
    from fansim.report.painter import Painters

    name, setting = read_scenario(scenario, assignments, days)
    folder = out or Path("results") / name
    check_place(folder, "run")
    try:
        with nullcontext() if no_figures else Painters() as painters:
            result = _simulate(setting, seed, driver, threads, rules)
            print(f"writing tables{' and figures' if painters else ''}", file=sys.stderr, flush=True)
            _save(result, folder, name, painters)
    except KeyboardInterrupt:
        print("\nfansim: stopped; nothing was written", file=sys.stderr)
        raise typer.Exit(130) from None
    screen = console()
    screen.print(headline(result))
    print(f"{len(result.daily)} days of {_people(result):,} people in {result.seconds:.1f} s")
    print(f"result: {folder}")


def _simulate(setting: Scenario, seed: int | None, driver: Driver, threads: int | None, rules: Path | None) -> Result:
    """Run the days, with progress on the error output."""
    from fansim.cli.progress import Progress
    from fansim.engine.rulebook import load_rules
    from fansim.runs import run as simulate

    replaced = load_rules(rules) if rules else None
    with Progress(setting.days) as progress:
        return simulate(setting, seed, driver, threads, replaced, on_phase=progress.phase, on_day=progress.day)


def _save(result: Result, folder: Path, name: str, painters: Painters | None) -> None:
    """Write the result folder, without figures if nobody is to paint them."""
    from fansim.results import save_result

    command = shlex.join(["fansim", *sys.argv[1:]])
    figures = painters is not None
    save_result(result, folder, name=name, command=command, figures=figures, painters=painters, warn=_say)


def _say(text: str) -> None:
    """Warn, on the error output."""
    print(f"fansim: {text}", file=sys.stderr, flush=True)


def _people(result: Result) -> int:
    return int((result.persons["role"] == "ordinary").sum())


def headline(result: Result) -> Table:
    """Return the headline outcomes of a run as a table: retention, word-of-mouth spread, shill filtering."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from fansim.report.words import GROUPS, amount, outcome

    table = Table(title=Text(result.scenario.title), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("Outcome")
    table.add_column("Value", justify="right")
    table.add_column("Name", style="dim")
    for group, names in GROUPS.items():
        table.add_row(Text(GROUP_TITLES[group], style="bold"))
        for name in names:
            known = outcome(name)
            table.add_row(f"  {known.name}", amount(float(result.summary[name]), known.kind), name)
    return table
