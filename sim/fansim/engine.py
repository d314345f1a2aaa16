"""The engine: a day, run phase by phase over all rows, by as many threads as asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from fansim.columns import CHUNK
from fansim.day import DAY, passes
from fansim.kernels import Kernel, build_kernel
from fansim.phases.phase import Phase
from fansim.world import World

WORTH_A_THREAD = 25_000  # rows; below some 50,000 rows one thread is faster than two


class Engine:
    """The compiled day, and the state it moves.

    Parameters
    ----------
    world : World
        The state before day 0.
    threads : int, optional
        Threads, 1 or more; by default as many as the processor has and the rows are worth. The result is the same.
    rules : mapping of str to callable, optional
        Compiled rules that replace those of the same name.
    progress : callable, optional
        Called with the name of each phase before its kernel is compiled or loaded.

    Attributes
    ----------
    day : int
        The next day to run, 0 at first.
    """

    def __init__(
        self,
        world: World,
        threads: int | None = None,
        rules: Mapping[str, Callable[..., Any]] | None = None,
        progress: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.world = world
        self.day = 0
        self.rows = int(world.brand["rows"][0])
        self.threads = threads or max(1, min(os.cpu_count() or 1, self.rows // WORTH_A_THREAD))
        self.kernels: dict[str, Kernel] = {}
        for phase in DAY:
            progress(phase.name)
            self.kernels[phase.name] = build_kernel(phase, world.parameters.dtype, rules or {})
        self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None
        self._passes = passes()

    def step(self) -> None:
        """Run one day, pass by pass."""
        for phases in self._passes:
            self.run_pass(phases)
        self.day += 1

    def run_pass(self, phases: tuple[Phase, ...]) -> None:
        """Run phases that need no barrier between them, over all rows."""
        over = phases[0].over
        if over == "whole":
            self.kernels[phases[0].name](0, 1, self.day, self.world)
        elif over == "group":
            self._spread(phases, len(self.world.tables["group"].open), self._run_rows)
        else:
            chunks = -(-self.rows // CHUNK)
            if phases[-1].over == "chunk":
                self.world.clear_sums()
            self._spread(phases, chunks, self._run_chunks)
            if phases[-1].over == "chunk":
                self.world.add_up()

    def _spread(
        self, phases: tuple[Phase, ...], parts: int, run: Callable[[tuple[Phase, ...], int, int], None]
    ) -> None:
        """Share parts among the threads."""
        if self._pool is None or parts < 2:
            run(phases, 0, parts)
            return
        edges = np.linspace(0, parts, min(parts, self.threads) + 1).astype(int).tolist()
        for done in [self._pool.submit(run, phases, low, high) for low, high in pairwise(edges)]:
            done.result()

    def _run_rows(self, phases: tuple[Phase, ...], first: int, last: int) -> None:
        """Run phases over rows first to last - 1 of their table."""
        for phase in phases:
            self.kernels[phase.name](first, last, self.day, self.world)

    def _run_chunks(self, phases: tuple[Phase, ...], first: int, last: int) -> None:
        """Run phases over the persons of chunks first to last - 1, one chunk after the other while it is in cache."""
        for chunk in range(first, last):
            for phase in phases:
                low, high = (
                    (chunk, chunk + 1)
                    if phase.over == "chunk"
                    else (chunk * CHUNK, min(self.rows, (chunk + 1) * CHUNK))
                )
                self.kernels[phase.name](low, high, self.day, self.world)

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown()
