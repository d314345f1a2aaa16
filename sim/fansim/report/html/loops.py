"""What cutting feedback loops showed, as figures and sentences of the report of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from fansim.experiments.loop_findings import headline_outcomes
from fansim.language import say, together
from fansim.report.html.page import Figure, Table
from fansim.report.html.pictures import drawn
from fansim.report.html.tables import csv
from fansim.report.loop_figure import loop_bars, loop_matrix
from fansim.report.words import change, first_low, is_clear, loop_name, moved, outcome, span

FILE = "loops"
_MOST = 4


def loop_figures(folder: Path, titles: Mapping[str, str]) -> list[Figure]:
    """Return the figures of what cutting loops showed, for each headline outcome; none where none were cut.

    Of one scenario a matrix, or bars where no pairs were cut; of several bars, and with pairs a matrix of each.

    Parameters
    ----------
    folder
        Of the comparison.
    titles
        What to call each scenario.
    """
    loops = loops_of(folder)
    if loops is None:
        return []
    paired = bool((loops["other"] != "").any())
    parts = [(name, loops[loops["outcome"] == name]) for name in headline_outcomes(loops)]
    if "worth" in loops:
        return [_worth_figure(rows, name, paired) for name, rows in parts]
    return [figure for name, rows in parts for figure in _shares_figures(rows, name, paired, titles)]


def loops_of(folder: Path) -> pd.DataFrame | None:
    """Return the table of loops of a comparison's folder; nothing where none were cut."""
    return csv(folder, FILE).fillna({"other": ""}) if (folder / f"{FILE}.csv").is_file() else None


def _worth_figure(rows: pd.DataFrame, name: str, paired: bool) -> Figure:
    """Return what the loops of a scenario are worth for an outcome."""
    axes = loop_matrix(rows, name) if paired else loop_bars(rows, name)
    return Figure(_title(axes), drawn(axes), _table(rows, name, paired), about=loop_sentence(rows, name))


def _shares_figures(rows: pd.DataFrame, name: str, paired: bool, titles: Mapping[str, str]) -> list[Figure]:
    """Return what of the differences in an outcome goes with each loop, and with each pair."""
    rows = rows.assign(scenario=rows["scenario"].map(dict(titles)))
    each = [part for _, part in rows.groupby("scenario", sort=False)]
    axes = [loop_bars(rows, name), *(loop_matrix(part, name) for part in each if paired)]
    tables = [_shares_table(part, name) for part in [rows[rows["other"] == ""], *each]]
    return [Figure(_title(ax), drawn(ax), table) for ax, table in zip(axes, tables, strict=False)]


def _title(axes: Axes) -> str:
    return " ".join(axes.get_title("left").split())


def _shares_table(rows: pd.DataFrame, name: str) -> Table:
    """Return the numbers of what goes of a difference with each loop."""
    kind = outcome(name).kind
    cells = [
        (
            row["scenario"],
            together([loop_name(loop) for loop in (row["loop"], row["other"]) if loop]),
            moved(row["difference"], kind),
            moved(row["without"], kind),
            moved(row["lost"], kind),
            span(row["low"], row["high"], kind),
        )
        for _, row in rows.iterrows()
    ]
    head = (say("Scenario"), say("Loop"), say("Difference"), say("Without it"), say("What goes"), say("95% interval"))
    return Table(head, cells, numbers=range(2, 6), grouped=True)


def loop_sentence(worth: pd.DataFrame, name: str) -> str:
    """Say in plain words which loops matter for an outcome, and which of them are not simply added up.

    Parameters
    ----------
    worth : DataFrame
        As `fansim.experiments.loops.loop_worth` returns it.
    name : str
        The outcome.
    """
    rows = worth[worth["outcome"] == name]
    alone, pairs = rows[rows["other"] == ""], rows[rows["other"] != ""]
    said = [_without(name, row) for row in _clear(alone, "worth", "low", "high")]
    answer = say("of {all} loops none alone is seen to matter.", all=len(alone))
    if len(said) == 1:
        answer = say("of {all} loops one clearly matters. ", all=len(alone)) + _few(said)
    elif said:
        answer = say("of {all} loops {some} clearly matter. ", all=len(alone), some=len(said)) + _few(said)
    first = say("For the outcome “{outcome}”, {answer}", outcome=first_low(outcome(name).name), answer=answer)
    if not len(pairs):
        return first
    clear = list(_clear(pairs, "interaction", "interaction_low", "interaction_high"))
    if not clear:
        return say("{first} No two loops are clearly worth more or less together than one by one.", first=first)
    each = _few([_beyond(name, row) for row in clear])
    return say("{first} Some are not simply added up: {each}", first=first, each=each)


def _clear(rows: pd.DataFrame, value: str, low: str, high: str) -> Iterator[Any]:
    """Yield the rows whose interval leaves zero out, the largest first."""
    order = rows[value].abs().sort_values(ascending=False, kind="stable").index
    return (row for _, row in rows.loc[order].iterrows() if is_clear(row[low], row[high]))


def _without(name: str, row: Any) -> str:
    """Say what an outcome would be without a loop."""
    size, loop = change(row["worth"], outcome(name).kind), loop_name(row["loop"])
    if row["worth"] > 0:
        return say("without “{loop}” it is {size} lower", loop=loop, size=size)
    return say("without “{loop}” it is {size} higher", loop=loop, size=size)


def _beyond(name: str, row: Any) -> str:
    """Say how far the worth of two loops is from the sum of both."""
    size, both = change(row["interaction"], outcome(name).kind), _both(row)
    if row["interaction"] > 0:
        return say("{both} are worth {size} more together than one by one", both=both, size=size)
    return say("{both} are worth {size} less together than one by one", both=both, size=size)


def _both(row: Any) -> str:
    """Return two loops as they stand in a sentence."""
    return together([say("“{loop}”", loop=loop_name(row[place])) for place in ("loop", "other")])


def _few(said: list[str]) -> str:
    """Return clauses as a sentence: the first of them, and how many more there are."""
    more = [say("and {number} more", number=len(said) - _MOST)] if len(said) > _MOST else []
    text = say("; ").join([*said[:_MOST], *more])
    return say("{sentence}.", sentence=text[:1].upper() + text[1:])


def _table(rows: pd.DataFrame, name: str, paired: bool) -> Table:
    """Return all numbers of an outcome."""
    kind = outcome(name).kind
    interval = say("95% interval")
    alone = [
        (loop_name(row["loop"]), moved(row["worth"], kind), span(row["low"], row["high"], kind))
        for _, row in rows.iterrows()
    ]
    if not paired:
        return Table((say("Loop"), say("Worth"), interval), alone)
    cells = [
        (
            loop,
            loop_name(row["other"]),
            *worth,
            moved(row["interaction"], kind) if row["other"] else "",
            span(row["interaction_low"], row["interaction_high"], kind) if row["other"] else "",
        )
        for (loop, *worth), (_, row) in zip(alone, rows.iterrows(), strict=True)
    ]
    head = (say("Loop"), say("and loop"), say("Worth"), interval, say("Beyond the sum of both"), interval)
    return Table(head, cells, numbers=range(2, 6))
