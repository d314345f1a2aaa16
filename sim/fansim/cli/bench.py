"""``fansim bench``: how fast fansim is here, in figures and without judgement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench")(bench)


def bench(
    persons: Annotated[int, typer.Option(min=100, help="People of the fast driver.")] = 100_000,
    days: Annotated[int, typer.Option(min=1, help="Days that are measured, after as many to warm up.")] = 60,
    threads: Annotated[
        list[int] | None, typer.Option(min=1, help="Threads, may be given again; 1 and 2 by default.")
    ] = None,
    agents: Annotated[int, typer.Option(min=100, help="People of the Mesa driver.")] = 5_000,
    phases: Annotated[bool, typer.Option("--phases", help="Measure each phase as well.")] = False,
    file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures to a file.")] = None,
) -> None:
    """Measure speed, memory and start on this machine."""
    from fansim.cli.measure import measure

    figures = measure(persons, days, tuple(threads or (1, 2)), agents, phases=phases, say=_say)
    for line in report(figures):
        print(line)
    if file:
        from fansim.errors import ResultError

        try:
            file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise ResultError(f"{file}: cannot be written ({error.strerror or error}).") from error


def _say(what: str) -> None:
    """Say on the error output what is measured."""
    typer.echo(what, err=True)


def report(figures: dict[str, Any]) -> list[str]:
    """Return the figures in words, one a line."""
    rows = [("machine", "{processor}, {processors} processors, Python {python}".format(**figures["machine"]))]
    what = f"fast driver, {figures['persons']:,} people, mean degree {figures['mean_degree']:g}"
    for threads, day in figures["nanoseconds_per_person_day"].items():
        name = f"{what}, {threads} thread{'s' if threads != '1' else ''}"
        rows.append((name, f"{_spread(day)} ns per person-day"))
    rows.append(
        (
            f"Mesa driver, {figures['agents']:,} people",
            f"{_spread(figures['microseconds_per_agent_day'])} us per agent-day",
        )
    )
    rows.append(("memory of all columns and the network", f"{figures['bytes_per_person']:.0f} bytes per person"))
    rows.append(
        ("new process to its first day done, compiled code on disk", f"{_spread(figures['seconds_to_first_day'])} s")
    )
    rows.append(("fansim --help", f"{_spread(figures['seconds_of_help'])} s"))
    for phase, day in figures.get("nanoseconds_by_phase", {}).items():
        rows.append((f"  phase {phase}, 1 thread", f"{_spread(day)} ns per person-day"))
    width = max(len(name) for name, _ in rows)
    return [f"{name:<{width}}  {value}" for name, value in rows]


def _spread(values: dict[str, float]) -> str:
    """Return a median with its range."""
    return f"{values['median']:.3g} ({values['least']:.3g} to {values['most']:.3g})"
