"""How large a study may be: time, rate and memory of real runs, and memory of a design of a million runs.

    python benchmarks/sweep_scale.py real [--runs 1000] [--workers 2] [--out FILE]
    python benchmarks/sweep_scale.py planned [--runs 1000000] [--out FILE]

"real" does runs of 10,000 persons x 365 days. "planned" puts made-up rows where the runs would be, so that everything
but the model itself (design, tasks, journal, parts, tables) works as in a real sweep of that size.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil

from fansim.cli.bench_tables import tables
from fansim.cli.measuring import machine
from fansim.experiments.study.study import Study, study_from_mapping
from fansim.experiments.sweep.runner import Order, Row, Task, empty_row
from fansim.experiments.sweep.sweep import Tally, run_study

BASE = Path(__file__).parents[1] / "scenarios" / "leijun_classroom.toml"
PERSONS, DAYS = 10_000, 365
OUTCOMES = ["retention_90", "reach", "wom_share", "shill_share"]


class MadeUpPool:
    """A pool whose runs take no time."""

    workers = 1

    def run(self, tasks: Iterable[Task], order: Order) -> Iterator[list[Row]]:
        """Yield rows of which every outcome is 0.5."""
        for task in tasks:
            yield [empty_row(task.run, order) | dict.fromkeys(order.outcomes, 0.5)]


class Memory(threading.Thread):
    """Watches the memory of this process and of its workers."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_workers = 0

    def run(self) -> None:
        """Look twice a second."""
        while True:
            used = 0
            for child in psutil.Process().children(recursive=True):
                try:
                    used += child.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak_workers = max(self.peak_workers, used)
            time.sleep(0.5)


def study_of(runs: int, real: bool) -> Study:
    """Return a study of so many runs: 10 thresholds, 10 caps, the rest replications."""
    people = {"population.size": PERSONS, "groups.max_groups": 46, "days": DAYS} if real else {}
    factors = {"entry.follow_days": list(range(0, 100, 10)), "groups.cap": list(range(50, 150, 10))}
    values = {"base": str(BASE), "set": people, "replications": max(1, runs // 100), "outcomes": OUTCOMES}
    return study_from_mapping(values | {"design": {"kind": "grid", "factors": factors}})


def own_memory() -> int:
    """Return the most bytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(real: bool, runs: int, workers: int) -> dict[str, Any]:
    """Return the figures of a study of so many runs."""
    told = machine()
    memory = Memory()
    memory.start()
    client: list[tuple[int, int]] = []
    started = time.perf_counter()

    def watch(tally: Tally) -> None:
        if tally.fresh and tally.done % max(1, tally.total // 10) == 0:
            client.append((tally.done, own_memory()))
            print(f"{tally.done:>9,} runs  {time.perf_counter() - started:7.1f} s", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        tally = run_study(study_of(runs, real), Path(folder) / "out", workers if real else MadeUpPool(), watch=watch)
    return {
        "what": "sweep",
        "real": real,
        "machine": told,
        "persons": PERSONS,
        "days": DAYS,
        "workers": workers if real else MadeUpPool.workers,
        "runs": tally.done,
        "failed": tally.failed,
        "seconds": time.perf_counter() - started,
        "client_bytes": [client[0], client[-1]],
        "most_client_bytes": own_memory(),
        "most_worker_bytes": memory.peak_workers,
    }


def main() -> None:
    """Do it, print it and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["real", "planned"])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    real = given.what == "real"
    figures = measure(real, given.runs or (1_000 if real else 1_000_000), given.workers)
    for table in tables(figures):
        for row in table.rows:
            print(": ".join(row))
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
