"""Kernels in plain Python, without a compiler: the third oracle of the tests (NUMBA_DISABLE_JIT=1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from fansim.phases.phase import Phase
from fansim.randomness import STREAM, first_words
from fansim.world import World


class _PlainColumn:
    """A column whose numbers are read as Python's own, for the run without a compiler."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def __getitem__(self, i: int) -> Any:
        return self.array[i].item()

    def __setitem__(self, i: int, value: Any) -> None:
        self.array[i] = value

    def __len__(self) -> int:
        return len(self.array)


class _PlainRecord:
    """A record whose fields are read as Python's own numbers."""

    def __init__(self, record: np.ndarray) -> None:
        object.__setattr__(self, "_record", record)

    def __getattr__(self, name: str) -> Any:
        value = self._record[name][0]
        return value if isinstance(value, np.uint64) else value.item()

    def __setattr__(self, name: str, value: Any) -> None:
        self._record[name] = value


def plain_kernel(
    phase: Phase, function: Callable[..., None], tables: list[str]
) -> Callable[[int, int, int, World], None]:
    """Return a kernel in plain Python.

    Parameters
    ----------
    phase : Phase
        The phase.
    function : callable
        Its row function, with the rules that replace others.
    tables : list of str
        The tables it is given.
    """

    def kernel(first: int, last: int, day: int, world: World) -> None:
        records: dict[str, Any] = {"brand": _PlainRecord(world.brand), "p": _PlainRecord(world.parameters)}
        records["chunk"] = [_PlainRecord(world.chunk[c : c + 1]) for c in range(len(world.chunk))]
        given = [
            records[name] if name in records else type(world.tables[name])(*map(_PlainColumn, world.tables[name]))
            for name in tables
        ]
        if phase.over == "whole":
            function(day, *given)
            return
        words = np.zeros(last - first, np.uint32)
        if phase.ahead:
            draw_row = world.tables["person"].draw_row
            first_words(world.brand["seed"][0], STREAM[phase.ahead], day, draw_row, first, last, words)
        for i in range(first, last):
            function(i, day, *([words[i - first]] if phase.ahead else []), *given)

    return kernel
