"""Mechanisms from outside: read from a user's file, named by a hash of all they compute with, sent to other processes."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.mechanism import Mechanism
from fansim.engine.rule import plain
from fansim.errors import MechanismError


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
        raise MechanismError(f"{path}: there is no such file of mechanisms.")
    return _load(str(path.resolve()), path.read_text(encoding="utf-8"))


@cache
def _load(path: str, text: str) -> tuple[Mechanism, ...]:
    """Run a file of mechanisms."""
    name = f"fansim_mechanism_{sha256(text.encode()).hexdigest()[:16]}"
    specification = spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise MechanismError(f"{path}: cannot be run: {type(error).__name__}: {error}") from error
    found = tuple(value for value in vars(module).values() if isinstance(value, Mechanism))
    if not found:
        raise MechanismError(f"{path}: defines no mechanism; write one as in docs/how-to/add-a-mechanism.md.")
    return found


def identity_of(mechanism: Mechanism) -> str:
    """Return a hash of all that a mechanism declares and computes with."""
    functions = [mechanism.count, mechanism.sizes, mechanism.accounts, mechanism.start]
    measures = [*mechanism.daily, *mechanism.summary]
    sections = {**mechanism.sections, **mechanism.lists}
    said = [
        mechanism.name,
        {name: section.model_json_schema() for name, section in sections.items()},
        {table: [repr(column) for column in columns] for table, columns in mechanism.columns.items()},
        [repr(column) for column in mechanism.sums],
        [
            (p.name, p.over, p.when, p.ahead, p.after, p.before, fingerprint_of(p.row), fingerprint_of(p.idle))
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


def pack_mechanisms(mechanisms: Sequence[Mechanism] | str | Path) -> tuple[tuple[str, str], ...]:
    """Return mechanisms as the texts of their files, which any process can run: pairs of name and text.

    Parameters
    ----------
    mechanisms : sequence of Mechanism, or path
        The mechanisms, or the file that defines them.

    Raises
    ------
    MechanismError
        If a mechanism was not defined in a file.
    """
    if isinstance(mechanisms, (str, Path)):
        mechanisms = load_mechanisms(mechanisms)
    files = dict.fromkeys(_file_of(mechanism) for mechanism in mechanisms)
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in files)


def _file_of(mechanism: Mechanism) -> Path:
    """Return the file in which a mechanism was defined."""
    functions: list[Callable[..., Any]] = [phase.row for phase in mechanism.phases]
    functions += [function for function in (mechanism.count, mechanism.start) if function]
    path = Path(inspect.getfile(plain(functions[0]))) if functions else Path()
    if not path.is_file():
        raise MechanismError(
            f"mechanism {mechanism.name}: only a mechanism that a file defines can go to other processes; "
            "write it to a file and load it with fansim.load_mechanisms."
        )
    return path


@lru_cache(maxsize=8)
def unpack_mechanisms(packed: tuple[tuple[str, str], ...]) -> tuple[Mechanism, ...]:
    """Return mechanisms from the texts of their files, which are written where the kernels are kept."""
    from fansim.engine.kernels import cache_directory

    found: list[Mechanism] = []
    for name, text in packed:
        folder = cache_directory() / "mechanisms" / sha256(text.encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        found += load_mechanisms(path)
    return tuple(found)
