"""Scenario files: their sections, keys and defaults, and the bundled ones."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from pathlib import Path

from fansim.scenario import KEYS, ParameterInfo, scenario_headline
from fansim.scenario.keys import LISTS, SECTIONS, item_type, section_type
from fansim.scenario.schema import Scenario
from generator.markdown import number, quoted, table
from generator.model import MECHANISMS

ROOT = Path(__file__).resolve().parents[2]


def key_tables(name: str) -> str:
    """Return the keys of a mechanism, section by section."""
    mechanism = MECHANISMS[name]
    parts = [(f"[{section}]", section) for section in mechanism.sections]
    parts += [(f"[[{section}]]", section) for section in mechanism.lists]
    return "\n\n".join(f"`{header}`\n\n{parameter_table(section)}" for header, section in parts)


def parameter_table(section: str) -> str:
    """Return the keys of a section of scenario files; of the top of the file for ``scenario``."""
    prefix = "" if section == "scenario" else section
    rows = [_parameter_row(known) for known in KEYS.values() if known.key.rpartition(".")[0] == prefix]
    return table(("key", "default", "unit", "plausible", "source", "role", "meaning"), rows)


def _parameter_row(known: ParameterInfo) -> tuple[str, ...]:
    plausible = ", ".join(f"`{choice}`" for choice in known.choices) or _between(known.plausible)
    shown = "" if known.kind == "switch" else plausible
    unit = "" if known.unit == "-" else known.unit
    return f"`{known.key}`", default_of(known), unit, shown, known.source, known.role, known.meaning


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


def assumed_parameters() -> str:
    """Return every number that nobody chooses and whose source is an assumption, in whole or in part."""
    told = [known for known in KEYS.values() if known.role == "uncertainty" and "assumption" in known.source]
    return table(
        ("key", "default", "plausible", "source", "meaning"),
        ((f"`{k.key}`", default_of(k), _between(k.plausible), k.source, k.meaning) for k in told if k.kind != "switch"),
    )


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
