"""Kernels in plain Python, without a compiler: the third oracle of the tests (NUMBA_DISABLE_JIT=1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

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
    function: Callable[..., None], tables: list[str], whole: bool
) -> Callable[[int, int, int, World], None]:
    """Return a kernel in plain Python.

    Parameters
    ----------
    function : callable
        The row function.
    tables : list of str
        The tables it is given.
    whole : bool
        Whether it is over the whole rather than over rows.
    """

    def kernel(first: int, last: int, day: int, world: World) -> None:
        records: dict[str, Any] = {"brand": _PlainRecord(world.brand), "p": _PlainRecord(world.parameters)}
        records["chunk"] = [_PlainRecord(world.chunk[c : c + 1]) for c in range(len(world.chunk))]
        given = [
            records[name] if name in records else type(world.tables[name])(*map(_PlainColumn, world.tables[name]))
            for name in tables
        ]
        if whole:
            function(day, *given)
            return
        for i in range(first, last):
            function(i, day, *given)

    return kernel
