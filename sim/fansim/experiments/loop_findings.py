"""What cutting feedback loops shows, in plain words: what each is worth, and which conclusions depend on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from fansim.language import say, together
from fansim.mechanisms.feedback.loops import LOOPS
from fansim.report.words import is_clear, loop_name, moved, outcome, span
from fansim.text import telling_titles

_HEADLINES = ("retention_90", "reach", "shill_share")
_FEW = 6
MOST_SAID = 3
"""Loops, or differences, that an answer names; the others are told below it."""


def titles_with_cuts(titles: Mapping[str, str]) -> dict[str, str]:
    """Return what to call scenarios: by their titles, or where loops of one are cut by the loops that it lacks.

    Parameters
    ----------
    titles : mapping
        The titles of the scenarios by their names, the baseline first.
    """
    base, *others = titles
    cuts = {name: name.removeprefix("without ").split(" and ") for name in others if name.startswith("without ")}
    if not others or len(cuts) < len(others) or not set().union(*cuts.values()) <= LOOPS.keys():
        return telling_titles(titles)
    without = {
        name: say("without {loops}", loops=together([loop_name(one) for one in loops])) for name, loops in cuts.items()
    }
    return telling_titles({base: titles[base]}) | without


def headline_outcomes(loops: pd.DataFrame) -> list[str]:
    """Return the headline outcomes of a table; all of its outcomes where these are few, as when they were asked for."""
    names = [str(name) for name in dict.fromkeys(loops["outcome"])]
    return names if len(names) <= _FEW else [name for name in _HEADLINES if name in names]


def loop_lines(loops: pd.DataFrame | None, titles: Mapping[str, str]) -> list[str]:
    """Return what cutting loops shows, line by line; none where none were cut.

    Parameters
    ----------
    loops : DataFrame, optional
        As `loop_worth` or `loop_shares` returns it.
    titles : mapping
        What to call each scenario.
    """
    if loops is None:
        return []
    if "worth" in loops:
        return worth_lines(loops)
    return [
        say("{name}: {value}", name=titles[str(name)], value=carried(part, titles[str(name)]))
        for name, part in loops.groupby("scenario", sort=False)
    ]


def worth_lines(worth: pd.DataFrame) -> list[str]:
    """Return what the loops of a scenario are worth, and its pairs, a sentence or two an outcome.

    Parameters
    ----------
    worth : DataFrame
        As `loop_worth` returns it.
    """
    lines = []
    for name in headline_outcomes(worth):
        part = worth[worth["outcome"] == name]
        alone, pairs = part[part["other"] == ""], part[part["other"] != ""]
        lines.append(" ".join([_alone(name, alone), *([_together(name, pairs)] if len(pairs) else [])]))
    return lines


def worth_answer(worth: pd.DataFrame) -> list[str]:
    """Return which loops matter most, a sentence an outcome; `worth_lines` has all of them.

    Parameters
    ----------
    worth : DataFrame
        As `loop_worth` returns it.
    """
    return [_largest(name, worth[worth["outcome"] == name]) for name in headline_outcomes(worth)]


def worth_table(worth: pd.DataFrame) -> list[str]:
    """Return the same with all numbers, as the lines of a Markdown table."""
    head = (say("outcome"), say("loop"), say("worth"), say("95% interval"), say("beyond the sum"), say("95% interval"))
    lines = [_row(head), _row(["---"] * len(head))]
    for name in headline_outcomes(worth):
        for _, row in worth[worth["outcome"] == name].iterrows():
            lines.append(
                _row([outcome(name).name, loops_in(row), *_cells(name, row, "worth", ""), *_beyond(name, row)])
            )
    return lines


def carried(loops: pd.DataFrame, name: str) -> str:
    """Say which loops carry the differences of a scenario, and which pairs carry what neither loop does alone.

    Parameters
    ----------
    loops : DataFrame
        As `loop_shares` returns it, the rows of this scenario.
    name : str
        What it is called.
    """
    return " ".join(each_carried(loops, name))


def each_carried(loops: pd.DataFrame, name: str) -> list[str]:
    """Return the sentences of `carried`, one an outcome, those of the headline ones first."""
    found = [str(one) for one in dict.fromkeys(loops["outcome"])]
    names = [*(one for one in _HEADLINES if one in found), *(one for one in found if one not in _HEADLINES)]
    parts = [of_their_own(loops[(loops["outcome"] == one) & loops["carries"]]) for one in names]
    said = [_carries(part) for part in parts if len(part)]
    none = say(
        "No feedback loop is seen to carry a difference of {name}: where a difference is clear, none of them clearly "
        "takes half of it away.",
        name=name,
    )
    return said or [none]


def loops_in(row: Any) -> str:
    """Return the loops of a row: "a", or "a and b"."""
    return together([row["loop"], row["other"]]) if row["other"] else str(row["loop"])


def _largest(name: str, rows: pd.DataFrame) -> str:
    """Say how many loops matter for an outcome, and which are worth most."""
    alone = rows[rows["other"] == ""]
    clear = [row for _, row in alone.iterrows() if is_clear(row["low"], row["high"])]
    if not clear:
        return say("{outcome}: no loop alone is clearly worth anything.", outcome=outcome(name).name)
    largest = sorted(clear, key=lambda row: -abs(row["worth"]))[:MOST_SAID]
    return say(
        "{outcome}: loops that clearly matter: {some} of {all}; worth most: {each}.",
        outcome=outcome(name).name,
        all=len(alone),
        some=len(clear),
        each=say("; ").join([f"{loop_name(row['loop'])} {_size(name, row, 'worth', '')}" for row in largest]),
    )


def _alone(name: str, rows: pd.DataFrame) -> str:
    """Say what each loop alone is worth."""
    clear = [row for _, row in rows.iterrows() if is_clear(row["low"], row["high"])]
    if not clear:
        return say("{outcome}: no loop alone is clearly worth anything.", outcome=outcome(name).name)
    each = "; ".join([f"{loops_in(row)} {_size(name, row, 'worth', '')}" for row in clear])
    return say("{outcome}: worth of each loop that clearly matters: {each}.", outcome=outcome(name).name, each=each)


def _together(name: str, rows: pd.DataFrame) -> str:
    """Say which pairs are worth more or less than both of their loops."""
    clear = [row for _, row in rows.iterrows() if is_clear(row["interaction_low"], row["interaction_high"])]
    if not clear:
        return say("No pair is clearly worth more or less than the sum of both.")
    each = "; ".join([f"{loops_in(row)} {_size(name, row, 'interaction', 'interaction_')}" for row in clear])
    return say("Pairs that are worth more or less than the sum of both: {each}.", each=each)


def _size(name: str, row: Any, value: str, ends: str) -> str:
    """Return a value with its interval."""
    size, between = _cells(name, row, value, ends)
    return f"{size} ({between})"


def of_their_own(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the loops that carry an outcome, and the pairs of which neither does."""
    alone = set(rows.loc[rows["other"] == "", "loop"])
    return rows[(rows["other"] == "") | ~(rows["loop"].isin(alone) | rows["other"].isin(alone))]


def _carries(rows: pd.DataFrame) -> str:
    """Say what carries the difference in one outcome."""
    known = outcome(str(rows["outcome"].iloc[0]))
    each = [
        say(
            "{loops} (without it {without} instead of {whole})",
            loops=_as_subject(row),
            without=moved(row["without"], known.kind),
            whole=moved(row["difference"], known.kind),
        )
        for _, row in rows.iterrows()
    ]
    name = known.name[:1].lower() + known.name[1:]
    return say("The difference in {outcome} is carried by {each}.", outcome=name, each=together(each))


def _as_subject(row: Any) -> str:
    """Return a loop, or a pair, as it stands in a sentence."""
    if row["other"]:
        return say("the pair of {loops}", loops=loops_in(row))
    return say("the loop {loop}", loop=row["loop"])


def _beyond(name: str, row: Any) -> tuple[str, str]:
    """Return what a pair is worth beyond the sum of both, for the table; nothing for a loop alone."""
    return _cells(name, row, "interaction", "interaction_") if row["other"] else ("", "")


def _cells(name: str, row: Any, value: str, ends: str) -> tuple[str, str]:
    """Return a value and its interval, for the table."""
    kind = outcome(name).kind
    return moved(row[value], kind), span(row[f"{ends}low"], row[f"{ends}high"], kind)


def _row(cells: Iterable[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
