"""Who does the runs: this process, one after the other, several processes, or Dask's workers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from fansim.errors import extra
from fansim.experiments.sweep.runner import Order, Row, Task, run_task, share_of_cores


class Pool(Protocol):
    """Does tasks, in any order."""

    workers: int

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield the rows of tasks as they are done; tasks are taken from the iterable as they are needed."""


class SerialPool:
    """Does tasks in this process, each run on all cores that are worth it."""

    workers = 1

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield the row of each task in turn."""
        order = replace(order, threads=share_of_cores(1))
        for task in tasks:
            yield [run_task(task, order)]


@contextlib.contextmanager
def open_pool(workers: int | Pool = 1, cluster: str | None = None) -> Iterator[Pool]:
    """Give a pool, and end it afterwards.

    Parameters
    ----------
    workers : int or Pool
        Processes on this machine; 1 works in this process. A pool is given back as it is, still open afterwards.
    cluster : str, optional
        Address of a Dask scheduler (``tcp://host:port``) whose workers do the runs instead.

    Raises
    ------
    ClusterError
        If the workers cannot be started or reached.
    ExtraError
        If there is a cluster and Dask is not installed.
    """
    if not isinstance(workers, int):
        yield workers
    elif cluster is not None:
        with extra("studies", "--cluster"):
            from fansim.experiments.sweep.dask_pool import DaskPool
        with contextlib.closing(DaskPool(cluster)) as pool:
            yield pool
    elif workers == 1:
        yield SerialPool()
    else:
        from fansim.experiments.sweep.process_pool import ProcessPool

        with contextlib.closing(ProcessPool(workers)) as processes:
            yield processes
