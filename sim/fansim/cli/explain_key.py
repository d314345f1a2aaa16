"""What ``fansim explain`` says of keys: one, those of a section, and those of a scenario with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.language import language, say, term
from fansim.report.words import in_unit, source_words
from fansim.scenario.keys import KEYS, LISTS, ParameterInfo
from fansim.text import padded

if TYPE_CHECKING:
    from rich.table import Table

_LABEL = 10  # columns of the name of a fact
_ROLES = {
    "lever": "lever: the brand chooses it",
    "uncertainty": "uncertainty: the brand does not choose it",
    "setting": "setting: whoever runs the scenario chooses it",
}


def parameter_lines(known: ParameterInfo) -> list[str]:
    """Return everything about one parameter."""
    is_word = known.kind in ("switch", "text", "choice")
    facts = {
        say("default"): shown(known.default),
        say("unit"): "" if is_word else say("a pure number") if known.unit == "-" else term(known.unit),
        say("kind"): term(known.kind),
        say("allowed"): _allowed(known),
        say("plausible"): "" if known.choices or known.kind == "switch" else _range(known.plausible),
        say("source"): source_words(known.source),
        say("role"): term(_ROLES[known.role]),
        say("change it"): f"--set {_with_number(known.key)}={shown(known.default) or say('VALUE')}",
    }
    head = say("{name}: {value}", name=known.key, value=term(known.meaning))
    return [head, *(f"  {padded(name, _LABEL)} {fact}" for name, fact in facts.items() if fact)]


def _allowed(known: ParameterInfo) -> str:
    """Say which values a key may have; where its words are foreign, what each of them means."""
    if known.kind == "switch":
        return say("true or false")
    if known.kind == "text":
        return term("text")
    return say(" or ").join(_choice(known, choice) for choice in known.choices) or _range(known.bounds)


def _choice(known: ParameterInfo, choice: str) -> str:
    """Return a choice as it is written in a file, with its meaning in the language in use."""
    if language() == "en":
        return choice
    return say("{choice} ({meaning})", choice=choice, meaning=term(f"{known.key}: {choice}"))


def _with_number(key: str) -> str:
    """Return a key as it is set: that of an item of a list has the number of the item."""
    section, _, name = key.rpartition(".")
    return f"{section}.0.{name}" if section in LISTS else key


def section_lines(name: str) -> list[str]:
    """Return the keys of a section, each with its default and meaning."""
    header = f"[[{name}]]" if name in LISTS else f"[{name}]"
    keys = [known for key, known in KEYS.items() if key.rpartition(".")[0] == name]
    width = max(len(known.key) for known in keys)
    return [
        say("{header}: a section of a scenario file", header=header),
        *(
            f"  {known.key:<{width}}  {say('{name}: {value}', name=_with_unit(known), value=term(known.meaning))}"
            for known in keys
        ),
    ]


def _with_unit(known: ParameterInfo) -> str:
    """Return the default of a key with its unit, where it has one."""
    is_number = isinstance(known.default, (int, float)) and not isinstance(known.default, bool)
    return in_unit(shown(known.default), known.unit) if is_number else shown(known.default) or say("no default")


def key_table(section: str, rows: list[ParameterInfo], origins: dict[str, str]) -> Table:
    """Return the table of a section of a scenario: its keys with their values, and where each was written."""
    from rich import box
    from rich.table import Table

    table = Table(title=f"\\[{section}]" if section else say("the run"), title_justify="left", box=box.SIMPLE_HEAD)
    for name in ("", say("key"), *_meaning_head(), say("value"), say("unit"), say("plausible"), say("source")):
        table.add_column(name, overflow="fold", justify="right" if name == say("value") else "left")
    for name in (say("role"), say("where")):
        table.add_column(name, overflow="fold")
    for known in rows:
        table.add_row(*_row(known, origins.get(known.key, say("default"))))
    return table


def _meaning_head() -> list[str]:
    """Return the head of the column that says what an English key means to whoever speaks another language."""
    return [] if language() == "en" else [say("meaning")]


def _row(known: ParameterInfo, where: str) -> list[str]:
    """Return the row of a parameter in the table of its section."""
    from rich.markup import escape

    cells = [
        known.key.rpartition(".")[2],
        *(term(known.title or known.meaning) for _ in _meaning_head()),
        shown(known.value),
        known.unit if known.unit == "-" else term(known.unit),
        "" if known.kind == "switch" else "|".join(known.choices) if known.choices else _range(known.plausible),
        source_words(known.source),
        term(known.role),
        where,
    ]
    return ["*" if known.changed else "", *map(escape, cells)]


def shown(value: object) -> str:
    """Return a value for reading."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}".replace(",", "_") if isinstance(value, int) else str(value)


def _range(bounds: tuple[float | None, float | None]) -> str:
    """Return a range for reading."""
    low, high = (None if side is None else f"{side:,.10g}" for side in bounds)
    if low is None:
        return "" if high is None else say("{high} or less", high=high)
    return say("{low} or more", low=low) if high is None else say("{low} to {high}", low=low, high=high)
