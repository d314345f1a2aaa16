"""Comparisons: each scenario against the first, run by run under common random numbers."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from fansim.engine.mechanism import Mechanism
from fansim.errors import FansimWarning, ResultError, ScenarioError
from fansim.experiments.compare_findings import comparison_findings, uneven
from fansim.experiments.loops import loop_shares, loops_of, with_loops_cut
from fansim.experiments.methods.differences import paired
from fansim.experiments.study.design import BASE, PointList
from fansim.experiments.study.reading import Reading
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.manifest import check_manifest, write_manifest
from fansim.experiments.sweep.pools import Pool
from fansim.experiments.sweep.runner import DAILY_PREFIX, Order, Rules, pack_rules
from fansim.experiments.sweep.store import JOURNAL, PARTS, RUNS, take
from fansim.experiments.sweep.sweep import Watcher, read_runs, run_study
from fansim.model import scenario_of, whole_number
from fansim.results.folders import check_place
from fansim.scenario import Scenario, scenario_name
from fansim.scenario.changes import branched
from fansim.spreadsheet import write_csv

KIND = "comparison"
COMPARISON = "comparison.csv"
MEDIANS = "daily_medians.csv"
LOOPS = "loops.csv"
FINDINGS = "findings.md"
FIGURES = "figures"
_LONGEST_TITLE = 40
_MOST_REPLICATIONS = 1_000_000
_LARGEST_SEED = 2**62
_FIGURE_COLUMNS = ("member", "core_fans", "shill_share", "fan_haters")

Given = Scenario | str | Path


def compare(
    scenarios: Sequence[Given] | Mapping[str, Given],
    replications: int = 20,
    seed: int = 1,
    workers: int | Pool = 1,
    outcomes: Sequence[str] | None = None,
    out: str | Path | None = None,
    *,
    rules: Rules | str | Path | None = None,
    mechanisms: Sequence[Mechanism] = (),
    branch_day: int | None = None,
    cut_loops: bool = False,
    watch: Watcher = lambda tally: None,
) -> pd.DataFrame:
    """Compare scenarios with the first of them.

    Replication r of every scenario uses ``seed + r``, so that people have the same traits, ties and luck in all of
    them and a difference is the policy's.

    Parameters
    ----------
    scenarios : sequence or mapping of Scenario or path
        Two or more; the first is the baseline. A mapping gives them names; otherwise they have those of their files,
        or their titles.
    replications : int
        Runs of each scenario, 2 or more.
    seed : int
        Seed of the first replication.
    workers : int or Pool
        Processes; the table does not depend on it.
    outcomes : sequence of str, optional
        Outcomes to compare; all by default.
    out : path, optional
        A folder for the runs, the table, daily medians, figures and ``findings.md``. An older comparison there is
        replaced; the same one, not finished, is gone on with.
    rules, mechanisms, watch
        As for `fansim.sweep`.
    branch_day : int, optional
        Day up to which all scenarios are the baseline: their common past is simulated once a replication. They may
        differ in keys that can change in the middle of a run only.
    cut_loops : bool
        Whether to run all scenarios without each feedback loop of the baseline as well: ``loops.csv`` and the findings
        in the folder `out` then say which loop carries a difference.

    Returns
    -------
    DataFrame
        One row an outcome and scenario: ``outcome``, ``scenario``, ``mean``, ``difference`` to the baseline (the
        mean of the paired differences), ``low`` and ``high`` (its 95% t interval), ``pairs`` (replications
        in which both are defined) and ``verdict`` (baseline, higher, lower, no clear difference, not defined).

    Raises
    ------
    ScenarioError, RuleError, ResultError, ClusterError
        If a scenario, the rules, the folder or the workers cannot be used.
    """
    asked = settings = named(scenarios, mechanisms)
    for sentence in uneven(settings):
        warnings.warn(sentence, FansimWarning, stacklevel=2)
    if cut_loops and out is not None:
        settings = with_loops_cut(settings)
    if branch_day is not None:
        settings = from_one_past(settings, branch_day)
    study = comparison_study(settings, replications, seed, outcomes)
    if out is None:
        with tempfile.TemporaryDirectory(prefix="fansim-") as folder:
            run_study(
                study, Path(folder), workers, rules=rules, watch=watch, tables=False, kind=KIND, branch=branch_day
            )
            return paired(of_scenarios(named_runs(Path(folder), study), asked), study.outcomes)
    make_room(Path(out), study, rules)
    run_study(study, Path(out), workers, rules=rules, watch=watch, tables=False, kind=KIND, branch=branch_day)
    runs = named_runs(Path(out), study)
    table = paired(of_scenarios(runs, asked), study.outcomes)
    loops = None
    if cut_loops:
        first = next(iter(asked))
        loops = loop_shares(runs, list(asked), study.outcomes, loops_of(first, asked[first]))
    write_comparison(Path(out), study, of_scenarios(runs, asked), table, loops)
    return table


def of_scenarios(runs: pd.DataFrame, scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """Return the runs of some scenarios."""
    return runs[runs["scenario"].isin(list(scenarios))]


def titles_of(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Return what to call scenarios in what people read: their titles, where these are short and tell them apart."""
    titles = {name: scenario.title.strip() or name for name, scenario in scenarios.items()}
    usable = len(set(titles.values())) == len(titles) and max(map(len, titles.values())) <= _LONGEST_TITLE
    return titles if usable else {name: name for name in scenarios}


def from_one_past(scenarios: Mapping[str, Scenario], day: int) -> dict[str, Scenario]:
    """Return scenarios that are all the first one up to a day, and go their own ways from it on.

    Raises
    ------
    ScenarioError
        If the day is not within the run, or one differs in a key that cannot change in the middle of a run.
    """
    first = next(iter(scenarios.values()))
    if not 0 < day < first.days:
        raise ScenarioError(f"branch day: got {day}, but it must be from 1 to {first.days - 1}, within the run.")
    turned = {}
    for name, scenario in scenarios.items():
        try:
            turned[name] = branched(first, scenario, day)
        except ScenarioError as error:
            raise ScenarioError(f"{name}: {error}") from None
    return turned


def named(
    scenarios: Sequence[Given] | Mapping[str, Given], mechanisms: Sequence[Mechanism] = ()
) -> dict[str, Scenario]:
    """Return scenarios by name, read where they are files, with the sections of a user's mechanisms.

    Raises
    ------
    ScenarioError
        If one cannot be read, or two have the same name and nothing else tells them apart.
    """
    if isinstance(scenarios, Mapping):
        return {name: scenario_of(one, mechanisms) for name, one in scenarios.items()}
    found: dict[str, Scenario] = {}
    for given in scenarios:
        name = given.title if isinstance(given, Scenario) else scenario_name(given)
        if name in found and not isinstance(given, Scenario):
            name = str(Path(given).with_suffix(""))
        if name in found:
            raise ScenarioError(f"{name}: two scenarios have this name; give a mapping of names to scenarios.")
        found[name] = scenario_of(given, mechanisms)
    return found


def comparison_study(
    scenarios: Mapping[str, Scenario], replications: int, seed: int, outcomes: Sequence[str] | None
) -> Study:
    """Return the study that a comparison runs."""
    if len(scenarios) < 2:
        raise ScenarioError(f"a comparison needs two scenarios or more; got {len(scenarios)}.")
    replications = whole_number("replications", replications, 2, _MOST_REPLICATIONS)
    seed = whole_number("seed", seed, 0, _LARGEST_SEED)
    first = next(iter(scenarios.values()))
    known = [measure.name for measure in first.assembly.summary]
    return Study(
        name="_vs_".join(scenarios),
        base=first,
        design=PointList(tuple({BASE: name} for name in scenarios)),
        title=" against ".join(scenarios),
        scenarios=scenarios,
        replications=replications,
        seed=seed,
        outcomes=Reading.of({}).names("outcomes", tuple(outcomes or ()), known),
        daily=tuple(measure.name for measure in first.assembly.daily),
    )


def named_runs(folder: Path, study: Study) -> pd.DataFrame:
    """Return the runs of a comparison with the scenarios' names in the column ``scenario``.

    Raises
    ------
    ResultError
        If all runs of a scenario failed.
    """
    runs = read_runs(folder).drop(columns="scenario").rename(columns={BASE: "scenario"})
    runs = runs[runs["replication"] < study.replications]
    for name, part in runs.groupby("scenario", sort=False):
        if part["error"].notna().all():
            raise ResultError(f"{name}: every run failed; the first one: {part['error'].iloc[0]}")
    return runs


def make_room(folder: Path, study: Study, rules: Rules | str | Path | None) -> None:
    """Remove an older comparison of something else from a folder; leave the same one and everything else.

    Raises
    ------
    ResultError
        If the folder holds anything but a comparison, or another process is working on it.
    """
    check_place(folder, KIND)
    order = Order(study.outcomes, study.daily, pack_rules(rules, study.base.assembly.added))
    try:
        check_manifest(folder, study, order, KIND)
    except ResultError:
        take(folder).close()
        for name in (RUNS, JOURNAL, COMPARISON, MEDIANS, LOOPS, FINDINGS):
            (folder / name).unlink(missing_ok=True)
        for name in (PARTS, FIGURES):
            shutil.rmtree(folder / name, ignore_errors=True)
        write_manifest(folder, study, order, KIND)


def write_comparison(
    folder: Path, study: Study, runs: pd.DataFrame, table: pd.DataFrame, loops: pd.DataFrame | None = None
) -> None:
    """Write table, daily medians, findings and figures into the folder of a comparison.

    Raises
    ------
    ResultError
        If they cannot be written.
    """
    from fansim.report import comparison, save, trajectories
    from fansim.report.words import GROUPS

    try:
        write_csv(table, folder / COMPARISON)
        write_csv(daily_medians(runs), folder / MEDIANS)
        if loops is not None:
            write_csv(loops, folder / LOOPS)
        asked = {name: study.scenarios[name] for name in dict.fromkeys(table["scenario"])}
        titles = titles_of(asked)
        table, runs = (frame.assign(scenario=frame["scenario"].map(titles)) for frame in (table, runs))
        loops = None if loops is None else loops.assign(scenario=loops["scenario"].map(titles))
        (folder / FINDINGS).write_text(comparison_findings(study, table, loops, asked), encoding="utf-8")
        (folder / FIGURES).mkdir(exist_ok=True)
    except OSError as error:
        raise ResultError(f"{folder}: cannot be written ({error.strerror or error}).") from error
    footer = f"{study.replications} replications, seeds {study.seed} to {study.seed + study.replications - 1}"
    for group, names in GROUPS.items():
        if set(names) & set(study.outcomes):
            save(comparison(table, group, runs=runs, footer=footer), folder / FIGURES / f"{group}.png")
    good = runs[runs["error"].isna()]
    tables = {str(name): daily_tables(part) for name, part in good.groupby("scenario", sort=False)}
    for column in _FIGURE_COLUMNS:
        save(trajectories(tables, column, footer=footer), folder / FIGURES / f"{column}.png")


def daily_medians(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the median over replications of each daily outcome: columns scenario, day, and the outcomes."""
    frames = []
    for name, part in runs[runs["error"].isna()].groupby("scenario", sort=False):
        medians = pd.concat(daily_tables(part)).groupby(level="day").median()
        frames.append(medians.reset_index().assign(scenario=name))
    table = pd.concat(frames, ignore_index=True)
    return table[["scenario", "day", *(column for column in table if column not in ("scenario", "day"))]]


def daily_tables(runs: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the daily outcomes of each run, one table a run (index ``day``)."""
    columns = [str(column) for column in runs if str(column).startswith(DAILY_PREFIX)]
    return [
        pd.DataFrame({column.removeprefix(DAILY_PREFIX): row[column] for column in columns}).rename_axis("day")
        for row in runs[columns].to_dict("records")
    ]
