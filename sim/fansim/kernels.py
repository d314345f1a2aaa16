"""From a phase's row function to a compiled kernel, kept on disk under a name that says all it depends on.

A kernel is given the addresses of the columns instead of the arrays, which makes a call cheap enough for one Mesa
agent, and free of reference counting. Its module is named by a hash of the row function, of every rule and constant
it uses (recursively), of the columns and of Numba's version: an edited or replaced rule always means a new file, and
an unchanged one loads from disk.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import numba
import numpy as np
import platformdirs
from numba import njit, types
from numba.core import cgutils
from numba.core.errors import NumbaError
from numba.extending import intrinsic
from numba.np import arrayobj

from fansim.columns import RECORDS, dtype_of
from fansim.errors import RuleError
from fansim.fingerprint import fingerprint_of, names_reached, with_rules
from fansim.phases.phase import Phase
from fansim.plain import plain_kernel
from fansim.randomness import STREAM, first_words
from fansim.world import World, layout

Kernel = Callable[[int, int, int, World], None]

AHEAD = 512  # words drawn at once: enough to vectorise, few enough for the nearest cache
RECORDS_AND_PARAMETERS = (*RECORDS, "p")

_MODULE = '''"""Kernel of the phase {name}: written by fansim.kernels, safe to delete."""

# numba, numpy, python: {versions}
from collections import namedtuple

import numba
import numpy as np

from fansim.kernels import array_at, bound_row, words_ahead
from fansim.randomness import first_words

{head}
row = bound_row("FINGERPRINT")


@numba.njit("void(int64, int64, int64, uint64[::1])", **{options})
def rows(first, last, day, handle):
    {body}
'''

_BOUND: dict[str, Any] = {}  # row functions with their rules, by fingerprint, for the generated modules


@intrinsic
def array_at(context, handle, place, dtype):  # type: ignore[no-untyped-def]
    """Return the array whose address and length stand at a place of the handle: a view, not counted."""
    element = dtype.instance_type if isinstance(dtype, types.TypeRef) else dtype.dtype
    array_type = types.Array(element, 1, "C")

    def generate(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        handle = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = builder.gep(handle.data, [arguments[1]])
        length = builder.load(builder.gep(place, [context.get_constant(types.intp, 1)]))
        itemsize = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(element)))
        array = context.make_array(array_type)(context, builder)
        data = builder.inttoptr(builder.load(place), array.data.type)
        arrayobj.populate_array(array, data=data, shape=[length], strides=[itemsize], itemsize=itemsize, meminfo=None)
        return array._getvalue()

    return array_type(handle, place, dtype), generate


@intrinsic
def words_ahead(context):  # type: ignore[no-untyped-def]
    """Return room for `AHEAD` words on the stack."""
    array_type = types.Array(types.uint32, 1, "C")

    def generate(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        array = context.make_array(array_type)(context, builder)
        room = cgutils.alloca_once(builder, context.get_value_type(types.uint32), AHEAD)
        length, size = (context.get_constant(types.intp, number) for number in (AHEAD, 4))
        arrayobj.populate_array(array, data=room, shape=[length], strides=[size], itemsize=size, meminfo=None)
        return array._getvalue()

    return array_type(), generate


def bound_row(fingerprint: str) -> Any:
    """Return the row function that a generated module compiles (called by those modules only)."""
    return _BOUND[fingerprint]


def build_kernel(phase: Phase, parameters: np.dtype[np.void], rules: Mapping[str, Callable[..., Any]]) -> Kernel:
    """Return the kernel of a phase, compiled or loaded from disk.

    Parameters
    ----------
    phase : Phase
        The phase.
    parameters : dtype
        Record dtype of the scenario's parameters.
    rules : mapping of str to callable
        Compiled rules that replace those of the same name.

    Returns
    -------
    callable
        ``kernel(first, last, day, world)``: runs the row function over rows first to last - 1.
    """
    function = with_rules(phase.row, rules)
    if numba.config.DISABLE_JIT:
        return plain_kernel(phase, function, tables_of(phase))
    text = _module_text(phase, parameters, names_reached(function))
    fingerprint = sha256(f"{text}{fingerprint_of(function)}{fingerprint_of(first_words)}".encode()).hexdigest()[:20]
    _BOUND[fingerprint] = njit(**_options(phase))(function)
    try:
        compiled = _load(f"{phase.name}_{fingerprint}", text.replace("FINGERPRINT", fingerprint)).rows
    except NumbaError as error:
        used = sorted(set(rules) & names_reached(function))
        if not used:
            raise
        reason = " ".join(str(error).split())[:400]
        raise RuleError(
            f"rule {', '.join(used)}: Numba cannot compile it for the phase {phase.name}: {reason}"
        ) from error

    def kernel(first: int, last: int, day: int, world: World) -> None:
        compiled(first, last, day, world.handle)

    return kernel


def cache_directory() -> Path:
    """Return where compiled kernels are kept: FANSIM_CACHE_DIR, or the user's cache."""
    return (
        Path(os.environ.get("FANSIM_CACHE_DIR") or platformdirs.user_cache_dir("fansim", appauthor=False)) / "kernels"
    )


def _options(phase: Phase) -> dict[str, Any]:
    """Return Numba's options: without reference counting wherever a phase makes no arrays."""
    options: dict[str, Any] = {"error_model": "numpy"}
    return options if phase.over == "whole" else options | {"_nrt": False, "forceinline": True}


def tables_of(phase: Phase) -> list[str]:
    """Return the tables that a phase's row function is given, in the order it names them."""
    names = list(inspect.signature(phase.row).parameters)
    return [name for name in names if name not in ("i", "g", "c", "day", "word")]


def _module_text(phase: Phase, parameters: np.dtype[np.void], names: set[str]) -> str:
    """Write the module that compiles a phase's kernel; a table is given with the columns that the phase names only."""
    head, body = [], []
    places = layout()
    for table in tables_of(phase):
        if table in RECORDS_AND_PARAMETERS:
            dtype = parameters.descr if table == "p" else dtype_of(RECORDS[table]).descr
            head.append(f"{table}_type = numba.from_dtype(np.dtype({dtype!r}))")
            one = "" if table == "chunk" else "[0]"
            body.append(f"{table} = array_at(handle, {places[table][0][1]}, {table}_type){one}")
        else:
            columns = [column for column in places[table] if column[0] in names]
            fields = ", ".join(f"array_at(handle, {place}, np.{np.dtype(dtype).name})" for _, place, dtype in columns)
            head.append(f"{table}_type = namedtuple({table.capitalize()!r}, {[name for name, _, _ in columns]!r})")
            body.append(f"{table} = {table}_type({fields})")
    body += _calls(phase)
    options = _options(phase) | {"cache": True, "nogil": True}
    return _MODULE.format(
        name=phase.name,
        versions=(numba.__version__, np.__version__, sys.version_info[:2]),
        head="\n".join(head),
        options=options,
        body="\n    ".join(body),
    )


def _calls(phase: Phase) -> list[str]:
    """Write the loop over the rows."""
    tables = ", ".join(tables_of(phase))
    if phase.over == "whole":
        return [f"row(day, {tables})"]
    if not phase.ahead:
        return ["for i in range(np.uint64(first), np.uint64(last)):", f"    row(i, day, {tables})"]
    return [
        "words = words_ahead()",
        f"for block in range(first, last, {AHEAD}):",
        f"    end = min(block + {AHEAD}, last)",
        f"    first_words(brand.seed, np.uint64({STREAM[phase.ahead]}), day, person.draw_row, block, end, words)",
        "    for i in range(np.uint64(block), np.uint64(end)):",
        f"        row(i, day, words[i - np.uint64(block)], {tables})",
    ]


def _load(name: str, text: str) -> ModuleType:
    """Write a generated module if it is not there, and import it."""
    directory = cache_directory()
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{name}.py"
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    full_name = f"fansim_kernel_{name}"
    if full_name in sys.modules:
        return sys.modules[full_name]
    specification = importlib.util.spec_from_file_location(full_name, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[full_name] = module
    try:
        specification.loader.exec_module(module)
    except ModuleNotFoundError:  # compiled with a helper of a replaced rule whose home is not here: compile anew
        for stale in (directory / "__pycache__").glob(f"{name}.rows-*"):
            stale.unlink(missing_ok=True)
        specification.loader.exec_module(module)
    return module
