"""How large a study may be: time, rate and memory of real runs, and memory of a design of a million runs.

    python benchmarks/sweep_scale.py real [--runs 1000] [--workers 2]
    python benchmarks/sweep_scale.py planned [--runs 1000000]

"real" does runs of 10,000 persons x 365 days. "planned" puts made-up rows where the runs would be, so that everything
but the model itself (design, tasks, journal, parts, tables) works as in a real sweep of that size.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from fansim.experiments.study.study import Study, study_from_mapping
from fansim.experiments.sweep.runner import Order, Row, Task, empty_row
from fansim.experiments.sweep.sweep import Tally, run_study

BASE = Path(__file__).parents[1] / "scenarios" / "leijun_classroom.toml"
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
    people = {"population.size": 10_000, "groups.max_groups": 46, "days": 365} if real else {}
    factors = {"entry.follow_days": list(range(0, 100, 10)), "groups.cap": list(range(50, 150, 10))}
    values = {"base": str(BASE), "set": people, "replications": max(1, runs // 100), "outcomes": OUTCOMES}
    return study_from_mapping(values | {"design": {"kind": "grid", "factors": factors}})


def megabytes(kilobytes: float) -> str:
    """Return kilobytes for reading."""
    return f"{kilobytes / 1024:,.0f} MB"


def main() -> None:
    """Do it and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["real", "planned"])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    real = given.what == "real"
    study = study_of(given.runs or (1000 if real else 1_000_000), real)
    memory = Memory()
    memory.start()
    started = time.perf_counter()

    def watch(tally: Tally) -> None:
        if tally.fresh and tally.done % max(1, tally.total // 10) == 0:
            own = megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            print(f"{tally.done:>9,} runs  {time.perf_counter() - started:7.1f} s  client at most {own}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        tally = run_study(study, Path(folder) / "out", given.workers if real else MadeUpPool(), watch=watch)
    seconds = time.perf_counter() - started
    print(f"{tally.done:,} runs, {tally.failed} failed: {seconds:.1f} s, {60 * tally.done / seconds:,.0f} a minute")
    print(
        f"peak memory: client {megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)}, "
        f"workers together {megabytes(memory.peak_workers / 1024)}"
    )


if __name__ == "__main__":
    main()
