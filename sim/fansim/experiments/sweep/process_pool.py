"""Several processes of this machine, each with one run at a time over a pipe of its own.

A task carries all a worker needs, so that any worker can do any task again.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait

from fansim.errors import ClusterError
from fansim.experiments.sweep.runner import Order, Row, Task, lost_row, run_task, share_of_cores
from fansim.language import term

_ATTEMPTS_ALONE = 2  # of a run that ends its process although nothing else is under way
_CLOSE_SECONDS = 5
_STARTS = 4  # of a worker that is killed while it starts
_SPAWN = multiprocessing.get_context("spawn")  # a fork would take threads' locks along
NOT_STARTED = (
    'a worker ended while it started. A script must start its work under if __name__ == "__main__":, since each worker '
    "imports it. Runs that are done are kept; the same command goes on from there."
)
KILLED = (
    "each worker was killed while it started, perhaps for want of memory; take fewer with --workers. Runs that are "
    "done are kept; the same command goes on from there."
)


class ProcessPool:
    """Does tasks in processes that may die: the run that a process had not finished is done again.

    Each has one end of a nameless pair of sockets, which no other process can reach; no port is opened. As many
    processes are started as there are tasks, when the first of them are asked for.

    A run beside which a process ended may be the one that took the machine's memory. So the run that was under way in
    a process that ended is done again with nothing else under way; if it then still ends its process, it becomes a
    failed row.

    Parameters
    ----------
    workers : int
        Most processes.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._threads = share_of_cores(workers)
        self._team: list[_Worker] = []

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield rows as they come, then those of the runs that must be done alone.

        Raises
        ------
        ClusterError
            If the processes cannot be started.
        """
        order = replace(order, threads=self._threads)
        waiting = iter(tasks)
        suspects: list[Task] = []
        try:
            first = list(itertools.islice(waiting, self.workers))
            while len(self._team) < len(first):
                self._team.append(_Worker())
            for place, task in enumerate(first):
                self._give(place, task, order)
            while busy := {worker.pipe: place for place, worker in enumerate(self._team) if worker.task}:
                for pipe in wait(list(busy)):
                    place = busy[pipe]  # type: ignore[index]  # only pipes are waited for
                    task, row = self._team[place].take()
                    self._give(place, next(waiting, None), order)
                    if row is None:
                        suspects.append(task)
                    else:
                        yield [row]
            for task in suspects:
                yield [self._alone(task, order)]
        finally:
            for worker in self._team:
                if worker.task:
                    worker.end()

    def _give(self, place: int, task: Task | None, order: Order) -> None:
        """Hand a task, if there is one, to the worker of a place, or to a new one if that has ended."""
        if task is None:
            return
        for _ in range(_STARTS):
            if self._team[place].ready():
                break
            self._team[place].end()
            self._team[place] = _Worker()
        else:
            raise ClusterError(term(KILLED))
        self._team[place].give(task, order)

    def _alone(self, task: Task, order: Order) -> Row:
        """Do one run with nothing else under way; give it up if its process ends again and again."""
        for _ in range(_ATTEMPTS_ALONE):
            self._give(0, task, order)
            _, row = self._team[0].take()
            if row is not None:
                return row
        return lost_row(task.run, order)

    def close(self) -> None:
        """End the workers."""
        for worker in self._team:
            worker.pipe.close()
        for worker in self._team:
            worker.end()


class _Worker:
    """A process, what it does now, and the pipe to it."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self._greeted = False
        self.pipe, far_end = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(far_end,), daemon=True)
        # Ctrl-C in a terminal goes to every process; only the one that holds the study should answer, and end the
        # others. What is blocked here stays blocked in the process that is started, unless the tracker that Python
        # starts before the first one lifts it.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            far_end.close()

    def ready(self) -> bool:
        """Wait until the process can take a task; return whether it lives.

        Raises
        ------
        ClusterError
            If it ended by itself while it started.
        """
        if self._greeted:
            return self.process.is_alive()
        try:
            self.pipe.recv()
            self._greeted = True
        except (EOFError, OSError):
            self.process.join(_CLOSE_SECONDS)
            if (self.process.exitcode or 0) > 0:
                raise ClusterError(term(NOT_STARTED)) from None
        return self._greeted

    def give(self, task: Task, order: Order) -> None:
        """Start a task; if the process has just ended, `take` will say so."""
        self.task = task
        with contextlib.suppress(OSError):
            self.pipe.send((task, order))

    def take(self) -> tuple[Task, Row | None]:
        """Return the task under way and its row, or no row if the process has ended."""
        assert self.task is not None
        task, self.task = self.task, None
        try:
            return task, self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return task, None

    def end(self) -> None:
        """End the process, at once if it is at work or still starts."""
        if self.task or not self._greeted:
            self.process.kill()
        self.task = None
        self.pipe.close()
        self.process.join(_CLOSE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(pipe: Connection) -> None:
    """Do what comes through a pipe until its other end is closed."""
    with contextlib.suppress(EOFError, OSError):
        pipe.send("ready")
        while True:
            task, order = pipe.recv()
            pipe.send(run_task(task, order))
