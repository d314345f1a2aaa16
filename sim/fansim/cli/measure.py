"""What ``fansim bench`` measures: a year of fan groups, memory, the Mesa driver, and the time to start."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from fansim.cli.measuring import Job, Say, counted, machine, spread, work_through
from fansim.language import say
from fansim.model import FanCommunity
from fansim.scenario import Scenario, find_scenario, load_scenario

SCENARIO = "leijun_groups"
EVERYTHING = "everything"  # the same place with every mechanism on
SIZES = (10_000, 100_000, 1_000_000)
REPEATS = 5
MOST_MESA_YEARS = 3  # each takes longer than all the others of its repeat together
_FIRST_DAY = """
import fansim
fansim.FanCommunity(fansim.load_scenario({path!r}, {{"population.size": 1000}}), threads=1).step()
"""


class Plan(NamedTuple):
    """What to measure.

    Attributes
    ----------
    sizes : tuple of int
        Persons of the fast driver; phases are measured at the middle one.
    threads : tuple of int
        Threads of the fast driver.
    repeats : int
        How often everything is measured.
    agents : int
        Persons of the Mesa driver.
    phases : bool
        Whether to measure each phase as well.
    days : int
        Days of a year.
    """

    sizes: tuple[int, ...] = SIZES
    threads: tuple[int, ...] = (1, 2)
    repeats: int = REPEATS
    agents: int = 5_000
    phases: bool = False
    days: int = 365


def measure(plan: Plan, say: Say = lambda what, done, of: None) -> dict[str, Any]:
    """Measure fansim on this machine.

    The repeats go round: each measures everything once, so that a machine that slows down for a while slows all alike.

    Returns
    -------
    dict
        Figures by name, each time as ``median``, ``least`` and ``most`` of the repeats.
    """
    figures = {"what": "year", "machine": machine(), "scenario": SCENARIO, "days": plan.days, "repeats": plan.repeats}
    found = work_through(_jobs(plan), say)
    figures["year"] = [
        {"persons": size, "threads": count} | _year_figures(found["year", size, count])
        for size in plan.sizes
        for count in plan.threads
    ]
    figures["everything"] = _beside(found["everything",], found["year", _middle(plan.sizes), plan.threads[0]])
    if plan.phases:
        figures["phases"] = {
            "persons": _middle(plan.sizes),
            "nanoseconds_per_person_day": {
                name: spread(year[name] for year in found["phases",]) for name in found["phases",][0]
            },
        }
    figures["mesa"] = {
        "persons": plan.agents,
        "agents": found["mesa",][0][1],
        "microseconds_per_agent_day": spread(value for value, _ in found["mesa",]),
    }
    return figures | {name: spread(found[name,]) for name in ("seconds_to_first_day", "seconds_of_help")}


def year_of(persons: int, days: int, name: str = SCENARIO) -> Scenario:
    """Return a bundled scenario with so many persons, and as many groups as leave the seats a head as they are."""
    path = find_scenario(name)
    bundled = load_scenario(path)
    groups = round(bundled.groups.max_groups * persons / bundled.population.size)
    return load_scenario(path, {"population.size": persons, "groups.max_groups": max(1, groups), "days": days})


def _jobs(plan: Plan) -> Iterator[Job]:
    """Yield everything to be measured, the compiling of the kernels before it."""
    for count in plan.threads:
        yield Job("compiling or loading the kernels", ("warm",), partial(_year, 1_000, 2, count))
    yield Job(
        "compiling or loading all kernels", ("warm",), partial(_year, 1_000, plan.days, plan.threads[0], EVERYTHING)
    )
    first_day = [sys.executable, "-c", _FIRST_DAY.format(path=str(find_scenario("leijun_classroom")))]
    for repeat in range(plan.repeats):
        of = say("({number} of {all})", number=repeat + 1, all=plan.repeats)
        for size in plan.sizes:
            for count in plan.threads:
                what = f"{counted(size, 'person')}{say(', ')}{counted(count, 'thread')} {of}"
                yield Job(what, ("year", size, count), partial(_year, size, plan.days, count))
        every = partial(_year, _middle(plan.sizes), plan.days, plan.threads[0], EVERYTHING)
        yield Job(f"{counted(_middle(plan.sizes), 'person')}{say(', everything on')} {of}", ("everything",), every)
        if plan.phases:
            yield Job(f"{say('each phase')} {of}", ("phases",), partial(_phases, _middle(plan.sizes), plan.days))
        if repeat < MOST_MESA_YEARS:
            what = f"{say('Mesa driver, {agents}', agents=counted(plan.agents, 'person'))} {of}"
            yield Job(what, ("mesa",), partial(_mesa, plan.agents, plan.days))
        yield Job(f"{say('first day of a new process')} {of}", ("seconds_to_first_day",), partial(_process, first_day))
        command = [sys.executable, "-m", "fansim", "--help"]
        yield Job(f"fansim --help {of}", ("seconds_of_help",), partial(_process, command))


def _middle(sizes: tuple[int, ...]) -> int:
    return sorted(sizes)[len(sizes) // 2]


def _year_figures(years: list[dict[str, float]]) -> dict[str, Any]:
    """Return the figures of one size and number of threads."""
    last = years[-1]
    return {
        "rows": last["rows"],
        "bytes_per_row": last["bytes"] / last["rows"],
        "nanoseconds_per_person_day": spread(year["nanoseconds"] for year in years),
    }


def _beside(everything: list[dict[str, float]], usual: list[dict[str, float]]) -> dict[str, Any]:
    """Return the figures of years with everything on, and how many times as long as the usual one each took."""
    pairs = zip(everything, usual, strict=True)
    return _year_figures(everything) | {
        "persons": everything[0]["persons"],
        "times": spread(every["nanoseconds"] / year["nanoseconds"] for every, year in pairs),
    }


def _year(persons: int, days: int, threads: int, name: str = SCENARIO) -> dict[str, float]:
    """Run a year; the time is of its days, not of making people and network, nor of compiling."""
    model = FanCommunity(year_of(persons, days, name), threads=threads)
    started = time.perf_counter()
    for _ in range(days):
        model.step()
    seconds = time.perf_counter() - started
    model.engine.close()
    return {
        "nanoseconds": seconds * 1e9 / (persons * days),
        "persons": persons,
        "rows": model.engine.rows,
        "bytes": model.world.nbytes,
    }


def _mesa(persons: int, days: int) -> tuple[float, int]:
    """Return microseconds per agent-day of a year by the Mesa driver, and its agents."""
    model = FanCommunity(year_of(persons, days), driver="mesa", threads=1)
    agents = len(model.agents)  # built before the clock starts
    started = time.perf_counter()
    for _ in range(days):
        model.step()
    return (time.perf_counter() - started) * 1e6 / (agents * days), agents


def _phases(persons: int, days: int) -> dict[str, float]:
    """Return nanoseconds per person-day of each phase in a year on one thread, each run over all rows in turn."""
    engine = FanCommunity(year_of(persons, days), threads=1).engine
    running = [phase for phases in engine.today for phase in phases]  # what is off is not run
    seconds = dict.fromkeys((phase.name for phase in running), 0.0)
    for _ in range(days):
        engine.begin_day()
        for phase in running:
            started = time.perf_counter()
            engine.run_pass((phase,))
            seconds[phase.name] += time.perf_counter() - started
        engine.end_day()
    return {name: passed * 1e9 / (persons * days) for name, passed in seconds.items()}


def _process(command: list[str]) -> float:
    """Return the seconds of a command."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started
