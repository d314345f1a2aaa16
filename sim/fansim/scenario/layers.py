"""What several files and overrides say together, and which of them said what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fansim.language import say
from fansim.scenario.toml_lines import KeyPath


@dataclass(frozen=True)
class Source:
    """A file or an override.

    Attributes
    ----------
    label : str
        How messages call it: ``scenarios/x.toml`` or ``--set groups.cap=50``; empty for values in Python.
    order : int
        The nearer to the user, the lower: overrides 0, the file given 1, the file it extends 2, and so on.
    lines : mapping
        Line of every key path, for a file.
    key : str
        The key that an override names.
    """

    label: str
    order: int = 0
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    key: str = ""

    def line(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest table around it; 0 if there is none."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 0


def at_line(file: str, line: int) -> str:
    """Return how messages call a line of a file."""
    return say("{file}, line {line}", file=file, line=line)


@dataclass(frozen=True)
class Place:
    """Where a value was written."""

    source: Source
    line: int

    def __str__(self) -> str:
        return at_line(self.source.label, self.line) if self.line else self.source.label

    def rank(self) -> tuple[int, int]:
        """Return the order in which problems are reported."""
        return self.source.order, self.line


class Layers:
    """Values of a scenario, laid over each other; it takes over the tables it is given.

    Parameters
    ----------
    source : Source
        Whom a problem belongs to that nobody wrote.

    Attributes
    ----------
    values : dict
        What all layers say together.
    """

    def __init__(self, source: Source) -> None:
        self.values: dict[str, Any] = {}
        self._source = source
        self._sources: dict[KeyPath, Source] = {}

    def lay(self, values: Mapping[str, Any], source: Source) -> None:
        """Lay values over the present ones: tables key by key, everything else as a whole."""
        self._lay(self.values, values, source, ())

    def _lay(self, below: dict[str, Any], above: Mapping[str, Any], source: Source, path: KeyPath) -> None:
        """Lay one table over another."""
        for key, value in above.items():
            here = (*path, key)
            if isinstance(value, dict) and isinstance(below.get(key), dict):
                self._lay(below[key], value, source, here)
            else:
                self._note(here, source, replaced=below.get(key))
                below[key] = value

    def set_item(self, path: KeyPath, value: Any, source: Source) -> None:
        """Replace what stands in an item of a list; `path` names it, and the item is there."""
        container: Any = self.values
        for part in path[:-1]:
            container = container[part]
        self._note(path, source, replaced=self.at(path))
        container[path[-1]] = value

    def _note(self, path: KeyPath, source: Source, replaced: object) -> None:
        """Note who wrote a value, and forget who wrote the parts of what it replaces."""
        if isinstance(replaced, (dict, list)):
            for known in [known for known in self._sources if known[: len(path)] == path]:
                del self._sources[known]
        self._sources[path] = source

    def place(self, path: KeyPath) -> Place:
        """Return where the value at a path was written, or the table around it."""
        for length in range(len(path), 0, -1):
            source = self._sources.get(path[:length])
            if source:
                return Place(source, source.line(path))
        return Place(self._source, 0)

    def at(self, path: KeyPath, default: object = None) -> object:
        """Return the value at a path."""
        value: Any = self.values
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return default
        return value

    def written(self) -> list[KeyPath]:
        """Return the path of every single value."""
        return list(_leaves(self.values, ()))


def _leaves(value: object, path: KeyPath) -> Iterator[KeyPath]:
    """Yield the paths of the values in tables and lists."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path
