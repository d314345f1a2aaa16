"""What ``fansim bench`` found, as sentences and tables: for the terminal and for docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from fansim.cli.measuring import counted
from fansim.language import say

Figures = dict[str, Any]


class Table(NamedTuple):
    """A table in words."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""


def heading(figures: Figures) -> str:
    """Return what the figures were taken on and how often, in a sentence or two."""
    told = figures["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in told["versions"].items())
    load = "" if told["load"] is None else say(", load {load} at the start", load=f"{told['load']:g}")
    repeats = figures.get("repeats")
    median = say(" Median (least to most) of {repeats}.", repeats=counted(repeats, "repeat")) if repeats else ""
    return say(
        "{processor}, {processors}{load}; {system}, Python {python}, {versions}.{median}",
        processor=told["processor"], processors=counted(told["processors"], "processor"), load=load,
        system=told["system"], python=told["python"], versions=versions, median=median,
    )  # fmt: skip


def tables(figures: Figures) -> list[Table]:
    """Return the tables of a measurement, by what it is of."""
    return {"year": _own_tables, "peers": _peer_tables, "sweep": _sweep_tables}[figures["what"]](figures)


def between(values: dict[str, float]) -> str:
    """Return a median with its range."""
    median, least, most = (_figure(values[name]) for name in ("median", "least", "most"))
    return say("{median} ({least} to {most})", median=median, least=least, most=most)


def _figure(value: float) -> str:
    """Return a number of three digits, or all digits before the point."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:#.3g}".removesuffix(".")


def _own_tables(figures: Figures) -> list[Table]:
    """Return the tables of fansim alone."""
    found = [_year_table(figures)]
    if "phases" in figures:
        phases = figures["phases"]
        title = say(
            "Each phase over all rows in turn: {persons}, 1 thread", persons=counted(phases["persons"], "person")
        )
        rows = [(f"`{name}`", between(day)) for name, day in phases["nanoseconds_per_person_day"].items()]
        found.append(Table(title, (say("phase"), say("ns per person-day")), rows))
    mesa = figures["mesa"]
    rows = [
        *_everything_rows(figures),
        (
            say("Mesa driver, {agents}", agents=counted(mesa["agents"], "agent"))
            + say(", {days}", days=counted(figures["days"], "day")),
            say("{time} us per agent-day", time=between(mesa["microseconds_per_agent_day"])),
        ),
        (
            say("a new process to the end of its first day, compiled code on disk"),
            say("{time} s", time=between(figures["seconds_to_first_day"])),
        ),
        ("`fansim --help`", say("{time} s", time=between(figures["seconds_of_help"]))),
    ]
    return [*found, Table(say("Everything else"), (say("what"), say("measured")), rows)]


def _everything_rows(figures: Figures) -> list[tuple[str, str]]:
    """Return what the day costs with every mechanism on, beside the usual one."""
    if "everything" not in figures:
        return []
    found = figures["everything"]
    what = say("every mechanism on (`everything`), {persons}", persons=counted(found["persons"], "person"))
    told = say(
        "{time} ns per person-day, {times} times {scenario} in the same round; {bytes} bytes a person or account",
        time=between(found["nanoseconds_per_person_day"]), times=between(found["times"]), scenario=figures["scenario"],
        bytes=f"{found['bytes_per_row']:.0f}",
    )  # fmt: skip
    return [(what, told)]


def _year_table(figures: Figures) -> Table:
    """Return time and memory of a year by size and threads."""
    years = {(year["persons"], year["threads"]): year for year in figures["year"]}
    threads = list(dict.fromkeys(count for _, count in years))
    rows = []
    for size in dict.fromkeys(size for size, _ in years):
        year = years[size, threads[0]]
        times = [between(years[size, count]["nanoseconds_per_person_day"]) for count in threads]
        rows.append((f"{size:,}", f"{year['rows'] - size:,}", *times, f"{year['bytes_per_row']:.0f}"))
    title = say(
        "{days} of {scenario}, fast driver: ns per person-day of the days alone",
        days=counted(figures["days"], "day"), scenario=figures["scenario"],
    )  # fmt: skip
    names = (counted(count, "thread") for count in threads)
    return Table(title, (say("persons"), say("bought accounts"), *names, say("bytes a person or account")), rows)


def _peer_tables(figures: Figures) -> list[Table]:
    """Return the tables of the programs compared: what they took, and how they do it."""
    own = {
        program["persons"]: program["nanoseconds_per_person_day"]["median"]
        for program in reversed(figures["programs"])
        if program["library"] == "fansim" and program["status"] == "measured"
    }
    measured = [_peer_row(program, own.get(program["persons"])) for program in figures["programs"]]
    header = (
        say("program"), say("persons"), say("runs"), say("ns per person-day"), say("times fansim's"),
        say("most memory"), say("curve off by"),
    )  # fmt: skip
    named = {program["library"]: program for program in figures["programs"]}
    how = [
        (name, program["how"], ", ".join(f"{lib} {number}" for lib, number in program["versions"].items()))
        for name, program in named.items()
    ]
    return [
        Table(case_of(figures), header, measured, _allowed(figures)),
        Table(say("How each of them does it"), (say("program"), say("how"), say("versions")), how),
    ]


def _sweep_tables(figures: Figures) -> list[Table]:
    """Return the table of a study as large as may be, see benchmarks/sweep_scale.py."""
    runs, seconds, client = figures["runs"], figures["seconds"], figures["client_bytes"]
    rows = [
        (say("runs"), say("{number}, of which {failed} failed", number=f"{runs:,}", failed=f"{figures['failed']:,}")),
        (
            say("time"),
            say("{time} s, {number} runs a minute", time=_figure(seconds), number=f"{60 * runs / seconds:,.0f}"),
        ),
        (
            say("most memory of the client"),
            ", ".join(say("{size} after {number}", size=_megabytes(most), number=f"{done:,}") for done, most in client),
        ),
        (say("the same at the end, when the tables are written"), _megabytes(figures["most_client_bytes"])),
    ]
    if not figures["real"]:
        return [Table(say("A study of made-up runs"), (say("what"), say("measured")), rows)]
    rows.append((say("most memory of all workers together"), _megabytes(figures["most_worker_bytes"])))
    title = say(
        "A study of real runs: each {persons} and {days}, {workers}",
        persons=counted(figures["persons"], "person"),
        days=counted(figures["days"], "day"),
        workers=counted(figures["workers"], "worker"),
    )
    return [Table(title, (say("what"), say("measured")), rows)]


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.0f} MB"


def case_of(figures: Figures) -> str:
    """Return what is simulated, as the title of a table."""
    curves: Iterable[list[float]] = figures["reference"].values()
    first, last = next(iter(curves))[:: figures["days"]]
    return say(
        "SI spreading on a random network of mean degree {degree}, {persuasion} a day and tie: from {first} informed "
        "to {last} in {days}",
        degree=f"{figures['mean_degree']:g}", persuasion=f"{figures['persuasion']:g}", first=f"{first:.0%}",
        last=f"{last:.1%}", days=counted(figures["days"], "day"),
    )  # fmt: skip


def _allowed(figures: Figures) -> str:
    """Return what the last column means."""
    least = 100 * figures["least_tolerance"]
    return say(
        "A curve is the mean of the runs of a program. On every day it may be off that of fansim, the mean of "
        "{runs}, by {errors} standard errors of the difference, but by {least} percentage points in any case; the last "
        "column tells how far it was, of how much is allowed, on the day on which that was nearest to it.",
        runs=counted(figures["reference_runs"], "run"), errors=f"{figures['standard_errors']:g}", least=f"{least:g}",
    )  # fmt: skip


def _peer_row(program: Figures, own: float | None) -> tuple[str, ...]:
    """Return the row of a program of one size."""
    name = f"{program['library']}{say(', ')}{counted(program['threads'], 'thread')}"
    if program["status"] != "measured":
        return name, f"{program['persons']:,}", str(program.get("runs", 0)), _reason(program), "", "", _met(program)
    times = program["nanoseconds_per_person_day"]
    return (
        name,
        f"{program['persons']:,}",
        str(program["runs"]),
        between(times),
        _figure(times["median"] / own) if own else "",
        _megabytes(program["bytes"]),
        _met(program),
    )


def _reason(program: Figures) -> str:
    """Return why a program has no times."""
    return {
        "too large": say("not run with more than {largest}: slow", largest=f"{program['largest'] or 0:,}"),
        "not installed": say("not installed ({missing})", missing=program.get("missing")),
        "failed": say("failed: {error}", error=program.get("error")),
        "differs": say("not timed: its curve differs"),
    }[program["status"]]


def _met(program: Figures) -> str:
    """Return how far the curve was from fansim's, in percentage points."""
    if "difference" not in program:
        return ""
    difference, tolerance = 100 * program["difference"], 100 * program["tolerance"]
    return say(
        "{difference} of {tolerance} points, day {day}",
        difference=f"{difference:.2g}", tolerance=f"{tolerance:.2g}", day=program["day"],
    )  # fmt: skip
