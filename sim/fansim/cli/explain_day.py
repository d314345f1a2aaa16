"""The day, a phase and a rule in words, read off their declarations and docstrings."""

from __future__ import annotations

import inspect
import textwrap
from typing import Any

from fansim.day import DAY, passes
from fansim.phases.phase import Phase
from fansim.rules.registry import all_rules, plain, signature_of

_OVER = {
    "person": "each person",
    "group": "each group",
    "chunk": "sums over persons",
    "whole": "everything at once",
}


def day_lines() -> list[str]:
    """Return the day in words: every phase in order, and where all rows must be done before the next begins."""
    number = {phase.name: place for place, phase in enumerate(DAY, start=1)}
    lines = [
        "The day: its phases in order. A line marks where a pass begins: the phases above it are done for all rows.",
        "fansim explain NAME tells more of a phase, a rule or a key.",
    ]
    for phases in passes():
        lines.append("-" * 100)
        for phase in phases:
            lines += _short(phase, number[phase.name])
    return lines


def _short(phase: Phase, number: int) -> list[str]:
    """Return a phase with its place in the day."""
    first, *rest = _facts(phase)
    return [f"{number:2d} {phase.name:<12} {phase.sentence}", *(f"{'':16}{fact}" for fact in (first, *rest))]


def phase_lines(phase: Phase) -> list[str]:
    """Return all that a phase declares."""
    number = [other.name for other in DAY].index(phase.name) + 1
    return [f"phase {phase.name}, {number} of {len(DAY)} in the day: {phase.sentence}"] + [
        f"  {fact}" for fact in _facts(phase)
    ]


def _facts(phase: Phase) -> list[str]:
    """Return what a phase visits, calls, reads from other rows, writes and draws."""
    facts = {
        "over": _OVER[phase.over],
        "rules": ", ".join(rules_of(phase)),
        "reads": ", ".join(phase.reads_others),
        "writes": ", ".join(phase.writes),
        "draws": ", ".join(phase.draws),
    }
    known = {name: fact for name, fact in facts.items() if fact}
    return [
        line
        for name, fact in known.items()
        for line in textwrap.wrap(fact, 100, initial_indent=f"{name + ':':<8}", subsequent_indent=" " * 8)
    ]


def rule_lines(name: str) -> list[str]:
    """Return a rule in words: its arguments, its docstring, the phases that use it."""
    function = plain(all_rules()[name])
    used = [phase.name for phase in DAY if name in rules_of(phase, through_rules=True)]
    text = inspect.getdoc(function) or ""
    return [
        f"rule {signature_of(name)}",
        *(f"  {line}".rstrip() for line in text.splitlines()),
        "",
        f"  Used in the phase{'s' if len(used) > 1 else ''}: {', '.join(used) or 'none'}.",
        f"  File: {function.__module__.replace('.', '/')}.py. Replace it: fansim run SCENARIO --rules my_rules.py",
    ]


def rules_of(phase: Phase, *, through_rules: bool = False) -> list[str]:
    """Return the names of the rules that a phase calls, in the order of the rule book.

    Parameters
    ----------
    phase : Phase
        The phase.
    through_rules : bool
        Whether to name also the rules that are called by rules only.
    """
    book = {id(plain(rule)): name for name, rule in all_rules().items()}
    found: set[str] = set()
    _collect(plain(phase.row), book, found, set(), through_rules)
    return [name for name in all_rules() if name in found]


def _collect(function: Any, book: dict[int, str], found: set[str], seen: set[int], through_rules: bool) -> None:
    """Add the rules that a function names, itself or through the helpers of its phase."""
    if not inspect.isfunction(function) or id(function) in seen:
        return
    seen.add(id(function))
    for name in function.__code__.co_names:
        used = plain(function.__globals__.get(name))  # type: ignore[arg-type]
        if id(used) in book:
            found.add(book[id(used)])
        if id(used) not in book or through_rules:
            _collect(used, book, found, seen, through_rules)
