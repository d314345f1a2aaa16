"""What a phase declares: whose rows it visits, what it writes, what it reads from others, which draws it uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from numba import njit

Over = Literal["person", "group", "chunk", "whole"]


@dataclass(frozen=True)
class Phase:
    """One step of the day.

    Parameters
    ----------
    name : str
        The name it shares with its file in phases/ and the rules it calls.
    sentence : str
        What happens, for ``fansim explain``.
    over : {"person", "group", "chunk", "whole"}
        Whose rows `row` visits: each person, each group, each chunk of persons (sums), or everything at once.
    row : callable
        ``row(i, day, table, ...)``, or ``row(day, table, ...)`` where it is over the whole. The tables it names
        are what it is given. It writes row i of its own table and nothing else.
    writes : tuple of str
        Columns written, as ``table.column``.
    reads_others : tuple of str
        Columns of other rows, or of other tables, that it reads. A later phase that reads from others what this
        one writes waits until all rows are done.
    draws : tuple of str
        Streams of `randomness.STREAMS`.
    ahead : str
        Stream whose first word nearly every row needs. It is drawn for many rows at once, which a processor does
        several times faster, and given to the row function as the argument ``word``.
    """

    name: str
    sentence: str
    over: Over
    row: Callable[..., None]
    writes: tuple[str, ...]
    reads_others: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()
    ahead: str = ""


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a part of a row function: it may read and write tables, and may not make arrays."""
    return njit(forceinline=True, _nrt=False, error_model="numpy")(function)


def procedure(function: Callable[..., Any]) -> Any:
    """Compile a part of a phase over the whole: it may make arrays."""
    return njit(error_model="numpy")(function)
