"""Tables on terminals that may be narrow: a column is left out before a word or a number is cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Column, Table

_AROUND = 3  # columns of the terminal around each column of a table: padding and divider


def fit(table: Table, width: int, spare: Iterable[str]) -> list[str]:
    """Leave columns out of a table until nothing in the others is cut, and return the names of those left out.

    Parameters
    ----------
    table : Table
        With all its rows.
    width : int
        Of the terminal, characters.
    spare : iterable of str
        Headers of columns that may be left out, the most dispensable first.
    """
    gone = []
    for name in spare:
        if needed(table) <= width:
            break
        table.columns = [column for column in table.columns if str(column.header) != name]
        gone.append(name)
    return gone


def needed(table: Table) -> int:
    """Return the width at which no word is cut: columns that wrap are given equal widths where there is no room."""
    wrapping = [column for column in table.columns if not column.no_wrap]
    word = max((len(word) for column in wrapping for cell in _texts(column) for word in cell.split()), default=0)
    widths = [max(map(len, _texts(column))) for column in table.columns]
    each = [full if column.no_wrap else min(full, word) for full, column in zip(widths, table.columns, strict=True)]
    return sum(each) + _AROUND * len(each) + 1


def _texts(column: Column) -> list[str]:
    """Return the header and the cells of a column."""
    return [str(column.header), *map(str, column.cells)]
