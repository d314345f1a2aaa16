"""Network files among the values of a study: their paths are seen from the study's folder, wherever it is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from os.path import normpath
from pathlib import Path
from typing import Any

from fansim.experiments.study.design import Design

PATH = "network.path"


def resolved(values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return values by dotted key, or nested, with the path of a network file as seen from a folder."""
    return {key: _seen(key, value, folder) for key, value in values.items()}


def _seen(key: str, value: Any, folder: Path) -> Any:
    """Return a value of a key, with the path that it is or holds as seen from a folder."""
    if key == PATH and isinstance(value, str) and value:
        return normpath(folder / value)
    if key == "network" and isinstance(value, Mapping):
        return {name: _seen(f"network.{name}", part, folder) for name, part in value.items()}
    return value


def network_files(design: Design, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each network file among the levels of a design: as written, and where it is."""
    for key in {PATH, "network"} & set(design.keys):
        levels = design.factors[key]
        for level in levels if isinstance(levels, tuple) else ():
            written = level.get("path") if isinstance(level, Mapping) else level
            if isinstance(written, str) and written:
                yield written, Path(normpath(folder / written))


def contents(design: Design, folder: Path) -> dict[str, str]:
    """Return a hash of the content of each network file among the levels of a design."""
    files = dict(network_files(design, folder))
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items() if path.is_file()}
