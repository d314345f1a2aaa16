"""The workers of a Dask scheduler, on any machines.

A task carries all a worker needs, so that any worker can do any task again. Only a few tasks are under way at a time,
whatever the number of runs, so the memory of this process does not grow with the study.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import socket
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from distributed import Client, Future, wait
from distributed.scheduler import KilledWorker
from distributed.security import Security

import fansim
from fansim.errors import ClusterError
from fansim.experiments.sweep.pools import Cluster
from fansim.experiments.sweep.runner import Order, Row, Task, lost_row, run_tasks
from fansim.language import say, term

SECONDS_A_TASK = 0.3  # that a batch of runs should take: well above what Dask itself takes for a task
_MOST_RUNS_A_TASK = 500
_TASKS_A_WORKER = 3  # under way or waiting
_ATTEMPTS_ALONE = 2  # of a run that ends its process although nothing else is under way
_ANSWER_SECONDS = 5  # until somebody listens at the address
_CONNECT_SECONDS = 15  # until it has turned out to be a scheduler with workers
_CLOSE_SECONDS = 20
_LOOK_SECONDS = 1  # between two looks for workers while nothing ends
_PATIENCE_SECONDS = 600  # without any worker
KEPT = "The runs that are done are kept; start the same command again: it goes on from there."


class DaskPool:
    """Does tasks in processes that may die: what they had not finished is done again.

    A run that ends its process (an abort, or memory beyond the worker's) takes the tasks beside it along. So what was
    under way when a process ended is done again run by run with nothing else under way; a run that then still
    ends its process becomes a failed row.

    Parameters
    ----------
    cluster : Cluster
        The scheduler.

    Raises
    ------
    ClusterError
        If no workers can be reached.
    """

    def __init__(self, cluster: Cluster) -> None:
        address = cluster.address
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._client: Any = None
        try:
            socket.create_connection(cluster.place(), timeout=_ANSWER_SECONDS).close()
            secured = _security(cluster)
            self._client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, security=secured)
            self.workers = _workers_of(self._client, address)
        except (OSError, ValueError, TypeError, TimeoutError, RuntimeError) as error:
            self.close()
            reason = " ".join(str(error).split())[:200]
            raise ClusterError(
                say("{address}: no Dask scheduler answers there ({reason}).", address=address, reason=reason)
            ) from error
        except BaseException:
            self.close()
            raise
        self._seconds = deque[float](maxlen=100)

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield rows as they come, then those of the runs that must be done alone."""
        order = replace(order, threads=1)
        suspects: list[Task] = []
        under_way: dict[Future, list[Task]] = {}
        waiting = iter(tasks)
        try:
            while True:
                while len(under_way) < _TASKS_A_WORKER * self.workers and (batch := self._batch(waiting)):
                    under_way[self._submit(batch, order)] = batch
                if not under_way:
                    break
                for future in self._ended(under_way):
                    batch = under_way.pop(future)
                    try:
                        yield self._rows(future)
                    except KilledWorker:
                        suspects += batch
            for task in suspects:
                yield [self._alone(task, order)]
        finally:
            if under_way:
                self._client.cancel(list(under_way))

    def _ended(self, under_way: Iterable[Future]) -> list[Future]:
        """Wait until some tasks have ended and return them.

        Raises
        ------
        ClusterError
            If there has been no worker for long.
        """
        last_seen = time.monotonic()
        while True:
            try:
                with self._client.as_current():
                    ended = wait(list(under_way), timeout=_LOOK_SECONDS, return_when="FIRST_COMPLETED")
                return list(ended.done)
            except TimeoutError:
                alive = len(self._client.scheduler_info()["workers"])
            last_seen = time.monotonic() if alive else last_seen
            if time.monotonic() - last_seen > _PATIENCE_SECONDS:
                raise ClusterError(
                    say(
                        "there has been no worker for {minutes} minutes. {kept}",
                        minutes=_PATIENCE_SECONDS // 60,
                        kept=term(KEPT),
                    )
                )

    def _batch(self, waiting: Iterator[Task]) -> list[Task]:
        """Return the next tasks: as many as take long enough, as far as is known by now."""
        mean = sum(self._seconds) / len(self._seconds) if self._seconds else SECONDS_A_TASK
        size = int(SECONDS_A_TASK / max(mean, 1e-6))
        return list(itertools.islice(waiting, max(1, min(size, _MOST_RUNS_A_TASK))))

    def _submit(self, batch: Sequence[Task], order: Order) -> Future:
        """Hand a batch to the scheduler."""
        return self._client.submit(run_tasks, list(batch), order, key=("runs", uuid.uuid4().hex), pure=False)

    def _rows(self, future: Future) -> list[Row]:
        """Return the rows of a batch.

        Raises
        ------
        KilledWorker
            If the batch was under way too often when its process ended.
        ClusterError
            If the connection is lost.
        """
        try:
            done = future.result()
        except KilledWorker:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            raise ClusterError(
                say("the workers were lost ({reason}). {kept}", reason=reason, kept=term(KEPT))
            ) from error
        self._seconds += [seconds for _, seconds in done]
        return [row for row, _ in done]

    def _alone(self, task: Task, order: Order) -> Row:
        """Do one run with nothing else under way; give it up if its process ends again and again."""
        for _ in range(_ATTEMPTS_ALONE):
            try:
                return self._rows(self._ended([self._submit([task], order)])[0])[0]
            except KilledWorker:
                continue
        return lost_row(task.run, order)

    def close(self) -> None:
        """End the connection; the runs are done, so no trouble here may undo that."""
        if self._client is not None:
            with contextlib.suppress(Exception):  # a lost scheduler
                self._client.close(timeout=_CLOSE_SECONDS)


def _security(cluster: Cluster) -> Security | None:
    """Return what Dask needs for TLS; nothing leaves it to Dask's own configuration."""
    if cluster.tls_ca_file is None:
        return None
    return Security(
        tls_ca_file=str(cluster.tls_ca_file),
        tls_client_cert=str(cluster.tls_cert),
        tls_client_key=str(cluster.tls_key),
        require_encryption=True,
    )


def _workers_of(client: Any, address: str) -> int:
    """Return the number of workers of a scheduler, after checking that each has this version of fansim."""
    client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    try:
        versions = client.run(installed_version)
    except Exception as error:
        raise ClusterError(
            say(
                "{address}: fansim cannot be used on its workers ({error}); install it there.",
                address=address,
                error=error,
            )
        ) from error
    others = sorted(set(versions.values()) - {fansim.__version__})
    if others:
        raise ClusterError(
            say(
                "{address}: its workers have fansim {versions}, not {ours}; install the same.",
                address=address,
                versions=", ".join(others),
                ours=fansim.__version__,
            )
        )
    return len(versions)


def installed_version() -> str:
    """Return the version of fansim where this is called."""
    return fansim.__version__
