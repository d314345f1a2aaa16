"""What a comparison says in plain words: the answer first, then each outcome, then what it does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from fansim.experiments.loop_findings import MOST_SAID, each_carried, worth_answer, worth_lines, worth_table
from fansim.language import say, term, together
from fansim.report.words import GROUPS, first_low, is_clear, levels, outcome, standing, told

_HEADLINES = {"retention": "retention_90", "word-of-mouth spread": "reach", "shill filtering": "shill_share"}


class Shape(NamedTuple):
    """How many people a scenario has, and for how many days it runs."""

    people: int
    days: int


def comparison_findings(
    table: pd.DataFrame, loops: pd.DataFrame | None, shapes: Mapping[str, Shape], seed: int, replications: int
) -> str:
    """Return the page of a comparison as Markdown, in the language in use.

    Parameters
    ----------
    table : DataFrame
        As `compare` returns it.
    loops : DataFrame, optional
        As `loop_shares` returns it, or `loop_worth` of one scenario, where loops were cut.
    shapes : mapping of Shape
        Of those that were to be compared, by their names in the study.
    seed, replications : int
        The first seed, and the runs of each scenario.
    """
    base, *others = dict.fromkeys(table["scenario"])
    said = _carried(loops, others)
    if loops is not None and "worth" in loops:
        title = say("What the feedback loops of {name} are worth", name=base)
        answers = _of_loops(table, loops, base, others)
    else:
        title = heading(base, others)
        answers = [line for name in others for line in (_answer(table, base, name), "", *_few_carried(said.get(name)))]
    parts = [f"# {title}", "", *answers]
    for name in others:
        parts += [f"## {heading(base, [name])}", "", *(f"- {line}" for line in _lines(table, base, name)), ""]
    parts += _carried_below(said)
    limits = (
        say(
            "{replications} replications, seeds {first} to {last}: what is not clear may still be there.",
            replications=replications,
            first=seed,
            last=seed + replications - 1,
        ),
        say("Of twenty differences that do not exist, about one looks clear by chance."),
        say(
            "Levels depend on what is assumed (fansim explain); what was compared is the differences, under the same "
            "luck."
        ),
        *uneven(shapes),
    )
    return "\n".join([*parts, say("What this does not show:"), "", *(f"- {limit}" for limit in limits)]) + "\n"


def _of_loops(table: pd.DataFrame, worth: pd.DataFrame, base: str, others: Sequence[str]) -> list[str]:
    """Return which loops of a scenario matter most, and then, under headings, all that was found of each."""
    answer = [line for told in worth_answer(worth) for line in (told, "")]
    each = [f"- {line}" for line in worth_lines(worth)]
    without = [f"- {_answer(table, base, name)}" for name in others]
    return [
        *answer,
        *(f"## {say('What each loop is worth')}", "", *each, "", *worth_table(worth), ""),
        *(f"## {say('The scenario without each loop')}", "", *without, ""),
    ]


def _carried(loops: pd.DataFrame | None, others: Sequence[str]) -> dict[str, list[str]]:
    """Return the differences that loops carry, said one by one, by scenario; none where that was not asked."""
    if loops is None or "carries" not in loops:
        return {}
    return {name: each_carried(loops[loops["scenario"] == name], name) for name in others}


def _few_carried(said: Sequence[str] | None) -> list[str]:
    """Return the paragraph of an answer that names a few of the differences that loops carry."""
    if said is None:
        return []
    more = [say("All that loops carry is listed below ({number} in all).", number=len(said))]
    return [" ".join([*said[:MOST_SAID], *(more if len(said) > MOST_SAID else [])]), ""]


def _carried_below(said: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the differences that loops carry, where the answer names but a few of them."""
    return [
        line
        for name, each in said.items()
        if len(each) > MOST_SAID
        for line in (f"## {say('What loops carry: {name}', name=name)}", "", *(f"- {one}" for one in each), "")
    ]


def heading(base: str, others: Sequence[str]) -> str:
    """Return what a comparison is called: the one scenario against the baseline, or how many."""
    if len(others) == 1:
        return say("{name} against {base}", name=others[0], base=base)
    return say("{number} scenarios against {base}", number=len(others), base=base)


def _answer(table: pd.DataFrame, base: str, name: str) -> str:
    """Say where a scenario is better, where worse, and what it sells and costs."""
    said: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for what, measure in _HEADLINES.items():
        row, first = _row(table, measure, name), _row(table, measure, base)
        if row is None or first is None or not pd.notna(row["difference"]):
            continue
        good = standing(measure, row["difference"], row["low"], row["high"])
        both = levels(measure, row["mean"], first["mean"])
        said[good].append(
            say("{what} ({outcome}: {levels})", what=term(what), outcome=first_low(outcome(measure).name), levels=both)
        )
    clauses = [_clause(good, together(places)) for good, places in said.items() if places]
    answer = say("; ").join(clauses) or say("no headline outcome is defined in both")
    return say("**{name}** against **{base}**: {answer}.", name=name, base=base, answer=answer) + _money(
        table, base, name
    )


def _clause(good: int, places: str) -> str:
    """Say in what a scenario is better, worse, or not clearly different."""
    if good == 0:
        return say("not clearly different in {places}", places=places)
    return say("better in {places}", places=places) if good > 0 else say("worse in {places}", places=places)


def _money(table: pd.DataFrame, base: str, name: str) -> str:
    """Say what a scenario sells and costs."""
    said = []
    for measure in ("sales_total", "cost_total"):
        row, first = _row(table, measure, name), _row(table, measure, base)
        if row is not None and first is not None:
            both = levels(measure, row["mean"], first["mean"])
            text = (
                say("sells for {levels}", levels=both)
                if measure == "sales_total"
                else say("costs {levels}", levels=both)
            )
            said.append(text if is_clear(row["low"], row["high"]) else say("{said}, not clearly different", said=text))
    return say(" It {does}.", does=say(" and ").join(said)) if said else ""


def _lines(table: pd.DataFrame, base: str, name: str) -> list[str]:
    """Say each outcome of a scenario beside the baseline's, the headline ones first."""
    names = list(dict.fromkeys(table["outcome"]))
    headline = [one for group in GROUPS.values() for one in group if one in names]
    lines = []
    for measure in [*headline, *(one for one in names if one not in headline)]:
        row, first = _row(table, measure, name), _row(table, measure, base)
        if row is None or first is None:
            continue
        known = outcome(measure)
        if pd.isna(row["difference"]):
            lines.append(say("{outcome}: not defined in both.", outcome=known.name))
        else:
            said = told(measure, row["mean"], first["mean"], row["difference"], row["low"], row["high"])
            lines.append(say("{outcome}: {said}.", outcome=known.name, said=said))
    return lines


def _row(table: pd.DataFrame, measure: str, name: str) -> Any:
    """Return the row of an outcome and a scenario, if there is one."""
    found = table[(table["outcome"] == measure) & (table["scenario"] == name)]
    return found.iloc[0] if len(found) else None


def uneven(shapes: Mapping[str, Shape]) -> list[str]:
    """Return a sentence for each way in which scenarios differ that makes their counts incomparable."""
    said = []
    sizes = {name: one.people for name, one in shapes.items()}
    lengths = {name: one.days for name, one in shapes.items()}
    if len(set(sizes.values())) > 1:
        each = [say("{name} has {number} people", name=name, number=f"{number:,}") for name, number in sizes.items()]
        said.append(
            say(
                "The scenarios differ in size ({each}): compare shares and rates, not counts and money.",
                each=together(each),
            )
        )
    if len(set(lengths.values())) > 1:
        each = [say("{name} has {number} days", name=name, number=f"{number:,}") for name, number in lengths.items()]
        said.append(
            say(
                "The scenarios differ in length ({each}): compare shares and rates, not counts and money.",
                each=together(each),
            )
        )
    return said
