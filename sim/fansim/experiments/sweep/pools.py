"""Who does the runs: this process, one after the other, several processes, or Dask's workers."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fansim.errors import ClusterError, extra
from fansim.experiments.sweep.runner import Order, Row, Task, run_task, share_of_cores
from fansim.language import say, spoken
from fansim.results.folders import DAILY_PREFIX

if TYPE_CHECKING:
    import pandas as pd

_LEAST_ALLOWED = 64  # workers, on a machine of few cores
_ALLOWED_A_CORE = 4
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|ws|wss)://)?(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/:@\[\]]+):(?P<port>\d{1,5})")


@dataclass(frozen=True)
class Cluster:
    """A Dask scheduler, and the files that TLS needs, called as Dask calls them.

    Attributes
    ----------
    address : str
        ``tcp://host:port``, or ``tls://host:port`` with the files.
    tls_ca_file, tls_cert, tls_key : path, optional
        The authority's certificate, this side's own one, and its key, as PEM.
    """

    address: str
    tls_ca_file: str | Path | None = None
    tls_cert: str | Path | None = None
    tls_key: str | Path | None = None

    def place(self) -> tuple[str, int]:
        """Return host and port, after checking all that can be checked here.

        Raises
        ------
        ClusterError
            If the address is none, or the files are not all there or do not suit it.
        """
        found = _ADDRESS.fullmatch(self.address)
        if found is None or not 0 < int(found["port"]) < 65536:
            raise ClusterError(
                say(
                    "--cluster: got {address}, but it must be tcp://host:port or tls://host:port.",
                    address=repr(self.address[:80]),
                )
            )
        files = {"--tls-ca-file": self.tls_ca_file, "--tls-cert": self.tls_cert, "--tls-key": self.tls_key}
        lacking = [option for option, file in files.items() if file is None]
        if 0 < len(lacking) < len(files):
            raise ClusterError(
                say(
                    "--cluster: {missing} is missing; TLS needs all of {needed}.",
                    missing=" and ".join(lacking),
                    needed=", ".join(files),
                )
            )
        if not lacking and not self.address.startswith("tls://"):
            raise ClusterError(
                say("--cluster: got {address}, but with TLS files it must be tls://host:port.", address=self.address)
            )
        for option, file in files.items():
            if file is not None and not Path(file).is_file():
                raise ClusterError(say("{option}: {file}: there is no such file.", option=option, file=file))
        return found["host"].strip("[]"), int(found["port"])


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
            with spoken("en"):  # as workers do: a row is the same whoever made it
                row = run_task(task, order)
            yield [row]


class RunsAtHand:
    """Does no task: it has the rows of all of them.

    Parameters
    ----------
    runs : DataFrame
        One row a run, as `fansim.sweep` returns it.
    """

    workers = 1

    def __init__(self, runs: pd.DataFrame) -> None:
        self._rows = {(row["scenario"], row["replication"]): row for row in runs.to_dict("records")}

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield the row of each task that there is."""
        for task in tasks:
            if row := self._rows.get((task.run.scenario, task.run.replication)):
                days = {DAILY_PREFIX + name: list(map(float, row[DAILY_PREFIX + name])) for name in order.daily}
                error = row["error"] if isinstance(row["error"], str) else None
                yield [{str(name): value for name, value in row.items()} | days | {"error": error}]


@contextlib.contextmanager
def open_pool(workers: int | Pool = 1, cluster: str | Cluster | None = None) -> Iterator[Pool]:
    """Give a pool, and end it afterwards.

    Parameters
    ----------
    workers : int or Pool
        Processes on this machine; 1 works in this process. A pool is given back as it is, still open afterwards.
    cluster : str or Cluster, optional
        Address of a Dask scheduler (``tcp://host:port``) whose workers do the runs instead, with its TLS files if it
        has any.

    Raises
    ------
    ClusterError
        If the workers are too many, or cannot be started or reached.
    ExtraError
        If there is a cluster and Dask is not installed.
    """
    if not isinstance(workers, (int, float, str)):
        yield workers
        return
    check_workers(workers)
    if cluster is not None:
        known = Cluster(cluster) if isinstance(cluster, str) else cluster
        known.place()
        with extra("studies", "--cluster"):
            from fansim.experiments.sweep.dask_pool import DaskPool
        with contextlib.closing(DaskPool(known)) as pool:
            yield pool
    elif workers == 1:
        yield SerialPool()
    else:
        from fansim.experiments.sweep.process_pool import ProcessPool

        with contextlib.closing(ProcessPool(workers)) as processes:
            yield processes


def check_workers(workers: object) -> None:
    """Refuse a number of processes that no machine like this one could use.

    Raises
    ------
    ClusterError
        If it is not a whole number from 1 to that limit.
    """
    most = max(_LEAST_ALLOWED, _ALLOWED_A_CORE * (os.cpu_count() or 1))
    if isinstance(workers, bool) or not isinstance(workers, int) or not 1 <= workers <= most:
        said = str(workers)[:40]
        raise ClusterError(
            say(
                "--workers: got {said}, but it must be a whole number from 1 to {most} on this machine.",
                said=said,
                most=most,
            )
        )
