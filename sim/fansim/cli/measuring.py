"""What all measurements of ``fansim bench`` share: jobs done in turn, spreads, and the machine they were taken on."""

from __future__ import annotations

import gc
import os
import platform
from collections.abc import Callable, Hashable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import fansim
from fansim.language import language, say, term

Say = Callable[[str, int, int], None]
"""Told what is done next, how many jobs are done, and how many there are."""


class Job(NamedTuple):
    """One thing to measure once: in words, under which key its result is kept, and how it is done."""

    what: str
    key: Hashable
    run: Callable[[], Any]


def work_through(jobs: Iterable[Job], show: Say) -> dict[Hashable, list[Any]]:
    """Return the results of jobs by key, in the order in which they were done."""
    queue = list(jobs)
    found: dict[Hashable, list[Any]] = {}
    for done, job in enumerate(queue):
        show(job.what, done, len(queue))
        gc.collect()  # what the last job left is not for this one to clear away
        found.setdefault(job.key, []).append(job.run())
    show(say("done"), len(queue), len(queue))
    return found


def spread(values: Iterable[float]) -> dict[str, float]:
    """Return median, least and most."""
    known = list(values)
    return {"median": median(known), "least": min(known), "most": max(known)}


def counted(number: int, thing: str) -> str:
    """Return a number of things: ``1 thread``, ``10,000 persons``; a language without plurals has one word for both."""
    told = term(f"{{number}} {thing}")
    return told.format(number=f"{number:,}") + ("" if number == 1 or language() != "en" else "s")


def machine() -> dict[str, Any]:
    """Return what the figures are taken on, and how busy it is."""
    return {
        "processor": _processor(),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": versions(("fansim", "numba", "numpy", "mesa")),
    }


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Return the versions of those packages that are installed."""
    found = {}
    for package in packages:
        try:
            found[package] = fansim.__version__ if package == "fansim" else version(package)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    """Return the name of the processor; Python knows only its family on Linux."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
