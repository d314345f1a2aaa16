"""Read the source of a phase: which columns it assigns, which it reads of other rows or tables, and its draws.

The tables are known by the names of the arguments, as everywhere in phases/; a helper is read with the phase that
calls it. One's own row is the first argument of a row function (i, g or c), and in a helper the argument to which the
caller gave its own.
"""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from fansim.columns import RECORDS, TABLES
from fansim.phases.phase import Phase
from fansim.randomness import STREAM

OWN_TABLE = {"person": "person", "group": "group", "chunk": "chunk", "whole": None}
ALIASES = {"sums": "chunk"}  # what tally calls the record of its chunk


@dataclass
class Reading:
    """What one phase does, by its source."""

    writes: set[str] = field(default_factory=set)
    writes_elsewhere: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    reads_others: set[str] = field(default_factory=set)
    draws: set[tuple[str, int]] = field(default_factory=set)


def read_phase(phase: Phase) -> Reading:
    """Return what the row function of a phase does, with the helpers it calls."""
    found = Reading()
    own = None if phase.over == "whole" else next(iter(inspect.signature(phase.row).parameters))
    _Reader(phase, found, own).read(phase.row)
    return found


class _Reader(ast.NodeVisitor):
    """Walks one function, and those it calls."""

    def __init__(self, phase: Phase, found: Reading, own: str | None) -> None:
        self.phase, self.found, self.own = phase, found, own
        self.module: ModuleType = sys.modules[phase.row.__module__]
        self.helpers: list[tuple[Any, str | None]] = []

    def read(self, function: Any) -> None:
        """Read a function of the module."""
        self.visit(ast.parse(inspect.getsource(getattr(function, "py_func", function))))
        for helper, own in self.helpers:
            _Reader(self.phase, self.found, own).read(helper)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        helper = getattr(self.module, name, None)
        plain = getattr(helper, "py_func", None)
        if plain is not None and plain.__module__ == self.module.__name__:
            names = list(inspect.signature(plain).parameters)
            given = [argument.id if isinstance(argument, ast.Name) else "" for argument in node.args]
            own = next((n for n, g in zip(names, given, strict=True) if g == self.own and g), None)
            self.helpers.append((helper, own))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id == "draws":
            stream = getattr(self.module, node.value.args[1].id)  # type: ignore[attr-defined]
            name = next(name for name, number in STREAM.items() if number == stream)
            targets = node.targets[0].elts  # type: ignore[attr-defined]
            self.found.draws |= {(name, slot) for slot, target in enumerate(targets) if target.id != "_"}
        self.generic_visit(node)

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

    def _place(self, node: ast.AST) -> tuple[str, str, str | None] | None:
        """Return (table, column, row) of ``table.column[row]`` or ``record.field``."""
        row = None
        if isinstance(node, ast.Subscript):
            row = node.slice.id if isinstance(node.slice, ast.Name) else "another"
            node = node.value
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return None
        table = ALIASES.get(node.value.id, node.value.id)
        return (table, node.attr, row) if table in TABLES or table in RECORDS else None

    def _note(self, table: str, column: str, row: str | None, reading: bool) -> None:
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
                self.found.writes_elsewhere.add(name)

    def _is_own(self, table: str, row: str | None) -> bool:
        """Return whether a place belongs to the row at hand; a chunk owns the persons that it counts one by one."""
        if self.phase.over == "chunk":
            return table == "chunk" or (table == "person" and row == "i")
        return table == OWN_TABLE[self.phase.over] and row == self.own
