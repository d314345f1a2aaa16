"""The figures of a comparison: what each scenario changes, and daily outcomes scenario by scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from fansim.experiments.loop_findings import headline_outcomes
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.runner import DAILY_PREFIX
from fansim.language import say
from fansim.scenario import Scenario

_COLUMNS = ("member", "core_fans", "shill_share", "fan_haters")


def draw_comparison(
    folder: Path, study: Study, runs: pd.DataFrame, table: pd.DataFrame, scenarios: Mapping[str, Scenario]
) -> None:
    """Draw the figures of a comparison and save them.

    Parameters
    ----------
    folder
        Where they are saved.
    study
        The comparison.
    runs, table
        Its runs and its table, in whose column ``scenario`` scenarios are called as people read them.
    scenarios
        The scenarios by these names.

    Raises
    ------
    ResultError
        If they cannot be written.
    """
    from fansim.report import comparison, save, trajectories
    from fansim.report.days import change_label
    from fansim.report.words import GROUPS

    footer = say(
        "{replications} replications, seeds {first} to {last}",
        replications=study.replications,
        first=study.seed,
        last=study.seed + study.replications - 1,
    )
    for group, names in GROUPS.items():
        if set(names) & set(study.outcomes):
            save(comparison(table, group, runs=runs, footer=footer), folder / f"{group}.png")
    good = runs[runs["error"].isna()]
    tables = {str(name): daily_tables(part) for name, part in good.groupby("scenario", sort=False)}
    changes = {name: [(one.day, change_label(one.set)) for one in scenarios[name].changes] for name in tables}
    start = _one_start(scenarios)
    footer += say("; lines: medians of the runs, bands: from 10 to 90% of them")
    for column in _COLUMNS:
        save(trajectories(tables, column, changes=changes, start=start, footer=footer), folder / f"{column}.png")


def draw_loops(folder: Path, worth: pd.DataFrame) -> None:
    """Draw what the loops of a scenario are worth, a matrix for each headline outcome; `worth` is of `loop_worth`.

    Raises
    ------
    ResultError
        If they cannot be written.
    """
    from fansim.report import loop_matrix, save

    for name in headline_outcomes(worth) if (worth["other"] != "").any() else ():
        save(loop_matrix(worth, name), folder / f"loops_{name}.png")


def _one_start(scenarios: Mapping[str, Scenario]) -> date | None:
    """Return the date of day 0, if it is the same in all scenarios."""
    starts = {scenario.calendar.start for scenario in scenarios.values()}
    return starts.pop() if len(starts) == 1 else None


def daily_tables(runs: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the daily outcomes of each run, one table a run (index ``day``)."""
    columns = [str(column) for column in runs if str(column).startswith(DAILY_PREFIX)]
    return [
        pd.DataFrame({column.removeprefix(DAILY_PREFIX): row[column] for column in columns}).rename_axis("day")
        for row in runs[columns].to_dict("records")
    ]
