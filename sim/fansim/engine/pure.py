"""What would make a rule give another number the second time, found before it is compiled."""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

from fansim.engine.fingerprint import globals_of, names_used
from fansim.language import say, term

_FICKLE = {"random", "secrets", "uuid", "time", "datetime", "os", "sys", "socket", "threading", "subprocess"}
ADVICE = (
    "A rule gives the same number for the same arguments: chance comes in as an argument (u), the day and all else as "
    "arguments or columns."
)


def why_fickle(function: Callable[..., Any] | None) -> str | None:
    """Return why a function could give another number for the same arguments, and what to do; None if it could not.

    Follows what it names, through helpers, closures and modules of the user's own.
    """
    found = next(_fickle(function, set()), None)
    return say("{why}. {advice}", why=found, advice=term(ADVICE)) if found else None


def _fickle(value: Any, seen: set[int], attributes: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what is fickle about a value that a rule uses; of a module, about what it uses of that."""
    value = getattr(value, "py_func", value)
    if id(value) in seen:
        return
    if isinstance(value, FunctionType):
        seen.add(id(value))
        yield from _fickle_function(value, seen)
    elif isinstance(value, ModuleType):
        yield from _fickle_module(value, seen, attributes)
    elif (home := _home_of(value)) is not None:
        yield say("it uses {name}", name=home)


def _fickle_function(function: FunctionType, seen: set[int]) -> Iterator[str]:
    """Yield what is fickle about a function."""
    for code in _codes(function.__code__):
        for step in dis.get_instructions(code):
            if step.opname == "IMPORT_NAME":
                yield say("it imports {name}, which has to stand at the top of the file", name=step.argval)
    names = frozenset(names_used(function.__code__))
    for name in globals_of(function.__code__):
        if name in function.__globals__:
            yield from _fickle(function.__globals__[name], seen, names)
    for cell in function.__closure__ or ():
        yield from _fickle(cell.cell_contents, seen, names)


def _fickle_module(module: ModuleType, seen: set[int], attributes: frozenset[str]) -> Iterator[str]:
    """Yield what is fickle about a module of which a rule uses some attributes."""
    root = module.__name__.partition(".")[0]
    if _is_fickle(module.__name__):
        yield say("it uses {name}", name=module.__name__)
    elif root == "numpy":
        yield from [say("it uses {name}", name="numpy.random")] if "random" in attributes else []
    elif root not in ("math", "cmath", "numba"):
        for name in sorted(attributes & vars(module).keys()):
            yield from _fickle(vars(module)[name], seen, attributes)


def _is_fickle(module: str) -> bool:
    """Return whether what a module of this name gives depends on more than its arguments."""
    return module.partition(".")[0] in _FICKLE or module.startswith("numpy.random")


def _home_of(value: Any) -> str | None:
    """Return the fickle module that a function, class or object comes from."""
    homes = [
        getattr(value, "__module__", None),
        type(value).__module__,
        type(getattr(value, "__self__", None)).__module__,
    ]
    for home in homes:
        if isinstance(home, str) and _is_fickle(home):
            return home
    return None


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and those inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
