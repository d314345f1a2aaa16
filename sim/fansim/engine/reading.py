"""What a phase does, read from the source of its row function: columns written, columns read, random numbers drawn.

The tables are known by the names of the arguments; a part that the row function calls is read with it. One's own row
is the first argument of a row function (i, g or c; ``i`` by name where a function loops over rows itself), and in a
part the argument to which the caller gave its own.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fansim.engine.phase import Over, Phase
from fansim.engine.rule import plain
from fansim.errors import MechanismError
from fansim.language import say
from fansim.state.randomness import stream_name

OWN_TABLE: dict[Over, str] = {
    "person": "person",
    "active": "person",
    "reach": "person",
    "sums": "person",
    "group": "group",
    "chunk": "chunk",
    "whole": "",
}
_ALIASES = {"sums": "chunk"}  # what a count calls the record of its chunk


@dataclass
class Reading:
    """What one phase does, by its source.

    Attributes
    ----------
    writes, reads : set of str
        Columns written, and columns read, as ``table.column``.
    writes_others, reads_others : set of str
        Those of them that belong to another row or table.
    draws : dict of str to dict of str to int
        What is drawn from each stream of random numbers: the names that the source gives the draws, each with its
        place among the stream's four.
    rules : list of callable
        The rules that it calls, itself or in its parts, in the order in which they are met.
    """

    writes: set[str] = field(default_factory=set)
    writes_others: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    reads_others: set[str] = field(default_factory=set)
    draws: dict[str, dict[str, int]] = field(default_factory=dict)
    rules: list[Any] = field(default_factory=list)


def read_phase(phase: Phase, tables: Mapping[str, Any]) -> Reading:
    """Return what a phase does: its row function, what tells whether there is anything to do, the parts they call.

    Parameters
    ----------
    phase : Phase
        The phase.
    tables : mapping
        The tables of the state by name.
    """
    found = Reading()
    own = {"whole": "", "sums": "i"}.get(phase.over, next(iter(inspect.signature(phase.row).parameters)))
    _Reader(phase, tables, found, own, phase.row, {"u": phase.ahead} if phase.ahead else {}).read()
    if phase.today:
        _Reader(phase, tables, found, "", phase.today, {}).read()
    return found


def source_of(function: Any) -> str:
    """Return the source of a row function, or of one that was written by `engine.daily`.

    Raises
    ------
    MechanismError
        If there is none, as of a function that was typed in.
    """
    written = getattr(function, "source", None)
    if isinstance(written, str):
        return written
    try:
        return textwrap.dedent(inspect.getsource(plain(function)))
    except OSError:
        raise MechanismError(
            say(
                "{name}: its source cannot be read, from which its columns and draws are told; write it to a "
                "file and load that with fansim.load_mechanisms.",
                name=plain(function).__name__,
            )
        ) from None


class _Reader(ast.NodeVisitor):
    """Walks one function, and the parts that it calls."""

    def __init__(
        self, phase: Phase, tables: Mapping[str, Any], found: Reading, own: str, function: Any, words: dict[str, str]
    ) -> None:
        self.phase, self.tables, self.found, self.own = phase, tables, found, own
        self.function, self.words = function, words
        self.globals = plain(function).__globals__

    def read(self) -> None:
        """Read the function."""
        self.visit(ast.parse(source_of(self.function)))

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "len":  # asks whether there are rows, reads none
            return
        called: Any = self.globals.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if getattr(called, "is_rule", False):
            if called not in self.found.rules:
                self.found.rules.append(called)
        elif called is not None and getattr(plain(called), "is_part", False):
            self._read_part(called, node)
        self.generic_visit(node)

    def _read_part(self, part: Any, node: ast.Call) -> None:
        """Read a part of the row function, called here."""
        names = list(inspect.signature(plain(part)).parameters)
        given = {name: argument.id for name, argument in zip(names, node.args, strict=False)
                 if isinstance(argument, ast.Name)}  # fmt: skip
        own = next((name for name, argument in given.items() if argument == self.own), "")
        _Reader(self.phase, self.tables, self.found, own, part, {}).read()

    def visit_Assign(self, node: ast.Assign) -> None:
        stream = self._stream_of(node.value)
        if stream and isinstance(node.targets[0], ast.Tuple):
            named = [target.id if isinstance(target, ast.Name) else "_" for target in node.targets[0].elts]
            drawn = {name.removeprefix("u_"): slot for slot, name in enumerate(named) if name != "_"}
            self.found.draws.setdefault(stream, {}).update(drawn)
        self.generic_visit(node)

    def _stream_of(self, value: ast.expr) -> str:
        """Return the stream that a right-hand side draws from, or nothing."""
        if isinstance(value, ast.Name):
            return self.words.get(value.id, "")
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "draws":
            place = value.args[1]
            number = self.globals.get(place.id) if isinstance(place, ast.Name) else None
            return stream_name(int(number)) if isinstance(number, np.uint64) else ""
        return ""

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        place = self._place(node.target)
        if place:
            self._note(*place, reading=True)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        place = self._place(node)
        if place is None:
            self.generic_visit(node)
            return
        self._note(*place, reading=isinstance(node.ctx, ast.Load))
        self.visit(node.slice)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        place = self._place(node)
        if place:
            self._note(*place, reading=isinstance(node.ctx, ast.Load))
        self.generic_visit(node)

    def _place(self, node: ast.AST) -> tuple[str, str, str] | None:
        """Return (table, column, row) of ``table.column[row]`` or ``record.field``."""
        row = ""
        if isinstance(node, ast.Subscript):
            row = node.slice.id if isinstance(node.slice, ast.Name) else "another"
            node = node.value
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return None
        table = _ALIASES.get(node.value.id, node.value.id)
        return (table, node.attr, row) if table in self.tables else None

    def _note(self, table: str, column: str, row: str, reading: bool) -> None:
        """Take down that a column is read or written."""
        name = f"{table}.{column}"
        is_own = self._is_own(table, row)
        if reading:
            self.found.reads.add(name)
            if not is_own:
                self.found.reads_others.add(name)
        else:
            self.found.writes.add(name)
            if not is_own:
                self.found.writes_others.add(name)

    def _is_own(self, table: str, row: str) -> bool:
        """Return whether a place belongs to the row at hand; a chunk owns its persons, their list and their sums."""
        if self.phase.over == "sums" and table in ("chunk", "roll"):
            return True
        if self.phase.over == "chunk":
            return table in ("chunk", "roll") or (table == "person" and row in ("i", "place"))
        return table == OWN_TABLE[self.phase.over] and row == self.own
