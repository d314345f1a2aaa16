"""The report of a sweep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fansim.language import say, term
from fansim.report.html.assumed import assumptions
from fansim.report.html.page import Figure, Page, Table
from fansim.report.html.pictures import drawn
from fansim.report.html.settings import changed
from fansim.report.html.study import about
from fansim.report.html.tables import csv, parquet
from fansim.report.level_figure import levels
from fansim.report.level_means import level_told, levels_told, means, named_points, readable, varied
from fansim.report.words import GROUPS, between, level, lever, number, outcome

POINT = "point"
"""The factor of a list: the point as a whole, named by what it changes against the first."""
_MOST_FIGURES = 8
_MOST_PAIRED = 2  # factors of which each pair of levels has a row among the numbers of a figure


def sweep_page(folder: Path, manifest: Mapping[str, Any]) -> Page:
    """Return the report of a sweep from its folder and manifest."""
    table = csv(folder, "summary")
    names = [name for name in manifest["outcomes"] if f"{name}_mean" in table]
    keys = list(table.columns)[1 : list(table.columns).index("runs")]
    return Page(
        title=term(str(manifest["title"])),
        about=about(manifest),
        answer=[_best(table, name, keys) for name in names],
        headline=_summary(table, keys, names),
        figures=_figures(folder, manifest, keys, names),
        limits=[
            say("The best of many means is partly luck: run the best and the worst again with fansim compare."),
            say("Levels depend on what is assumed; what a policy changes is surer than where it ends."),
        ],
        assumptions=assumptions(manifest["base"]),
        settings=changed(manifest["base"]),
    )


def _drawn(names: list[str]) -> list[str]:
    """Return the outcomes that are drawn: all where these are few, or else the headline ones first."""
    if len(names) <= _MOST_FIGURES:
        return names
    headline = [name for group in GROUPS.values() for name in group if name in names]
    return [*headline, *(name for name in names if name not in headline)][:_MOST_FIGURES]


def _figures(folder: Path, manifest: Mapping[str, Any], keys: list[str], names: list[str]) -> list[Figure]:
    """Return a figure for each outcome over what was varied; none where nothing was."""
    runs = parquet(folder, "runs", ["scenario", "replication", *keys, *_drawn(names)])
    factors = varied(runs, keys)
    if len(factors) > 1 and manifest["design"].get("kind") == "list":
        runs, factors = named_points(runs, factors, POINT), [POINT]
    footer = say("Bars: 95% intervals over {runs} runs of each scenario", runs=number(manifest["replications"], 9))
    defined = [name for name in _drawn(names) if runs[name].notna().any()] if factors else []
    return [_figure(readable(runs, factors), factors, name, footer) for name in defined]


def _figure(runs: pd.DataFrame, factors: list[str], name: str, footer: str) -> Figure:
    axes = levels(runs, factors, name, footer=footer)
    return Figure(" ".join(axes.get_title("left").split()), drawn(axes), _numbers(runs, factors, name))


def _numbers(runs: pd.DataFrame, factors: list[str], name: str) -> Table:
    """Return what a figure draws: a row each pair of levels of two factors, or each level of each factor."""
    last = (outcome(name).name, say("95% interval"))
    if len(factors) == _MOST_PAIRED:
        table = means(runs, factors[0], name, factors[1])
        rows = [(level_told(row.level), level_told(row.other), *_told(name, row)) for row in table.itertuples()]
        return Table((*map(lever, factors), *last), rows)
    rows = [
        (lever(key), level_told(row.level), *_told(name, row))
        for key in factors
        for row in means(runs, key, name).itertuples()
    ]
    return Table((say("Factor"), say("Level"), *last), rows, grouped=True)


def _told(name: str, row: Any) -> tuple[str, str]:
    """Return a mean and its interval as texts."""
    return level(name, row.mean), between(row.low, row.high, outcome(name).kind) if row.low == row.low else "–"


def _best(table: pd.DataFrame, name: str, keys: list[str]) -> str:
    """Say which scenario of a sweep has the best mean of an outcome, which the worst, and whether these are apart."""
    means = table[f"{name}_mean"].astype(float)
    if means.notna().sum() == 0:
        return say("{outcome}: not defined in any run.", outcome=outcome(name).name)
    good = outcome(name).good
    first, last = table.iloc[int(means.argmin())], table.iloc[int(means.argmax())]
    best, worst = (first, last) if good < 0 else (last, first)
    apart = first[f"{name}_high"] < last[f"{name}_low"]
    verdict = say("their 95% intervals are apart") if apart else say("their 95% intervals overlap")
    words = (say("best"), say("worst")) if good else (say("highest"), say("lowest"))
    one, other = _of(best, name, keys), _of(worst, name, keys)
    return say(
        "{outcome}: {word} with {one}, {other_word} with {other}; {verdict}.",
        outcome=outcome(name).name,
        word=words[0],
        one=one,
        other_word=words[1],
        other=other,
        verdict=verdict,
    )


def _of(row: pd.Series, name: str, keys: list[str]) -> str:
    return f"{levels_told(row, keys)} ({level(name, row[f'{name}_mean'])})"


def _summary(table: pd.DataFrame, keys: list[str], names: list[str]) -> Table:
    """Return a row a scenario: its factors, and mean and interval of each outcome."""
    some = table.head(60)
    rows = [
        [*(level_told(row[key]) for key in keys), *(_mean(row, name) for name in names)]
        for row in some.to_dict("records")
    ]
    head = [*map(lever, keys), *(say("{outcome} (95% interval)", outcome=outcome(name).name) for name in names)]
    more = len(table) - len(some)
    note = say("{number} more rows are in {file}.", number=number(more), file="summary.csv") if more else ""
    return Table(head, rows, numbers=range(len(keys), 99), note=note)


def _mean(row: Mapping[Any, Any], name: str) -> str:
    """Return a mean with its interval."""
    low, high = (float(row[f"{name}_{end}"]) for end in ("low", "high"))
    mean = level(name, float(row[f"{name}_mean"]))
    return f"{mean} ({between(low, high, outcome(name).kind)})" if low == low else mean
