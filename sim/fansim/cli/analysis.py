"""``fansim effects``, ``sensitivity``, ``optimise``, ``calibrate`` and the other analyses of a study."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fansim.cli.shared import (
    ClusterOption,
    ForceOption,
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
    overrides_of,
)
from fansim.cli.tables import fit
from fansim.language import say, together

if TYPE_CHECKING:
    from rich.table import Table

    from fansim.experiments.analyses.analyse import Kind
    from fansim.experiments.analyses.analysis import Analysis
    from fansim.experiments.sweep.pools import Cluster

RunsOption = Annotated[
    Path | None, typer.Option("--runs", metavar="DIR", help="The folder of a sweep whose runs are taken.")
]
ReplicationsOption = Annotated[int | None, typer.Option(min=1, help="Runs of each scenario; the study's by default.")]
_SPARE = (("pairs",), ("low", "high"), ("difference",))  # columns that a narrow table does without first
_ROWS = 20  # of a table that goes to the screen


_COMMANDS: dict[Kind, str] = {
    "effects": "Show what each factor of a grid, or each point of a list, changes.",
    "sensitivity": "Find out which factors of a study matter (Sobol, Morris; PAWN on runs at hand).",
    "optimise": "Search the best policies under limits, and look at them again on fresh seeds.",
    "calibrate": "Fit keys to observed daily series, and judge the fit on a part held out.",
    "discovery": "Find the box of the uncertainties in which a policy fails.",
    "robustness": "Find out in what share of the draws of the uncertainties a ranking of policies holds.",
    "gate": "Find out where an entry threshold stops paying, beside the closed form.",
}
_ON_RUNS_AT_HAND = ("effects", "sensitivity", "discovery", "gate")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for kind, sentence in _COMMANDS.items():
        command = _on_runs_at_hand(kind) if kind in _ON_RUNS_AT_HAND else _by_runs_of_its_own(kind)
        app.command(kind, help=sentence)(command)


def _on_runs_at_hand(kind: Kind) -> Callable[..., None]:
    """Return the command of an analysis that may take the runs of a sweep."""

    def command(
        study: StudyArgument,
        runs: RunsOption = None,
        replications: ReplicationsOption = None,
        assignments: SetOption = None,
        workers: WorkersOption = 1,
        cluster: ClusterOption = None,
        tls_ca_file: TlsCaOption = None,
        tls_cert: TlsCertOption = None,
        tls_key: TlsKeyOption = None,
        force: ForceOption = False,
        out: OutOption = None,
    ) -> None:
        _analyse(
            kind,
            study,
            replications,
            assignments,
            workers,
            cluster_of(cluster, tls_ca_file, tls_cert, tls_key),
            force,
            out,
            runs,
        )

    return command


def _by_runs_of_its_own(kind: Kind) -> Callable[..., None]:
    """Return the command of an analysis that asks for its runs as it goes."""

    def command(
        study: StudyArgument,
        replications: ReplicationsOption = None,
        assignments: SetOption = None,
        workers: WorkersOption = 1,
        cluster: ClusterOption = None,
        tls_ca_file: TlsCaOption = None,
        tls_cert: TlsCertOption = None,
        tls_key: TlsKeyOption = None,
        force: ForceOption = False,
        out: OutOption = None,
    ) -> None:
        _analyse(
            kind,
            study,
            replications,
            assignments,
            workers,
            cluster_of(cluster, tls_ca_file, tls_cert, tls_key),
            force,
            out,
        )

    return command


def _analyse(
    kind: Kind,
    given: str,
    replications: int | None,
    assignments: list[str] | None,
    workers: int,
    cluster: Cluster | None,
    force: bool,
    out: Path | None,
    runs: Path | None = None,
) -> None:
    """Run an analysis, show its table and findings, and leave with 1 if runs failed."""
    from dataclasses import replace

    from fansim.experiments.analyses.analyse import analyse
    from fansim.experiments.study.study import find_study, load_study
    from fansim.experiments.sweep.progress import SweepProgress

    study = load_study(find_study(given), overrides_of(assignments))
    study = study if replications is None else replace(study, replications=replications)
    folder = out or Path("results") / f"{study.name}_{kind}"
    try:
        with interruptible(), SweepProgress() as progress:
            analysis = analyse(study, kind, workers, folder, cluster, runs=runs, watch=progress.watch, force=force)
    except KeyboardInterrupt:
        kept = say("fansim: stopped; what is done is kept, and the same command goes on from {folder}", folder=folder)
        print(f"\n{kept}", file=sys.stderr)
        raise typer.Exit(130) from None
    screen = console()
    screen.print(_shown(analysis, screen.width))
    screen.print(analysis.text(), markup=False)
    print(say("result: {folder}", folder=folder))
    if analysis.failed:
        raise typer.Exit(1)


def _shown(analysis: Analysis, width: int) -> Table:
    """Return the first rows of the main table for the screen, and of its columns those that fit."""
    import pandas as pd
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from fansim.report.words import heading

    first = analysis.table.head(_ROWS)
    table = Table(title=Text(analysis.title), title_justify="left", box=box.SIMPLE_HEAD)
    for name in first.columns:
        is_number = pd.api.types.is_numeric_dtype(first[name])
        table.add_column(Text(heading(str(name))), no_wrap=is_number, justify="right" if is_number else "left")
    for row in first.itertuples(index=False):
        table.add_row(*(Text(f"{value:.4g}" if isinstance(value, float) else heading(str(value))) for value in row))
    names = [str(name) for name in first.columns]
    first_to_go = [group for group in _SPARE if set(group) <= set(names)]
    rest = [(name,) for name in names[:1:-1] if not any(name in group for group in first_to_go)]
    left_out = fit(table, width, [tuple(map(heading, group)) for group in (*first_to_go, *rest)])
    more = [say("{number} more rows", number=len(analysis.table) - _ROWS)] if len(analysis.table) > _ROWS else []
    hidden = together([name for name in names if heading(name) in left_out])
    more += [say("the columns {names}", names=hidden)] if hidden else []
    if more:
        table.caption = say("{table}.csv has {more}", table=next(iter(analysis.tables)), more=together(more))
    return table
