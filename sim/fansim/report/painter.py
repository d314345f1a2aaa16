"""Processes that draw the figures of a run: they import matplotlib while the days run, and then share the figures.

Each is a plain Python process that reads from its standard input and ends with it. It is neither forked from this one,
which has threads, nor does it import the user's program, as multiprocessing would; and an interrupt at the terminal
does not reach it. Whatever a process fails to do is done here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from types import TracebackType
from typing import Any

from fansim.report.run_figures import FIGURES, Notes, Picture, Tables, picture

MOST = 2
"""Processes: each has to import for as long as it takes to draw all figures."""


class Painters:
    """Processes that draw the figures of a run, from now until the end of the ``with`` block.

    Parameters
    ----------
    count : int, optional
        How many; by default one a processor, at most `MOST`, and none where there is only one processor.
    """

    def __init__(self, count: int | None = None) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        with contextlib.suppress(OSError):  # no more processes are allowed: figures are drawn here
            for _ in range(_worth() if count is None else count):
                self._processes.append(_start())

    def __enter__(self) -> Painters:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            with contextlib.suppress(OSError):
                process.communicate()
        self._processes.clear()

    def pictures(self, tables: Tables, notes: Notes) -> dict[str, Picture]:
        """Return all figures of a run by name: as PNG, or why one could not be drawn.

        Parameters
        ----------
        tables, notes
            As for `run_figures.draw`.
        """
        small = {**tables, "persons": tables["persons"].filter(["label"])}
        names, done = deque(FIGURES), dict[str, Picture]()
        threads = [
            threading.Thread(target=_ask, args=(process, small, notes, names, done), daemon=True)
            for process in self._processes
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {name: done[name] if name in done else picture(name, tables, notes) for name in FIGURES}


def _worth() -> int:
    """Return how many processes are worth starting here."""
    affinity: Any = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(MOST, processors) if processors > 1 else 0


def _start() -> subprocess.Popen[bytes]:
    """Start a process that finds its modules where this one does."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import main; main()"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-P", "-c", code], stdin=pipe, stdout=pipe, start_new_session=True)


def _ask(
    process: subprocess.Popen[bytes], tables: Tables, notes: Notes, names: deque[str], done: dict[str, Picture]
) -> None:
    """Let a process draw one figure after the other, until none is left or it fails."""
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(Exception):  # what it did not draw is drawn here, and what is wrong is said then
        pickle.dump((tables, notes), process.stdin)
        while True:
            name = names.popleft()
            pickle.dump(name, process.stdin)
            process.stdin.flush()
            done[name] = pickle.load(process.stdout)


def main() -> None:
    """Be such a process."""
    gc.disable()  # it does not live long enough
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers may be written there
    with contextlib.suppress(Exception):  # `picture` will say what is wrong
        _warm_up()
    with contextlib.suppress(EOFError, BrokenPipeError):
        tables, notes = pickle.load(sys.stdin.buffer)
        while True:
            pickle.dump(picture(pickle.load(sys.stdin.buffer), tables, notes), answers)
            answers.flush()


def _warm_up() -> None:
    """Draw something small, so that all modules and fonts are there when the days have run."""
    from fansim.report import axes, figures

    figures.png(axes.dress(axes.new_axes(None, 2, 2), title="a", x="b", y="c", footer="d"))
