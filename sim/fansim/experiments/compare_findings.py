"""What a comparison says in plain words: the answer first, then each outcome, then what it does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from fansim.experiments.loop_findings import carried, worth_lines, worth_table
from fansim.experiments.study.study import Study
from fansim.report.words import GROUPS, is_clear, levels, outcome, standing, told
from fansim.scenario import Scenario
from fansim.text import listed

_HEADLINES = {"retention": "retention_90", "word-of-mouth spread": "reach", "shill filtering": "shill_share"}
_WORDS = {1: "better", -1: "worse", 0: "not clearly different"}


def comparison_findings(
    study: Study, table: pd.DataFrame, loops: pd.DataFrame | None, asked: Mapping[str, Scenario]
) -> str:
    """Return the page of a comparison as Markdown.

    Parameters
    ----------
    study : Study
        What was run.
    table : DataFrame
        As `compare` returns it.
    loops : DataFrame, optional
        As `loop_shares` returns it, or `loop_worth` of one scenario, where loops were cut.
    asked : mapping of Scenario
        Those that were to be compared, by their names in the study.
    """
    base, *others = dict.fromkeys(table["scenario"])
    parts = [f"# {heading(base, others)}", ""]
    if loops is not None and "worth" in loops:
        parts += [*(line for told in worth_lines(loops) for line in (told, "")), *worth_table(loops), ""]
    for name in others:
        parts += [_answer(table, base, name), ""]
        if loops is not None and "carries" in loops:
            parts += [carried(loops[loops["scenario"] == name], name), ""]
    for name in others:
        parts += [f"## {name} against {base}", "", *(f"- {line}" for line in _lines(table, base, name)), ""]
    last = study.seed + study.replications - 1
    limits = (
        f"{study.replications} replications, seeds {study.seed} to {last}: what is not clear may still be there.",
        "Of twenty differences that do not exist, about one looks clear by chance.",
        "Levels depend on what is assumed (fansim explain); what was compared is the differences, under the same luck.",
        *uneven(asked),
    )
    return "\n".join([*parts, "What this does not show:", "", *(f"- {limit}" for limit in limits)]) + "\n"


def heading(base: str, others: Sequence[str]) -> str:
    """Return what a comparison is called: the one scenario against the baseline, or how many."""
    return f"{others[0]} against {base}" if len(others) == 1 else f"{len(others)} scenarios against {base}"


def _answer(table: pd.DataFrame, base: str, name: str) -> str:
    """Say where a scenario is better, where worse, and what it sells and costs."""
    said: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for what, measure in _HEADLINES.items():
        row, first = _row(table, measure, name), _row(table, measure, base)
        if row is None or first is None or not pd.notna(row["difference"]):
            continue
        good = standing(measure, row["difference"], row["low"], row["high"])
        both = levels(measure, row["mean"], first["mean"])
        said[good].append(f"{what} ({_first_low(outcome(measure).name)}: {both})")
    clauses = [f"{_WORDS[good]} in {listed(places)}" for good, places in said.items() if places]
    answer = f"**{name}** against **{base}**: {'; '.join(clauses) or 'no headline outcome is defined in both'}."
    return answer + _money(table, base, name)


def _money(table: pd.DataFrame, base: str, name: str) -> str:
    """Say what a scenario sells and costs."""
    said = []
    for measure, word in (("sales_total", "sells for"), ("cost_total", "costs")):
        row, first = _row(table, measure, name), _row(table, measure, base)
        if row is not None and first is not None:
            clear = "" if is_clear(row["low"], row["high"]) else ", not clearly different"
            said.append(f"{word} {levels(measure, row['mean'], first['mean'])}{clear}")
    return f" It {' and '.join(said)}." if said else ""


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
            lines.append(f"{known.name}: not defined in both.")
        else:
            said = told(measure, row["mean"], first["mean"], row["difference"], row["low"], row["high"])
            lines.append(f"{known.name}: {said}.")
    return lines


def _row(table: pd.DataFrame, measure: str, name: str) -> Any:
    """Return the row of an outcome and a scenario, if there is one."""
    found = table[(table["outcome"] == measure) & (table["scenario"] == name)]
    return found.iloc[0] if len(found) else None


def uneven(scenarios: Mapping[str, Scenario]) -> list[str]:
    """Return a sentence for each way in which scenarios differ that makes their counts incomparable."""
    said = []
    sizes = {name: one.population.size for name, one in scenarios.items()}
    lengths = {name: one.days for name, one in scenarios.items()}
    for what, unit, given in (("size", "people", sizes), ("length", "days", lengths)):
        if len(set(given.values())) > 1:
            each = listed([f"{name} has {number:,} {unit}" for name, number in given.items()])
            said.append(f"The scenarios differ in {what} ({each}): compare shares and rates, not counts and money.")
    return said


def _first_low(text: str) -> str:
    """Return a name as it stands within a sentence."""
    return text[:1].lower() + text[1:]
