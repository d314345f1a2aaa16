"""Tables on terminals that may be narrow: a column is left out before a word or a number is cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Column, Table

_AROUND = 3  # columns of the terminal around each column of a table: padding and divider


def fit(table: Table, width: int, spare: Iterable[tuple[str, ...]]) -> list[str]:
    """Leave columns out of a table until nothing in the others is cut, and return the names of those left out.

    Parameters
    ----------
    table : Table
        With all its rows.
    width : int
        Of the terminal, characters.
    spare : iterable of tuple
        Headers of columns that may be left out, those that go together in one tuple, the most dispensable first.
    """
    gone: list[str] = []
    for names in spare:
        if sum(map(_word, table.columns)) + _around(table) <= width:
            break
        table.columns = [column for column in table.columns if str(column.header) not in names]
        gone += names
    _share_out(table, width)
    return gone


def _share_out(table: Table, width: int) -> None:
    """Give columns that wrap their longest word, and then as much room as each can use, the narrowest first."""
    room = width - _around(table) - sum(map(_word, table.columns))
    for column in sorted(table.columns, key=_longest):
        column.width = _word(column) + max(0, min(room, _longest(column) - _word(column)))
        room -= column.width - _word(column)


def _around(table: Table) -> int:
    return _AROUND * len(table.columns) + 1


def _word(column: Column) -> int:
    """Return the width at which nothing in a column is cut."""
    if column.no_wrap:
        return _longest(column)
    return max(_width(word) for text in _texts(column) for word in text.split())


def _longest(column: Column) -> int:
    return max(map(_width, _texts(column)))


def _width(text: str) -> int:
    """Return how many columns of the terminal a text takes: a Chinese letter takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _texts(column: Column) -> list[str]:
    """Return the header and the cells of a column."""
    return [str(column.header), *map(str, column.cells)]
