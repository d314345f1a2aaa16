"""Scenario files: their sections, keys and defaults, and the bundled ones."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from pathlib import Path

from fansim.engine.mechanism import Mechanism
from fansim.scenario import KEYS, ParameterInfo, scenario_headline
from fansim.scenario.keys import LISTS, SECTIONS, item_type, section_type
from fansim.scenario.schema import Scenario
from generator.markdown import number, quoted, table
from generator.model import MECHANISMS

ROOT = Path(__file__).resolve().parents[2]


def key_tables() -> str:
    """Return the keys of every mechanism that has any, under its name, section by section."""
    return "\n\n".join(
        f"## {mechanism.name}\n\n{mechanism.about}\n\n{_keys_of(mechanism)}"
        for mechanism in MECHANISMS.values()
        if mechanism.sections or mechanism.lists
    )


def _keys_of(mechanism: Mechanism) -> str:
    parts = [(f"[{section}]", section) for section in mechanism.sections]
    parts += [(f"[[{section}]]", section) for section in mechanism.lists]
    return "\n\n".join(f"`{header}`\n\n{parameter_table(section)}" for header, section in parts)


def parameter_table(section: str) -> str:
    """Return the keys of a section of scenario files; of the top of the file for ``scenario``."""
    prefix = "" if section == "scenario" else section
    rows = [_parameter_row(known) for known in KEYS.values() if known.key.rpartition(".")[0] == prefix]
    return table(("key", "meaning", "default", "unit", "allowed", "plausible", "role", "source"), rows)


def _parameter_row(known: ParameterInfo) -> tuple[str, ...]:
    allowed = ", ".join(f"`{choice}`" for choice in known.choices) or _between(known.bounds)
    plausible = "" if known.plausible == known.bounds else _between(known.plausible)
    ranges = ("true, false", "") if known.kind == "switch" else (allowed, plausible)
    unit = "" if known.unit == "-" else known.unit
    return f"`{known.key}`", known.meaning, default_of(known), unit, *ranges, known.role, known.source


def default_of(known: ParameterInfo) -> str:
    """Return a default as it is written in a scenario file."""
    value = known.default
    if value is None or value in ("", {}):
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:_}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)


def _between(bounds: tuple[float | None, float | None]) -> str:
    low, high = bounds
    return "" if low is None or high is None else f"{number(low)} to {number(high)}"


def fixed_keys() -> str:
    """Return the keys that cannot change in the middle of a run, by the reason."""
    reasons: dict[str, list[str]] = {}
    for known in KEYS.values():
        if known.fixed:
            reasons.setdefault(known.fixed, []).append(known.key)
    return table(("why", "keys"), ((why, quoted(keys)) for why, keys in reasons.items()))


def scenario_table() -> str:
    """Return the bundled scenarios."""
    found = {path.stem: path for path in sorted((ROOT / "scenarios").glob("*.toml"))}
    return table(("scenario", "what it is"), ((f"`{n}`", ". ".join(_headline(path))) for n, path in found.items()))


def _headline(path: Path) -> tuple[str, str]:
    found = scenario_headline(path)
    return found.title, " ".join(found.description.split())


def section_table() -> str:
    """Return the sections of a scenario file."""
    schema = {**_sections(SECTIONS, "[{}]"), **_sections(LISTS, "[[{}]]")}
    return table(("section", "about", "keys"), schema.values())


def _sections(names: Iterable[str], header: str) -> dict[str, tuple[str, str, str]]:
    rows = {}
    for name, field in Scenario.model_fields.items():
        if name in names:
            model = section_type(field) or item_type(field)
            about = (inspect.getdoc(model) or "").splitlines()[0]
            keys = [key.rpartition(".")[2] for key in KEYS if key.rpartition(".")[0] == name]
            rows[name] = (f"`{header.format(name)}`", about, quoted(keys))
    return rows
