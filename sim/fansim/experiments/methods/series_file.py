"""A table of numbers that somebody else's program wrote: its format is decided once, for the whole file."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from fansim.decoding import EncodingError, decoded
from fansim.errors import ScenarioError
from fansim.language import say
from fansim.regular import why_unreadable

Cells = dict[str, list[str]]

_LARGEST = 50_000_000  # bytes; ten years of every daily outcome are two million
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00(?::00)?)?")


def read_cells(path: Path, place: str) -> Cells:
    """Return the cells of a file by column, and leave them as text.

    Parameters
    ----------
    path : Path
        CSV with a header, in UTF-8; commas, semicolons or tabs between the cells, whichever its header has.
        Lines that begin with # are comments; a comma at the end of every line is no column.
    place : str
        Begins the message of what is wrong.

    Raises
    ------
    ScenarioError
        If it is no such file, or a row has more cells than the header: then a comma within a number was taken for one
        between numbers.
    """
    text = _text(path, place)
    header_line = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    between = max("\t;,", key=header_line.count)
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text), delimiter=between, skipinitialspace=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#"):
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise ScenarioError(
            say("{place}, line {line}: cannot be read as CSV: {error}.", place=place, line=reader.line_num, error=error)
        ) from None
    if not rows:
        raise ScenarioError(
            say("{place}: is empty; it needs a header with day or date and daily outcomes.", place=place)
        )
    return _columns(rows, place)


def _text(path: Path, place: str) -> str:
    """Return the text of a file of the user's."""
    reason = why_unreadable(path, _LARGEST)
    if reason:
        raise ScenarioError(f"{place}: {reason}.")
    try:
        return decoded(path.read_bytes())
    except EncodingError as problem:
        raise ScenarioError(problem.at(place)) from None


def _columns(rows: list[tuple[int, list[str]]], place: str) -> Cells:
    """Return rows by column, once every row fits the header."""
    names = rows[0][1]
    while names and not names[-1]:
        names = names[:-1]
    if len(set(names)) < len(names) or "" in names:
        raise ScenarioError(
            say(
                "{place}, line {line}: every column needs a name of its own; got {names}.",
                place=place,
                line=rows[0][0],
                names=", ".join(names),
            )
        )
    for line, cells in rows[1:]:
        if any(cells[len(names) :]):
            raise ScenarioError(
                say(
                    "{place}, line {line}: has {number} cells, but the header names {columns}: is there a comma "
                    'within a number? Write 12.5 and 9800, or put such numbers in quotes ("12,5").',
                    place=place,
                    line=line,
                    number=len(cells),
                    columns=len(names),
                )
            )
    whole = [cells + [""] * (len(names) - len(cells)) for _, cells in rows[1:]]
    return {name: [cells[n] for cells in whole] for n, name in enumerate(names)}


def numbers_of(cells: list[str], place: str, name: str) -> list[float]:
    """Return a column's numbers, NaN for empty cells; whether its commas are decimal is decided for the whole column.

    Raises
    ------
    ScenarioError
        If a cell is no number, or commas can be read in two ways.
    """
    given = [cell for cell in cells if cell]
    with_commas = [cell for cell in given if "," in cell]
    as_decimal = all(_DECIMAL_COMMA.fullmatch(cell) or (_PLAIN.fullmatch(cell) and "." not in cell) for cell in given)
    as_thousands = all(_THOUSANDS.fullmatch(cell) or _PLAIN.fullmatch(cell) for cell in given)
    if with_commas and as_decimal and as_thousands:
        raise ScenarioError(
            say(
                '{place}: {name}: got "{cell}", which can be read in two ways; write 9800 or 9.8, without a comma.',
                place=place,
                name=name,
                cell=with_commas[0],
            )
        )
    if with_commas and (as_decimal or as_thousands):
        given_as = "." if as_decimal else ""
        cells = [cell.replace(",", given_as) for cell in cells]
    for number, cell in enumerate(cells):
        if cell and not _PLAIN.fullmatch(cell):
            raise ScenarioError(
                say(
                    '{place}: {name}, value {number}: got "{cell}", but it must be a number.',
                    place=place,
                    name=name,
                    number=number + 1,
                    cell=cell[:40],
                )
            )
    return [float(cell) if cell else float("nan") for cell in cells]


def dates_of(cells: list[str]) -> list[date] | None:
    """Return a column's dates (2026-01-31, 2026/1/31, 2026年1月31日), or nothing if one of its cells is no date."""
    found = []
    for cell in cells:
        match = _DATE.fullmatch(cell)
        try:
            found.append(date(*(int(part) for part in match.groups()))) if match else None
        except ValueError:
            match = None
        if match is None:
            return None
    return found or None
