"""Read a social network from a file: a list of ties (CSV and its kin), GraphML, GEXF, Pajek or Matrix Market."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fansim.decoding import EncodingError, decoded
from fansim.errors import NetworkError
from fansim.language import in_every_language, say, term
from fansim.network.build import Network, network_from_edges
from fansim.network.choice import choice_of, shares_a_name
from fansim.network.formats import read_graph
from fansim.network.headers import INTEGER, Choice, is_missing
from fansim.network.lines import ALLOWED, LineError, Lines, Table, check_names, lines_of, table_of
from fansim.network.projection import projected
from fansim.regular import LARGEST_NETWORK_FILE, why_unreadable
from fansim.text import LONGEST_PATH, printable, shortened

_NO_TEXT = {b"PK\x03\x04": "a workbook or a zip archive", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"%PDF": "PDF"}

Rows = npt.NDArray[np.int64]


class NetworkFile(NamedTuple):
    """A social network with the names its file gives to the persons.

    Attributes
    ----------
    network
        The ties, by row.
    names
        Shape (persons,): the name of each row, int64 if all are integers, otherwise object (str); shape (0,) if the
        network was not read from a file.
    told
        What was read, and how, in a line by language: "400 people, 1,873 ties; split by commas, header skipped"; empty
        if the network was not read from a file.
    """

    network: Network
    names: npt.NDArray[np.int64] | npt.NDArray[np.object_]
    told: dict[str, str]


def read_network(path: Path | str, columns: Sequence[str] = (), group: str | None = None) -> NetworkFile:
    """Read the ties between persons from a file, whose format is decided once for all its lines.

    Ties have no direction; ties to oneself and repeated ties are dropped. If all names are integers (of up to
    19 digits), rows are numbered in their numeric order, otherwise in order of first appearance.

    A list of ties is UTF-8 text with one tie a line. Empty lines and comments (``#`` or ``%``) are left out.
    GraphML, GEXF and Pajek are read by networkx and keep people without ties. Any of them may be zipped (.gz).

    Parameters
    ----------
    path
        The file.
    columns
        The two columns of a list that name persons, by the words of its header or, in a file without header, by
        number from 1; a third one holds weights: a tie of weight 0 is none. Found out by default.
    group
        Column of groups in a list of memberships: then ``columns`` is the one of members, and those who share a
        group are tied.

    Raises
    ------
    NetworkError
        The file cannot be opened, can be read in more than one way, or has a line that does not fit.
    """
    path = Path(path)
    what = say("network file {file}", file=shortened(printable(str(path)), LONGEST_PATH))
    why = why_unreadable(path, LARGEST_NETWORK_FILE)
    if why:
        raise NetworkError(say("{what} {why}", what=what, why=why))
    try:
        return _read(path, columns, group)
    except LineError as problem:
        raise NetworkError(say("{what}, {why}", what=what, why=problem)) from None
    except NetworkError as problem:
        raise NetworkError(say("{what} {why}", what=what, why=problem)) from None
    except OSError as problem:
        raise NetworkError(
            say("{what} cannot be read: {reason}", what=what, reason=problem.strerror or problem)
        ) from None
    except EncodingError as problem:
        raise NetworkError(problem.at(what)) from None


def _read(path: Path, columns: Sequence[str], group: str | None) -> NetworkFile:
    text = _text(path.read_bytes())
    suffix = next((end.lower() for end in reversed(path.suffixes) if end.lower() != ".gz"), "")
    graph = read_graph(text, suffix)
    if graph is None:
        return _list_of_ties(text, columns, group)
    if columns or group is not None:
        raise NetworkError(
            say("is {what}, which has no columns: leave network.columns and network.group out", what=graph.what)
        )
    return _numbered(graph.names, graph.ends, lambda: graph.notes)


def _text(content: bytes) -> str:
    if content.startswith(b"\x1f\x8b"):
        content = _unzipped(content)
    what = next((what for start, what in _NO_TEXT.items() if content.startswith(start)), "")
    if what:
        raise NetworkError(say("is {what}, not text; allowed are {allowed}", what=term(what), allowed=term(ALLOWED)))
    return decoded(content).replace("\r\n", "\n").replace("\r", "\n")


def _unzipped(content: bytes) -> bytes:
    """Return what a .gz file holds; a small one may hold far more than memory."""
    import io

    try:
        with gzip.open(io.BytesIO(content)) as file:
            found = file.read(LARGEST_NETWORK_FILE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise NetworkError(say("is a damaged .gz file: {problem}", problem=problem)) from None
    if len(found) > LARGEST_NETWORK_FILE:
        raise NetworkError(
            say("holds more than {most} bytes once unzipped, and no more are read", most=f"{LARGEST_NETWORK_FILE:,}")
        )
    return found


def _list_of_ties(text: str, columns: Sequence[str], group: str | None) -> NetworkFile:
    lines = lines_of(text)
    if not lines.text:
        raise NetworkError(say("holds no ties; allowed are {allowed}", allowed=term(ALLOWED)))
    table = table_of(lines)
    choice = choice_of(table, lines, [*columns, *([] if group is None else [group])])
    names, ends, dropped = _named(table, lines, choice, weighted=len(columns) == 3)
    if group is not None:
        names, ends = projected(names, ends)
    apart = group is None and not (choice.known or shares_a_name(table, choice))
    chosen = [_column(table, choice, place) for place in choice.places] if columns or len(table.first) > 2 else []

    def notes() -> list[str]:
        told = [say("split by {mark}", mark=term(table.split))]
        told.append(say("header skipped") if choice.header else say("no header"))
        told += [say("columns {names}", names=say(", ").join(chosen))] * bool(chosen)
        told += [say("{number} comment lines skipped", number=f"{len(lines.comments):,}")] * bool(lines.comments)
        told += [say("{number} of weight 0 dropped", number=f"{dropped:,}")] * bool(dropped)
        told += [say("people who share a group are tied")] * (group is not None)
        return told + [say("nobody stands in both columns")] * apart

    return _numbered(names, ends, notes)


def _column(table: Table, choice: Choice, place: int) -> str:
    return table.first[place] if choice.header else str(place + 1)


def _named(table: Table, lines: Lines, choice: Choice, weighted: bool) -> tuple[Sequence[str] | Rows, Rows, int]:
    """Return the names in order of first appearance (ascending if all are integers), and each tie's two places."""
    one, other = choice.places[:2]
    plain = table.integers is not None and not weighted
    if plain and (choice.header or all(INTEGER.fullmatch(table.first[place]) for place in (one, other))):
        assert table.integers is not None
        ties = table.integers[:, [one, other]]
        if not choice.header:
            try:
                ties = np.vstack([np.array([[int(table.first[one]), int(table.first[other])]], np.int64), ties])
            except OverflowError:
                ties = np.empty((0, 2), np.int64)
        if ties.size:
            names, row = np.unique(ties, return_inverse=True)
            return names, row.reshape(ties.shape), 0
    rest = table.rest if table.integers is None else [[str(n) for n in row] for row in table.integers.tolist()]
    return _by_text(rest if choice.header else [table.first, *rest], lines, choice, weighted)


def _by_text(rows: list[list[str]], lines: Lines, choice: Choice, weighted: bool) -> tuple[list[str], Rows, int]:
    one, other = choice.places[:2]
    place: dict[str, int] = {}
    ties, dropped = [], 0
    for line, row in enumerate(rows, int(choice.header)):
        first, second = row[one], row[other]
        check_names(lines, line, (first, second), is_missing(first) or is_missing(second))
        if weighted and _weight(lines, line, row[choice.places[2]]) == 0:
            dropped += 1
            continue
        ties.append((place.setdefault(first, len(place)), place.setdefault(second, len(place))))
    return list(place), np.array(ties, np.int64).reshape(-1, 2), dropped


def _weight(lines: Lines, line: int, text: str) -> float:
    try:
        weight = float(text.replace(",", "."))
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        raise lines.refuse(line, say("has {text} for a weight, and a weight is a number from 0", text=repr(text[:40])))
    return weight


def _integer_names(names: Sequence[str] | Rows) -> Rows | None:
    """Return the names as integers, or None if one is not."""
    if isinstance(names, np.ndarray):
        return names
    if not all(map(INTEGER.fullmatch, names)):
        return None
    try:
        return np.array([int(name) for name in names], np.int64)
    except OverflowError:
        return None


def _numbered(names: Sequence[str] | Rows, ends: Rows, notes: Callable[[], Sequence[str]]) -> NetworkFile:
    if not len(names):
        raise NetworkError(say("holds no ties; allowed are {allowed}", allowed=term(ALLOWED)))
    integers = _integer_names(names)
    source, target = ends[:, 0], ends[:, 1]
    ordered: npt.NDArray[np.int64] | npt.NDArray[np.object_] = np.array(names, np.object_)
    if integers is not None:
        ordered, row = np.unique(integers, return_inverse=True)
        source, target = row[source], row[target]
    network = network_from_edges(ordered.size, source, target)
    return NetworkFile(network, ordered, in_every_language(lambda: _told(network, source, target, notes())))


def _told(network: Network, source: Rows, target: Rows, notes: Sequence[str]) -> str:
    people, ties = len(network.start) - 1, len(network.neighbours) // 2
    loops = int((source == target).sum())
    alone = int((np.diff(network.start.astype(np.int64)) == 0).sum())
    double = source.size - loops - ties
    told = [*notes]
    told += [say("{number} duplicates merged", number=f"{double:,}")] * (double > 0)
    told += [say("{number} self-loops dropped", number=f"{loops:,}")] * (loops > 0)
    told += [say("{number} people without ties", number=f"{alone:,}")] * (alone > 0)
    return say(
        "{people} people, {ties} ties; {facts}", people=f"{people:,}", ties=f"{ties:,}", facts=say(", ").join(told)
    )
