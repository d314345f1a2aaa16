"""Scenarios: the schema, the files, the errors and where each parameter comes from.

Names are imported when they are first used: the sections live with the mechanisms, which themselves need
`scenario.parameter`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fansim.scenario.bundled import bundled_scenarios as bundled_scenarios
    from fansim.scenario.bundled import find_scenario as find_scenario
    from fansim.scenario.describe import find_parameter as find_parameter
    from fansim.scenario.describe import json_schema as json_schema
    from fansim.scenario.describe import parameters as parameters
    from fansim.scenario.files import load_scenario as load_scenario
    from fansim.scenario.files import scenario_from_mapping as scenario_from_mapping
    from fansim.scenario.files import scenario_headline as scenario_headline
    from fansim.scenario.files import scenario_name as scenario_name
    from fansim.scenario.files import scenario_origins as scenario_origins
    from fansim.scenario.keys import KEYS as KEYS
    from fansim.scenario.keys import ParameterInfo as ParameterInfo
    from fansim.scenario.overrides import parse_override as parse_override
    from fansim.scenario.schema import Scenario as Scenario

_HOMES = {
    "KEYS": "keys",
    "ParameterInfo": "keys",
    "Scenario": "schema",
    "bundled_scenarios": "bundled",
    "find_parameter": "describe",
    "find_scenario": "bundled",
    "json_schema": "describe",
    "load_scenario": "files",
    "parameters": "describe",
    "parse_override": "overrides",
    "scenario_from_mapping": "files",
    "scenario_headline": "files",
    "scenario_name": "files",
    "scenario_origins": "files",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Import a name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'fansim.scenario' has no attribute {name!r}")
    return getattr(import_module(f"fansim.scenario.{_HOMES[name]}"), name)
