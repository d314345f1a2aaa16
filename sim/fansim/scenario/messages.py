"""Problems of a scenario in plain words: where, which key, what was got, what is allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from fansim.language import either, meant, say, term, together
from fansim.scenario.keys import ParameterInfo, general_key, in_use, keys_of
from fansim.scenario.layers import Layers, Place, Source
from fansim.scenario.suggest import unknown_key, unknown_section
from fansim.scenario.toml_lines import KeyPath
from fansim.text import is_printable, nearest, printable, shortened

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MOST_PROBLEMS = 10
MOST_HINTS = 100  # ten problems are shown, but some may be said twice
_MOST_PARTS = 10
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"[a-z][a-z_0-9.]*[a-z_0-9]")
_ABSENT = object()


class Problem(NamedTuple):
    """One thing to put right, and its place in the order of reporting."""

    rank: tuple[int, int]
    text: str


def problem(place: Place, path: KeyPath, message: str) -> Problem:
    """Return a message with its place and key before it."""
    key = "" if ".".join(map(str, path)) == place.source.key else dotted(path)
    return Problem(place.rank(), ": ".join(part for part in (str(place), key, message) if part))


def report(problems: Iterable[Problem]) -> str:
    """Return one line for each problem, nearest to the user first, the first ten only."""
    texts = list(dict.fromkeys(found.text for found in sorted(problems, key=lambda found: found.rank)))
    more = len(texts) - MOST_PROBLEMS
    if more > 0:
        texts[MOST_PROBLEMS:] = [say("... and {number} more problems.", number=more)]
    return "\n".join(texts)


def validation_problems(errors: Iterable[ErrorDetails], layers: Layers) -> list[Problem]:
    """Return what pydantic found, in words of the project."""
    found = []
    in_order = sorted(errors, key=lambda error: layers.place(error["loc"]).rank())
    for number, error in enumerate(in_order):
        path, context = error["loc"], error.get("ctx")
        reason = context.get("error") if context else None
        if reason is not None:
            found.append(_contradiction(path, str(reason), layers))
            continue
        place, value = layers.place(path), layers.at(path)
        if error["type"] == "too_long":
            got, most = context["actual_length"], context["max_length"]  # type: ignore[index]
            message = say("got {number} items, but at most {most} are possible.", number=f"{got:,}", most=most)
        elif error["type"] == "extra_forbidden":
            message = _unknown(path, value) if number < MOST_HINTS else say("unknown key.")
        else:
            message = _not_allowed(path, value, in_file=not place.source.key)
        found.append(problem(place, path, message))
    return found


def _unknown(path: KeyPath, value: object) -> str:
    """Say that there is no such key or section."""
    tables: list[Any] = value if isinstance(value, list) and value else [value]
    if len(path) == 1 and all(isinstance(table, dict) for table in tables):
        return unknown_section(path, [key for table in tables for key in table])
    return unknown_key(path)


def _not_allowed(path: KeyPath, value: object, *, in_file: bool) -> str:
    """Say what was got, and what is allowed."""
    wanted = _expected(path, value, in_file=in_file)
    return say("got {value}, but {wanted}", value=shown(value), wanted=wanted)


def _expected(path: KeyPath, value: object, *, in_file: bool) -> str:
    """Say what must stand in the place of a value, as the end of a sentence."""
    key = general_key(path)
    if key in in_use().all:
        information = in_use().all[key]
        return say("it must be {allowed}.", allowed=allowed(information)) + _correction(information, value)
    if key in in_use().lists and isinstance(path[-1], int):
        return say("each item is a table, such as {item}.", item=_example_item(key))
    if key in in_use().lists and in_file:
        return say("it is a list: write [[{key}]], with two brackets on each side, above each item.", key=key)
    if key in in_use().lists:
        return say("it is a list of tables, such as [{item}].", item=_example_item(key))
    if not in_file:
        name = next(name for name in keys_of(key) if name != "enabled")
        return say("it is a section: name one of its keys, such as {key}.", key=f"{key}.{name}")
    if isinstance(value, list):
        return say("there is only one: write [{key}], with one bracket on each side.", key=key)
    return say("it is a section: write [{key}], and its keys on the lines below.", key=key)


def _example_item(key: str) -> str:
    """Return the shortest item of a list."""
    name = keys_of(key)[0]
    information = in_use().all[f"{key}.{name}"]
    value = information.bounds[0] if information.default is None else information.default
    return f"{{{name} = {shown(value)}}}"


def allowed(information: ParameterInfo) -> str:
    """Say what a value must be: its kind, bounds, unit or choices."""
    if information.kind == "switch":
        return say("true or false")
    if information.kind == "choice":
        return either([shown(choice) for choice in information.choices])
    if information.kind == "text":
        return say("text in quotes")
    if information.kind == "date":
        return say("a date such as 2025-01-05, without quotes")
    if information.kind == "value" and isinstance(information.default, tuple):
        return say('a list of texts, such as ["from", "to"]')
    if information.kind == "value":
        return say('a table of keys and their new values, such as { "entry.follow_days" = 30 }')
    number = say("a whole number") if information.kind == "whole number" else say("a number")
    text = _within(number, *information.bounds)
    return text if information.unit == "-" else say("{number} ({unit})", number=text, unit=term(information.unit))


def _within(number: str, low: float | None, high: float | None) -> str:
    """Say between which bounds a number must lie."""
    if low is not None and high is not None:
        return say("{number} from {low} to {high}", number=number, low=_number(low), high=_number(high))
    if high is not None:
        return say("{number} of at most {high}", number=number, high=_number(high))
    return number if low is None else say("{number} of at least {low}", number=number, low=_number(low))


def _correction(information: ParameterInfo, value: object) -> str:
    """Say how to write what was probably meant."""
    if information.kind == "choice" and isinstance(value, str):
        choice = nearest(value, information.choices)
        return meant(shown(choice) if choice else "")
    if information.kind == "whole number" and isinstance(value, float) and value.is_integer():
        return say(" Write {value}.", value=int(value))
    if isinstance(value, str) and information.kind in ("number", "whole number"):
        written = _number_meant(value, information)
        if written:
            return say(" Write {value}.", value=written)
    is_quoted = isinstance(value, str) and re.fullmatch(r"true|false|[+-]?[0-9][0-9_]*(\.[0-9]+)?", value)
    return say(" Write it without quotes.") if is_quoted else ""


_MEANT = re.compile(r"[¥￥$€]?\s*([+-]?\d[\d,_ ]*(?:\.\d+)?)\s*(%|[a-zA-Z]*|元|天)")
_TIMES = {"k": 1_000, "m": 1_000_000, "week": 7, "month": 30, "year": 365}


def _number_meant(text: str, information: ParameterInfo) -> str:
    """Return a number as it has to be written: for 40%, 8,000, 2 weeks or 1.5k; "" if it is not clear."""
    match = _MEANT.fullmatch(text.strip())
    if not match or (match[2] == "" and not re.search(r"[,\s¥￥$€]", text.strip())):
        return ""
    value = float(re.sub(r"[,_ ]", "", match[1]))
    word = match[2].lower()
    if word == "%":
        value /= 100
    elif word.rstrip("s") in _TIMES:
        value *= _TIMES[word.rstrip("s")]
    return f"{value:.10g}"


def _contradiction(path: KeyPath, reason: str, layers: Layers) -> Problem:
    """Say that settings contradict each other, and what each of them is."""
    keys = _named_keys(path, reason, layers)
    written = [layers.place(key) for key in keys if layers.at(key, _ABSENT) is not _ABSENT]
    place = min(written, key=lambda known: known.source.order, default=layers.place(path))
    values = {key: layers.at(key, in_use().all[general_key(key)].default) for key in keys}
    missing = [key for key, value in values.items() if value is None]
    if missing:
        return problem(place, path, f"{term(reason)}{_way_to_give(dotted(missing[0]), place.source)}")
    facts = together([say("{key} is {value}", key=dotted(key), value=shown(value)) for key, value in values.items()])
    text = say("{reason} ({facts}).", reason=term(reason), facts=facts) if facts else f"{term(reason)}."
    return problem(place, path, text)


def _way_to_give(key: str, source: Source) -> str:
    """Say how to give a key that is missing, where the one that asks for it was given."""
    option = f"{OPTION}{key}={'FILE' if key.endswith('path') else 'VALUE'}"
    if source.label.startswith(OPTION):
        return say(". Also pass {option}.", option=option)
    if source.key or not source.label:
        return say(". Also give {key}.", key=key)
    return say(". Write it in the file, or pass {option}.", option=option)


def _named_keys(path: KeyPath, reason: str, layers: Layers) -> list[KeyPath]:
    """Return the keys that a sentence names: whole, or by the names of the section at `path`."""
    found: list[KeyPath] = []
    for word in _WORD.findall(reason):
        parts = tuple(word.split("."))
        if word in in_use().all and parts[0] in in_use().lists:
            items = layers.at(parts[:1])
            number = len(items) if isinstance(items, list) else 0
            found += [(parts[0], index, *parts[1:]) for index in range(number)]
        elif general_key((*path, *parts)) in in_use().all and (path or len(parts) > 1):
            found.append((*path, *parts))
    return list(dict.fromkeys(found))


def dotted(path: KeyPath) -> str:
    """Return a key path as one writes it, with quotes where they are needed, and not too long."""
    parts = [str(part) for part in path[:_MOST_PARTS]]
    more = ["..."] if len(path) > _MOST_PARTS else []
    return ".".join([*(shortened(part) if _BARE.fullmatch(part) else shown(part) for part in parts), *more])


def shown(value: Any) -> str:
    """Return a value as it is written in a scenario file, on one line and not too long."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return say("nothing")
    if isinstance(value, dict):
        return say("a table")
    if isinstance(value, list):
        return say("a list") if value else say("an empty list")
    if isinstance(value, str):
        return printable(json.dumps(shortened(value), ensure_ascii=False))
    if isinstance(value, int) and value.bit_length() > 128:
        return say("a number with very many digits")
    return str(value)


OPTION = "--set "
"""What stands before an override on the command line."""


def override_label(key: str, value: object, option: str = OPTION) -> str:
    """Return an override as it is given on the command line, or, without the option, in Python."""
    text = "{...}" if isinstance(value, dict) else "[...]" if isinstance(value, list) else shown(value)
    if isinstance(value, str) and is_printable(value):
        text = printable(shortened(value))
    return f"{option}{printable(shortened(key))}={text}"


def _number(value: float) -> str:
    """Return a number for reading: 1,000,000 or 0.001."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:g}"
