"""Scenarios: the schema, the files, the errors and where each parameter comes from."""

from fansim.scenario.bundled import bundled_scenarios, find_scenario
from fansim.scenario.describe import find_parameter, json_schema, parameters
from fansim.scenario.files import (
    load_scenario,
    scenario_from_mapping,
    scenario_headline,
    scenario_name,
    scenario_origins,
)
from fansim.scenario.keys import KEYS, ParameterInfo
from fansim.scenario.overrides import parse_override
from fansim.scenario.schema import Scenario

__all__ = [
    "KEYS",
    "ParameterInfo",
    "Scenario",
    "bundled_scenarios",
    "find_parameter",
    "find_scenario",
    "json_schema",
    "load_scenario",
    "parameters",
    "parse_override",
    "scenario_from_mapping",
    "scenario_headline",
    "scenario_name",
    "scenario_origins",
]
