"""``fansim bench``: how fast fansim is here, in figures and without judgement."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from fansim.cli.shared import interruptible
from fansim.language import say

LEAST_SIZE = 1_000
_QUICK = {"sizes": (10_000,), "repeats": 3, "agents": 500}

SizesOption = Annotated[
    str | None, typer.Option(metavar="N,N,...", help="Persons; 10000,100000,1000000 by default, 100000 for the peers.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench")(bench)


def bench(
    peers: Annotated[bool, typer.Option("--peers", help="Compare with other libraries, from a checkout.")] = False,
    sizes: SizesOption = None,
    threads: Annotated[str, typer.Option(metavar="N,N,...", help="Threads of the fast driver.")] = "1,2",
    repeats: Annotated[int | None, typer.Option(min=1, help="How often everything is measured; 5 by default.")] = None,
    agents: Annotated[
        int | None, typer.Option(min=100, help="Persons of the Mesa driver; 5000 by default.", show_default=False)
    ] = None,
    phases: Annotated[bool, typer.Option("--phases", help="Measure each phase as well.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller and less often, for a first impression.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the figures to a file (JSON).")] = None,
) -> None:
    """Measure speed, memory and start on this machine: a year of leijun_groups, or one process in several libraries."""
    if peers and (phases or agents):
        raise typer.BadParameter(
            say("--phases and --agents measure fansim alone: leave them out, or leave out --peers.")
        )
    given = {"sizes": _numbers("--sizes", sizes, LEAST_SIZE), "repeats": repeats, "agents": agents}
    wanted = (_QUICK if quick else {}) | {name: value for name, value in given.items() if value}
    wanted["threads"] = _numbers("--threads", threads, 1)
    if out:
        _check_place(out)
    try:
        figures = _measured(peers, wanted, phases)
    except KeyboardInterrupt:
        print(f"\n{say('fansim: stopped')}", file=sys.stderr)
        raise typer.Exit(130) from None
    _show(figures)
    if out:
        out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _numbers(option: str, text: str | None, least: int) -> tuple[int, ...]:
    """Return the whole numbers of an option, without repeats; none if it is not given."""
    words = [] if text is None else text.split(",")
    if not all(word.strip().isdecimal() and int(word) >= least for word in words):
        raise typer.BadParameter(
            say(
                "got {text}, but it must be whole numbers of at least {least} with commas between them, "
                "such as {example}.",
                text=repr(text),
                least=f"{least:,}",
                example=f"{least * 10},{least * 100}",
            ),
            param_hint=f"'{option}'",
        )
    return tuple(dict.fromkeys(int(word) for word in words))


def _check_place(file: Path) -> None:
    """Fail before the minutes of measuring, not after.

    Raises
    ------
    ResultError
        If the file cannot be written.
    """
    from fansim.errors import ResultError

    if file.is_dir() or not os.access(file.parent, os.W_OK):
        raise ResultError(say("{file}: cannot be written; give --out a file in a folder that exists.", file=file))


def _measured(peers: bool, wanted: dict[str, Any], phases: bool) -> dict[str, Any]:
    """Return the figures, showing how far it is."""
    from fansim.cli.progress import jobs_shown

    with interruptible(), jobs_shown() as show:
        if peers:
            from fansim.cli import measure_peers

            sizes = wanted.get("sizes", measure_peers.SIZES)
            repeats = wanted.get("repeats", measure_peers.REPEATS)
            return measure_peers.measure_peers(sizes, wanted["threads"], repeats, show)
        from fansim.cli.measure import Plan, measure

        return measure(Plan(**wanted, phases=phases), show)


def _show(figures: dict[str, Any]) -> None:
    """Print the figures."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from fansim.cli.bench_tables import heading, tables
    from fansim.cli.shared import console

    screen = console()
    screen.print(heading(figures))
    for found in tables(figures):
        table = Table(title=found.title, title_justify="left", box=box.SIMPLE_HEAD)
        for name in found.header:
            table.add_column(name, overflow="fold")
        for row in found.rows:
            table.add_row(*(escape(cell.replace("`", "")) for cell in row))
        screen.print(table)
        if found.note:
            screen.print(found.note)
