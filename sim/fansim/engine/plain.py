"""Kernels in plain Python, without a compiler: the third oracle of the tests (NUMBA_DISABLE_JIT=1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from fansim.engine.phase import Phase
from fansim.state.columns import CHUNK
from fansim.state.randomness import draws, stream
from fansim.state.world import World


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
    phase: Phase, function: Callable[..., None], today: Callable[..., bool] | None, tables: list[str]
) -> Callable[[int, int, int, World], None]:
    """Return a kernel in plain Python.

    Parameters
    ----------
    phase : Phase
        The phase.
    function : callable
        Its row function, with the rules that replace others.
    today : callable, optional
        Whether it has anything to do today, with those rules, too.
    tables : list of str
        The tables it is given.
    """

    def kernel(first: int, last: int, day: int, world: World) -> None:
        given = [_plain_table(name, world) for name in tables]
        if today and not today(day, *given):
            return
        if phase.over == "whole":
            function(day, *given)
            return
        if phase.over == "sums":
            function(first, last, day, *given)
            return
        rows = list(range(first, last))
        if phase.listed:
            rows = (first - first % CHUNK + world.roll.row[first:last].astype(int)).tolist()
        for i in rows:
            if phase.ahead:
                u = draws(world.brand["seed"][0], stream(phase.ahead), day, world.person.draw_row[i])
                function(i, day, u, *given)
            else:
                function(i, day, *given)

    return kernel


def _plain_table(name: str, world: World) -> Any:
    """Return a table whose numbers are Python's own."""
    if name == "chunk":
        return [_PlainRecord(world.chunk[c : c + 1]) for c in range(len(world.chunk))]
    if name in ("brand", "p"):
        return _PlainRecord(world.brand if name == "brand" else world.parameters)
    table = world.tables[name]
    return type(table)(*map(_PlainColumn, table))
