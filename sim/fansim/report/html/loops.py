"""What cutting feedback loops showed, as figures and sentences of the report of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from fansim.experiments.loop_findings import headline_outcomes
from fansim.language import say, together
from fansim.report.html.page import Figure, Table
from fansim.report.html.pictures import drawn
from fansim.report.html.tables import csv
from fansim.report.loop_figure import loop_matrix
from fansim.report.words import change, first_low, is_clear, loop_name, moved, outcome, span

FILE = "loops"
_MOST = 4


def loop_figures(folder: Path) -> list[Figure]:
    """Return a matrix for each headline outcome; none where the loops of one scenario were not cut in pairs."""
    worth = loops_of(folder)
    if worth is None or "worth" not in worth or not (worth["other"] != "").any():
        return []
    return [_figure(worth[worth["outcome"] == name], name) for name in headline_outcomes(worth)]


def loops_of(folder: Path) -> pd.DataFrame | None:
    """Return the table of loops of a comparison's folder; nothing where none were cut."""
    return csv(folder, FILE).fillna({"other": ""}) if (folder / f"{FILE}.csv").is_file() else None


def _figure(rows: pd.DataFrame, name: str) -> Figure:
    axes = loop_matrix(rows, name)
    title = " ".join(axes.get_title("left").split())
    return Figure(title, drawn(axes), _table(rows, name), about=loop_sentence(rows, name))


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


def _table(rows: pd.DataFrame, name: str) -> Table:
    """Return all numbers of an outcome."""
    kind = outcome(name).kind
    cells = [
        (
            loop_name(row["loop"]),
            loop_name(row["other"]),
            moved(row["worth"], kind),
            span(row["low"], row["high"], kind),
            moved(row["interaction"], kind) if row["other"] else "",
            span(row["interaction_low"], row["interaction_high"], kind) if row["other"] else "",
        )
        for _, row in rows.iterrows()
    ]
    interval = say("95% interval")
    head = (say("Loop"), say("and loop"), say("Worth"), interval, say("Beyond the sum of both"), interval)
    return Table(head, cells, numbers=range(2, 6))
