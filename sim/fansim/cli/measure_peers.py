"""What ``fansim bench --peers`` measures: one spreading process, by fansim and by what else could simulate it.

The programs live in benchmarks/peers of fansim's source. Each run is a process of its own, and only a program whose
curve is that of fansim is timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import fansim
from fansim.cli.measuring import Job, Say, counted, machine, versions, work_through
from fansim.cli.peer_check import LEAST_TOLERANCE, STANDARD_ERRORS, verdict
from fansim.errors import ResultError
from fansim.language import say
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Stage

SIZES = (100_000,)
REPEATS = 5
REFERENCE_RUNS = 20
WARM_SIZE = 1_000
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Program(NamedTuple):
    """A program that is compared: one entry of peers.toml, with one number of threads."""

    file: Path
    libraries: tuple[str, ...]
    how: str
    threads: int
    largest: int | None
    most_runs: int | None

    def runs(self, size: int, repeats: int) -> int:
        """Return how often it is run with so many persons."""
        return 0 if self.largest and size > self.largest else min(repeats, self.most_runs or repeats)


def peers_folder() -> Path:
    """Return the folder of the programs.

    Raises
    ------
    ResultError
        If this is no checkout of fansim's source.
    """
    places = [root / "benchmarks" / "peers" for root in (Path(fansim.__file__).parents[2], Path.cwd())]
    for place in places:
        if (place / "peers.toml").is_file():
            return place
    raise ResultError(
        say(
            "fansim bench --peers: the programs to compare with are not part of the installed package, and there is no "
            "{first} nor {second}. Run it in a checkout of fansim's source.",
            first=places[0],
            second=places[1],
        )
    )


def read_programs(folder: Path, threads: Sequence[int]) -> list[Program]:
    """Return the programs that are compared, in the order of the table."""
    with (folder / "peers.toml").open("rb") as file:
        entries = tomllib.load(file)["peer"]
    return [
        Program(
            folder / entry["file"],
            tuple(entry["libraries"]),
            entry["how"],
            count,
            entry.get("largest"),
            entry.get("most_runs"),
        )
        for entry in entries
        for count in (threads if entry.get("threads") else (1,))
    ]


def measure_peers(
    sizes: Sequence[int],
    threads: Sequence[int],
    repeats: int,
    say: Say = lambda what, done, of: None,
    folder: Path | None = None,
) -> dict[str, Any]:
    """Measure every program on the same networks.

    Parameters
    ----------
    sizes : sequence of int
        Persons.
    threads : sequence of int
        Threads of fansim; the others have one.
    repeats : int
        Runs of each program, each on a network of its own; of the slow ones fewer.
    say : callable
        Told what is measured next.
    folder : Path, optional
        Where the programs are.
    """
    folder = folder or peers_folder()
    programs = read_programs(folder, threads)
    told = machine()
    with tempfile.TemporaryDirectory(prefix="fansim-bench-") as cases:
        found = work_through(_jobs(folder, programs, sizes, repeats, Path(cases)), say)
    scenario = load_scenario(folder / "si.toml")
    curves = {size: np.array(found["reference", size]) for size in sizes}
    return {
        "what": "peers",
        "machine": told,
        "repeats": repeats,
        "days": scenario.days,
        "mean_degree": scenario.network.mean_degree,
        "persuasion": scenario.word_of_mouth.strong,
        "reference_runs": len(curves[sizes[0]]),
        "standard_errors": STANDARD_ERRORS,
        "least_tolerance": LEAST_TOLERANCE,
        "reference": {str(size): curve.mean(axis=0).round(6).tolist() for size, curve in curves.items()},
        "programs": [
            _said(program, size) | verdict(found.get((program, size), []), curves[size], size)
            for size in sizes
            for program in programs
        ],
    }


def _jobs(folder: Path, programs: list[Program], sizes: Sequence[int], repeats: int, cases: Path) -> Iterator[Job]:
    """Yield the reference runs, which write the cases, and then everybody's runs, round by round."""
    yield Job("a small case to warm up with", ("warm",), partial(_reference, folder, WARM_SIZE, 1, cases))
    for size in sizes:
        for seed in range(1, max(REFERENCE_RUNS, repeats) + 1):
            what = say("the curve to compare with, {persons}, run {seed}", persons=counted(size, "person"), seed=seed)
            keep = cases if seed <= repeats else None
            yield Job(what, ("reference", size), partial(_reference, folder, size, seed, keep))
    for seed in range(1, repeats + 1):
        for size in sizes:
            for program in programs:
                if seed <= program.runs(size, repeats):
                    name = f"{program.libraries[0]}{say(', ')}{counted(program.threads, 'thread')}"
                    of = say("({number} of {all})", number=seed, all=program.runs(size, repeats))
                    what = f"{name}{say(', ')}{counted(size, 'person')} {of}"
                    yield Job(what, (program, size), partial(_run, program, size, seed, cases))


def _reference(folder: Path, size: int, seed: int, cases: Path | None) -> list[float]:
    """Return the share of the informed by day in fansim, from before day 0; write the case for the others."""
    scenario = load_scenario(folder / "si.toml", {"population.size": size})
    model = FanCommunity(scenario, seed=seed)
    seeds = np.flatnonzero(model.world.person.stage != Stage.UNAWARE)
    if cases:
        np.savez(
            _case(cases, size, seed),
            start=model.network.start,
            neighbours=model.network.neighbours,
            seeds=seeds,
            chance=scenario.word_of_mouth.strong,
            days=scenario.days,
            seed=seed,
        )
    for _ in range(scenario.days):
        model.step()
    model.engine.close()
    return [count / size for count in (len(seeds), *model.daily["follower"])]


def _case(cases: Path, size: int, seed: int) -> Path:
    return cases / f"{size}-{seed}.npz"


def _run(program: Program, size: int, seed: int, cases: Path) -> dict[str, Any]:
    """Return what a program found in a process of its own; what it said last if it failed."""
    result = cases / "result.json"
    files = program.file.parents[1] / "run_peer.py", program.file, _case(cases, size, seed), result
    options = "--warm", str(_case(cases, WARM_SIZE, 1)), "--threads", str(program.threads)
    command = [sys.executable, *map(str, files), *options]
    done = subprocess.run(command, env=os.environ | _ONE_THREAD, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": (done.stderr.strip() or say("exit status {number}", number=done.returncode)).splitlines()[-1]}
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def _said(program: Program, size: int) -> dict[str, Any]:
    """Return what is known of a program before it runs."""
    return {
        "library": program.libraries[0],
        "versions": versions(program.libraries),
        "how": program.how,
        "threads": program.threads,
        "persons": size,
        "largest": program.largest,
    }
