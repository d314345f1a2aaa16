"""A list of ties as rows of fields: comments, quotes and the delimiter are decided once for the whole file."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.language import say, term

ALLOWED = "two names a line, split by tab, semicolon, comma or spaces"
SPLIT = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", None: "spaces"}
_TOKEN = re.compile(r'"((?:[^"]|"")*)"(?=\s|$)|([^\s"]\S*)|(".*)')
_ATTRIBUTES = re.compile(r"([^{]*\S)[\s,;]+\{.*\}\s*")
_KONECT = re.compile(r"%\s*(sym|asym|bip)\s+\w+\s*")
_ARROW = re.compile(r"^[-=<>~—–→←↔⇒|:+*.]+$|[-=]>|<-|[→←↔⇒]")
_NO_LIST = {
    "{": "JSON",
    "[": "JSON or a section",
    "digraph": "DOT",
    "graph": "DOT or GML",
    "strict": "DOT",
    "creator": "GML",
}


class LineError(NetworkError):
    """A line that does not fit, or can be read in two ways."""


@dataclass
class Lines:
    """The lines that hold ties.

    Attributes
    ----------
    text
        The lines, without comments and empty lines.
    numbers
        Where each stands in the file, from 1.
    comments
        Those lines that were left out as comments.
    """

    text: list[str]
    numbers: list[int]
    comments: list[str]

    def refuse(self, line: int, why: str) -> LineError:
        """Return the error for one of the lines, with its number and text."""
        text = repr(self.text[line].strip()[:80])
        return LineError(say("line {line}: {text} {why}", line=self.numbers[line], text=text, why=why))

    @property
    def konect(self) -> str:
        """The kind of network that KONECT's first comment tells, such as "sym"; "" if there is none."""
        found = _KONECT.fullmatch(self.comments[0]) if self.comments else None
        return found[1] if found else ""


@dataclass
class Table:
    """Fields by line; or whole numbers, shape (lines, columns), if all are plain ones below the first line."""

    first: list[str]
    rest: list[list[str]]
    integers: npt.NDArray[np.int64] | None
    split: str


def lines_of(text: str) -> Lines:
    """Return the lines that hold ties; a comment begins with # or %."""
    lines = Lines([], [], [])
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith(("#", "%")) or (not lines.text and re.fullmatch(r"sep=.", bare)):
            _check_comment(lines, bare, number)
            lines.comments.append(bare)
        elif bare:
            lines.text.append(line)
            lines.numbers.append(number)
    return lines


def _check_comment(lines: Lines, comment: str, number: int) -> None:
    """Refuse what looks like the tie of somebody whose name begins with a # among the ties."""
    sign = next((sign for sign in "\t;," if lines.text and sign in lines.text[0]), None)
    tie = comment[1:2].strip() and len(comment.split(sign)) == len(lines.text[0].split(sign)) if lines.text else False
    if tie:
        raise LineError(
            say(
                "line {line}: {text} may be a comment or a tie: put a space after the {mark}, or the name in quotes",
                line=number,
                text=repr(comment[:80]),
                mark=comment[0],
            )
        )


def table_of(lines: Lines) -> Table:
    """Split all lines alike.

    Raises
    ------
    NetworkError
        A line does not fit to the first one, or is of another format than a list of ties.
    """
    _refuse_other_formats(lines)
    _take_off_attributes(lines)
    sign = _delimiter(lines)
    first = _split(lines, sign, slice(0, 1))[0]
    if sum(map(bool, first)) < 2:
        raise lines.refuse(0, say("does not name two persons; allowed are {allowed}", allowed=term(ALLOWED)))
    check_names(lines, 0, first, missing=False)
    integers = _integers(lines.text[1:], sign, len(first))
    if integers is not None:
        return Table(first, [], integers, SPLIT[sign])
    rows = _fitting(lines, sign)
    return Table(rows[0], rows[1:], None, SPLIT[sign])


def _refuse_other_formats(lines: Lines) -> None:
    word = re.match(r"\s*([{\[]|\w+)", lines.text[0])
    what = _NO_LIST.get(word[1].casefold(), "") if word else ""
    if what and (word[1] in "{[" or re.search(r"[{\[]\s*$|^\s*creator\s+\"", lines.text[0].casefold())):  # type: ignore[index]
        raise lines.refuse(
            0, say("looks like {what}, which is not read: give a list of ties, GraphML, GEXF or Pajek", what=term(what))
        )


def _take_off_attributes(lines: Lines) -> None:
    """Leave out the dictionaries that networkx.write_edgelist puts at the end of every line."""
    if not _ATTRIBUTES.fullmatch(lines.text[0]):
        return
    for place, line in enumerate(lines.text):
        found = _ATTRIBUTES.fullmatch(line)
        if found is None:
            raise lines.refuse(
                place, say("has no {attributes} at its end, as the first line has", attributes="{attributes}")
            )
        lines.text[place] = found[1]


def _delimiter(lines: Lines) -> str | None:
    """Return the sign that splits every line alike, or the first one there is."""
    there = [sign for sign in "\t;,|" if sign in lines.text[0]]
    if not there:
        return None
    for sign in there:
        try:
            if len(_fitting(lines, sign, few=1000)[0]) > 1:
                return sign
        except NetworkError:
            continue
    quoted = [not _TOKEN.sub("", line).strip() and '"' in line for line in lines.text[:1]]
    return None if all(quoted) and lines.text[0].lstrip().startswith('"') and _outside(lines.text[0]) else there[0]


def _outside(line: str) -> bool:
    """Return whether all signs that could split a line stand inside quotes."""
    return not any(sign in re.sub(r'"[^"]*"', "", line) for sign in "\t;,|")


def _integers(text: Sequence[str], sign: str | None, columns: int) -> npt.NDArray[np.int64] | None:
    """Read lines of whole numbers, ten times faster than others; None if not all is plain."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = np.loadtxt(text, np.int64, comments=None, delimiter=sign, ndmin=2)
        except (ValueError, Warning, OverflowError):
            return None
    return found if found.shape[1] == columns else None


def _fitting(lines: Lines, sign: str | None, few: int | None = None) -> list[list[str]]:
    """Return the fields of every line, as many as the first has; empty ones behind them are left out."""
    rows = _split(lines, sign, slice(0, few))
    width = len(rows[0])
    while width > 1 and all(len(row) < width or not row[width - 1] for row in rows):
        width -= 1
    for line, row in enumerate(rows):
        if len(row) < width or any(row[width:]):
            count = len(row)
            raise lines.refuse(
                line,
                say(
                    "has {count} columns, and the first line has {width}, split by {mark}; allowed are two names a "
                    "line, and as many columns in every line",
                    count=count,
                    width=width,
                    mark=term(SPLIT[sign]),
                ),
            )
    return [row[:width] for row in rows]


def _split(lines: Lines, sign: str | None, part: slice) -> list[list[str]]:
    read: Callable[[str], list[str]] = _by_spaces if sign is None else _by(sign)
    rows = []
    for line, text in enumerate(lines.text[part]):
        try:
            rows.append([field.strip() for field in read(text)])
        except (csv.Error, StopIteration) as problem:
            raise lines.refuse(
                line,
                say("has a quoted name that does not end on its line, or text beside it ({problem})", problem=problem),
            ) from None
    return rows


def _by(sign: str) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        # A tab is a space too: skipping spaces would swallow it.
        return next(csv.reader([text], delimiter=sign, skipinitialspace=sign != "\t", strict=True))

    return read


def _by_spaces(text: str) -> list[str]:
    if '"' in text:
        found = list(_TOKEN.finditer(text))
        if any(token[3] for token in found):
            raise csv.Error(say("unexpected quote"))
        return [token[2] or token[1].replace('""', '"') for token in found]
    fields = text.split()
    if any(sign in field for field in fields for sign in ",;"):
        raise csv.Error(say("commas or semicolons among spaces"))
    return fields


def check_names(lines: Lines, line: int, names: Sequence[str], missing: bool) -> None:
    """Refuse a line of which a name is missing, or is no name."""
    if missing:
        raise lines.refuse(line, say("does not name two persons: a name is missing; allowed are two names a line"))
    for name in names:
        if _ARROW.search(name) or name.endswith(":"):
            raise lines.refuse(line, say("has an arrow or a sign for a name; write two names, split by a comma"))
        if len(name) > 200:
            raise lines.refuse(
                line, say("has a name of {length} signs, but at most 200 are kept", length=f"{len(name):,}")
            )
