"""Overrides: single keys of a scenario changed on the command line, in a study or in Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from os import PathLike, fspath
from typing import Any

from pydantic import BaseModel

from fansim.errors import ScenarioError
from fansim.language import say
from fansim.scenario.keys import general_key, in_use, keys_of
from fansim.scenario.layers import Layers, Place, Source
from fansim.scenario.messages import MOST_HINTS, OPTION, Problem, dotted, override_label, problem
from fansim.scenario.suggest import TOP_OF_FILE, unknown_key
from fansim.scenario.toml_lines import KeyPath
from fansim.text import printable, shortened

_MOST_DIGITS = 9
_LONGEST_KEY = 500


def parse_override(text: str) -> tuple[str, object]:
    """Read ``KEY=VALUE`` from the command line.

    Parameters
    ----------
    text : str
        `VALUE` is read as in a scenario file (``50``, ``true``, ``"two words"``, ``[{kind = "coupon"}]``);
        text needs no quotes.

    Returns
    -------
    tuple
        The dotted key and the value.

    Raises
    ------
    ScenarioError
        If there is no ``=`` or no key, or the value begins like a list, a table or a quoted text and is none.

    Examples
    --------
    >>> parse_override("groups.cap=50")
    ('groups.cap', 50)
    >>> parse_override("groups.allocation=random")
    ('groups.allocation', 'random')
    """
    key, equals, written = (part.strip() for part in text.partition("="))
    if not key or not equals:
        raise ScenarioError(
            say(
                "--set {given}: write KEY=VALUE, for example --set entry.follow_days=30.",
                given=printable(shortened(text)),
            )
        )
    known = in_use().all.get(".".join(part for part in key.split(".") if not part.isdecimal()))
    if known and known.kind in ("text", "choice") and not written.startswith(('"', "'")):
        return key, written
    try:
        parsed = tomllib.loads(f"value = {written}")
    except (ValueError, RecursionError) as error:
        if written.startswith(("[", "{", '"', "'")):
            raise ScenarioError(
                say(
                    "--set {given}: the value is not valid TOML: {error}.",
                    given=printable(shortened(text)),
                    error=error,
                )
            ) from None
        return key, written
    return (key, parsed["value"]) if len(parsed) == 1 else (key, written)


def lay_overrides(layers: Layers, overrides: Mapping[str, object], option: str = OPTION) -> list[Problem]:
    """Lay overrides over a scenario, and return what is wrong with their keys; messages name them with an option."""
    problems: list[Problem] = []
    for key, given in overrides.items():
        value = plain(given, f"{option}{printable(shortened(key))}")
        source = Source(override_label(key, value, option), key=key)
        path, complaint = _path(key, layers, hint=len(problems) < MOST_HINTS)
        if complaint:
            problems.append(problem(Place(source, 0), path, complaint))
        elif any(isinstance(part, int) for part in path):
            layers.set_item(path, value, source)
        else:
            for part in reversed(path):
                value = {part: value}
            layers.lay(value, source)
    return problems


def _path(key: str, layers: Layers, *, hint: bool) -> tuple[KeyPath, str]:
    """Return the path that a dotted key names, and what is wrong with it: with the key that was meant, if asked for."""
    path: KeyPath = ()
    if len(key) > _LONGEST_KEY:
        return (key[:40],), say("a key of {number} signs is no key.", number=f"{len(key):,}")
    for part in key.split("."):
        if path and isinstance(path[-1], str) and general_key(path) in in_use().lists:
            complaint = _no_such_item(path, part, layers)
            if complaint:
                return tuple(key.split(".")), complaint
            path = (*path, int(part))
        else:
            path = (*path, part)
    if key in TOP_OF_FILE:
        return path, say("this can only be written in a file.")
    is_known = general_key(path) in in_use().all.keys() | in_use().sections | in_use().lists
    if is_known:
        return path, ""
    return path, unknown_key(path) if hint else say("unknown key.")


def _no_such_item(path: KeyPath, part: str, layers: Layers) -> str:
    """Say why a list has no such item; an empty text if it has."""
    name, items = dotted(path), layers.at(path, [])
    number = sum(isinstance(item, dict) for item in items) if isinstance(items, list) else 0
    if part.isdecimal() and len(part) <= _MOST_DIGITS and int(part) < number:
        return ""
    if part in keys_of(name):
        return say("{name} is a list: name the item by its number, such as {name}.0.{key}.", name=name, key=part)
    if number == 0:
        return say("{name} is empty in this scenario.", name=name)
    if number == 1:
        return say("{name} has 1 item, number 0.", name=name)
    return say("{name} has {number} items, numbered 0 to {last}.", name=name, number=number, last=number - 1)


def plain(value: Any, name: str) -> Any:
    """Return a value as TOML would give it: own containers, Python numbers, text for paths.

    Raises
    ------
    ScenarioError
        If it is nested too deeply; `name` says what it is.
    """
    try:
        return _plain(value)
    except RecursionError:
        raise ScenarioError(say("{name}: lists or tables are nested too deeply.", name=name)) from None


def _plain(value: Any) -> Any:
    """Return a value, and all in it, as TOML would give it."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(exclude_unset=True))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, PathLike):
        return fspath(value)
    return _plain(value.tolist()) if hasattr(value, "tolist") else value
