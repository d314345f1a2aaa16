"""What ``fansim bench`` found, as sentences and tables: for the terminal and for docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from fansim.cli.measuring import counted

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
    load = "" if told["load"] is None else f", load {told['load']:g} at the start"
    repeats = figures.get("repeats")
    median = f" Median (least to most) of {counted(repeats, 'repeat')}." if repeats else ""
    return (
        f"{told['processor']}, {counted(told['processors'], 'processor')}{load}; {told['system']}, "
        f"Python {told['python']}, {versions}.{median}"
    )


def tables(figures: Figures) -> list[Table]:
    """Return the tables of a measurement, by what it is of."""
    return {"year": _own_tables, "peers": _peer_tables, "sweep": _sweep_tables}[figures["what"]](figures)


def between(values: dict[str, float]) -> str:
    """Return a median with its range."""
    return f"{_figure(values['median'])} ({_figure(values['least'])} to {_figure(values['most'])})"


def _figure(value: float) -> str:
    """Return a number of three digits, or all digits before the point."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:#.3g}".removesuffix(".")


def _own_tables(figures: Figures) -> list[Table]:
    """Return the tables of fansim alone."""
    found = [_year_table(figures)]
    if "phases" in figures:
        phases = figures["phases"]
        title = f"Each phase over all rows in turn: {counted(phases['persons'], 'person')}, 1 thread"
        rows = [(f"`{name}`", between(day)) for name, day in phases["nanoseconds_per_person_day"].items()]
        found.append(Table(title, ("phase", "ns per person-day"), rows))
    mesa = figures["mesa"]
    rows = [
        *_everything_rows(figures),
        (
            f"Mesa driver, {counted(mesa['agents'], 'agent')}, {counted(figures['days'], 'day')}",
            f"{between(mesa['microseconds_per_agent_day'])} us per agent-day",
        ),
        (
            "a new process to the end of its first day, compiled code on disk",
            f"{between(figures['seconds_to_first_day'])} s",
        ),
        ("`fansim --help`", f"{between(figures['seconds_of_help'])} s"),
    ]
    return [*found, Table("Everything else", ("what", "measured"), rows)]


def _everything_rows(figures: Figures) -> list[tuple[str, str]]:
    """Return what the day costs with every mechanism on, beside the usual one."""
    if "everything" not in figures:
        return []
    found = figures["everything"]
    what = f"every mechanism on (`everything`), {counted(found['persons'], 'person')}"
    time = between(found["nanoseconds_per_person_day"])
    times = f"{between(found['times'])} times {figures['scenario']} in the same round"
    return [(what, f"{time} ns per person-day, {times}; {found['bytes_per_row']:.0f} bytes a person or account")]


def _year_table(figures: Figures) -> Table:
    """Return time and memory of a year by size and threads."""
    years = {(year["persons"], year["threads"]): year for year in figures["year"]}
    threads = list(dict.fromkeys(count for _, count in years))
    rows = []
    for size in dict.fromkeys(size for size, _ in years):
        year = years[size, threads[0]]
        times = [between(years[size, count]["nanoseconds_per_person_day"]) for count in threads]
        rows.append((f"{size:,}", f"{year['rows'] - size:,}", *times, f"{year['bytes_per_row']:.0f}"))
    title = (
        f"{counted(figures['days'], 'day')} of {figures['scenario']}, fast driver: ns per person-day of the days alone"
    )
    names = (counted(count, "thread") for count in threads)
    return Table(title, ("persons", "bought accounts", *names, "bytes a person or account"), rows)


def _peer_tables(figures: Figures) -> list[Table]:
    """Return the tables of the programs compared: what they took, and how they do it."""
    own = {
        program["persons"]: program["nanoseconds_per_person_day"]["median"]
        for program in reversed(figures["programs"])
        if program["library"] == "fansim" and program["status"] == "measured"
    }
    measured = [_peer_row(program, own.get(program["persons"])) for program in figures["programs"]]
    header = ("program", "persons", "runs", "ns per person-day", "times fansim's", "most memory", "curve off by")
    named = {program["library"]: program for program in figures["programs"]}
    how = [
        (name, program["how"], ", ".join(f"{lib} {number}" for lib, number in program["versions"].items()))
        for name, program in named.items()
    ]
    return [
        Table(case_of(figures), header, measured, _allowed(figures)),
        Table("How each of them does it", ("program", "how", "versions"), how),
    ]


def _sweep_tables(figures: Figures) -> list[Table]:
    """Return the table of a study as large as may be, see benchmarks/sweep_scale.py."""
    runs, seconds, client = figures["runs"], figures["seconds"], figures["client_bytes"]
    rows = [
        ("runs", f"{runs:,}, of which {figures['failed']:,} failed"),
        ("time", f"{_figure(seconds)} s, {60 * runs / seconds:,.0f} runs a minute"),
        ("most memory of the client", ", ".join(f"{_megabytes(most)} after {done:,}" for done, most in client)),
        ("the same at the end, when the tables are written", _megabytes(figures["most_client_bytes"])),
    ]
    if not figures["real"]:
        return [Table("A study of made-up runs", ("what", "measured"), rows)]
    rows.append(("most memory of all workers together", _megabytes(figures["most_worker_bytes"])))
    title = (
        f"A study of real runs: each {counted(figures['persons'], 'person')} and {counted(figures['days'], 'day')}, "
        f"{counted(figures['workers'], 'worker')}"
    )
    return [Table(title, ("what", "measured"), rows)]


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.0f} MB"


def case_of(figures: Figures) -> str:
    """Return what is simulated, as the title of a table."""
    curves: Iterable[list[float]] = figures["reference"].values()
    first, last = next(iter(curves))[:: figures["days"]]
    return (
        f"SI spreading on a random network of mean degree {figures['mean_degree']:g}, {figures['persuasion']:g} a day "
        f"and tie: from {first:.0%} informed to {last:.1%} in {counted(figures['days'], 'day')}"
    )


def _allowed(figures: Figures) -> str:
    """Return what the last column means."""
    least = 100 * figures["least_tolerance"]
    return (
        "A curve is the mean of the runs of a program. On every day it may be off that of fansim, the mean of "
        f"{counted(figures['reference_runs'], 'run')}, by {figures['standard_errors']:g} standard errors of the "
        f"difference, but by {least:g} percentage points in any case; the last column tells how far it was, of how "
        "much is allowed, on the day on which that was nearest to it."
    )


def _peer_row(program: Figures, own: float | None) -> tuple[str, ...]:
    """Return the row of a program of one size."""
    name = f"{program['library']}, {counted(program['threads'], 'thread')}"
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
        "too large": f"not run with more than {program['largest'] or 0:,}: slow",
        "not installed": f"not installed ({program.get('missing')})",
        "failed": f"failed: {program.get('error')}",
        "differs": "not timed: its curve differs",
    }[program["status"]]


def _met(program: Figures) -> str:
    """Return how far the curve was from fansim's, in percentage points."""
    if "difference" not in program:
        return ""
    difference, tolerance = 100 * program["difference"], 100 * program["tolerance"]
    return f"{difference:.2g} of {tolerance:.2g} points, day {program['day']}"
