"""Tables of numbers as tables of texts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fansim.language import say, term
from fansim.report.html.page import Table
from fansim.report.words import OUTCOMES, between, heading, level, lever, number, outcome, outcome_part, plain

_MOST_DAYS = 25
_MOST_ROWS = 60
_MOST_COLUMNS = 7
"""Of a table of a few policies: with more to tell of each, they stand side by side, each in a column."""
_LOOKS = {"fresh": "with fresh seeds", "searched": "in the search", "low": "lower end", "high": "upper end"}
"""What the columns of an outcome tell of it, by how their names end."""


def daily_rows(daily: pd.DataFrame, names: dict[str, str], file: str) -> Table:
    """Return some columns of a daily table, at days that lie evenly, the first and the last among them.

    Parameters
    ----------
    daily
        With the days as its index.
    names
        What to call each column; those that the table lacks are left out.
    file
        The file that has all days, for the note.
    """
    step = max(1, -(-len(daily) // _MOST_DAYS))
    places = sorted({*range(0, len(daily), step), len(daily) - 1} - {-1})
    some: Any = daily.iloc[places]
    there = [name for name in names if name in daily]
    rows = [(number(float(day), 6), *(number(float(row[name]), 4) for name in there)) for day, row in some.iterrows()]
    note = say("Every day is in {file}.", file=file) if step > 1 else ""
    return Table((say("Day"), *(names[name] for name in there)), rows, note=note)


def frame_rows(frame: pd.DataFrame, file: str) -> Table:
    """Return the first rows of a table that a study wrote, its keys and outcomes in words."""
    some = _with_intervals(frame.head(_MOST_ROWS))
    head = [_head(str(name)) for name in some]
    rows = [[_cell(str(name), value) for name, value in row.items()] for row in some.to_dict("records")]
    texts = [pd.api.types.is_numeric_dtype(kind) and kind is not bool for kind in some.dtypes]
    words = next((place for place, is_number in enumerate(texts) if is_number), len(head))
    more = len(frame) - len(some)
    note = say("{number} more rows are in {file}.", number=number(more), file=file) if more else ""
    if some.columns[0] == "policy" and len(head) > max(_MOST_COLUMNS, len(rows)):
        turned = list(zip(head, *rows, strict=True))
        return Table(turned[0], turned[1:], numbers=range(1, 99), note=note)
    return Table(head, rows, numbers=range(words, 99), note=note)


def _with_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which the ends of the interval of an outcome stand behind its value, in one cell."""
    wide = frame.copy()
    for name in [str(one).removesuffix("_fresh") for one in frame if str(one).endswith("_fresh")]:
        ends = [f"{name}_low", f"{name}_high"]
        if name in OUTCOMES and set(ends) <= set(frame):
            kind = outcome(name).kind
            told = [
                f"{level(name, value)} ({between(low, high, kind)})" if low == low else _cell(f"{name}_fresh", value)
                for value, low, high in frame[[f"{name}_fresh", *ends]].itertuples(index=False)
            ]
            wide = wide.assign(**{f"{name}_fresh": told}).drop(columns=ends)
    return wide


def _head(name: str) -> str:
    """Return what to call a column: a key by its title, an outcome by its name and what of it is told."""
    if "." in name:
        return lever(name)
    about, look = outcome_part(name)
    if about:
        return say("{outcome}: {look}", outcome=outcome(about).name, look=term(_LOOKS[look]))
    return plain(name) if heading(name) == name else heading(name)


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        text = "" if value is None else str(value)
        return {"outcome": lambda: outcome(text).name, "factor": lambda: lever(text), "key": lambda: lever(text)}.get(
            name, lambda: heading(text)
        )()
    about, _ = outcome_part(name)
    return level(about, float(value)) if about and value == value else number(float(value), 4)
