"""What is told of parameters, and the JSON Schema of a scenario file."""

import math

import pytest

from fansim.errors import ScenarioError
from fansim.scenario import KEYS, Scenario, find_parameter, json_schema, parameters, scenario_from_mapping
from fansim.scenario.keys import LISTS, SECTIONS, keys_of


def test_every_key_of_the_schema_is_told_once_with_its_declaration():
    told = parameters()
    assert [information.key for information in told] == list(KEYS)
    for information in told:
        assert information.meaning
        assert information.unit
        assert information.source
        assert information.role in ("lever", "uncertainty", "setting")
        assert not information.changed
        assert (information.kind == "choice") == bool(information.choices)


@pytest.mark.parametrize("key", [key for key in KEYS if KEYS[key].kind in ("number", "whole number")])
def test_numbers_have_bounds_around_the_plausible_range_and_the_default(key):
    information = KEYS[key]
    (low, high), (plausible_low, plausible_high) = information.bounds, information.plausible
    assert low <= plausible_low <= plausible_high <= high
    assert information.default is None or low <= information.default <= high
    assert all(math.isfinite(bound) for bound in (low, high))


def test_resolved_parameters_of_a_scenario():
    scenario = scenario_from_mapping({"groups": {"cap": 50}, "campaigns": [{}, {"kind": "hater"}]})
    told = {information.key: information for information in parameters(scenario)}
    assert [key for key, information in told.items() if information.changed] == [
        "campaigns.1.kind",
        "groups.cap",
    ]
    assert (told["groups.cap"].value, told["groups.cap"].default, told["groups.cap"].unit) == (
        50,
        500,
        "seats",
    )
    assert {key.rpartition(".")[2] for key in told if key.startswith("campaigns.0.")} == set(keys_of("campaigns"))
    assert not any(key.startswith("incentives") for key in told)


def test_one_parameter():
    information = find_parameter("entry.follow_days", scenario_from_mapping({"entry": {"follow_days": 30}}))
    assert (information.value, information.default, information.changed) == (30, 60, True)
    assert (information.kind, information.unit, information.bounds) == ("whole number", "days", (0, 3650))
    assert (information.plausible, information.source, information.role) == ((0, 365), "F-01", "lever")
    assert find_parameter("campaigns.budget") == find_parameter("campaigns.3.budget") == KEYS["campaigns.budget"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("entry.follow_day", "entry.follow_day: unknown key. Did you mean entry.follow_days?"),
        ("follow_days", "follow_days: unknown key. Did you mean entry.follow_days?"),
        ("campaigns.0.cap", "campaigns.0.cap: unknown key. Did you mean groups.cap?"),
        ("ads", "ads is a section with enabled and per_day."),
        ("xyzzy", "xyzzy: unknown key. fansim explain lists the keys."),
    ],
)
def test_message_of_a_parameter_that_is_not_there(key, expected):
    with pytest.raises(ScenarioError) as caught:
        find_parameter(key)
    assert str(caught.value) == expected


def test_json_schema_has_every_key_and_refuses_others():
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {"extends", *Scenario.model_fields}
    assert schema["additionalProperties"] is False
    for section in SECTIONS | LISTS:
        node = schema["properties"][section]
        definition = schema["$defs"][node.get("items", node)["$ref"].rpartition("/")[2]]
        assert set(definition["properties"]) == set(keys_of(section))
        assert definition["additionalProperties"] is False


def test_json_schema_tells_unit_range_source_and_role():
    sections = json_schema()["$defs"]
    assert sections["Entry"]["properties"]["follow_days"] == {
        "type": "integer",
        "minimum": 0,
        "maximum": 3650,
        "default": 60,
        "description": "days of following before a seat may be asked for "
        "(days; plausible 0 to 365; source: F-01; lever)",
    }
    assert sections["Voice"]["properties"]["policy"]["enum"] == ["free", "channelled", "suppressed"]
    assert "null" not in str(sections["Churn"]["properties"]["constant_per_day"])
    assert sections["Feedback"]["properties"]["quality_loop"]["type"] == "boolean"
