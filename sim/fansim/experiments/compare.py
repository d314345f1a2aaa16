"""Comparisons: each scenario against the first, run by run under common random numbers."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

import pandas as pd

from fansim.engine.mechanism import Mechanism
from fansim.errors import FansimWarning, ScenarioError
from fansim.experiments.compare_findings import heading, uneven
from fansim.experiments.comparison import Comparison
from fansim.experiments.comparison_folder import KIND, make_room, named_runs, of_scenarios, shapes_of
from fansim.experiments.loops import (
    Cut,
    cut_name,
    cuts_of,
    loop_shares,
    loop_worth,
    loops_cut,
    loops_of,
    with_loops_cut,
)
from fansim.experiments.methods.differences import paired
from fansim.experiments.study.design import BASE, PointList
from fansim.experiments.study.reading import Reading
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.pools import Pool
from fansim.experiments.sweep.runner import Rules
from fansim.experiments.sweep.sweep import Watcher, read_runs, run_study
from fansim.language import say
from fansim.model import scenario_of, whole_number
from fansim.scenario import Scenario, scenario_name
from fansim.scenario.changes import branched

_MOST_REPLICATIONS = 1_000_000
_LARGEST_SEED = 2**62

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
    loop_pairs: bool = False,
    watch: Watcher = lambda tally: None,
) -> Comparison:
    """Compare scenarios with the first of them.

    Replication r of every scenario uses ``seed + r``, so that people have the same traits, ties and luck in all of
    them and a difference is the policy's.

    Parameters
    ----------
    scenarios : sequence or mapping of Scenario or path
        Two or more; the first is the baseline. A mapping gives them names; otherwise they have those of their files,
        or their titles. One is enough where loops are cut: it is compared with itself without each of them.
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
        Whether to run all scenarios without each of their feedback loops as well: ``loops`` of what is returned,
        ``loops.csv`` and the findings in the folder `out` then say what each loop of one scenario is worth, or which
        loop carries a difference between several.
    loop_pairs : bool
        Whether to cut each pair of loops, too.

    Returns
    -------
    Comparison
        A DataFrame, one row an outcome and scenario: ``outcome``, ``scenario``, ``mean``, ``difference`` to the
        baseline (the mean of the paired differences), ``low`` and ``high`` (its 95% t interval), ``pairs``
        (replications in which both are defined) and ``verdict`` (baseline, higher, lower, no clear difference, not
        defined).

    Raises
    ------
    ScenarioError, RuleError, ResultError, ClusterError
        If a scenario, the rules, the folder or the workers cannot be used.
    """
    asked = named(scenarios, mechanisms)
    cuts = cuts_of(loops_of(asked), pairs=loop_pairs) if cut_loops or loop_pairs else []
    for sentence in uneven(shapes_of(asked)):
        warnings.warn(sentence, FansimWarning, stacklevel=2)
    settings = all_settings(asked, cuts)
    if branch_day is not None:
        settings = from_one_past(settings, branch_day)
    study = comparison_study(settings, replications, seed, outcomes)
    with nullcontext(out) if out is not None else tempfile.TemporaryDirectory(prefix="fansim-") as place:
        folder = Path(place)
        make_room(folder, study, rules)
        run_study(study, folder, workers, rules=rules, watch=watch, tables=False, kind=KIND, branch=branch_day)
        compared = _compared(study, read_runs(folder), list(asked), cuts, rules)
        if out is not None:
            compared.write(folder)
        return compared


def all_settings(asked: Mapping[str, Scenario], cuts: Sequence[Cut]) -> Mapping[str, Scenario]:
    """Return what is run: the scenarios asked for, and each of them with each of the cuts."""
    if not cuts:
        return asked
    return with_loops_cut(asked, cuts) if len(asked) > 1 else loops_cut(*next(iter(asked.items())), cuts)


def _compared(
    study: Study, runs: pd.DataFrame, asked: list[str], cuts: Sequence[Cut], rules: Rules | str | Path | None
) -> Comparison:
    """Return the comparison of the scenarios asked for, with what the loops do where they were cut."""
    runs_by_name = named_runs(runs, study)
    loops, shown = None, asked
    if cuts and len(asked) > 1:
        loops = loop_shares(runs_by_name, asked, study.outcomes, cuts)
    elif cuts:
        loops = loop_worth(runs_by_name, asked[0], study.outcomes, cuts)
        shown = [*asked, *(cut_name(cut) for cut in cuts if len(cut) == 1)]
    table = paired(of_scenarios(runs_by_name, shown), study.outcomes)
    return Comparison.of(table, study, runs, loops, rules)


def from_one_past(scenarios: Mapping[str, Scenario], day: int) -> dict[str, Scenario]:
    """Return scenarios that are all the first one up to a day, and go their own ways from it on.

    Raises
    ------
    ScenarioError
        If the day is not within the run, or one differs in a key that cannot change in the middle of a run.
    """
    first = next(iter(scenarios.values()))
    if not 0 < day < first.days:
        raise ScenarioError(
            say("branch day: got {day}, but it must be from 1 to {last}, within the run.", day=day, last=first.days - 1)
        )
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
            raise ScenarioError(
                say("{name}: two scenarios have this name; give a mapping of names to scenarios.", name=name)
            )
        found[name] = scenario_of(given, mechanisms)
    return found


def comparison_study(
    scenarios: Mapping[str, Scenario], replications: int, seed: int, outcomes: Sequence[str] | None
) -> Study:
    """Return the study that a comparison runs."""
    if len(scenarios) < 2:
        raise ScenarioError(say("a comparison needs two scenarios or more; got {number}.", number=len(scenarios)))
    replications = whole_number("replications", replications, 2, _MOST_REPLICATIONS)
    seed = whole_number("seed", seed, 0, _LARGEST_SEED)
    first = next(iter(scenarios.values()))
    known = [measure.name for measure in first.assembly.summary]
    return Study(
        name="_vs_".join(scenarios),
        base=first,
        design=PointList(tuple({BASE: name} for name in scenarios)),
        title=heading(next(iter(scenarios)), list(scenarios)[1:]),
        scenarios=scenarios,
        replications=replications,
        seed=seed,
        outcomes=Reading.of({}).names("outcomes", tuple(outcomes or ()), known),
        daily=tuple(measure.name for measure in first.assembly.daily),
    )
