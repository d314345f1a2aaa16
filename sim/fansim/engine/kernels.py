"""From a phase's row function to a compiled kernel, kept on disk under a name that says all it depends on.

A kernel is given the addresses of the columns instead of the arrays, which makes a call cheap enough for one Mesa
agent, and free of reference counting. Its module is named by a hash of the row function, of every rule and constant
it uses (recursively), of the columns and of Numba's version: an edited or replaced rule always means a new file, and
an unchanged one loads from disk.
"""

from __future__ import annotations

import ctypes
import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from types import ModuleType
from typing import Any

import numba
import numpy as np
from numba import njit
from numba.core.errors import NumbaError

from fansim.assembly import RECORDS, Assembly
from fansim.engine.cache import cache_directory, forget, is_whole, seal
from fansim.engine.fingerprint import fingerprint_of, names_reached, with_rules
from fansim.engine.phase import Phase
from fansim.engine.plain import plain_kernel
from fansim.errors import RuleError
from fansim.language import say
from fansim.state.columns import CHUNK
from fansim.state.randomness import stream, words_of_listed, words_of_range
from fansim.state.world import World

_ARGUMENTS = ("i", "g", "c", "first", "last", "day", "u")  # of a row function; all others are tables
_KERNEL = ctypes.PYFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)

_MODULE = '''"""Kernel of the phase {name}: written by fansim.engine.kernels, safe to delete."""

# numba, numpy, python: {versions}
from collections import namedtuple

import numba
import numpy as np

from fansim.engine.access import AHEAD, array_at, flags_ahead, places_ahead, words_ahead
from fansim.engine.kernels import bound_row
from fansim.state.randomness import unit, words_of_listed, words_of_range

{head}
row, idle, asleep, today = bound_row("FINGERPRINT")


@numba.cfunc("void(int64, int64, int64, CPointer(uint64))", **{options})
def rows(first, last, day, handle):
    {body}
'''

_WORDS = "(unit(w0[n]), unit(w1[n]), unit(w2[n]), unit(w3[n]))"
_BOUND: dict[str, Any] = {}  # row functions with their rules, by fingerprint, for the generated modules


@dataclass(frozen=True)
class Kernel:
    """A phase, compiled.

    Attributes
    ----------
    phase : Phase
        The phase.
    address : int
        Where its machine code begins; 0 without a compiler.
    call : callable
        ``call(first, last, day, world)``: runs the row function over rows first to last - 1, or over those places
        of the list of who has a day today.
    """

    phase: Phase
    address: int
    call: Callable[[int, int, int, World], None]


def bound_row(fingerprint: str) -> Any:
    """Return the row function that a generated module compiles (called by those modules only)."""
    return _BOUND[fingerprint]


def build_kernel(
    phase: Phase, assembly: Assembly, parameters: np.dtype[np.void], rules: Mapping[str, Callable[..., Any]]
) -> Kernel:
    """Return the kernel of a phase, compiled or loaded from disk.

    Parameters
    ----------
    phase : Phase
        The phase.
    assembly : Assembly
        The mechanisms whose columns it is given.
    parameters : dtype
        Record dtype of the scenario's parameters.
    rules : mapping of str to callable
        Compiled rules that replace those of the same name.

    Raises
    ------
    RuleError
        If a replaced rule cannot be compiled.
    """
    return _build(phase, assembly, parameters, tuple(sorted(rules.items())), str(cache_directory()))


@lru_cache(maxsize=512)  # a study makes thousands of engines in a process, and each would read all sources anew
def _build(
    phase: Phase,
    assembly: Assembly,
    parameters: np.dtype[np.void],
    given: tuple[tuple[str, Callable[..., Any]], ...],
    directory: str,
) -> Kernel:
    """Return the kernel of a phase: the one that was made before in this process, if there is one."""
    rules = dict(given)
    functions: list[Any] = [with_rules(part, rules) if part else None for part in phase.functions]
    if numba.config.DISABLE_JIT:
        row, *_, today = functions
        return Kernel(phase, 0, plain_kernel(phase, row, today, tables_of(phase)))
    names = _names(functions)
    text = _Text(phase, assembly, parameters, names).module()
    drawn = f"{fingerprint_of(words_of_listed)}{fingerprint_of(words_of_range)}" if phase.ahead else ""
    parts = "".join(map(fingerprint_of, functions))
    fingerprint = sha256(f"{text}{drawn}{parts}".encode()).hexdigest()[:20]
    _BOUND[fingerprint] = tuple(njit(**_options(phase))(part) if part else None for part in functions)
    try:
        compiled = _load(f"{phase.name}_{fingerprint}", text.replace("FINGERPRINT", fingerprint)).rows
    except NumbaError as error:
        raise _not_compilable(phase, names, rules, error) from error
    entry = _KERNEL(compiled.address)

    def call(first: int, last: int, day: int, world: World) -> None:
        entry(first, last, day, world.address)

    return Kernel(phase, compiled.address, call)


def _names(functions: Sequence[Any]) -> set[str]:
    """Return the names that the functions of a phase reach, among them those of the columns that they are given."""
    return set().union(*(names_reached(function) for function in functions if function))


def _not_compilable(
    phase: Phase, names: set[str], rules: Mapping[str, Callable[..., Any]], error: NumbaError
) -> Exception:
    """Return the error to raise where a kernel does not compile: a replaced rule's, or Numba's own."""
    used = sorted(set(rules) & names)
    reason = " ".join(str(error).split())[:400]
    if used:
        return RuleError(
            say(
                "rule {rules}: Numba cannot compile it for the phase {phase}: {reason}",
                rules=", ".join(used),
                phase=phase.name,
                reason=reason,
            )
        )
    return error


def _options(phase: Phase) -> dict[str, Any]:
    """Return Numba's options: without reference counting where a phase visits rows, and so makes no arrays."""
    options: dict[str, Any] = {"error_model": "numpy"}
    return options if phase.over in ("whole", "chunk") else options | {"_nrt": False, "forceinline": True}


def tables_of(phase: Phase) -> list[str]:
    """Return the tables that a phase's row function is given, in the order it names them."""
    return [name for name in inspect.signature(phase.row).parameters if name not in _ARGUMENTS]


class _Text:
    """Writes the module that compiles a phase's kernel; a table is given with the columns that it names only."""

    def __init__(self, phase: Phase, assembly: Assembly, parameters: np.dtype[np.void], names: set[str]) -> None:
        self.phase, self.names = phase, names
        self.places = assembly.places()
        self.records = {name: assembly.record_dtype(name) for name in RECORDS} | {"p": parameters}

    def module(self) -> str:
        """Return the text."""
        head, body = [], []
        for table in tables_of(self.phase):
            kind, value = self._table(table)
            head.append(f"{table}_type = {kind}")
            body.append(f"{table} = {value}")
        options = {name: value for name, value in _options(self.phase).items() if name != "forceinline"}
        return _MODULE.format(
            name=self.phase.name,
            versions=(numba.__version__, np.__version__, sys.version_info[:2]),
            head="\n".join(head),
            options=options | {"cache": True},
            body="\n    ".join(body + self._loop()),
        )

    def _table(self, table: str) -> tuple[str, str]:
        """Return the type of a table, and the expression that makes it."""
        if table in self.records:
            place = self.places[table][0][1]
            one = "" if table == "chunk" else "[0]"
            return f"numba.from_dtype({self._record(table)})", f"array_at(handle, {place}, {table}_type){one}"
        columns = [column for column in self.places[table] if column[0] in self.names]
        fields = ", ".join(self._array(place, dtype) for _, place, dtype in columns)
        return f"namedtuple({table.capitalize()!r}, {[name for name, _, _ in columns]!r})", f"{table}_type({fields})"

    @staticmethod
    def _array(place: int, dtype: str) -> str:
        return f"array_at(handle, {place}, np.{np.dtype(dtype).name})"

    def _record(self, table: str) -> str:
        """Return the dtype of a record with the fields that the phase names; of a chunk with all, side by side."""
        dtype = self.records[table]
        if table == "chunk":
            return f"np.dtype({dtype.descr!r})"
        used = [name for name in dtype.names if name in self.names]
        layout = {
            "names": used,
            "formats": [dtype.fields[name][0].str for name in used],
            "offsets": [dtype.fields[name][1] for name in used],
        }
        return f"np.dtype({layout!r})"

    def _loop(self) -> list[str]:
        """Return the loop over the rows, if there is anything to do today."""
        called = ", ".join(["day", *tables_of(self.phase)])
        return [f"if not today({called}):", "    return", *self._rows()] if self.phase.today else self._rows()

    def _rows(self) -> list[str]:
        """Return the loop over the rows."""
        tables = tables_of(self.phase)
        if self.phase.over == "whole":
            return [f"row({', '.join(['day', *tables])})"]
        if self.phase.over == "sums":
            return [f"row({', '.join(['np.uint64(first)', 'np.uint64(last)', 'day', *tables])})"]
        setup = []
        if self.phase.listed:
            place, dtype = next((place, dtype) for name, place, dtype in self.places["roll"] if name == "row")
            setup = [f"listed = {self._array(place, dtype)}", f"base = np.uint64(first - first % {CHUNK})"]
        if self.phase.ahead:
            return setup + self._loop_ahead(tables)
        return [
            *setup,
            "for k in range(np.uint64(first), np.uint64(last)):",
            f"    row({', '.join([self._row_at('k'), 'day', *tables])})",
        ]

    def _row_at(self, place: str) -> str:
        """Return the row at a place of the loop: that place itself, or the row that is listed there."""
        return f"base + np.uint64(listed[{place}])" if self.phase.listed else place

    def _loop_ahead(self, tables: Sequence[str]) -> list[str]:
        """Return the loop over blocks of rows, whose random words are drawn first."""
        number = int(stream(self.phase.ahead))
        seed = self.records["brand"].fields["seed"][1]
        draw_row = next(place for name, place, _ in self.places["person"] if name == "draw_row")
        words = f"seed, np.uint64({number}), day, draw_row, "
        given = "w0, w1, w2, w3"
        if self.phase.asleep:
            row = "origin + np.uint64(awake[n])"
            found = self._find_awake(tables)
            draw = f"words_of_listed({words}awake, origin, np.uint64(0), count, {given})"
        else:
            row, found = self._row_at("np.uint64(block) + n"), ["count = np.uint64(end - block)"]
            draw = f"words_of_range({words}block, end, {given})"
            if self.phase.listed:
                draw = f"words_of_listed({words}listed, base, block, end, {given})"
        idle = self.phase.idle is not None
        return [
            f"seed = array_at(handle, {self.places['brand'][0][1]}, np.uint64)[{seed // 8}]",
            f"draw_row = {self._array(draw_row, 'u4')}",
            "w0, w1, w2, w3 = words_ahead(), words_ahead(), words_ahead(), words_ahead()",
            "resting = flags_ahead()" if idle or self.phase.asleep else "",
            "awake = places_ahead()" if self.phase.asleep else "",
            "for block in range(first, last, AHEAD):",
            "    end = min(block + AHEAD, last)",
            *(f"    {line}" for line in found),
            f"    {draw}",
            *(f"    {line}" for line in self._idle_test(row, tables) if idle),
            "    for n in range(count):",
            *(("        if resting[n]:", "            continue") if idle else ()),
            f"        row({', '.join([row, 'day', _WORDS, *tables])})",
        ]

    def _idle_test(self, row: str, tables: Sequence[str]) -> list[str]:
        """Return the loop that finds the rows of a block to which nothing happens."""
        return ["for n in range(count):", f"    resting[n] = idle({', '.join([row, 'day', _WORDS, *tables])})"]

    def _find_awake(self, tables: Sequence[str]) -> list[str]:
        """Return the loops that list the rows of a block to which something may happen, by their distance from one.

        Where less than half of them are asleep, all are listed, which takes less time than to pass over those.
        """
        asleep = f"asleep({', '.join([self._row_at('np.uint64(block) + n'), 'day', *tables])})"
        place = "listed[np.uint64(block) + n]" if self.phase.listed else "n"
        return [
            f"origin = {'base' if self.phase.listed else 'np.uint64(block)'}",
            "size = np.uint64(end - block)",
            "for n in range(size):",
            f"    resting[n] = {asleep}",
            "sleeping = np.int32(0)",
            "for n in range(size):",
            "    sleeping += np.int32(resting[n])",
            "count = np.uint64(0)",
            "if np.uint64(2 * sleeping) < size:",
            "    count = size",
            "    for n in range(size):",
            f"        awake[n] = {place}",
            "else:",
            "    for n in range(size):",
            f"        awake[count] = {place}",
            "        count += np.uint64(1) - np.uint64(resting[n])",
        ]


def _load(name: str, text: str) -> ModuleType:
    """Return a generated module, which compiles its kernel or loads it from disk as it is run.

    The text that is run is the one just made: the file is there for Numba, which asks where a function comes from.
    """
    directory = cache_directory()
    path = directory / f"{name}.py"
    if not path.exists() or path.read_bytes() != text.encode():
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    full_name = f"fansim_kernel_{name}"
    if full_name in sys.modules:
        return sys.modules[full_name]
    whole = is_whole(directory, name)
    code = compile(text, str(path), "exec")
    module = ModuleType(full_name)
    module.__file__ = str(path)
    sys.modules[full_name] = module
    try:
        exec(code, module.__dict__)
    except ModuleNotFoundError:  # compiled with a helper of a replaced rule whose home is not here: compile anew
        forget(directory, name)
        whole = False
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[full_name]
        raise
    if not whole:
        seal(directory, name)
    return module
