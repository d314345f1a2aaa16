"""Patterns measured one after the other, as a table, and the folder that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import fansim
from fansim.language import say, term
from fansim.results.folders import replacing, write_manifest
from fansim.scenario.bundled import bundled_scenarios
from fansim.spreadsheet import write_csv
from fansim.validation.pattern import Estimate, Pattern, Values, estimate, holds
from fansim.validation.town import SIZE, USUAL, Town

KIND = "validation"
TABLE, FIGURE = "patterns.csv", "patterns.png"

HOLDS, FAILS, SHOWN, ABSENT = "holds", "does not hold", "for information", "no scenario"
"""Verdicts. The last two are no failures: nothing is asked of the one, and the other cannot be measured yet."""

Watch = Callable[[str, int, int], None]
"""Told what is measured next, how many patterns are done, and how many there are."""


def validate(
    patterns: Sequence[Pattern],
    seeds: Iterable[int],
    size: int = SIZE,
    watch: Watch = lambda what, done, of: None,
    *,
    scenario: str = USUAL,
) -> pd.DataFrame:
    """Measure patterns.

    Parameters
    ----------
    patterns : sequence of Pattern
        Which.
    seeds : iterable of int
        Seeds of the runs, the same in all settings.
    size : int
        Persons.
    watch : callable
        Told how far it is.
    scenario : str
        A bundled scenario, or a file, in which they are looked for.

    Returns
    -------
    DataFrame
        One row a pattern: ``pattern``, ``about``, ``low`` and ``high`` of the target and ``clear``, the standard errors
        by which the mean must lie inside; ``mean`` over seeds, its standard ``error`` and 95% t interval
        ``interval_low``, ``interval_high``; ``seeds`` with a value; ``verdict``; ``unit``, ``source``.
    """
    town, chosen = Town(size, scenario), tuple(seeds)
    rows = []
    for done, pattern in enumerate(patterns):
        watch(f"{pattern.id}: {term(pattern.about)}", done, len(patterns))
        rows.append(_row(pattern, _measured(pattern, town, chosen)))
    return pd.DataFrame(rows)


def _measured(pattern: Pattern, town: Town, seeds: Sequence[int]) -> Values | None:
    """Return the values of a pattern, nothing if the scenario that it needs is not there."""
    if pattern.needs and pattern.needs not in bundled_scenarios():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        return pattern.measure(town, seeds)


def _row(pattern: Pattern, values: Values | None) -> dict[str, Any]:
    """Return the row of a pattern in the table."""
    found = estimate(np.array([]) if values is None else values)
    return {
        "pattern": pattern.id,
        "about": pattern.about,
        "low": pattern.low,
        "high": pattern.high,
        "clear": pattern.clear,
        "mean": found.mean,
        "error": found.error,
        "interval_low": found.low,
        "interval_high": found.high,
        "seeds": found.number,
        "verdict": ABSENT if values is None else verdict(pattern, found),
        "unit": pattern.unit,
        "source": pattern.source,
    }


def verdict(pattern: Pattern, found: Estimate) -> str:
    """Return what is to be said of a pattern that was measured."""
    if not pattern.has_target:
        return SHOWN
    return HOLDS if holds(pattern, found) else FAILS


def write_validation(table: pd.DataFrame, folder: Path, seeds: Sequence[int], size: int, scenario: str = USUAL) -> None:
    """Write a folder with the table and its figure.

    Parameters
    ----------
    table : DataFrame
        What `validate` returned.
    folder : path
        An older validation there is replaced.
    seeds, size, scenario
        With which it was made.

    Raises
    ------
    ResultError
        If it holds something else, or cannot be written.
    """
    from fansim.report.pattern_figure import patterns
    from fansim.report.style import save

    footer = say(
        "{scenario}, {people} persons, {number} seeds from {first}; fansim {version}",
        scenario=scenario, people=f"{size:,}", number=len(seeds), first=seeds[0], version=fansim.__version__,
    )  # fmt: skip
    with replacing(folder, KIND) as part:
        write_csv(table.replace([np.inf, -np.inf], np.nan), part / TABLE)
        save(patterns(table.assign(about=table["about"].map(term)), footer=footer), part / FIGURE)
        about_it = {"fansim": fansim.__version__, "scenario": scenario, "size": size, "seeds": list(seeds)}
        write_manifest(part, KIND, about_it)
