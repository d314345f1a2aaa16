"""Sweeps: every run of a study, in any number of processes, again and again until all are there."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from fansim.engine.mechanism import Mechanism
from fansim.experiments.study.study import Study, find_study, load_study, study_from_mapping
from fansim.experiments.sweep.manifest import KIND, is_finished, write_manifest
from fansim.experiments.sweep.pools import Cluster, Pool, open_pool
from fansim.experiments.sweep.precision import Precision
from fansim.experiments.sweep.result import Sweep
from fansim.experiments.sweep.runner import Order, Past, Row, Rules, Task, pack_rules, task_of
from fansim.experiments.sweep.size import check_size
from fansim.experiments.sweep.store import Store
from fansim.experiments.sweep.summaries import SUMMARY_CSV, write_summaries
from fansim.language import say
from fansim.scenario.keys import using
from fansim.scenario.schema import scenario_type

PASTS = "pasts"  # the communities of a study whose scenarios part on a day, until all its runs are done
_ENOUGH_TO_JUDGE = 20  # finished runs from which on the share of failures counts


@dataclass
class Tally:
    """How far a sweep is.

    Attributes
    ----------
    total : int
        Runs planned.
    done, failed : int
        Runs on disk, failed ones included, and those that failed.
    fresh : int
        Runs done by this process.
    first_error : str
        What went wrong in the first failed run of this process.
    why : str
        Why the sweep ended before all runs were done; empty if it did not.
    """

    total: int
    done: int = 0
    failed: int = 0
    fresh: int = 0
    first_error: str = ""
    why: str = ""

    def count(self, row: Row) -> None:
        """Count a run that has just ended."""
        self.done += 1
        self.fresh += 1
        self.failed += row["error"] is not None
        self.first_error = self.first_error or row["error"] or ""


Watcher = Callable[[Tally], None]


def sweep(
    study: Study | Mapping[str, Any] | str | Path,
    workers: int | Pool = 1,
    out: str | Path | None = None,
    cluster: str | Cluster | None = None,
    *,
    rules: Rules | str | Path | None = None,
    mechanisms: Sequence[Mechanism] = (),
    watch: Watcher = lambda tally: None,
    force: bool = False,
) -> Sweep:
    """Do every run of a study and return one row a run.

    Parameters
    ----------
    study : Study, mapping or path
        A study, or what `load_study` or `study_from_mapping` makes one of.
    workers : int or Pool
        Processes; the table is the same, bit for bit, whatever their number. With more than one, a script must start
        its work under ``if __name__ == "__main__":``, since each process imports it.
    out : path, optional
        The folder that keeps the runs. Called again with the same one, only what is missing is done. Without it
        nothing stays on disk.
    cluster : str or Cluster, optional
        Address of a Dask scheduler, ``tcp://host:port``; a `Cluster` names TLS files as well.
    rules : mapping of str to callable, or path, optional
        Functions that replace rules of the same name, or a Python file of them.
    mechanisms : sequence of Mechanism, optional
        Mechanisms of your own, whose sections the study's scenarios may have.
    watch : callable, optional
        Called with the `Tally` at the start and as runs end.
    force : bool
        Whether a study of more than a million runs is meant.

    Returns
    -------
    Sweep
        A DataFrame: ``run_id``, ``scenario`` (number), ``replication``, ``seed``, the factors under their dotted
        keys, the outcomes, ``error`` (missing where all went well) and a list of numbers for each daily outcome asked
        for; in order of replication, then scenario.

    Raises
    ------
    ScenarioError, RuleError, ResultError, ClusterError
        If the study, the rules, the folder or the workers cannot be used. A run that fails is a row with its error.
    """
    with using(scenario_type(tuple(mechanisms))) if mechanisms else nullcontext():
        study = as_study(study)
    if out is not None:
        run_study(study, Path(out), workers, cluster, rules=rules, watch=watch, force=force)
        runs = read_runs(Path(out))
        return Sweep.of(runs[runs["replication"] < study.replications], study, rules)  # the folder may have more
    with tempfile.TemporaryDirectory(prefix="fansim-") as folder:
        run_study(study, Path(folder), workers, cluster, rules=rules, watch=watch, tables=False, force=force)
        return Sweep.of(read_runs(Path(folder)), study, rules)


def read_runs(folder: Path) -> pd.DataFrame:
    """Return the runs of a finished sweep, one row a run."""
    return pd.read_parquet(folder / "runs.parquet")


def run_study(
    study: Study | Mapping[str, Any] | str | Path,
    folder: Path,
    workers: int | Pool = 1,
    cluster: str | Cluster | None = None,
    *,
    rules: Rules | str | Path | None = None,
    watch: Watcher = lambda tally: None,
    force: bool = False,
    retry_failed: bool = False,
    tables: bool = True,
    kind: str = KIND,
    branch: int | None = None,
) -> Tally:
    """Do the runs of a study that its folder does not have yet, and write its tables.

    Parameters
    ----------
    study, workers, cluster, rules, watch, force
        As for `sweep`.
    folder : Path
        The folder.
    retry_failed : bool
        Whether to do failed runs again.
    tables : bool
        Whether to write ``summary.csv`` and ``summary.xlsx`` beside ``runs.parquet``.
    kind : str
        What the folder holds, for its manifest.
    branch : int, optional
        Day up to which all scenarios of the study are one, so that this past is simulated once a replication.

    Returns
    -------
    Tally
        How it went.
    """
    study = as_study(study)
    check_size(len(study.design), study.replications, force)
    past = None if branch is None else Past(str(folder.absolute() / PASTS), branch)
    order = Order(study.outcomes, study.daily, pack_rules(rules, study.base.assembly.added), past=past)
    finished = is_finished(folder, study, order, kind) and (not tables or (folder / SUMMARY_CSV).exists())
    store = Store(folder, study, order, kind)
    try:
        job = _Job(study, store, retry_failed, watch)
        watch(job.tally)
        with open_pool(workers, cluster) as pool:
            job.work(pool, order)
        store.compact()
        with store.writing():
            store.tidy()
            if tables and not (finished and job.tally.fresh == 0):
                write_summaries(folder, study)
            write_manifest(folder, study, order, kind, done=job.tally.done, failed=job.tally.failed)
            shutil.rmtree(folder / PASTS, ignore_errors=True)
    finally:
        store.close()
    return job.tally


def as_study(study: Study | Mapping[str, Any] | str | Path) -> Study:
    """Return a study, read or made if it is none yet."""
    if isinstance(study, Study):
        return study
    return study_from_mapping(study) if isinstance(study, Mapping) else load_study(find_study(study))


@dataclass
class _Job:
    """The work of one process on a study's folder."""

    study: Study
    store: Store
    retry_failed: bool
    watch: Watcher
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        everything, good = (done[done < self.study.runs] for done in (self.store.done(), self.store.done(failed=False)))
        self._done = good if self.retry_failed else everything
        failed = 0 if self.retry_failed else len(everything) - len(good)
        self.tally = Tally(self.study.runs, len(self._done), failed)
        self._started = time.monotonic()
        self._precision = Precision(self.study, self.store)

    def work(self, pool: Pool, order: Order) -> None:
        """Do what is missing, replication by replication where a precision ends the study."""
        scenarios, rounds = len(self.study.design), self.study.replications
        step = scenarios if self.study.stop.precision else scenarios * rounds
        stretches = ((first, first + step) for first in range(0, scenarios * rounds, step))
        for replications, (first, last) in enumerate(stretches, 1):
            for rows in pool.run(self._tasks(first, last), order):
                self.store.add(rows)
                for row in rows:
                    self.tally.count(row)
                    self._precision.count(row)
                self.watch(self.tally)
            if not self.tally.why and self._precision.reached(replications):
                self.tally.why = say("precise enough after {number} replications", number=replications)
            if self.tally.why:
                return

    def _tasks(self, first: int, last: int) -> Iterator[Task]:
        """Yield what is missing among the runs from `first` to `last` - 1, as long as nothing ends the study."""
        for number in missing(self._done, first, last):
            self.tally.why = self.tally.why or self._reason_to_stop()
            if self.tally.why:
                return
            yield task_of(self.study, number)

    def _reason_to_stop(self) -> str:
        """Return why no more runs should be started; empty if there is no reason."""
        stop, tally = self.study.stop, self.tally
        if stop.wall_minutes is not None and time.monotonic() - self._started > 60 * stop.wall_minutes:
            return say("{number} minutes are over (stop.wall_minutes)", number=f"{stop.wall_minutes:g}")
        if stop.max_failures is not None and tally.done >= _ENOUGH_TO_JUDGE:
            share = tally.failed / tally.done
            if share > stop.max_failures:
                most = f"{stop.max_failures:.0%}"
                return say("{share} of the runs failed (stop.max_failures is {most})", share=f"{share:.0%}", most=most)
        return ""


def missing(done: np.ndarray, first: int, last: int) -> Iterator[int]:
    """Yield the numbers from `first` to `last` - 1 that are not among those done, which ascend."""
    low, high = np.searchsorted(done, (first, last)).tolist()
    start = first
    for place in range(low, high):
        known = int(done[place])
        yield from range(start, known)
        start = known + 1
    yield from range(start, last)
