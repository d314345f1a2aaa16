"""The day, a phase and a rule in words, read off their source, their declarations and docstrings."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterable

from fansim.assembly import Assembly, assemble
from fansim.engine import daily
from fansim.engine.phase import Phase
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules, signature_of
from fansim.language import say, term
from fansim.text import padded, wrapped

_DOCSTRING = 120  # columns of a line

OVER = {
    "person": "each person",
    "active": "each person who has a day today",
    "reach": "each person within the brand's reach",
    "sums": "each person who has a day today, to add up",
    "group": "each group",
    "chunk": "each chunk of persons",
    "whole": "everything at once",
}


def day_lines(assembly: Assembly | None = None) -> list[str]:
    """Return the day in words: every phase in order, and where all rows must be done before the next begins.

    Parameters
    ----------
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    """
    assembly = assembly or assemble()
    number = {phase.name: place for place, phase in enumerate(assembly.day, start=1)}
    width = max(map(len, number))
    lines = [
        say(
            "The day: its phases in order. A line marks where a pass begins: the phases above it are done for all rows."
        ),
        say("fansim explain NAME tells more of a phase, a rule or a key."),
    ]
    for phases in assembly.passes:
        lines.append("-" * 100)
        lines += [f"{number[phase.name]:2d} {phase.name:<{width}} {term(phase.sentence)}" for phase in phases]
    return lines


def phase_lines(phase: Phase, assembly: Assembly | None = None) -> list[str]:
    """Return all that is known of a phase: what it visits, calls, reads from other rows, writes and draws.

    Parameters
    ----------
    phase : Phase
        The phase.
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    """
    assembly = assembly or assemble()
    number = [other.name for other in assembly.day].index(phase.name) + 1
    head = say(
        "phase {name}, {number} of {all} in the day: {sentence}",
        name=phase.name, number=number, all=len(assembly.day), sentence=term(phase.sentence),
    )  # fmt: skip
    return [head] + [f"  {fact}" for fact in _facts(phase, assembly)]


def _facts(phase: Phase, assembly: Assembly) -> list[str]:
    """Return what a phase visits, calls, reads from other rows, writes and draws, line by line."""
    reading = assembly.readings[phase.name]
    facts = {
        say("over"): term(OVER[phase.over]),
        say("when"): say(" or ").join(assembly.switches[phase.name]),
        say("rules"): ", ".join(rules_of(phase, assembly)),
        say("reads"): ", ".join(_tables(reading.reads_others)),
        say("writes"): ", ".join(_tables(reading.writes)),
        say("draws"): "; ".join(f"{name}: {', '.join(sorted(drawn))}" for name, drawn in reading.draws.items()),
        say("file"): _file_of(phase.row),
    }
    return [
        line
        for name, fact in facts.items()
        if fact
        for line in textwrap.wrap(fact, 100, initial_indent=padded(f"{name}:", 8), subsequent_indent=" " * 8)
    ]


def _file_of(row: Callable[..., None]) -> str:
    """Return the file of a row function; those that are written from declarations have none of their own."""
    return (plain(row).__module__ or daily.__name__).replace(".", "/") + ".py"


def _tables(columns: Iterable[str]) -> list[str]:
    """Return columns in the order of the alphabet."""
    return sorted(columns)


def rule_lines(name: str, assembly: Assembly | None = None) -> list[str]:
    """Return a rule in words: its arguments, its docstring, the phases that use it.

    Parameters
    ----------
    name : str
        The rule.
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    """
    assembly = assembly or assemble()
    function = plain(all_rules(assembly.added)[name])
    used = [phase.name for phase in assembly.day if name in rules_of(phase, assembly, through_rules=True)]
    first, rest = said_first(function)
    file = f"{function.__module__.replace('.', '/')}.py"
    return [
        say("rule {signature}", signature=signature_of(name, assembly.added)),
        *(f"  {line}" for line in wrapped(term(first), _DOCSTRING)),
        *(f"  {line}".rstrip() for line in rest.splitlines()),
        "",
        f"  {_used_in(used)}",
        f"  {say('File: {file}. Replace it: fansim run SCENARIO --rules my_rules.py', file=file)}",
    ]


def said_first(function: Callable[..., object]) -> tuple[str, str]:
    """Return the sentence with which the docstring of a rule begins, on one line, and the rest as it stands."""
    text = inspect.getdoc(function) or ""
    first, gap, rest = text.partition("\n\n")
    return " ".join(first.split()), gap[1:] + rest


def _used_in(phases: list[str]) -> str:
    """Say in which phases a rule is used."""
    names = ", ".join(phases) or say("none")
    if len(phases) > 1:
        return say("Used in the phases: {names}.", names=names)
    return say("Used in the phase: {names}.", names=names)


def rules_of(phase: Phase, assembly: Assembly | None = None, *, through_rules: bool = False) -> list[str]:
    """Return the names of the rules that a phase calls, in the order in which it meets them.

    Parameters
    ----------
    phase : Phase
        The phase.
    assembly : Assembly, optional
        The mechanisms; those of fansim by default.
    through_rules : bool
        Whether to name also the rules that are called by rules only.
    """
    found = list((assembly or assemble()).readings[phase.name].rules)
    for rule in found if through_rules else ():
        function = plain(rule)
        called = (function.__globals__.get(name) for name in function.__code__.co_names)
        found += [other for other in called if getattr(other, "is_rule", False) and other not in found]
    return [plain(rule).__name__ for rule in found]
