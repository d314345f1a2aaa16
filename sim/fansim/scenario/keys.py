"""Every key a scenario can have, read off the schema: type, unit, bounds, source and role in one table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from fansim.scenario.parameter import Bounds, Role, Section
from fansim.scenario.schema import Scenario, ScenarioBase

Kind = Literal["whole number", "number", "switch", "text", "choice", "date", "value"]

_KINDS: dict[object, Kind] = {bool: "switch", int: "whole number", float: "number", str: "text", datetime.date: "date"}


@dataclass(frozen=True)
class ParameterInfo:
    """All that is known of one scenario key.

    Attributes
    ----------
    key : str
        Dotted key, such as ``entry.follow_days`` or ``campaigns.0.budget`` (``campaigns.budget`` where no
        scenario is meant).
    value, default : object
        What the scenario has, and what it would have if it were silent.
    kind : str
        What a value must be: whole number, number, switch, text or choice.
    unit : str
        ``-`` for a pure number.
    bounds, plausible : tuple
        What the equation allows, and what the sources support.
    choices : tuple of str
        The words allowed, for a choice.
    source : str
        ``F-xx`` (evidence), ``T-n`` (theory) or ``assumption``.
    role : {"lever", "uncertainty", "setting"}
        The brand's to choose, not the brand's to choose, or the experimenter's.
    meaning : str
        One phrase.
    title : str
        Its name on axes and in sentences; empty where nothing is declared.
    expects : tuple of (str, int)
        Outcomes that more of it is expected to raise (1) or to lower (-1): an expectation, no result.
    changed : bool
        Whether the value differs from the default.
    fixed : str
        Why it cannot change in the middle of a run; empty where it can.
    """

    key: str
    value: object
    default: object
    kind: Kind
    unit: str
    bounds: Bounds
    plausible: Bounds
    choices: tuple[str, ...]
    source: str
    role: Role
    meaning: str
    changed: bool = False
    fixed: str = ""
    title: str = ""
    expects: tuple[tuple[str, int], ...] = ()


def item_type(field: FieldInfo) -> type[Section] | None:
    """Return the section that a list of tables holds, or nothing where the field is no such list."""
    arguments = get_args(field.annotation)
    if get_origin(field.annotation) is tuple and _is_section(arguments[0]):
        return arguments[0]
    return None


def section_type(field: FieldInfo) -> type[Section] | None:
    """Return the section that a field holds, or nothing where it holds a value or a list."""
    return field.annotation if _is_section(field.annotation) else None


def _is_section(annotation: object) -> TypeGuard[type[Section]]:
    return isinstance(annotation, type) and issubclass(annotation, Section)


def _walk(section: type[Section], prefix: str = "", fixed: str = "") -> Iterator[tuple[str, FieldInfo, str]]:
    """Yield every field below a section with its dotted key and why it cannot change, sections before their keys."""
    fixed = fixed or section.fixed
    for name, field in section.model_fields.items():
        yield prefix + name, field, fixed
        below = section_type(field) or item_type(field)
        if below:
            yield from _walk(below, f"{prefix}{name}.", fixed)


def _information(key: str, field: FieldInfo, fixed: str) -> ParameterInfo:
    """Return what a field declares."""
    extra: dict[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    kind, choices = _kind(field.annotation)
    bounds = (_bound(field, "ge"), _bound(field, "le"))
    plausible = extra.get("plausible", bounds)
    return ParameterInfo(
        key=key,
        value=field.default,
        default=field.default,
        kind=kind,
        unit=extra.get("unit", "-"),
        bounds=bounds,
        plausible=bounds if kind == "switch" else (plausible[0], plausible[1]),
        choices=choices,
        source=extra.get("source", "assumption"),
        role=extra.get("role", "setting"),
        meaning=field.description or "",
        fixed=extra.get("fixed", fixed),
        title=field.title or "",
        expects=tuple(extra.get("expects", {}).items()),
    )


def _kind(annotation: object) -> tuple[Kind, tuple[str, ...]]:
    """Return what kind of value an annotation allows, and its choices."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(argument for argument in get_args(annotation) if argument is not NoneType)
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation)
    return _KINDS.get(annotation, "value"), ()


def _bound(field: FieldInfo, name: str) -> float | None:
    """Return the lower (``ge``) or upper (``le``) bound of a field."""
    return next((getattr(mark, name) for mark in field.metadata if hasattr(mark, name)), None)


class Keys:
    """Every key of a type of scenario.

    Parameters
    ----------
    scenario : type
        A type of scenario, as `schema.scenario_type` returns it.

    Attributes
    ----------
    all : dict of str to ParameterInfo
        Every dotted key; items of lists without their number.
    sections, lists : frozenset of str
        The names of sections, and of lists of tables.
    renamed : dict of str to str
        Dotted keys of earlier versions, each with its present name.
    """

    def __init__(self, scenario: type[ScenarioBase]) -> None:
        found = list(_walk(scenario))
        self._names = [key for key, _, _ in found]
        self.all = {
            key: _information(key, field, fixed)
            for key, field, fixed in found
            if not (section_type(field) or item_type(field))
        }
        self.sections = frozenset(key for key, field, _ in found if section_type(field))
        self.lists = frozenset(key for key, field, _ in found if item_type(field))
        self.renamed = {
            f"{key}.{old}": f"{key}.{new}"
            for key, field, _ in found
            for old, new in getattr(section_type(field) or item_type(field), "renamed", {}).items()
        }

    def directly_in(self, section: str) -> list[str]:
        """Return the names that stand directly in a section, or at the top of the file for an empty name."""
        names = [key for key in self._names if key.rpartition(".")[0] == section]
        return [name.rpartition(".")[2] for name in names]


@cache
def keys_of_type(scenario: type[ScenarioBase]) -> Keys:
    """Return every key of a type of scenario."""
    return Keys(scenario)


_IN_USE: ContextVar[type[ScenarioBase]] = ContextVar("scenario type in use", default=Scenario)


def in_use() -> Keys:
    """Return the keys of the type of scenario that is being read."""
    return keys_of_type(_IN_USE.get())


def type_in_use() -> type[ScenarioBase]:
    """Return the type of scenario that is being read: with the sections of a user's mechanisms, if there are any."""
    return _IN_USE.get()


@contextmanager
def using(scenario: type[ScenarioBase]) -> Iterator[None]:
    """Read scenarios of a type: with the sections of a user's mechanisms."""
    token = _IN_USE.set(scenario)
    try:
        yield
    finally:
        _IN_USE.reset(token)


KEYS = keys_of_type(Scenario).all
SECTIONS = keys_of_type(Scenario).sections
LISTS = keys_of_type(Scenario).lists


def general_key(path: tuple[str | int, ...]) -> str:
    """Return a dotted key without the numbers of items: ``campaigns.budget`` for ``campaigns.0.budget``."""
    return ".".join(part for part in path if isinstance(part, str))


def keys_of(section: str) -> list[str]:
    """Return the names that stand directly in a section, or at the top of the file for an empty name."""
    return in_use().directly_in(section)
