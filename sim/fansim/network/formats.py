"""Files of graphs: GraphML, GEXF and Pajek, which networkx reads, and Matrix Market.

networkx leaves out what it does not know without a word (a second or nested graph, doubled labels), so what it
returns is counted against the file.
"""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.language import say

Rows = npt.NDArray[np.int64]


class Ties(NamedTuple):
    """The names of the nodes, each tie's two places among them (shape (ties, 2)), and the name of the format."""

    names: list[str] | Rows
    ends: Rows
    notes: list[str]

    @property
    def what(self) -> str:
        """The format."""
        return self.notes[0]


def read_graph(text: str, suffix: str) -> Ties | None:
    """Return the graph that a file holds, or None if it is no file of a graph.

    Parameters
    ----------
    text
        The whole file.
    suffix
        Ending of its name, such as ".graphml".
    """
    start = text.lstrip()[:14].casefold()
    if suffix in (".graphml", ".gexf") or start.startswith("<"):
        return _xml(text, "GEXF" if suffix == ".gexf" or re.search(r"<(\w+:)?gexf\b", text[:5000]) else "GraphML")
    if suffix in (".net", ".paj") or start.startswith("*"):
        return _pajek(text)
    return _matrix_market(text) if suffix == ".mtx" or start == "%%matrixmarket" else None


def _xml(text: str, what: str) -> Ties:
    import networkx

    read = networkx.read_gexf if what == "GEXF" else networkx.read_graphml
    try:
        root = ElementTree.fromstring(text.encode())
        graph = read(io.BytesIO(text.encode()))
    # The readers let through whatever their parsers and conversions raise.
    except Exception as problem:
        raise NetworkError(
            say("is not valid {what}: {problem}", what=what, problem=str(problem)[:200] or type(problem).__name__)
        ) from None
    found = [element.tag.rpartition("}")[2] for element in root.iter()]
    graphs, nodes = found.count("graph"), found.count("node")
    if graphs > 1:
        raise NetworkError(
            say("has {graphs} graphs, one beside or inside another: save the one that is meant alone", graphs=graphs)
        )
    if nodes != len(graph):
        raise NetworkError(
            say(
                "has {nodes} nodes, of which some are double or undeclared ({names} names)",
                nodes=f"{nodes:,}",
                names=f"{len(graph):,}",
            )
        )
    edges = [e.attrib for e in root.iter() if e.tag.rpartition("}")[2] == "edge"]
    return _of(graph, [(edge.get("source", ""), edge.get("target", "")) for edge in edges], what)


def _of(graph: Any, edges: list[tuple[str, str]], what: str) -> Ties:
    place = {str(name): row for row, name in enumerate(graph)}
    try:
        ends = np.array([(place[one], place[other]) for one, other in edges], np.int64).reshape(-1, 2)
    except KeyError as name:
        raise NetworkError(say("has a tie to {name}, which is no node of it", name=str(name)[:40])) from None
    return Ties(list(place), ends, [what])


def _pajek(text: str) -> Ties:
    import networkx

    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("%")]
    for line in lines:
        if line.startswith("*") and line.split()[0].casefold() not in ("*network", "*vertices", "*edges", "*arcs"):
            raise NetworkError(
                say(
                    "is Pajek with a part {part}; read are *Vertices, *Edges and *Arcs", part=repr(line.split()[0][:40])
                )
            )
    heads = [
        place for place, line in enumerate(lines) if line.startswith("*") and not line.casefold().startswith("*net")
    ]
    try:
        declared = int(lines[heads[0]].split()[1])
        graph = networkx.parse_pajek(lines)
    # The reader lets through whatever its conversions raise.
    except Exception as problem:
        raise NetworkError(
            say("is not valid Pajek: {problem}", problem=str(problem)[:200] or type(problem).__name__)
        ) from None
    ties = sum(not line.startswith("*") for line in lines[heads[1] :]) if len(heads) > 1 else 0
    if len(graph) != declared or graph.number_of_edges() != ties:
        raise NetworkError(
            say(
                "is Pajek with {vertices} vertices and {ties} ties, and {read} and {ties_read} can be read: "
                "every vertex needs a line with a label of its own",
                vertices=f"{declared:,}",
                ties=f"{ties:,}",
                read=f"{len(graph):,}",
                ties_read=f"{graph.number_of_edges():,}",
            )
        )
    return _of(graph, [(str(one), str(other)) for one, other in graph.edges()], "Pajek")


def _matrix_market(text: str) -> Ties:
    head, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    words = head.casefold().split()
    lines = [line for line in rest if not line.startswith("%")]
    if words[:3] != ["%%matrixmarket", "matrix", "coordinate"] or not lines:
        raise NetworkError(
            say("is no Matrix Market file of coordinates: its first line says %%MatrixMarket matrix coordinate")
        )
    try:
        rows, columns, count = (int(word) for word in lines[0].split())
        entries = [line.split() for line in lines[1:]]
        ends = np.array([(int(entry[0]) - 1, int(entry[1]) - 1) for entry in entries], np.int64).reshape(-1, 2)
    except (ValueError, IndexError, OverflowError) as problem:
        raise NetworkError(say("is not valid Matrix Market: {problem}", problem=str(problem)[:200])) from None
    if rows != columns:
        raise NetworkError(
            say(
                "has {rows} rows and {columns} columns, so its two ends are not the same people",
                rows=f"{rows:,}",
                columns=f"{columns:,}",
            )
        )
    if len(ends) != count or (count and not 0 <= ends.min() <= ends.max() < rows) or not 0 < rows <= 10**8:
        raise NetworkError(
            say(
                "is not valid Matrix Market: {people} people and {ties} ties are announced, not found",
                people=f"{rows:,}",
                ties=f"{count:,}",
            )
        )
    return Ties(np.arange(1, rows + 1), ends, ["Matrix Market"])
