"""The two phases that are written from what the mechanisms declare: the morning's reset and the evening's sums."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.state.columns import CHUNK, Column


def _not_written_yet(day: int) -> None:
    """Stand in for a row function that is written when the day is put together."""


DAILY_RESET = Phase(
    name="daily_reset",
    sentence="What was of yesterday only is put away: events, problems, scandals.",
    over="active",
    row=_not_written_yet,
    when=(),
)
DAILY_TOTALS = Phase(
    name="daily_totals",
    sentence="The day is counted, chunk by chunk, in row order, so that no thread count changes a sum.",
    over="sums",
    row=_not_written_yet,
    when=(),
)


def reset_row(columns: Sequence[Column]) -> Callable[..., None]:
    """Return the row function that puts daily columns of persons back to their initial values.

    Parameters
    ----------
    columns : sequence of Column
        Columns of the table `person` that hold for a day.
    """
    lines = ["def reset(i, day, person):", '    """Put away what person i has of yesterday only."""']
    for column in columns:
        given = f"len(person.{column.name}) > 0 and " if column.optional else ""
        initial = int(column.initial) if column.dtype[0] in "iu" else float(column.initial)
        lines += [
            f"    if {given}person.{column.name}[i] != {initial}:",
            f"        person.{column.name}[i] = {initial}",
        ]
    return _written("\n".join(lines) + "\n", "reset", {})


def totals_row(counts: Sequence[tuple[str, Callable[..., None], bool]]) -> Callable[..., None]:
    """Return the row function that adds a person to the sums of its chunk.

    Parameters
    ----------
    counts : sequence of (str, callable, bool)
        The functions ``count(i, day, sums, table, ...)`` with the names of their mechanisms, and whether each counts
        only while the mechanism's section is enabled.
    """
    tables = ["p"]
    calls = []
    known: dict[str, Any] = {"_CHUNK": np.uint64(CHUNK)}
    for name, function, switched in counts:
        arguments = list(inspect.signature(function).parameters)
        tables += [table for table in arguments[3:] if table not in tables]
        known[f"count_{name}"] = inlined(function)
        guard = f"if p.{name}_enabled != 0: " if switched else ""
        calls.append(f"    {guard}count_{name}(i, day, {', '.join(['sums', *arguments[3:]])})")
    lines = [
        f"def count(i, day, chunk, {', '.join(tables)}):",
        '    """Add person i, who has a day, to the sums of its chunk."""',
        "    sums = chunk[i // _CHUNK]",
        *calls,
    ]
    return _written("\n".join(lines) + "\n", "count", known)


def _written(source: str, name: str, known: dict[str, Any]) -> Callable[..., None]:
    """Return the function that a text defines; `engine.reading` finds the text in its attribute ``source``."""
    exec(compile(source, f"<fansim {name}>", "exec"), known)
    function: Any = known[name]
    function.source = source
    done: Callable[..., None] = function
    return done
