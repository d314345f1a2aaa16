"""The choice of columns of a whole list of ties: said by the scenario, or found out and then held against all lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.language import say
from fansim.network.headers import Choice, ask, ask_number, chosen, decide, has_header, is_missing, kind_of
from fansim.network.lines import Lines, Table

Values = npt.NDArray[np.int64] | npt.NDArray[np.object_]

_FEW = 10  # names that are looked for first: nearly always one of them stands in both columns


def choice_of(table: Table, lines: Lines, columns: Sequence[str]) -> Choice:
    """Return whether a list has a header, and which columns of it are read.

    Raises
    ------
    NetworkError
        The columns said are not there, or more than one reading is possible.
    """
    width = len(table.first)
    whole = table.integers is not None
    kinds = ["whole"] * width if whole else [kind_of(row[place] for row in table.rest) for place in range(width)]
    if columns:
        choice = chosen(columns, table.first)
        if not choice.header and _surely_header(table, kinds):
            raise NetworkError(
                say("begins with a header: name the columns in network.columns by its words, not by number")
            )
        return choice
    if lines.konect == "bip":
        raise NetworkError(
            say("is KONECT's list of two kinds of nodes: say network.columns = [1] and network.group = 2")
        )
    if lines.konect:
        return Choice(False, (0, 1))
    choice = decide(table.first, table.rest, kinds)
    if not choice.known:
        _refuse_doubts(table, choice)
    return choice


def _surely_header(table: Table, kinds: list[str]) -> bool:
    try:
        return has_header(table.first, table.rest, kinds)
    except NetworkError:
        return False


def _refuse_doubts(table: Table, choice: Choice) -> None:
    """Refuse columns that nobody called the ends of a tie if their content speaks against it."""
    one, other = (_values(table, place) for place in choice.places)
    if table.integers is None and any(is_missing(name) for column in (one, other) for name in column):
        return  # that line is refused by its number
    if not choice.header and len(one) > 1 and _counts_columns(table, one, other):
        raise NetworkError(ask_number(table.first))
    numbered = choice.header and len(one) > 2 and (_is_numbering(one) or _is_numbering(other))
    may_be_strangers = not choice.header and (len(table.first) == 2 or not len(one))
    if numbered or not (may_be_strangers or shares_a_name(table, choice)):
        raise NetworkError(ask(table.first, choice.header))


def _values(table: Table, place: int) -> Values:
    """Return a column below the first line."""
    if table.integers is not None:
        return table.integers[:, place]
    return np.array([row[place] for row in table.rest], np.object_)


def _counts_columns(table: Table, one: Values, other: Values) -> bool:
    """Return whether the first line counts the columns, as 0,1 does, and its numbers name nobody below it."""
    width = len(table.first)
    if table.first not in ([str(start + place) for place in range(width)] for start in (0, 1)):
        return False
    return not any(_is_in(name, column) for name in table.first[:2] for column in (one, other))


def shares_a_name(table: Table, choice: Choice) -> bool:
    """Return whether somebody stands in both columns, as where both name the same kind of people."""
    one, other = (_values(table, place) for place in choice.places[:2])
    if not choice.header:
        first, second = (table.first[place] for place in choice.places[:2])
        if _is_in(first, other) or _is_in(second, one):
            return True
    if table.integers is None:
        return not set(one).isdisjoint(other)
    return bool(np.isin(other, one[:_FEW]).any() or np.intersect1d(one, other).size)


def _is_in(name: str, column: Values) -> bool:
    return (name if column.dtype == np.object_ else int(name)) in column


def _is_numbering(column: Values) -> bool:
    """Return whether a column numbers the lines."""
    if column.dtype == np.object_:
        return False
    return bool((np.diff(column.astype(np.int64)) == 1).all())
