"""One run of a study to one row: its outcomes, or the error that ended it."""

from __future__ import annotations

import gc
import json
import os
import pickle
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import fansim
from fansim.engine import WORTH_A_THREAD
from fansim.experiments.study.study import PlannedRun, Study, scenario_facts
from fansim.fingerprint import fingerprint_of
from fansim.rules.registry import load_rules, prepare_rules
from fansim.runs import run
from fansim.scenario import Scenario
from fansim.scenario_network import keeping_networks

Rules = Mapping[str, Callable[..., Any]]
Row = dict[str, Any]

DAILY_PREFIX = "daily."
_MOST_PERSONS_LEFT = 500_000  # of models that are over, some 80 MB

_persons_left = 0


@dataclass(frozen=True)
class Task:
    """What a worker needs for one run: it knows nothing else of the study.

    Attributes
    ----------
    run : PlannedRun
        The run.
    base : Scenario
        The scenario that its point changes.
    overrides : mapping
        The point, without the name of the base.
    """

    run: PlannedRun
    base: Scenario
    overrides: Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """What all tasks of a study share.

    Attributes
    ----------
    outcomes, daily : tuple of str
        Outcomes of a run, and daily outcomes, to keep.
    rules : bytes
        Replaced rules, pickled by value (empty for none).
    threads : int
        Most threads of a run.
    """

    outcomes: tuple[str, ...]
    daily: tuple[str, ...] = ()
    rules: bytes = b""
    threads: int = 1


def pack_rules(rules: Rules | str | Path | None) -> bytes:
    """Return rules in a form that any process can load, after checking them.

    Parameters
    ----------
    rules : mapping of str to callable, or path, optional
        Functions by the name of the rule they replace, or a Python file of them.

    Raises
    ------
    RuleError
        If they cannot be used.
    """
    if not rules:
        return b""
    import cloudpickle

    functions = load_rules(rules) if isinstance(rules, (str, Path)) else dict(rules)
    prepare_rules(functions)
    return bytes(cloudpickle.dumps(functions))


@lru_cache(maxsize=4)
def unpack_rules(packed: bytes) -> dict[str, Callable[..., Any]]:
    """Return rules ready for use, the same ones for the same bytes."""
    return prepare_rules(pickle.loads(packed)) if packed else {}


@lru_cache(maxsize=4)
def rules_identity(packed: bytes) -> dict[str, str]:
    """Return a hash of each replaced rule and of all it computes with."""
    return {name: fingerprint_of(function)[:16] for name, function in sorted(unpack_rules(packed).items())}


def run_id(scenario: Scenario, seed: int, rules: bytes = b"") -> str:
    """Return the name of a run: a hash of the resolved scenario, the seed, the replaced rules and the version."""
    said = [scenario_facts(scenario), seed, rules_identity(rules), fansim.__version__]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def task_of(study: Study, number: int) -> Task:
    """Return the task of a run."""
    from fansim.experiments.study.design import BASE

    run = study.run(number)
    overrides = dict(run.point)
    base = study.scenarios[overrides.pop(BASE)] if BASE in overrides else study.base
    return Task(run, base, overrides)


def run_tasks(tasks: Sequence[Task], order: Order) -> list[tuple[Row, float]]:
    """Do tasks one after the other; return their rows and seconds."""
    done = []
    for task in tasks:
        started = time.perf_counter()
        row = run_task(task, order)
        done.append((row, time.perf_counter() - started))
    return done


def run_task(task: Task, order: Order) -> Row:
    """Return the row of a run: a run that raises is a row with its error.

    Returns
    -------
    dict
        ``run_id, scenario, replication, seed``, the factors under their dotted keys, the outcomes, ``error`` (nothing
        if all went well), and one list of numbers for each daily outcome (``daily.member``).
    """
    row = empty_row(task.run, order)
    try:
        from fansim.scenario import scenario_from_mapping

        scenario = scenario_from_mapping(task.base, task.overrides) if task.overrides else task.base
        row["run_id"] = run_id(scenario, task.run.seed, order.rules)
        outcomes, daily = simulate(scenario, task.run.seed, order)
        row |= outcomes | daily
    except Exception as error:
        row["error"] = described(error)
    return row


def empty_row(run: PlannedRun, order: Order) -> Row:
    """Return the row of a run of which nothing is known yet."""
    head = {"run_id": "", "scenario": run.scenario, "replication": run.replication, "seed": run.seed}
    outcomes = dict.fromkeys(order.outcomes, float("nan"))
    return head | dict(run.point) | outcomes | {"error": None} | {DAILY_PREFIX + name: [] for name in order.daily}


def simulate(scenario: Scenario, seed: int, order: Order) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Run a scenario with the fast driver and return its outcomes, and the daily ones asked for.

    The network is kept for the next run that needs the same one.
    """
    threads = max(1, min(order.threads, scenario.population.size // WORTH_A_THREAD))
    with keeping_networks():
        result = run(scenario, seed, threads=threads, rules=unpack_rules(order.rules))
    _let_go(len(result.persons))
    return (
        {name: float(result.summary[name]) for name in order.outcomes},
        {DAILY_PREFIX + name: result.daily[name].astype(float).tolist() for name in order.daily},
    )


def _let_go(persons: int) -> None:
    """Free the models of runs that are over, once they are many: Mesa's model refers to itself and stays till then."""
    global _persons_left
    _persons_left += persons
    if _persons_left >= _MOST_PERSONS_LEFT:
        gc.collect()
        _persons_left = 0


def described(error: BaseException) -> str:
    """Return an error on one line, with the place it comes from where it is not one that the user can put right."""
    text = " ".join(str(error).split()) or "no message"
    if isinstance(error, fansim.FansimError):
        return text
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {text}{where}"


def share_of_cores(workers: int) -> int:
    """Return the threads that each of some workers may use."""
    return max(1, (os.cpu_count() or 1) // max(1, workers))
