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

COMMAND = ["-P", "-c", f"import sys; sys.path[:] = sys.argv[1:]; from {__name__} import main; main()"]
"""How Python is called to be such a process, before the folders in which it finds its modules."""

READY = b"1"
"""What a process says first, when it has imported all."""


class Painters:
    """Processes that draw the figures of a run, from now until the end of the ``with`` block.

    They are started one after the other, each when the one before has imported all, so that together with the run
    they keep two processors busy and not three.

    Parameters
    ----------
    count : int, optional
        How many; by default one a processor, at most `MOST`, and none where there is only one processor.
    """

    def __init__(self, count: int | None = None) -> None:
        self._processes: list[_Process] = []
        self._enough = threading.Event()
        self._starter = threading.Thread(target=self._start, args=(_worth() if count is None else count,), daemon=True)
        self._starter.start()

    def __enter__(self) -> Painters:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._enough.set()
        self._kill()
        self._starter.join()
        self._kill()

    def pictures(self, tables: Tables, notes: Notes) -> dict[str, Picture]:
        """Return all figures of a run by name: as PNG, or why one could not be drawn.

        Parameters
        ----------
        tables, notes
            As for `run_figures.draw`.
        """
        self._enough.set()
        small = {**tables, "persons": tables["persons"].filter(["label"])}
        names, done = deque(FIGURES), dict[str, Picture]()
        threads = [
            threading.Thread(target=process.draw, args=(small, notes, names, done), daemon=True)
            for process in tuple(self._processes)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {name: done[name] if name in done else picture(name, tables, notes) for name in FIGURES}

    def _start(self, count: int) -> None:
        """Start the processes, as long as nobody waits for their pictures."""
        with contextlib.suppress(OSError, ValueError):  # no more may be started: the others draw, or this one
            while len(self._processes) < count and not self._enough.is_set():
                self._processes.append(_Process())
                self._processes[-1].wait()

    def _kill(self) -> None:
        for process in tuple(self._processes):
            process.kill()


class _Process:
    """A process that draws figures, and finds its modules where this one does."""

    def __init__(self) -> None:
        command, pipe = [sys.executable, *COMMAND, *sys.path], subprocess.PIPE
        self.popen = subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)
        self._ready = threading.Event()

    def wait(self) -> None:
        """Wait until the process has imported all, or has ended."""
        assert self.popen.stdout is not None
        try:
            self.popen.stdout.read(len(READY))
        finally:
            self._ready.set()

    def draw(self, tables: Tables, notes: Notes, names: deque[str], done: dict[str, Picture]) -> None:
        """Draw one figure after the other, until none is left or the process fails."""
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        self._ready.wait()
        with contextlib.suppress(Exception):  # what it did not draw is drawn here, and what is wrong is said then
            pickle.dump((tables, notes), self.popen.stdin)
            while True:
                name = names.popleft()
                pickle.dump(name, self.popen.stdin)
                self.popen.stdin.flush()
                done[name] = pickle.load(self.popen.stdout)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.popen.kill()
        with contextlib.suppress(OSError, ValueError):
            self.popen.communicate()


def _worth() -> int:
    """Return how many processes are worth starting here."""
    affinity: Any = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(MOST, processors) if processors > 1 else 0


def main() -> None:
    """Be such a process."""
    gc.disable()  # it does not live long enough
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers may be written there
    with contextlib.suppress(Exception):  # `picture` will say what is wrong
        _warm_up()
    with contextlib.suppress(EOFError, BrokenPipeError):
        answers.write(READY)
        answers.flush()
        tables, notes = pickle.load(sys.stdin.buffer)
        while True:
            pickle.dump(picture(pickle.load(sys.stdin.buffer), tables, notes), answers)
            answers.flush()


def _warm_up() -> None:
    """Draw something small, so that all modules and fonts are there when the days have run."""
    from fansim.report import axes, figures

    figures.png(axes.dress(axes.new_axes(None, 2, 2), title="a", x="b", y="c", footer="d"))
