"""Problems of a scenario in plain words: where, which key, what was got, what is allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from fansim.scenario.keys import ParameterInfo, general_key, in_use, keys_of
from fansim.scenario.layers import Layers, Place
from fansim.scenario.suggest import unknown_key, unknown_section
from fansim.scenario.toml_lines import KeyPath
from fansim.text import is_printable, listed, nearest, printable, shortened

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
        texts[MOST_PROBLEMS:] = [f"... and {more} more problem{'s' if more > 1 else ''}."]
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
            message = f"got {context['actual_length']:,} items, but at most {context['max_length']} are possible."  # type: ignore[index]
        elif error["type"] == "extra_forbidden":
            message = _unknown(path, value) if number < MOST_HINTS else "unknown key."
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
    key, got = general_key(path), f"got {shown(value)}, but"
    if key in in_use().all:
        return f"{got} it must be {allowed(in_use().all[key])}.{_correction(in_use().all[key], value)}"
    if key in in_use().lists and isinstance(path[-1], int):
        return f"{got} each item is a table, such as {_example_item(key)}."
    if key in in_use().lists and in_file:
        return f"{got} it is a list: write [[{key}]], with two brackets on each side, above each item."
    if key in in_use().lists:
        return f"{got} it is a list of tables, such as [{_example_item(key)}]."
    if not in_file:
        name = next(name for name in keys_of(key) if name != "enabled")
        return f"{got} it is a section: name one of its keys, such as {key}.{name}."
    if isinstance(value, list):
        return f"{got} there is only one: write [{key}], with one bracket on each side."
    return f"{got} it is a section: write [{key}], and its keys on the lines below."


def _example_item(key: str) -> str:
    """Return the shortest item of a list."""
    name = keys_of(key)[0]
    information = in_use().all[f"{key}.{name}"]
    value = information.bounds[0] if information.default is None else information.default
    return f"{{{name} = {shown(value)}}}"


def allowed(information: ParameterInfo) -> str:
    """Say what a value must be: its kind, bounds, unit or choices."""
    if information.kind == "switch":
        return "true or false"
    if information.kind == "choice":
        return listed([shown(choice) for choice in information.choices], "or")
    if information.kind == "text":
        return "text in quotes"
    if information.kind == "date":
        return "a date such as 2025-01-05, without quotes"
    if information.kind == "value" and isinstance(information.default, tuple):
        return 'a list of texts, such as ["from", "to"]'
    if information.kind == "value":
        return 'a table of keys and their new values, such as { "entry.follow_days" = 30 }'
    low, high = information.bounds
    limits = f"from {_number(low)} to {_number(high)}" if low is not None and high is not None else ""
    if not limits:
        limits = f"of at least {_number(low)}" if low is not None else ""
        limits = f"of at most {_number(high)}" if high is not None else limits
    unit = "" if information.unit == "-" else f"({information.unit})"
    return " ".join(part for part in (f"a {information.kind}", limits, unit) if part)


def _correction(information: ParameterInfo, value: object) -> str:
    """Say how to write what was probably meant."""
    if information.kind == "choice" and isinstance(value, str):
        choice = nearest(value, information.choices)
        return f" Did you mean {shown(choice)}?" if choice else ""
    if information.kind == "whole number" and isinstance(value, float) and value.is_integer():
        return f" Write {int(value)}."
    if isinstance(value, str) and information.kind in ("number", "whole number"):
        meant = _number_meant(value, information)
        if meant:
            return f" Write {meant}."
    is_quoted = isinstance(value, str) and re.fullmatch(r"true|false|[+-]?[0-9][0-9_]*(\.[0-9]+)?", value)
    return " Write it without quotes." if is_quoted else ""


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
        key = dotted(missing[0])
        what = "FILE" if key.endswith("path") else "VALUE"
        return problem(place, path, f"{reason}. Write it in the file, or pass --set {key}={what}.")
    facts = [f"{dotted(key)} is {shown(value)}" for key, value in values.items()]
    return problem(place, path, f"{reason} ({listed(facts)})." if facts else f"{reason}.")


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
        return "nothing"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, str):
        return printable(json.dumps(shortened(value), ensure_ascii=False))
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number with very many digits"
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
