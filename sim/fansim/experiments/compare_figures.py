"""The figures of a comparison: what each scenario changes, and daily outcomes scenario by scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from fansim.experiments.loop_findings import headline_outcomes
from fansim.experiments.study.study import Study
from fansim.scenario import Scenario


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
    from fansim.report import save
    from fansim.report.comparison_figures import comparison_figures

    changes = {name: [(one.day, one.set) for one in scenario.changes] for name, scenario in scenarios.items()}
    starts = [scenario.calendar.start for scenario in scenarios.values()]
    for name, drawn in comparison_figures(table, runs, study.replications, study.seed, changes, starts):
        save(drawn, folder / f"{name}.png")


def draw_loops(folder: Path, loops: pd.DataFrame) -> None:
    """Draw what the loops of a scenario are worth, a matrix or bars for each headline outcome; of several, the bars.

    `loops` is of `loop_worth` or `loop_shares`.

    Raises
    ------
    ResultError
        If they cannot be written.
    """
    from fansim.report import loop_bars, loop_matrix, save

    matrix = "worth" in loops and (loops["other"] != "").any()
    for name in headline_outcomes(loops):
        save((loop_matrix if matrix else loop_bars)(loops, name), folder / f"loops_{name}.png")
