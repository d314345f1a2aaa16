"""Whether a community fits into memory: estimated before anything is built, since a half-built one dies late."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from fansim.errors import ScenarioError
from fansim.language import say
from fansim.scenario import Scenario

FORCE = "FANSIM_FORCE"
"""Environment variable, also for the workers of a study: "1" builds whatever the estimate says."""

# Peaks measured with 100,000 to 1,000,000 people: bytes a tie while a network is laid, and multiples of a person's row
# while the world is built and while its tables are made.
_TIE = {"small_world": 25, "scale_free": 42, "random": 68, "blocks": 68}
_BUILT, _TABLES = 1.6, 4.5
_FILE = 30  # bytes a byte of a network file: its lines, fields and names are objects of Python


def check_memory(scenario: Scenario) -> None:
    """Refuse a scenario that memory cannot hold.

    Raises
    ------
    ScenarioError
        If it needs more than is free, and the environment variable ``FANSIM_FORCE`` is not 1.
    """
    needed, free = bytes_needed(scenario), min(_free(), default=float("inf"))
    if needed <= free or os.environ.get(FORCE) == "1":
        return
    raise ScenarioError(_too_large(scenario, _size(needed), _size(free)))


def _too_large(scenario: Scenario, needed: str, free: str) -> str:
    """Say what a scenario needs, and what to do."""
    people, network = f"{scenario.population.size:,}", scenario.network
    if network.kind == "file":
        what, less = say("network.path: this network needs"), say("a smaller network")
    elif network.kind == "complete":
        what, less = say("population.size: {people} people need", people=people), say("fewer people")
    else:
        ties = f"{network.mean_degree:g}"
        what = say("population.size: {people} people with {ties} ties each need", people=people, ties=ties)
        less = say("fewer people or a smaller network.mean_degree")
    return say(
        "{what} some {needed} of memory, and {free} are free: take {less}, or try it all the same with --force (from "
        "Python: the environment variable {variable}=1).",
        what=what,
        needed=needed,
        free=free,
        less=less,
        variable=FORCE,
    )


def bytes_needed(scenario: Scenario) -> float:
    """Return the estimated peak of a run, in bytes, beyond what the program itself takes."""
    if scenario.network.kind == "file":
        path = Path(scenario.network.path or "")
        return float(_FILE * path.stat().st_size) if path.is_file() else 0.0
    persons = scenario.population.size
    spared = scenario.assembly.without_rows(scenario)
    columns = (c for c in scenario.assembly.tables["person"] if f"person.{c.name}" not in spared)
    row = sum(np.dtype(column.dtype).itemsize for column in columns)
    ties = persons * min(scenario.network.mean_degree, persons - 1) / 2 * (scenario.network.kind != "complete")
    laid = _TIE.get(scenario.network.kind, 0) * ties
    return float(max(_BUILT * row * persons + laid, _TABLES * row * persons + 8 * ties))


def _free() -> Iterator[float]:
    """Yield what each limit leaves, in bytes: the machine's memory, the container's, the process's."""
    page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    for line in _read("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024
            break
    else:
        if page:
            yield os.sysconf("SC_PHYS_PAGES") * page
    most, used = _read("/sys/fs/cgroup/memory.max"), _read("/sys/fs/cgroup/memory.current")
    if most.strip().isdecimal() and used.strip().isdecimal():
        yield int(most) - int(used)
    if page:
        import resource  # there is none on Windows, as there are no pages

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit != resource.RLIM_INFINITY:
            yield limit - int((_read("/proc/self/statm") or "0").split()[0]) * page


def _read(path: str) -> str:
    """Return a small file of the system, empty where there is none."""
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _size(number: float) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e8 else f"{max(number, 0) / 1e6:,.0f} MB"
