"""Every key a scenario can have, read off the schema: type, unit, bounds, source and role in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from fansim.scenario.parameter import Bounds, Role, Section
from fansim.scenario.schema import Scenario

Kind = Literal["whole number", "number", "switch", "text", "choice", "value"]

_KINDS: dict[object, Kind] = {bool: "switch", int: "whole number", float: "number", str: "text"}


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
    changed : bool
        Whether the value differs from the default.
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


def _walk(section: type[Section], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every field below a section with its dotted key, sections and lists before their own keys."""
    for name, field in section.model_fields.items():
        yield prefix + name, field
        below = section_type(field) or item_type(field)
        if below:
            yield from _walk(below, f"{prefix}{name}.")


def _information(key: str, field: FieldInfo) -> ParameterInfo:
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


_FIELDS = dict(_walk(Scenario))
KEYS: dict[str, ParameterInfo] = {
    key: _information(key, field) for key, field in _FIELDS.items() if not (section_type(field) or item_type(field))
}
"""Every dotted key; items of lists without their number."""
SECTIONS: frozenset[str] = frozenset(key for key, field in _FIELDS.items() if section_type(field))
LISTS: frozenset[str] = frozenset(key for key, field in _FIELDS.items() if item_type(field))


def general_key(path: tuple[str | int, ...]) -> str:
    """Return a dotted key without the numbers of items: ``campaigns.budget`` for ``campaigns.0.budget``."""
    return ".".join(part for part in path if isinstance(part, str))


def keys_of(section: str) -> list[str]:
    """Return the names that stand directly in a section, or at the top of the file for an empty name."""
    names = [key for key in _FIELDS if key.rpartition(".")[0] == section]
    return [name.rpartition(".")[2] for name in names]
