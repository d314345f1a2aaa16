"""What every analysis of a study needs: its folder, who does its runs, and words about its section."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pandas as pd

import fansim
from fansim.command import command_in_use
from fansim.errors import ResultError, ScenarioError
from fansim.experiments.methods.condition import Condition
from fansim.experiments.study.condition import parse_condition
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.pools import Cluster, Pool, open_pool
from fansim.experiments.sweep.size import check_size
from fansim.experiments.sweep.sweep import Watcher, sweep
from fansim.language import meant, say, together
from fansim.results.folders import MANIFEST, check_place, read_manifest, write_manifest
from fansim.scenario.toml_lines import KeyPath


@dataclass
class Work:
    """Does the runs of an analysis.

    Attributes
    ----------
    pool : Pool
        Who does them.
    folder : Path, optional
        Where they are kept, each sweep in a folder of its own, so that a stopped analysis goes on from there: what it
        asks for is the same each time.
    take : callable
        Called before the first run: takes the folder.
    watch : callable
        Called as runs end.
    force : bool
        Whether more than a million runs are meant.
    done, failed : int
        Runs asked for so far, and those that failed.
    first_error : str
        What went wrong in the first of them.
    missing : int
        Runs that were not begun, since ``stop.wall_minutes`` were over.
    """

    pool: Pool
    folder: Path | None = None
    take: Callable[[], None] = field(default=lambda: None)
    watch: Watcher = field(default=lambda tally: None)
    force: bool = False
    done: int = 0
    failed: int = 0
    first_error: str = ""
    missing: int = 0

    def check(self, study: Study, points: int) -> None:
        """Refuse more points than a study may have, before they are built."""
        check_size(points, study.replications, self.force)

    def runs(self, study: Study, name: str) -> pd.DataFrame:
        """Do the runs of a study that are not in the folder of that name yet; return all of them."""
        if self.folder and not self.done:
            self.take()
        out = self.folder / name if self.folder else None
        table = sweep(study, self.pool, out, watch=self.watch, force=self.force)
        errors = table["error"].dropna()
        self.done, self.failed = self.done + len(table), self.failed + len(errors)
        if study.stop.wall_minutes is not None and not study.stop.precision:
            self.missing += len(study.design) * study.replications - len(table)
        self.first_error = self.first_error or (str(errors.iloc[0]) if len(errors) else "")
        return table


@contextmanager
def open_work(
    study: Study,
    kind: str,
    workers: int | Pool = 1,
    out: str | Path | None = None,
    cluster: str | Cluster | None = None,
    watch: Watcher = lambda tally: None,
    force: bool = False,
) -> Iterator[Work]:
    """Give what does the runs of an analysis, and end it afterwards.

    Parameters
    ----------
    study : Study
        The study.
    kind : str
        The analysis, as its section is called.
    workers, cluster, watch, force
        As for `fansim.sweep`.
    out : path, optional
        The analysis's folder; nothing is kept without it.

    Raises
    ------
    ResultError
        If the folder holds something else, or the same analysis of another study.
    ClusterError
        If the workers cannot be started or reached.
    """
    folder = Path(out) if out is not None else None
    if folder:
        _check(folder, kind, study)
    with open_pool(workers, cluster) as pool:
        yield Work(pool, folder, lambda: _take(folder, kind, study), watch, force)
    if folder:
        _take(folder, kind, study)


def _check(folder: Path, kind: str, study: Study) -> None:
    """Refuse a folder that holds something else."""
    check_place(folder, kind)
    if (folder / MANIFEST).exists() and read_manifest(folder, kind).get("study") != _identity(study, kind):
        raise ResultError(
            say(
                "{folder}: holds the {kind} of another study, or of this one before it was changed; choose "
                "another folder with --out, or remove this one.",
                folder=folder,
                kind=kind,
            )
        )


def _take(folder: Path | None, kind: str, study: Study) -> None:
    """Write the manifest of a folder, so that it is known whose it is and what is in it."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        said = {"fansim": fansim.__version__, "study": _identity(study, kind), "command": command_in_use()}
        write_manifest(folder, kind, said)
    except OSError as error:
        raise ResultError(
            say("{folder}: cannot be written ({reason}).", folder=folder, reason=error.strerror or error)
        ) from error


def _identity(study: Study, kind: str) -> str:
    """Return a text that is the same only for the same analysis of the same study."""
    section = study.sections.get(kind)
    said = [study.fingerprint(), study.replications, section]
    if kind == "calibrate" and study.reading and isinstance(section, Mapping):
        data = study.reading.folder / str(section.get("data"))
        said.append(sha256(data.read_bytes()).hexdigest() if data.is_file() else None)
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def means_of(runs: pd.DataFrame, outcomes: Sequence[str], points: int) -> pd.DataFrame:
    """Return each outcome's mean over the replications of a point that have a value, one row a point in order."""
    return runs.groupby("scenario")[list(outcomes)].mean().reindex(range(points)).reset_index(drop=True)


def place_of(study: Study, path: KeyPath) -> str:
    """Return file, line and key of something in a study, for messages."""
    key = ".".join(str(part) for part in path if isinstance(part, str))
    where = str(study.reading.layers.place(path)) if study.reading else study.name
    return f"{where}: {key}" if where else key


def check_factors(study: Study, kind: str) -> None:
    """Refuse a design in which an analysis would find nothing, before its first run.

    Raises
    ------
    ScenarioError
        If no factor takes two values, or one takes lists, which cannot be told apart or put in order.
    """
    levels = {key: factor for key, factor in study.design.factors.items() if isinstance(factor, tuple)}
    for key, values in levels.items():
        if any(isinstance(value, (list, dict)) for value in values) and kind != "effects":
            raise ScenarioError(
                say(
                    "{where}: {kind} needs numbers, words or switches, and got lists; vary a key within instead, "
                    "such as {key}.0.level.",
                    where=place_of(study, ("design", "factors", key)),
                    kind=kind,
                    key=key,
                )
            )
    fixed = [key for key, values in levels.items() if len({str(value) for value in values}) < 2]
    if levels and len(fixed) == len(study.design.factors):
        raise ScenarioError(
            say(
                "{where}: {keys} takes one value only, so that nothing varies; {kind} needs a factor with two or more.",
                where=place_of(study, ("design", "factors")),
                keys=", ".join(fixed),
                kind=kind,
            )
        )


def known_outcomes(study: Study, names: Iterable[str], path: KeyPath) -> None:
    """Refuse names that are no outcomes of a run.

    Raises
    ------
    ScenarioError
        With the nearest name.
    """
    from fansim.text import nearest

    known = [measure.name for measure in study.base.assembly.summary]
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = meant(near) if near else say(" There are {names}.", names=together(known))
            raise ScenarioError(
                say(
                    "{where}: there is no outcome {name}.{hint}",
                    where=place_of(study, (*path, name)),
                    name=name,
                    hint=hint,
                )
            )


def conditions_of(study: Study, texts: Sequence[str], path: KeyPath) -> list[Condition]:
    """Return the conditions of a section.

    Raises
    ------
    ScenarioError
        If one cannot be read.
    """
    known = [measure.name for measure in study.base.assembly.summary]
    return [parse_condition(text, known, place_of(study, (*path, number))) for number, text in enumerate(texts)]
