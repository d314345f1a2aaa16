"""A community on disk: plain arrays and one text of facts in a NumPy archive, without any pickled code."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from fansim.errors import CheckpointError
from fansim.language import say, term

if TYPE_CHECKING:
    from fansim.assembly import Assembly

_FORMAT = 1
_MOST_HEADER = 1 << 20  # bytes: the records of brand and parameters name hundreds of fields
_FACTS = "facts"


@dataclass(frozen=True)
class Saved:
    """A community between two days.

    Attributes
    ----------
    facts : mapping
        Scenario, seed, day, replaced rules and mechanisms, as JSON can hold them.
    arrays : mapping of str to ndarray
        Every column of the world (``world.person.trust``), and what was recorded (``recorder.brand``).
    """

    facts: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]

    def part(self, name: str) -> dict[str, np.ndarray]:
        """Return the arrays of a part, without its name: ``world`` or ``recorder``."""
        return {key.removeprefix(f"{name}."): array for key, array in self.arrays.items() if key.startswith(f"{name}.")}


def layout_of(assembly: Assembly, parameters: np.dtype[np.void]) -> str:
    """Return a hash of every column and parameter that a world of these mechanisms holds."""
    said = [(name, [(c.name, c.dtype) for c in columns]) for name, columns in assembly.tables.items()]
    return sha256(repr((said, parameters.descr)).encode()).hexdigest()[:16]


def write_checkpoint(saved: Saved, path: str | Path) -> None:
    """Write a community to a file, which appears whole or not at all.

    Raises
    ------
    CheckpointError
        If the file cannot be written.
    """
    path = Path(path)
    facts = json.dumps({"format": _FORMAT, **saved.facts})
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.savez(file, **{_FACTS: np.frombuffer(facts.encode(), np.uint8)}, **saved.arrays)  # type: ignore[arg-type]
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise CheckpointError(
            say("{file}: this checkpoint cannot be written: {reason}.", file=path, reason=error.strerror)
        ) from error


def read_checkpoint(path: str | Path) -> Saved:
    """Read a community from a file.

    Raises
    ------
    CheckpointError
        If the file is missing, or is no checkpoint.
    """
    try:
        with np.load(path, allow_pickle=False, max_header_size=_MOST_HEADER) as file:
            arrays = dict(file)
        facts = json.loads(arrays.pop(_FACTS).tobytes())
    except FileNotFoundError:
        raise CheckpointError(say("{file}: there is no such file.", file=path)) from None
    except (OSError, ValueError, KeyError, BadZipFile, EOFError) as error:
        raise CheckpointError(
            say("{file}: this is not a checkpoint that fansim saved ({error}).", file=path, error=error)
        ) from None
    if facts.get("format") != _FORMAT:
        raise CheckpointError(
            say(
                "{file}: was saved in format {format}; this version reads {ours}.",
                file=path,
                format=facts.get("format"),
                ours=_FORMAT,
            )
        )
    return Saved(facts, arrays)


DIFFERENT = {
    "fansim": "was saved by fansim {before}, and this is {now}",
    "rules": "was run with the replaced rules {before}, and you gave {now}",
    "mechanisms": "was run with the mechanisms {before}, and you gave {now}",
    "columns": "has other columns or parameters ({before}) than this version ({now})",
}
"""What differs between a checkpoint and this process, by the fact that tells it."""


def check_fits(saved: Saved, facts: Mapping[str, Any], path: str | Path) -> None:
    """Refuse a checkpoint that this process would not continue to the same bits.

    Parameters
    ----------
    saved : Saved
        What the file holds.
    facts : mapping
        What this process would write: version, columns, hashes of rules and of mechanisms, or some of these.
    path : str or Path
        The file.

    Raises
    ------
    CheckpointError
        If version, columns, rules or mechanisms differ; the message says which.
    """
    for name, text in DIFFERENT.items():
        before, now = saved.facts.get(name), facts.get(name)
        if name in facts and before != now:
            what = term(text).format(before=_shown(before), now=_shown(now))
            raise CheckpointError(say("{file}: {what}; it cannot be continued here.", file=path, what=what))


def _shown(value: Any) -> str:
    """Return a fact for reading."""
    if isinstance(value, dict):
        return ", ".join(f"{name} ({hashed[:8]})" for name, hashed in value.items()) or say("none")
    return str(value)
