"""The figures of a comparison by name: what each scenario changes, and daily outcomes scenario by scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from fansim.language import say
from fansim.report.words import GROUPS
from fansim.results.folders import DAILY_PREFIX

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("member", "core_fans", "shill_share", "fan_haters")
"""The daily outcomes that are drawn; each figure has the name of its own."""


def comparison_figures(
    table: pd.DataFrame,
    runs: pd.DataFrame,
    replications: int,
    seed: int,
    changes: Mapping[str, Sequence[tuple[int, Mapping[str, object]]]],
    starts: Iterable[date | None],
) -> Iterator[tuple[str, Axes]]:
    """Draw the figures of a comparison, one after the other.

    Parameters
    ----------
    table, runs
        The table and its runs, in whose column ``scenario`` scenarios are called as people read them.
    replications, seed
        How many runs each scenario has, and the seed of the first.
    changes
        By scenario, the days on which its policy changes, each with the keys and their values.
    starts
        The date of day 0 in each scenario; drawn if it is the same in all.
    """
    from fansim.report import comparison, trajectories
    from fansim.report.days import change_label

    last = seed + replications - 1
    footer = say(
        "{replications} replications, seeds {first} to {last}", replications=replications, first=seed, last=last
    )
    for group, names in GROUPS.items():
        if set(names) & set(table["outcome"]):
            yield group, comparison(table, group, runs=runs, footer=footer)
    good = runs[runs["error"].isna()]
    days = {str(name): daily_tables(part) for name, part in good.groupby("scenario", sort=False)}
    marks = {name: [(day, change_label(values)) for day, values in changes[name]] for name in days}
    footer += say("; lines: medians of the runs, bands: from 10 to 90% of them")
    known = set(starts)
    start = known.pop() if len(known) == 1 else None
    for column in COLUMNS:
        yield column, trajectories(days, column, changes=marks, start=start, footer=footer)


def daily_tables(runs: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the daily outcomes of each run, one table a run (index ``day``)."""
    columns = [str(column) for column in runs if str(column).startswith(DAILY_PREFIX)]
    return [
        pd.DataFrame({column.removeprefix(DAILY_PREFIX): row[column] for column in columns}).rename_axis("day")
        for row in runs[columns].to_dict("records")
    ]
