"""``fansim run``: one scenario from the first day to the last."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from fansim.cli.shared import (
    DaysOption,
    ForceOption,
    MechanismOption,
    OutOption,
    ScenarioArgument,
    SeedOption,
    SetOption,
    ThreadsOption,
    console,
    interruptible,
    mechanisms_of,
    read_scenario,
    with_mechanisms,
)
from fansim.cli.tables import fit
from fansim.errors import ScenarioError
from fansim.language import say, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from fansim.cli.animate import Watch
    from fansim.engine.mechanism import Mechanism
    from fansim.model import Driver, FanCommunity
    from fansim.report.painter import Painters
    from fansim.runs import Result
    from fansim.scenario import Scenario

CHECKPOINT = "checkpoint.fansim"


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
    mechanism: MechanismOption = None,
    save_day: Annotated[
        int | None, typer.Option(min=1, help="Save the community on the morning of this day, as checkpoint.fansim.")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option("--from", metavar="CHECKPOINT", help="Go on from a saved community instead of day 0.")
    ] = None,
    force: ForceOption = False,
    out: OutOption = None,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Write tables only.")] = False,
    animated: Annotated[
        bool, typer.Option("--animate", help="Draw a moving picture too: a GIF, and an MP4 where ffmpeg is found.")
    ] = False,
) -> None:
    """Run a scenario: outcomes, tables and figures."""
    from fansim.report.painter import Painters
    from fansim.results.folders import check_place

    mechanisms = mechanisms_of(mechanism)
    with with_mechanisms(mechanisms):
        name, setting = read_scenario(scenario, assignments, days)
    folder = out or Path("results") / name
    check_place(folder, "run")
    if save_day is not None and save_day > setting.days:
        raise ScenarioError(say("--save-day: got {day}, but the run has {days} days.", day=save_day, days=setting.days))
    start = Beginning(setting, seed, driver, threads, rules, mechanisms, checkpoint)
    saved = folder.with_name(f".{folder.name}.{os.getpid()}.fansim") if save_day is not None else None
    try:
        with interruptible(), nullcontext() if no_figures else Painters() as painters:
            result, watch = _simulate(start, save_day, saved, animated=animated)
            print(say("writing tables and figures") if painters else say("writing tables"), file=sys.stderr, flush=True)
            _save(result, folder, name, painters)
        if saved is not None:
            saved.replace(folder / CHECKPOINT)
    except KeyboardInterrupt:
        print(f"\n{say('fansim: stopped; nothing was written')}", file=sys.stderr)
        raise typer.Exit(130) from None
    finally:
        if saved is not None:
            saved.unlink(missing_ok=True)
    screen = console()
    table = headline(result)
    fit(table, screen.width, [(say("Name"),)])
    screen.print(table)
    if result.network:
        from fansim.text import printable

        print(printable(say("network: {network}", network=result.network)))
    days, people, seconds = len(result.daily), f"{_people(result):,}", f"{result.seconds:.1f}"
    print(say("{days} days of {people} people in {seconds} s", days=days, people=people, seconds=seconds))
    print(say("result: {folder}", folder=folder))
    if watch is not None:
        _animate(result, watch, folder)


def _animate(result: Result, watch: Watch, folder: Path) -> None:
    """Draw the moving picture of a run, whose result is there whatever becomes of it."""
    from fansim.cli.animate import animate

    try:
        with interruptible():
            files = animate(result, watch, folder)
    except KeyboardInterrupt:
        print(f"\n{say('fansim: the moving picture was stopped; the result is there')}", file=sys.stderr)
        raise typer.Exit(130) from None
    for file in files:
        print(say("moving picture: {file}", file=file))


class Beginning(NamedTuple):
    """How a run begins: with its people made anew, or from a saved community."""

    setting: Scenario
    seed: int | None
    driver: Driver
    threads: int | None
    rules: Path | None
    mechanisms: tuple[Mechanism, ...]
    checkpoint: Path | None

    def community(self, progress: Callable[[str], None]) -> FanCommunity:
        """Return the community before its first day here."""
        from fansim.engine.rulebook import load_rules
        from fansim.model import FanCommunity

        rules = load_rules(self.rules, self.mechanisms) if self.rules else None
        if self.checkpoint is None:
            return FanCommunity(
                self.setting, self.seed, self.driver, self.threads, rules, self.mechanisms, progress=progress
            )
        if self.seed is not None:
            raise ScenarioError(
                say("--seed: {file} has the seed of its past; leave the option out.", file=self.checkpoint)
            )
        model = FanCommunity.load(self.checkpoint, self.driver, self.threads, rules, self.mechanisms, progress=progress)
        model.turn_into(self.setting)
        return model


def _simulate(
    start: Beginning, save_day: int | None, saved: Path | None, *, animated: bool
) -> tuple[Result, Watch | None]:
    """Run the days, with progress on the error output; watch people for a moving picture, if there are days to run."""
    from fansim.cli.progress import Progress
    from fansim.runs import finish, result_of

    with Progress(start.setting.days) as progress:
        model = start.community(progress.phase)
        if save_day is not None and save_day < model.engine.day:
            raise ScenarioError(
                say(
                    "--save-day: got {got}, but {file} is on day {day}.",
                    got=save_day,
                    file=start.checkpoint,
                    day=model.engine.day,
                )
            )
        watch = _watch(model) if animated and model.engine.day < model.scenario.days else None

        def on_day(done: int) -> None:
            progress.day(done)
            if watch:
                watch.take()

        seconds = finish(model, on_day, save_day=save_day, save_to=saved or "")
    return result_of(model, seconds), watch


def _watch(model: FanCommunity) -> Watch:
    from fansim.cli.animate import Watch

    return Watch(model)


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

    from fansim.report.words import GROUP_NAMES, GROUPS, level, outcome

    table = Table(title=Text(term(result.scenario.title)), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(say("Outcome"))
    table.add_column(say("Value"), justify="right", no_wrap=True)
    table.add_column(say("Name"), style="dim", no_wrap=True)
    for group, names in GROUPS.items():
        table.add_row(Text(term(GROUP_NAMES[group]), style="bold"))
        for name in names:
            table.add_row(f"  {outcome(name).name}", level(name, float(result.summary[name])), name)
    return table
