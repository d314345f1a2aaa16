"""The engine: a day, run pass by pass over all rows, by as many threads as asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from fansim.assembly import Assembly
from fansim.engine.kernels import Kernel, build_kernel
from fansim.engine.passes import KINDS, chunks_together, run_rows
from fansim.engine.phase import Over, Phase
from fansim.state.columns import CHUNK, Column
from fansim.state.world import World

ROLL_CALL = "roll_call"
GROUPS_WORTH_SHARING = 500  # below, to wake a thread takes longer than what it would do
WORTH_A_THREAD = 25_000  # rows; below some 50,000 rows one thread is faster than two


class Kernels(dict[str, Kernel]):
    """The kernels of a day by their phases' names: each is compiled or loaded when it is first asked for.

    Parameters
    ----------
    assembly : Assembly
        The mechanisms, and so the day.
    parameters : dtype
        Record dtype of the scenario's parameters.
    rules : mapping of str to callable
        Compiled rules that replace those of the same name.
    """

    def __init__(
        self, assembly: Assembly, parameters: np.dtype[np.void], rules: Mapping[str, Callable[..., Any]]
    ) -> None:
        super().__init__()
        self._phases = {phase.name: phase for phase in assembly.day}
        self._given = assembly, parameters, rules

    def __missing__(self, name: str) -> Kernel:
        self[name] = build_kernel(self._phases[name], *self._given)
        return self[name]


class _Pass(NamedTuple):
    """Kernels that a thread may run for its rows without waiting."""

    over: Over
    kernels: tuple[Kernel, ...]
    addresses: np.ndarray
    kinds: np.ndarray
    compiled: bool
    counts: bool


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
    running : frozenset of str, optional
        Names of the phases that run; all by default.
    progress : callable, optional
        Called with the name of each phase that runs, before its kernel is compiled or loaded.

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
        running: frozenset[str] | None = None,
        progress: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.world, self.assembly = world, world.assembly
        self.day = 0
        self.rows = int(world.brand["rows"][0])
        self.threads = threads or max(1, min(os.cpu_count() or 1, self.rows // WORTH_A_THREAD))
        self._together = chunks_together(self.rows)
        self.kernels = Kernels(self.assembly, world.parameters.dtype, rules or {})
        self._on = frozenset(phase.name for phase in self.assembly.day) if running is None else running
        for phase in self.assembly.day:
            if phase.name in self._on:
                progress(phase.name)
                self.kernels[phase.name]
        self._pool = ThreadPoolExecutor(self.threads - 1) if self.threads > 1 else None
        self._cut: dict[frozenset[str], list[tuple[Phase, ...]]] = {}
        self._passes: dict[tuple[Phase, ...], _Pass] = {}
        self._daily, self._initial = _of_the_day(self.assembly.tables["brand"])
        self._today = self._without(self._on)
        self.run_pass((self.kernels[ROLL_CALL].phase,))

    def switch(self, running: frozenset[str]) -> None:
        """Say which phases run from the next day on; one that is switched off runs once more."""
        self._today = self._without(running | self._on)
        self._on = running

    def _without(self, on: frozenset[str]) -> list[tuple[Phase, ...]]:
        """Return the passes of a day on which only some phases run."""
        if on in self._cut:
            return self._cut[on]
        passes = (tuple(phase for phase in phases if phase.name in on) for phases in self.assembly.passes)
        self._cut[on] = [phases for phases in passes if phases]
        return self._cut[on]

    def step(self) -> None:
        """Run one day, pass by pass."""
        self.begin_day()
        for phases in self._today:
            self.run_pass(phases)
        self.end_day()

    def begin_day(self) -> None:
        """Put back what the brand knows of yesterday only, and begin to count anew."""
        self.world.clear_sums()
        self.world.words[self._daily] = self._initial

    def end_day(self) -> None:
        """Go on to the next day."""
        self.day += 1
        self._today = self._without(self._on)

    @property
    def today(self) -> list[tuple[Phase, ...]]:
        """The passes of the day to come."""
        return self._today

    def run_pass(self, phases: tuple[Phase, ...]) -> None:
        """Run phases that need no barrier between them, over all rows."""
        run = self._passes.get(phases) or self._prepared(phases)
        if run.over == "whole":
            self._run(run, 0, 1)
        elif run.over == "group":
            self._spread(run, len(self.world.group.open))
        else:
            self._spread(run, -(-self.rows // CHUNK))
            if run.counts:
                self.world.add_up()

    def _prepared(self, phases: tuple[Phase, ...]) -> _Pass:
        """Return phases as a pass."""
        kernels = tuple(self.kernels[phase.name] for phase in phases)
        addresses = np.array([kernel.address for kernel in kernels], np.uint64)
        kinds = np.array([KINDS[kernel.phase.over] for kernel in kernels], np.int64)
        compiled = bool(addresses.all())
        counts = any(phase.name in self.assembly.counting for phase in phases)
        self._passes[phases] = _Pass(phases[0].over, kernels, addresses, kinds, compiled, counts)
        return self._passes[phases]

    def _spread(self, run: _Pass, parts: int) -> None:
        """Share chunks or groups among the threads; this thread takes the first part."""
        alone = run.over == "group" and parts < GROUPS_WORTH_SHARING
        if self._pool is None or parts < 2 or alone:
            self._run(run, 0, parts)
            return
        edges = np.linspace(0, parts, min(parts, self.threads) + 1).astype(int).tolist()
        others = [self._pool.submit(self._run, run, low, high) for low, high in list(pairwise(edges))[1:]]
        self._run(run, *edges[:2])
        for done in others:
            done.result()

    def _run(self, run: _Pass, first: int, last: int) -> None:
        """Run a pass over chunks, or groups, first to last - 1."""
        world = self.world
        if run.compiled:
            run_rows(
                run.addresses,
                run.kinds,
                first,
                last,
                self._together,
                self.rows,
                world.roll.end,
                world.roll.reach,
                self.day,
                world.address,
            )
            return
        if run.kernels[0].phase.over in ("whole", "group"):
            for kernel in run.kernels:
                kernel.call(first, last, self.day, world)
            return
        for chunk in range(first, last):
            for kernel in run.kernels:
                kernel.call(*self._places(kernel.phase, chunk), self.day, world)

    def _places(self, phase: Phase, chunk: int) -> tuple[int, int]:
        """Return the rows, or places of the list, that a kernel visits in a chunk."""
        if phase.over == "chunk":
            return chunk, chunk + 1
        end = self._ends(phase.over)[chunk] if phase.listed else min(self.rows, (chunk + 1) * CHUNK)
        return chunk * CHUNK, int(end)

    def _ends(self, over: Over) -> np.ndarray:
        """Return where a phase over listed rows ends in the list of each chunk."""
        ends: np.ndarray = self.world.roll.reach if over == "reach" else self.world.roll.end
        return ends

    def places_of_rows(self, over: Over) -> np.ndarray:
        """Return the place of every row in the list of who has a day today, -1 where a phase over them visits none."""
        places = np.full(self.rows, -1, np.int64)
        for chunk, end in enumerate(self._ends(over).tolist()):
            listed = np.arange(chunk * CHUNK, end)
            places[chunk * CHUNK + self.world.roll.row[listed].astype(np.int64)] = listed
        return places

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown()


def _of_the_day(columns: tuple[Column, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return the places in the brand's record that are put back every morning, and the bits of what they are put to."""
    daily = {place: column for place, column in enumerate(columns) if column.daily}
    bits = [np.array(column.initial, column.dtype).view(np.uint64) for column in daily.values()]
    return np.array(list(daily), np.intp), np.array(bits, np.uint64)
