"""Every analysis of a study by its name: run it, keep its runs, write its tables, figures and findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from fansim.errors import ResultError, ScenarioError
from fansim.experiments.analyses.analysis import Analysis, Told
from fansim.experiments.analyses.work import Work, check_factors, open_work
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.pools import Cluster, Pool
from fansim.experiments.sweep.sweep import Watcher, as_study
from fansim.language import say, together

Kind = Literal["sensitivity", "optimise", "calibrate", "discovery", "robustness", "effects", "gate"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_OF_RUNS = ("sensitivity", "discovery", "effects", "gate")


def analyse(
    study: Study | Mapping[str, Any] | str | Path,
    kind: Kind,
    workers: int | Pool = 1,
    out: str | Path | None = None,
    cluster: str | Cluster | None = None,
    *,
    runs: pd.DataFrame | str | Path | None = None,
    watch: Watcher = lambda tally: None,
    force: bool = False,
) -> Analysis:
    """Analyse a study.

    Parameters
    ----------
    study : Study, mapping or path
        With a section named as the analysis (``effects`` and ``gate`` need none).
    kind : str
        ``sensitivity`` (which factors matter), ``optimise`` (the best policies under limits), ``calibrate`` (fit to
        observed series), ``discovery`` (where a policy fails), ``robustness`` (whether a ranking holds), ``effects``
        (what each factor of a grid changes) or ``gate`` (where an entry threshold stops paying).
    workers, cluster, watch, force
        As for `fansim.sweep`.
    out : path, optional
        The folder for runs, tables, figures and ``findings.md``. Called again with the same one, an analysis that was
        stopped goes on from there.
    runs : DataFrame or path, optional
        Runs at hand (the folder of a sweep, or its table), for all but ``optimise``, ``calibrate`` and ``robustness``.

    Returns
    -------
    Analysis
        Failed runs are counted in its `failed`.

    Raises
    ------
    ScenarioError, ResultError, ClusterError
        If the study, its section, the folder or the workers cannot be used.
    """
    if kind not in KINDS:
        raise ScenarioError(
            say('kind: got "{kind}", but it must be one of {kinds}.', kind=kind, kinds=", ".join(KINDS))
        )
    if runs is not None and kind not in _OF_RUNS:
        raise ScenarioError(
            say(
                "{kind} does runs of its own; runs at hand suit {kinds} only.",
                kind=kind,
                kinds=together(list(_OF_RUNS)),
            )
        )
    known = as_study(study)
    if runs is None:
        check_factors(known, kind)
    table = _table(runs, known) if runs is not None else None
    with open_work(known, kind, workers, out, cluster, watch, force) as work:
        analysis = _function(kind)(known, work) if table is None else _function(kind)(known, work, table)
        analysis = _with_failures(analysis, work)
        if out is not None:
            analysis.save(out)
    return analysis


def _function(kind: Kind) -> Callable[..., Analysis]:
    """Return the function of an analysis from its file, imported when first used: SALib and Optuna are slow to load."""
    function: Callable[..., Analysis] = getattr(import_module(f"fansim.experiments.analyses.{kind}"), kind)
    return function


def _table(runs: pd.DataFrame | str | Path, study: Study) -> pd.DataFrame:
    """Return runs at hand, once they are known to have the study's factors and outcomes."""
    if isinstance(runs, pd.DataFrame):
        table, where = runs, "the table of runs"
    else:
        path = Path(runs) / "runs.parquet" if Path(runs).is_dir() else Path(runs)
        where = str(path)
        try:
            table = pd.read_parquet(path)
        except FileNotFoundError:
            raise ResultError(
                say("{file}: there is no such file; name the folder of a sweep that is done.", file=path)
            ) from None
        except (OSError, ValueError) as error:
            raise ResultError(
                say("{file}: cannot be read as the runs of a sweep ({error}).", file=path, error=error)
            ) from None
    missing = [name for name in (*study.design.keys, *study.outcomes, "scenario") if name not in table]
    if missing:
        raise ResultError(
            say(
                "{where}: has no column {columns}; these are runs of another study.",
                where=where,
                columns=", ".join(missing),
            )
        )
    return table


def _with_failures(analysis: Analysis, work: Work) -> Analysis:
    """Return the analysis with the runs that failed, or were not begun, said among its limits."""
    if not (work.missing or work.failed):
        return analysis
    return Analysis.telling(partial(_told, analysis, work), analysis.tables, analysis.figures, work.failed)


def _told(analysis: Analysis, work: Work) -> Told:
    """Say what an analysis says, and which of its runs are not there."""
    said = analysis.told()
    answer, limits = said.answer, list(said.limits)
    if work.missing:
        words = say(
            "Cut short: {missing} of {all} runs were not begun, since stop.wall_minutes were over. What follows is of "
            "the others; start the analysis again to go on with it.",
            missing=f"{work.missing:,}",
            all=f"{work.missing + work.done:,}",
        )
        answer, limits = f"{words} {answer}".strip(), [words, *limits]
    if work.failed:
        sentence = say(
            "{failed} of {done} runs failed and are left out; the first: {error}",
            failed=work.failed,
            done=work.done,
            error=work.first_error,
        )
        limits = [sentence, *limits]
    return Told(said.title, said.findings, limits, answer)
