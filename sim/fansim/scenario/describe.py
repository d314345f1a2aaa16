"""The parameters of a scenario with unit, range and source, and the JSON Schema of a scenario file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fansim.errors import ScenarioError
from fansim.language import say, together
from fansim.scenario.keys import ParameterInfo, general_key, in_use, keys_of
from fansim.scenario.parameter import Section
from fansim.scenario.schema import Scenario
from fansim.scenario.suggest import unknown_key
from fansim.scenario.toml_lines import KeyPath

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EXTENDS = {
    "type": "string",
    "description": "a scenario file to start from: relative to this one, inside the same folder tree",
}


def parameters(scenario: Scenario | None = None) -> list[ParameterInfo]:
    """Return what is known of every parameter, in the order of the schema.

    Parameters
    ----------
    scenario : Scenario, optional
        Whose values to give, with one set of keys for each of its incentives and campaigns
        (``campaigns.0.budget``). Without it, every key that a scenario can have, with its default.
    """
    return list(in_use().all.values()) if scenario is None else list(_resolved(scenario, ()))


def find_parameter(key: str, scenario: Scenario | None = None) -> ParameterInfo:
    """Return what is known of one parameter.

    Parameters
    ----------
    key : str
        Dotted key: ``entry.follow_days``, ``campaigns.budget``, or ``campaigns.0.budget`` of a scenario.
    scenario : Scenario, optional
        Whose value to give.

    Raises
    ------
    ScenarioError
        If there is no such key; the message names the nearest one.
    """
    path = tuple(int(part) if part.isdecimal() and len(part) < 10 else part for part in key.split("."))
    known = {information.key: information for information in parameters(scenario)}
    information = known.get(key) or in_use().all.get(general_key(path))
    if information:
        return information
    if key in in_use().sections | in_use().lists:
        names = together(keys_of(key))
        if key in in_use().lists:
            raise ScenarioError(say("{key} is a list with {names}.", key=key, names=names))
        raise ScenarioError(say("{key} is a section with {names}.", key=key, names=names))
    raise ScenarioError(f"{key}: {unknown_key(path)}")


def _resolved(section: Section, path: KeyPath) -> Iterator[ParameterInfo]:
    """Yield the parameters of a section and of all below it."""
    for name in type(section).model_fields:
        value, here = getattr(section, name), (*path, name)
        if isinstance(value, Section):
            yield from _resolved(value, here)
        elif general_key(here) in in_use().lists:
            for index, item in enumerate(value):
                yield from _resolved(item, (*here, index))
        else:
            information = in_use().all[general_key(here)]
            key = ".".join(str(part) for part in here)
            yield replace(information, key=key, value=value, changed=value != information.default)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file, for editors that complete and check TOML."""
    schema = _for_editors(Scenario.model_json_schema())
    schema["properties"] = {"extends": _EXTENDS, **schema["properties"]}
    return {"$schema": _DIALECT, "title": "fansim scenario", **schema}


def _for_editors(node: Any) -> Any:
    """Return a piece of pydantic's schema with descriptions that tell unit, range, source and role."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        node = {**node, **next(choice for choice in node["anyOf"] if choice != {"type": "null"})}
    if "role" in node:
        return _property(node)
    dropped = ("title", "default", "anyOf")
    return {
        key: _properties(value) if key in ("properties", "$defs") else _for_editors(value)
        for key, value in node.items()
        if key not in dropped
    }


def _properties(nodes: dict[str, Any]) -> dict[str, Any]:
    """Return named schemas, none of whose names is a keyword."""
    return {name: _for_editors(node) for name, node in nodes.items()}


def _property(node: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one key."""
    facts = [] if node["unit"] == "-" else [node["unit"]]
    low, high = node["plausible"]
    if "minimum" in node and (low, high) != (node["minimum"], node["maximum"]):
        facts.append(f"plausible {low:g} to {high:g}")
    text = "; ".join([*facts, f"source: {node['source']}", node["role"]])
    kept = ("type", "enum", "minimum", "maximum", "default")
    schema = {key: node[key] for key in kept if node.get(key) is not None}
    return {**schema, "description": f"{node['description']} ({text})"}
