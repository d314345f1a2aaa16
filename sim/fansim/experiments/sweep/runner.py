"""One run of a study to one row: its outcomes, or the error that ended it."""

from __future__ import annotations

import fcntl
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
from typing import TYPE_CHECKING, Any

import fansim
from fansim.engine.engine import WORTH_A_THREAD
from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.mechanism import Mechanism
from fansim.engine.rulebook import load_rules, prepare_rules
from fansim.experiments.study.paths import resolved
from fansim.experiments.study.study import PlannedRun, Study, scenario_facts
from fansim.network.of_scenario import keeping_networks
from fansim.outcomes.measures import summarise
from fansim.results.folders import DAILY_PREFIX
from fansim.scenario import Scenario

if TYPE_CHECKING:
    from fansim.model import FanCommunity

Rules = Mapping[str, Callable[..., Any]]
Row = dict[str, Any]

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
class Past:
    """The first days of every replication, which all scenarios share.

    Attributes
    ----------
    folder : str
        Where each replication's community is kept, as it was on the morning of the day.
    day : int
        The first day on which scenarios may differ.
    """

    folder: str
    day: int


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
    past : Past, optional
        The past that all scenarios share.
    """

    outcomes: tuple[str, ...]
    daily: tuple[str, ...] = ()
    rules: bytes = b""
    threads: int = 1
    past: Past | None = None


def pack_rules(rules: Rules | str | Path | None, added: tuple[Mechanism, ...] = ()) -> bytes:
    """Return rules in a form that any process can load, after checking them.

    Parameters
    ----------
    rules : mapping of str to callable, or path, optional
        Functions by the name of the rule they replace, or a Python file of them.
    added : tuple of Mechanism
        A user's mechanisms, whose rules can be replaced too.

    Raises
    ------
    RuleError
        If they cannot be used.
    """
    if not rules:
        return b""
    import cloudpickle

    functions = load_rules(rules, added) if isinstance(rules, (str, Path)) else dict(rules)
    prepare_rules(functions, added)
    return bytes(cloudpickle.dumps(functions))


@lru_cache(maxsize=4)
def unpack_rules(packed: bytes) -> dict[str, Callable[..., Any]]:
    """Return rules as they were given, the same ones for the same bytes."""
    return dict(pickle.loads(packed)) if packed else {}


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
    overrides = resolved(run.point, study.folder)
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


def lost_row(run: PlannedRun, order: Order) -> Row:
    """Return the row of a run whose process ended, however often it was done again."""
    ended = "the process that did this run ended again and again: it was aborted or ran out of memory"
    return empty_row(run, order) | {"error": ended}


def simulate(scenario: Scenario, seed: int, order: Order) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Run a scenario with the fast driver and return its outcomes, and the daily ones asked for.

    The network is kept for the next run that needs the same one.
    """
    from fansim.outcomes.recorder import persons_frame  # a finished study needs neither this nor Mesa
    from fansim.runs import finish

    threads = max(1, min(order.threads, scenario.population.size // WORTH_A_THREAD))
    with keeping_networks():
        model = _begun(scenario, seed, threads, order)
    finish(model)
    daily, persons = model.daily, persons_frame(model.world, model.names)
    _let_go(len(persons))
    summary = summarise(daily, persons, model.assembly)
    return (
        {name: float(summary[name]) for name in order.outcomes},
        {DAILY_PREFIX + name: daily[name].astype(float).tolist() for name in order.daily},
    )


def _begun(scenario: Scenario, seed: int, threads: int, order: Order) -> FanCommunity:
    """Return the community of a run before day 0, or on the morning on which the scenarios of a study part."""
    from fansim.model import FanCommunity
    from fansim.runs import finish

    rules, past = unpack_rules(order.rules), order.past
    if past is None:
        return FanCommunity(scenario, seed, threads=threads, rules=rules)
    common = tuple(change for change in scenario.changes if change.day < past.day)
    before = scenario.model_copy(update={"changes": common, "title": "", "description": ""})
    path = Path(past.folder) / f"{run_id(before, seed, order.rules)}.fansim"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back with the file: one process simulates it, the others wait
        if not path.exists():
            model = FanCommunity(before, seed, threads=threads, rules=rules)
            finish(model, last=past.day)
            model.save(path)
    model = FanCommunity.load(path, threads=threads, rules=rules, mechanisms=scenario.assembly.added)
    model.turn_into(scenario)
    return model


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
