"""What the manifest says of scenarios, key by key: what was set, from which source, and what tells two apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fansim.language import say
from fansim.report.html.page import Table
from fansim.report.words import heading, in_unit, lever, number, source_words
from fansim.scenario.keys import KEYS, ParameterInfo

_ASIDE = ("title", "description", "theme", "seed")  # said elsewhere on the page
_LONGEST = 80


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every value of a resolved scenario by its dotted key, items of lists of tables by their number."""
    return {key: value for key, value in _walk(values, "") if key not in _ASIDE}


def _walk(values: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    if isinstance(values, Mapping):
        items = [(str(name), value) for name, value in values.items()]
    elif isinstance(values, list) and values and all(isinstance(item, Mapping) for item in values):
        items = [(str(place), item) for place, item in enumerate(values)]
    else:
        yield prefix.rstrip("."), values
        return
    for name, value in items:
        yield from _walk(value, f"{prefix}{name}.")


def known(key: str) -> ParameterInfo | None:
    """Return what is known of a key; nothing where a mechanism from outside, or an older version, has it."""
    return KEYS.get(".".join(part for part in key.split(".") if not part.isdecimal()))


def in_use(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the flat values of a scenario without those of sections that are off."""
    return {key: value for key, value in given.items() if _is_on(key, given)}


def changed(values: Mapping[str, Any]) -> Table | None:
    """Return what a scenario sets otherwise than the defaults, with sources."""
    rows = [
        (lever(key), told(key, value), told(key, info.default), source_words(info.source), key)
        for key, value in in_use(flat(values)).items()
        if (info := known(key)) and value != _as_json(info.default) and value != []
    ]
    if not rows:
        return None
    head = (say("Setting"), say("Value"), say("Default"), say("Source of the default"), say("Key"))
    return Table(head, rows, numbers=range(1, 3))


def standing(given: Mapping[str, Any]) -> str:
    """Say how many of the values in use stand on evidence or theory, and how many are assumed."""
    infos = [info for key in given if (info := known(key)) and info.role != "setting"]
    assumed = sum(info.source == "assumption" for info in infos)
    return say(
        "{all} values are in use: {sourced} have a source in the evidence or in theory, {assumed} are assumptions. "
        "fansim explain KEY tells each; all of them are in manifest.json.",
        all=number(len(infos)),
        sourced=number(len(infos) - assumed),
        assumed=number(assumed),
    )


def _is_on(key: str, given: Mapping[str, Any]) -> bool:
    """Whether the section of a key is on, as far as it has a switch."""
    section, _, name = key.rpartition(".")
    return name == "enabled" or given.get(f"{section}.enabled") is not False


def differences(scenarios: Mapping[str, Mapping[str, Any]]) -> Table | None:
    """Return the keys in which scenarios differ, a column a scenario, those of the same value left grey by the page."""
    each = [flat(values) for values in scenarios.values()]
    keys = [key for key in dict.fromkeys(key for one in each for key in one) if _differ(key, each)]
    rows = [(lever(key), *(told(key, one.get(key)) for one in each), key) for key in keys if _matters(key, each)]
    if not rows or len(each) < 2:
        return None
    return Table((say("Setting"), *scenarios, say("Key")), rows, numbers=range(0))


def _differ(key: str, each: list[dict[str, Any]]) -> bool:
    return len({repr(one.get(key)) for one in each}) > 1


def _matters(key: str, each: list[dict[str, Any]]) -> bool:
    """Whether a key is in use in a scenario at least."""
    return any(_is_on(key, one) for one in each)


def told(key: str, value: Any) -> str:
    """Return a value as people read it, with its unit."""
    info = known(key)
    if value is None:
        return "–"
    if isinstance(value, bool):
        return say("on") if value else say("off")
    if isinstance(value, (int, float)):
        return in_unit(number(value, 6), info.unit if info else "-")
    words = [heading(str(one)) for one in (value if isinstance(value, (list, tuple)) else [value])]
    text = say(", ").join(words)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _as_json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
