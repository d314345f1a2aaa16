"""Read a social network from a file: a list of ties (CSV and its kin) or GraphML."""

from __future__ import annotations

import csv
import re
import warnings
from array import array
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.network import Network, network_from_edges

INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
HEADER_WORDS = {"source", "target", "from", "to", "src", "dst", "node", "person", "user", "member", "friend"}
ALLOWED = "two names a line, split by tab, semicolon, comma or spaces; further columns are ignored"

Rows = npt.NDArray[np.int64]


class NetworkFile(NamedTuple):
    """A social network with the names its file gives to the persons.

    Attributes
    ----------
    network
        The ties, by row.
    names
        Shape (persons,): the name of each row, int64 if all are integers, otherwise object (str).
    """

    network: Network
    names: npt.NDArray[np.int64] | npt.NDArray[np.object_]


def read_network(path: Path | str) -> NetworkFile:
    """Read the ties between persons from a list of ties or a GraphML file.

    Ties have no direction; ties to oneself and repeated ties are dropped. If all names are integers (of up to
    19 digits), rows are numbered in their numeric order, otherwise in order of first appearance.

    A list of ties is UTF-8 text with one tie a line: two names, split by tab, semicolon, comma or spaces (the
    first of these that the first line has). Further columns, empty lines and lines that start with ``#`` are
    ignored. The first line is a header if neither of its names is an integer while all later ones are, or if
    both are words such as "source" and "target" (numbered or not: "node_1") that no later line names. Files
    that end in ``.graphml`` or start with ``<`` are read by networkx; there, persons without ties are kept.

    Raises
    ------
    NetworkError
        The file cannot be opened, is not text, is not GraphML where it should be, names nobody, or has a line
        without two names.
    """
    path = Path(path)
    try:
        first = _first_line(path)
        if path.suffix.lower() == ".graphml" or first.startswith("<"):
            return _numbered(path, *_read_graphml(path))
        ties = _read_integers(path, first, _delimiter(first))
        if ties is None:
            return _numbered(path, *_without_header(*_read_ties(path, _delimiter(first))))
    except OSError as problem:
        raise NetworkError(f"network file {path} cannot be read: {problem.strerror}") from None
    except UnicodeError:
        raise NetworkError(f"network file {path} is not UTF-8 text: save it as CSV in UTF-8") from None
    names, row = np.unique(ties, return_inverse=True)
    row = row.reshape(ties.shape)
    return NetworkFile(network_from_edges(names.size, row[:, 0], row[:, 1]), names)


def _first_line(path: Path) -> str:
    """Return the first line that is neither empty nor a comment; "" if there is none."""
    with path.open(encoding="utf-8-sig") as file:
        return next((line.strip() for line in _lines(path, file) if line.strip()), "")


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """Give every line, with comments made empty so that lines keep their number."""
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise NetworkError(f"network file {path}, line {number}: not text; allowed are {ALLOWED}")
        yield "" if line.startswith("#") else line


def _delimiter(line: str) -> str | None:
    return next((sign for sign in "\t;," if sign in line), None)


def _read_integers(path: Path, first: str, delimiter: str | None) -> Rows | None:
    """Read ties between integers, shape (ties, 2), ten times faster than others; None if not all is plain."""
    words = [word.strip(' "') for word in first.split(delimiter)[:2]]
    header = all(words) and not any(map(INTEGER.fullmatch, words))
    with path.open(encoding="utf-8-sig") as file, warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            start = next(line for line in file if line.strip() == first)
            lines = file if header else chain((start,), file)
            return np.loadtxt(lines, np.int64, comments=None, delimiter=delimiter, usecols=(0, 1), ndmin=2)
        except (StopIteration, ValueError, Warning):
            return None


def _read_ties(path: Path, delimiter: str | None) -> tuple[list[str], Rows, Rows]:
    """Return the names in order of first appearance, and the places there of each tie's two ends."""
    place: dict[str, int] = {}
    source, target = array("q"), array("q")
    with path.open(encoding="utf-8-sig") as file:
        for number, fields in _records(path, _lines(path, file), delimiter):
            if not fields or fields == [""]:
                continue
            one, other = (fields[0].strip(), fields[1].strip()) if len(fields) > 1 else ("", "")
            if not one or not other:
                _refuse(path, number, fields, delimiter)
            source.append(place.setdefault(one, len(place)))
            target.append(place.setdefault(other, len(place)))
    return list(place), np.array(source, np.int64), np.array(target, np.int64)


def _records(path: Path, lines: Iterator[str], delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    """Split each line, and number it."""
    if delimiter is None:
        yield from enumerate(map(str.split, lines), 1)
        return
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    number = 0
    try:
        for fields in reader:
            number += 1
            if reader.line_num > number:
                raise csv.Error("a quoted name does not end on its line")
            yield number, fields
    except csv.Error as problem:
        raise NetworkError(f"network file {path}, line {number}: {problem}; allowed are {ALLOWED}") from None


def _refuse(path: Path, number: int, fields: list[str], delimiter: str | None) -> NoReturn:
    text = (delimiter or " ").join(fields).strip("\n")
    raise NetworkError(
        f"network file {path}, line {number}: {text[:80]!r} does not name two persons; allowed are {ALLOWED}"
    )


def _without_header(names: list[str], source: Rows, target: Rows) -> tuple[list[str], Rows, Rows]:
    words = len({*source[:1], *target[:1]})
    again = (source[1:] < words).any() or (target[1:] < words).any()
    if again or not _heads(names[:words], names[words:]):
        return names, source, target
    return names[words:], source[1:] - words, target[1:] - words


def _heads(words: list[str], names: list[str]) -> bool:
    if any(INTEGER.fullmatch(word) for word in words):
        return False
    if all(re.sub(r"[\W\d_]", "", word).casefold() in HEADER_WORDS for word in words):
        return True
    return len(names) > 0 and _integers(names) is not None


def _integers(names: list[str]) -> Rows | None:
    """Return the names as integers, or None if one is not."""
    if not all(map(INTEGER.fullmatch, names)):
        return None
    try:
        return np.array([int(name) for name in names], np.int64)
    except OverflowError:
        return None


def _numbered(path: Path, names: list[str], source: Rows, target: Rows) -> NetworkFile:
    if not names:
        raise NetworkError(f"network file {path} holds no ties; allowed are {ALLOWED}")
    integers = _integers(names)
    if integers is None:
        return NetworkFile(network_from_edges(len(names), source, target), np.array(names, np.object_))
    ordered, row = np.unique(integers, return_inverse=True)
    return NetworkFile(network_from_edges(ordered.size, row[source], row[target]), ordered)


def _read_graphml(path: Path) -> tuple[list[str], Rows, Rows]:
    """Return the names in the order of the file, and the places there of each tie's two ends."""
    import networkx

    try:
        graph = networkx.read_graphml(path)
    except OSError:
        raise
    # The reader lets through whatever its parser and its conversions raise.
    except Exception as problem:
        raise NetworkError(f"network file {path} is not valid GraphML: {problem}") from None
    place = {name: row for row, name in enumerate(graph)}
    ends = np.array([(place[one], place[other]) for one, other in graph.edges()], np.int64).reshape(-1, 2)
    return [str(name) for name in place], ends[:, 0], ends[:, 1]
