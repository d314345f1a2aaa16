"""The two phases that are written from what the mechanisms declare: the morning's reset and the evening's sums."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from fansim.engine.phase import Phase, inlined, rows_of_chunk
from fansim.state.columns import CHUNK, Column


def _not_written_yet(day: int) -> None:
    """Stand in for a row function that is written when the day is put together."""


DAILY_RESET = Phase(
    name="daily_reset",
    sentence="What was of yesterday only is put away: events, problems, scandals.",
    over="chunk",
    row=_not_written_yet,
    when=(),
)
DAILY_TOTALS = Phase(
    name="daily_totals",
    sentence="The day is counted, chunk by chunk in a fixed order, so that no thread count changes a sum.",
    over="sums",
    row=_not_written_yet,
    when=(),
)


def reset_row(columns: Sequence[Column]) -> Callable[..., None]:
    """Return the function that puts daily columns of a chunk's persons back to their initial values, many at once.

    Parameters
    ----------
    columns : sequence of Column
        Columns of the table `person` that hold for a day.
    """
    lines = [
        "def reset(c, day, person, brand):",
        '    """Put away what the persons of chunk c have of yesterday only."""',
        "    first, last = rows_of_chunk(c, brand)",
    ]
    for column in columns:
        initial = int(column.initial) if column.dtype[0] in "iu" else float(column.initial)
        lines += [
            f"    for i in range(first, last if len(person.{column.name}) > 0 else first):",
            f"        person.{column.name}[i] = {initial}",
        ]
    return _written("\n".join(lines) + "\n", "reset", {"rows_of_chunk": rows_of_chunk})


class Count(NamedTuple):
    """What a mechanism counts of a person.

    Attributes
    ----------
    name : str
        The mechanism.
    function : callable
        ``count(i, day, sums, table, ...)``.
    switched : bool
        Whether it counts only while the mechanism's section is enabled.
    of_events : bool
        Whether it counts only those to whom something happened today.
    """

    name: str
    function: Callable[..., None]
    switched: bool
    of_events: bool


def totals_row(counts: Sequence[Count]) -> Callable[..., None]:
    """Return the function that adds the persons of a block to the sums of their chunk.

    To most persons nothing happens on a day, and most mechanisms are off in most scenarios: one test passes over all
    that is counted of events, and one over all that is switched off.

    Parameters
    ----------
    counts : sequence of Count
        What the mechanisms count.
    """
    tables = ["person", "roll", "p"]
    known: dict[str, Any] = {"_CHUNK": np.uint64(CHUNK)}
    calls: dict[tuple[bool, bool], list[str]] = {
        (event, switch): [] for event in (True, False) for switch in (True, False)
    }
    for count in counts:
        arguments = list(inspect.signature(count.function).parameters)[3:]
        tables += [table for table in arguments if table not in tables]
        called = f"count_{'event_' if count.of_events else ''}{count.name}"
        known[called] = inlined(count.function)
        guard = f"if {count.name}_on: " if count.switched else ""
        calls[count.of_events, count.switched].append(f"{guard}{called}({', '.join(['i', 'day', 'sums', *arguments])})")
    switches = sorted({count.name for count in counts if count.switched})
    lines = [
        f"def count(first, last, day, chunk, {', '.join(tables)}):",
        '    """Add those who have a day, at places first to last - 1 of the list, to the sums of their chunk."""',
        "    base = first - first % _CHUNK",
        "    sums = chunk[first // _CHUNK]",
        *(f"    {name}_on = p.{name}_enabled != 0" for name in switches),
        f"    some_on = {' or '.join([f'{name}_on' for name in switches] or ['False'])}",
        "    for place in range(first, last):",
        "        i = base + roll.row[place]",
        "        if person.event[i] != 0:",
        *(f"            {call}" for call in [*calls[True, False], *calls[True, True], "pass"]),
        *(f"        {call}" for call in calls[False, False]),
        "        if some_on:",
        *(f"            {call}" for call in [*calls[False, True], "pass"]),
    ]
    return _written("\n".join(lines) + "\n", "count", known)


def _written(source: str, name: str, known: dict[str, Any]) -> Callable[..., None]:
    """Return the function that a text defines; `engine.reading` finds the text in its attribute ``source``."""
    exec(compile(source, f"<fansim {name}>", "exec"), known)
    function: Any = known[name]
    function.source = source
    done: Callable[..., None] = function
    return done
