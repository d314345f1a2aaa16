"""What ``fansim bench`` measures: wall time per person-day, memory, and the time to start."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from statistics import median
from typing import Any

from fansim.columns import CHUNK
from fansim.day import DAY
from fansim.engine import Engine
from fansim.model import FanCommunity
from fansim.phases.phase import Phase
from fansim.runs import run
from fansim.scenario import Scenario, scenario_from_mapping

MEAN_DEGREE = 10.0
STARTS = 5
_FIRST_DAY = """
import fansim
fansim.FanCommunity(fansim.load_scenario({path!r}, {{"population.size": 1000}}), threads=1).step()
"""


def measure(
    persons: int,
    days: int,
    threads: tuple[int, ...],
    agents: int,
    *,
    phases: bool = False,
    starts: int = STARTS,
    say: Callable[[str], None] = lambda what: None,
) -> dict[str, Any]:
    """Measure fansim on this machine.

    Parameters
    ----------
    persons, agents : int
        People of the fast and of the Mesa driver.
    days : int
        Days that are measured, after as many to warm up (the Mesa driver: at most 10).
    threads : tuple of int
        Threads of the fast driver.
    phases : bool
        Whether to measure each phase as well.
    starts : int
        How often a new process is started for each time to start.
    say : callable
        Told what is measured next.

    Returns
    -------
    dict
        Figures by name, each time as ``median``, ``least`` and ``most``.
    """
    figures: dict[str, Any] = {"machine": _machine(), "persons": persons, "agents": agents, "mean_degree": MEAN_DEGREE}
    figures["nanoseconds_per_person_day"] = {}
    for count in threads:
        say(f"fast driver, {persons:,} people, {count} thread{'s' if count > 1 else ''}")
        seconds, rows = _days(workload(persons, 2 * days), days, threads=count)
        figures["nanoseconds_per_person_day"][str(count)] = _spread(seconds, 1e9 / rows)
    say("memory")
    world = FanCommunity(workload(persons, 2 * days), threads=1).world
    figures["bytes_per_person"] = world.nbytes / int(world.brand["rows"][0])
    if phases:
        say("each phase")
        figures["nanoseconds_by_phase"] = _by_phase(persons, days)
    say(f"Mesa driver, {agents:,} people")
    few = scenario_from_mapping(workload(agents, 365), {"days": 1 + min(days, 10)})
    seconds, rows = _days(few, 1, driver="mesa", threads=1)
    figures["microseconds_per_agent_day"] = _spread(seconds, 1e6 / rows)
    say("new processes")
    return figures | _starts(starts)


def workload(persons: int, days: int) -> Scenario:
    """Return what is measured: the mechanisms of leijun_groups, with its groups and campaign a head."""
    return scenario_from_mapping(
        {
            "days": days,
            "population": {"size": persons},
            "network": {"kind": "small_world", "mean_degree": MEAN_DEGREE},
            "entry": {"follow_days": min(60, days // 4)},
            "groups": {"cap": 500, "max_groups": max(1, round(persons * 137 / 300_000))},
            "incentives": [{"kind": "symbolic", "every_days": 30}],
            "campaigns": [{"kind": "shill", "budget": float(persons)}],
        }
    )


def _days(scenario: Scenario, warm: int, **how: Any) -> tuple[list[float], int]:
    """Return the seconds of each day of a run after some days to warm up, and its rows."""
    ends: list[float] = []
    result = run(scenario, on_day=lambda day: ends.append(time.perf_counter()), **how)
    return [after - before for before, after in pairwise(ends[warm - 1 :])], len(result.persons)


def _by_phase(persons: int, days: int) -> dict[str, dict[str, float]]:
    """Return nanoseconds per person-day of each phase on one thread, each over all rows in turn."""
    engine = FanCommunity(workload(persons, 2 * days), threads=1).engine
    for _ in range(days):
        engine.step()
    seconds: dict[str, list[float]] = {phase.name: [] for phase in DAY}
    for _ in range(days):
        for phase in DAY:
            seconds[phase.name].append(_one_phase(engine, phase))
        engine.day += 1
    return {name: _spread(times, 1e9 / engine.rows) for name, times in seconds.items()}


def _one_phase(engine: Engine, phase: Phase) -> float:
    """Run one phase over all its rows, and return its seconds."""
    rows = {
        "whole": 1,
        "group": len(engine.world.tables["group"].open),
        "person": engine.rows,
        "chunk": -(-engine.rows // CHUNK),
    }[phase.over]
    if phase.over == "chunk":
        engine.world.clear_sums()
    started = time.perf_counter()
    engine.kernels[phase.name](0, rows, engine.day, engine.world)
    passed = time.perf_counter() - started
    if phase.over == "chunk":
        engine.world.add_up()
    return passed


def _starts(count: int) -> dict[str, dict[str, float]]:
    """Return the seconds of new processes: to the first day done, and for the help."""
    from fansim.scenario import find_scenario

    first_day = [sys.executable, "-c", _FIRST_DAY.format(path=str(find_scenario("leijun_classroom")))]
    return {
        "seconds_to_first_day": _spread(_processes(first_day, count), 1),
        "seconds_of_help": _spread(_processes([sys.executable, "-m", "fansim", "--help"], count), 1),
    }


def _processes(command: list[str], count: int) -> Iterable[float]:
    """Yield the seconds of a command, run several times."""
    for _ in range(count):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        yield time.perf_counter() - started


def _spread(seconds: Iterable[float], factor: float) -> dict[str, float]:
    """Return median, least and most of some times in another unit."""
    times = [second * factor for second in seconds]
    return {"median": median(times), "least": min(times), "most": max(times)}


def _machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    return {
        "processor": platform.processor() or platform.machine(),
        "processors": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
