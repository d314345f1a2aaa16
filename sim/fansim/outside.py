"""Mechanisms from outside: read from a user's file, named by a hash of what they do, sent to other processes."""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from fansim.decoding import EncodingError, decoded
from fansim.engine.cache import cache_directory
from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.mechanism import Mechanism
from fansim.engine.rule import plain
from fansim.errors import MechanismError
from fansim.language import say
from fansim.outcomes.measure import Daily, Summary
from fansim.text import printable

_PREFIX = "fansim_mechanism_"  # of the modules that users' files become


def load_mechanisms(path: str | Path) -> tuple[Mechanism, ...]:
    """Return the mechanisms of a Python file: every `Mechanism` that it defines.

    Parameters
    ----------
    path : str or Path
        The file. The same text gives the same mechanisms again, so that what was compiled is kept.

    Raises
    ------
    MechanismError
        If the file is missing, cannot be run, or defines no mechanism.
    """
    path = Path(path)
    if not path.is_file():
        raise MechanismError(say("{file}: there is no such file of mechanisms.", file=path))
    try:
        return _load(str(path.resolve()), decoded(path.read_bytes()))
    except EncodingError as problem:
        raise MechanismError(problem.at(printable(str(path)))) from None


@cache
def _load(path: str, text: str) -> tuple[Mechanism, ...]:
    """Run a file of mechanisms."""
    name = f"{_PREFIX}{sha256(text.encode()).hexdigest()[:16]}"
    specification = spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise MechanismError(
            say("{file}: cannot be run: {kind}: {error}", file=path, kind=type(error).__name__, error=error)
        ) from error
    found = tuple(value for value in vars(module).values() if isinstance(value, Mechanism))
    if not found:
        raise MechanismError(
            say("{file}: defines no mechanism; write one as in docs/how-to/add-a-mechanism.md.", file=path)
        )
    return found


def identity_of(mechanism: Mechanism) -> str:
    """Return a hash of all that a mechanism declares and computes with."""
    functions = [mechanism.count, mechanism.count_events, mechanism.sizes, mechanism.accounts]
    functions += [mechanism.start, mechanism.eve, mechanism.changed]
    measures: list[Daily | Summary] = [*mechanism.daily, *mechanism.summary]
    sections = {**mechanism.sections, **mechanism.lists}
    said = [
        mechanism.name,
        {name: section.model_json_schema() for name, section in sections.items()},
        {table: [repr(column) for column in columns] for table, columns in mechanism.columns.items()},
        [repr(column) for column in mechanism.sums],
        [
            (p.name, p.over, p.when, p.ahead, p.after, p.before, *map(fingerprint_of, p.functions))
            for p in mechanism.phases
        ],
        mechanism.counts_when_off,
        [(m.name, m.unit, m.formula, fingerprint_of(m.compute)) for m in measures],
        [fingerprint_of(function) if function else "" for function in functions],
    ]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def identities(mechanisms: Iterable[Mechanism]) -> dict[str, str]:
    """Return the hash of each mechanism by its name."""
    return {mechanism.name: identity_of(mechanism) for mechanism in mechanisms}


def sent(mechanism: Mechanism) -> tuple[Any, ...]:
    """Return how another process gets a mechanism: from its module, or from the text of its file.

    Raises
    ------
    MechanismError
        If it was not defined in a file.
    """
    path = _file_of(mechanism)
    module = next((name for name, held in sys.modules.items() if _holds(held, path, mechanism)), None)
    if module is not None and not module.startswith(_PREFIX):
        name = next(name for name, value in vars(sys.modules[module]).items() if value is mechanism)
        return _from_module, (module, name)
    return _from_text, (path.name, path.read_text(encoding="utf-8"), mechanism.name)


def _holds(module: Any, path: Path, mechanism: Mechanism) -> bool:
    """Return whether a module is that of a file and holds a mechanism."""
    if getattr(module, "__name__", "") == "__main__" or getattr(module, "__file__", None) != str(path):
        return False
    return any(value is mechanism for value in vars(module).values())


def _from_module(module: str, name: str) -> Any:
    """Return a mechanism that a module holds."""
    return getattr(import_module(module), name)


def _from_text(name: str, text: str, wanted: str) -> Mechanism:
    """Return a mechanism from the text of its file, which is written where the kernels are kept."""
    folder = cache_directory() / "mechanisms" / sha256(text.encode()).hexdigest()[:16]
    path = folder / name
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    return next(mechanism for mechanism in load_mechanisms(path) if mechanism.name == wanted)


def _file_of(mechanism: Mechanism) -> Path:
    """Return the file in which a mechanism was defined."""
    functions: list[Callable[..., Any]] = [phase.row for phase in mechanism.phases]
    functions += [function for function in (mechanism.count, mechanism.count_events, mechanism.start) if function]
    path = Path(inspect.getfile(plain(functions[0]))) if functions else Path()
    if not path.is_file():
        raise MechanismError(
            say(
                "mechanism {name}: only a mechanism that a file defines can go to other processes; write it to a "
                "file and load it with fansim.load_mechanisms.",
                name=mechanism.name,
            )
        )
    return path
