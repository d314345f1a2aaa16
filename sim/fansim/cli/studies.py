"""``fansim compare`` and ``fansim sweep``: many runs, kept as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fansim.cli.shared import (
    ClusterOption,
    DaysOption,
    ForceOption,
    MechanismOption,
    OutOption,
    SetOption,
    StudyArgument,
    TlsCaOption,
    TlsCertOption,
    TlsKeyOption,
    WorkersOption,
    cluster_of,
    console,
    interruptible,
    mechanisms_of,
    overrides_of,
    with_mechanisms,
)
from fansim.cli.tables import fit
from fansim.language import say, term, together

if TYPE_CHECKING:
    from rich.table import Table

    from fansim.experiments.sweep.sweep import Tally
    from fansim.scenario import Scenario

RulesOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Python file whose functions replace rules of the same name.")
]
LogOption = Annotated[
    str | None, typer.Option(metavar="FILE", help="Add JSON lines on the progress to a file (-: the error output).")
]
_SPARE = ("Difference", "95% interval", "Mean")  # of a comparison, on a narrow terminal: the verdict tells the size


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("compare")(compare)
    app.command("sweep")(sweep)


def compare(
    scenarios: Annotated[
        list[str], typer.Argument(metavar="A B [C ...]", help="Scenario files or bundled names; A is the baseline.")
    ],
    replications: Annotated[int, typer.Option(min=2, help="Runs of each scenario, with the same seeds.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the first replication.")] = 1,
    days: DaysOption = None,
    assignments: SetOption = None,
    workers: WorkersOption = 1,
    cut_loops: Annotated[
        bool,
        typer.Option(
            "--cut-loops",
            help="Cut each feedback loop in turn: what is it worth, and which difference does it carry?",
        ),
    ] = False,
    loop_pairs: Annotated[bool, typer.Option("--loop-pairs", help="Cut each pair of feedback loops, too.")] = False,
    branch_day: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="All scenarios are A up to this day; their past is simulated once."),
    ] = None,
    outcomes: Annotated[
        str | None, typer.Option(metavar="A,B", help="Outcomes to compare, such as reach,nps; all by default.")
    ] = None,
    rules: RulesOption = None,
    mechanism: MechanismOption = None,
    log: LogOption = None,
    out: OutOption = None,
) -> None:
    """Compare scenarios with the first one under common random numbers: differences, intervals, verdicts, figures."""
    from fansim.experiments.compare import compare as run_comparison
    from fansim.experiments.loop_findings import loop_lines
    from fansim.experiments.sweep.progress import SweepProgress
    from fansim.memory import check_memory

    with with_mechanisms(mechanisms_of(mechanism)):
        name, settings = _settings(scenarios, assignments, days, cut_loops=cut_loops or loop_pairs)
    for setting in settings.values():
        check_memory(setting)
    folder = out or Path("results") / name
    try:
        with interruptible(), SweepProgress(log) as progress:
            table = run_comparison(
                settings,
                replications,
                seed,
                workers,
                out=folder,
                rules=rules,
                branch_day=branch_day,
                outcomes=[name.strip() for name in outcomes.split(",")] if outcomes else None,
                cut_loops=cut_loops,
                loop_pairs=loop_pairs,
                watch=progress.watch,
            )
    except KeyboardInterrupt:
        _say_stopped(folder, None)
    _print_comparison(table, table.titles, asked=outcomes is not None)
    for line in loop_lines(table.loops, table.titles):
        console().print(line, markup=False, highlight=False)
    print(
        say(
            "{replications} replications of {scenarios} scenarios, seeds {first} to {last}",
            replications=replications,
            scenarios=len(table.study.scenarios),
            first=seed,
            last=seed + replications - 1,
        )
    )
    print(say("result: {folder}", folder=folder))


def _settings(
    given: list[str], assignments: list[str] | None, days: int | None, *, cut_loops: bool
) -> tuple[str, Mapping[str, Scenario]]:
    """Return the name of a comparison and its scenarios by name."""
    from fansim.errors import ScenarioError
    from fansim.scenario import find_scenario, load_scenario, scenario_name

    overrides = overrides_of(assignments, days)
    settings: dict[str, Scenario] = {}
    for text in given:
        path = find_scenario(text)
        name = scenario_name(path) if scenario_name(path) not in settings else str(path.with_suffix(""))
        if name in settings:
            raise ScenarioError(say("{name}: is given twice; name each scenario once.", name=text))
        settings[name] = load_scenario(path, overrides)
    first = next(iter(settings))
    if cut_loops and len(settings) == 1:
        return f"{first}_loops_cut", settings
    if len(settings) < 2:
        raise ScenarioError(say("compare: got {name} only; name a second scenario, or add --cut-loops.", name=first))
    return "_vs_".join(Path(name).name for name in settings)[:120], settings


def _print_comparison(table: Any, titles: Mapping[str, str], asked: bool) -> None:
    """Print the headline outcomes, one table a group, with sales and cost; or the outcomes that were asked for."""
    from fansim.report.words import GROUP_NAMES, GROUPS

    screen = console()
    left_out: dict[str, None] = {}
    table = table.assign(scenario=table["scenario"].map(titles))
    groups = {term(title): GROUPS[group] for group, title in GROUP_NAMES.items()}
    groups[say("Money")] = ("sales_total", "cost_total")
    if asked:
        groups = {say("Outcomes"): tuple(dict.fromkeys(table["outcome"]))}
    for title, names in groups.items():
        shown = comparison_table(table, names, title)
        left_out |= dict.fromkeys(fit(shown, screen.width, [(term(name),) for name in _SPARE]))
        screen.print(shown)
    if left_out:
        columns = together([name.lower() for name in left_out])
        print(say("Left out, as the terminal is narrow: {columns}.", columns=columns))
    print(
        say(
            "Differences are means over pairs of runs with the same seed, with 95% intervals. Of twenty comparisons "
            "without any real difference, about one looks clear by chance."
        )
    )


def comparison_table(table: Any, names: Iterable[str], title: str) -> Table:
    """Return the comparison of some outcomes: a row an outcome and scenario."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from fansim.report.words import cells, outcome

    shown = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
    shown.add_column(say("Outcome"))
    shown.add_column(say("Scenario"))
    for column in (say("Mean"), say("Difference"), say("95% interval")):
        shown.add_column(column, justify="right", no_wrap=True)
    shown.add_column(say("Verdict"))
    for name in names:
        for place, row in enumerate(table[table["outcome"] == name].itertuples()):
            shown.add_row(outcome(name).name if place == 0 else "", Text(str(row.scenario)), *cells(name, row))
    return shown


def sweep(
    study: StudyArgument,
    workers: WorkersOption = 1,
    cluster: ClusterOption = None,
    tls_ca_file: TlsCaOption = None,
    tls_cert: TlsCertOption = None,
    tls_key: TlsKeyOption = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="Runs of each scenario; the study's by default. More may be added later.")
    ] = None,
    assignments: SetOption = None,
    rules: RulesOption = None,
    mechanism: MechanismOption = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Do failed runs again.")] = False,
    force: ForceOption = False,
    log: LogOption = None,
    out: OutOption = None,
) -> None:
    """Do every run of a study. Started again on the same folder, it does only what is missing."""
    from dataclasses import replace

    from fansim.experiments.study.study import find_study, load_study
    from fansim.experiments.sweep.progress import SweepProgress
    from fansim.experiments.sweep.sweep import run_study
    from fansim.memory import check_memory

    with with_mechanisms(mechanisms_of(mechanism)):
        planned = load_study(find_study(study), overrides_of(assignments))
    planned = planned if replications is None else replace(planned, replications=replications)
    if cluster is None:
        check_memory(planned.base)
    folder = out or Path("results") / planned.name
    progress = SweepProgress(log)
    try:
        with interruptible(), progress:
            tally = run_study(
                planned,
                folder,
                workers,
                cluster_of(cluster, tls_ca_file, tls_cert, tls_key),
                rules=rules,
                watch=progress.watch,
                force=force,
                retry_failed=retry_failed,
            )
    except KeyboardInterrupt:
        _say_stopped(folder, progress.last)
    _say_done(term(planned.title), folder, tally)


def _say_stopped(folder: Path, tally: Tally | None) -> None:
    """Say that the runs done so far are kept, and leave."""
    done = say("the runs that are done are kept")
    if tally:
        done = say("{done} of {total} runs are done and kept", done=f"{tally.done:,}", total=f"{tally.total:,}")
    text = say("fansim: stopped; {done} in {folder}. The same command goes on from there.", done=done, folder=folder)
    print(f"\n{text}", file=sys.stderr)
    raise typer.Exit(130)


def _say_done(title: str, folder: Path, tally: Tally) -> None:
    """Say what there is now; leave with status 1 if runs failed."""
    before = tally.done - tally.fresh
    again = say(", {number} of them before", number=f"{before:,}") if before else ""
    print(say("{title}: {done} of {total} runs", title=title, done=f"{tally.done:,}", total=f"{tally.total:,}") + again)
    if tally.why:
        print(say("ended early: {why}", why=tally.why))
    tables = say("summary.csv and summary.xlsx: one row a scenario; runs.parquet: one row a run")
    print(say("result: {folder}", folder=folder) + f" ({tables})")
    if tally.failed:
        text = say(
            "fansim: {number} runs failed; all are in {file}",
            number=f"{tally.failed:,}",
            file=folder / "failed_runs.csv",
        )
        first = say("; the first of this time: {error}", error=tally.first_error) if tally.first_error else ""
        print(text + first, file=sys.stderr)
        raise typer.Exit(1)
