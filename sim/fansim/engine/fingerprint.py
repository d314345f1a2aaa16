"""What a function computes with: everything it names, recursively, through rules and constants in any module."""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import EnumType
from functools import cache
from hashlib import sha256
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numba


def fingerprint_of(function: Any) -> str:
    """Return a text that changes whenever anything a function computes with changes.

    Follows the functions, rules and constants that it names, through their own modules, recursively.
    """
    seen: dict[int, str] = {}
    return sha256(_describe(function, seen).encode()).hexdigest()


def _describe(value: Any, seen: dict[int, str], names: Iterable[str] = ()) -> str:
    """Describe one value that compiled code depends on; of a module, what has one of some names."""
    function = getattr(value, "py_func", value)
    if isinstance(function, FunctionType):
        if id(function) in seen:
            return seen[id(function)]
        seen[id(function)] = function.__qualname__
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        known, names = function.__globals__, sorted(names_used(function.__code__))
        loaded = [name for name in globals_of(function.__code__) if name in known]
        used = [f"{name}={_describe(known[name], seen, names)}" for name in loaded]
        return f"{_describe_code(function.__code__)}{function.__defaults__}{used}{[_describe(c, seen) for c in cells]}"
    if isinstance(value, EnumType):
        members: Mapping[str, Any] = value.__members__  # with those that are another name of one
        return f"{value.__name__} {[(name, member.value) for name, member in members.items()]}"
    if isinstance(value, ModuleType):
        return _describe_module(value, seen, names)
    if isinstance(value, dict):
        return str({key: _describe(item, seen) for key, item in value.items()})
    return f"{type(value).__name__} {value!r}"


def _describe_module(module: ModuleType, seen: dict[int, str], names: Iterable[str]) -> str:
    """Describe what a function may use of a module: of an installed package, its version."""
    root = module.__name__.partition(".")[0]
    version = getattr(sys.modules.get(root), "__version__", "")
    if id(module) in seen or root in sys.stdlib_module_names or (version and root != __name__.partition(".")[0]):
        return f"module {module.__name__} {version}"
    seen[id(module)] = module.__name__
    used = [(name, _describe(getattr(module, name), seen, names)) for name in names if hasattr(module, name)]
    return f"module {module.__name__} {used}"


def _describe_code(code: CodeType) -> str:
    """Describe bytecode, with the code inside its constants, without addresses or line numbers."""
    constants = [_describe_code(c) if isinstance(c, CodeType) else _describe_constant(c) for c in code.co_consts]
    return f"{code.co_code!r}{constants}{code.co_names}{code.co_varnames}"


def _describe_constant(constant: Any) -> str:
    """Describe a constant; a set in sorted order, since its own changes from process to process."""
    return repr(sorted(constant, key=repr)) if isinstance(constant, frozenset) else repr(constant)


def names_used(code: CodeType) -> set[str]:
    """Return every name that a code object and those inside it use, attributes included."""
    inner = [names_used(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*inner)


@cache  # disassembling is nearly all the time it takes to build a community whose kernels are on disk
def globals_of(code: CodeType) -> list[str]:
    """Return the global names that a code object and those inside it load, not the attributes of the same name."""
    inner = [globals_of(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    loads = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    return sorted(loads.union(*inner))


def names_reached(function: Any, seen: set[int] | None = None) -> set[str]:
    """Return every name used by a function and by those it calls."""
    seen = set() if seen is None else seen
    function = getattr(function, "py_func", function)
    if not isinstance(function, FunctionType) or id(function) in seen:
        return set()
    seen.add(id(function))
    names = names_used(function.__code__)
    called = (function.__globals__[name] for name in globals_of(function.__code__) if name in function.__globals__)
    return names.union(*(names_reached(value, seen) for value in called))


def with_rules(function: Any, rules: Mapping[str, Callable[..., Any]]) -> Any:
    """Return a function in which some of the rules it uses, itself or through others, are replaced."""
    plain = getattr(function, "py_func", function)
    if not isinstance(plain, FunctionType):
        return function
    changed = {}
    for name in globals_of(plain.__code__):
        if name not in plain.__globals__:
            continue
        used = plain.__globals__[name]
        new = rules[name] if name in rules else with_rules(used, rules)
        if new is not used:
            changed[name] = new
    if not changed:
        return function
    copy = FunctionType(plain.__code__, plain.__globals__ | changed, plain.__name__, plain.__defaults__)
    return numba.jit(**function.targetoptions)(copy) if plain is not function else copy
