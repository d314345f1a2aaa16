"""Whatever a file or an override holds: a scenario, or one message in plain words with the right lines."""

import datetime
import json
import math
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fansim.errors import ScenarioError
from fansim.scenario import KEYS, Scenario, load_scenario, parameters, parse_override, scenario_from_mapping
from fansim.scenario.keys import LISTS

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FOREIGN_WORDS = re.compile("pydantic|Input should|Value error|Extra inputs|valid dictionary|traceback", re.IGNORECASE)

TEXTS = st.text(max_size=12)
SINGLE_VALUES = st.one_of(
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    TEXTS,
    st.sampled_from(["coupon", "random", "shill"]),
)
VALUES = st.recursive(
    SINGLE_VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KNOWN_NAMES = sorted({name for key in KEYS for name in key.split(".")} | {"extends"})
NAMES = st.sampled_from(KNOWN_NAMES) | TEXTS
DOTTED = st.sampled_from([*KEYS, "incentives", "groups", "campaigns.0.budget"]) | st.lists(NAMES, max_size=3).map(
    ".".join
)
TREES = st.dictionaries(NAMES, VALUES | st.dictionaries(NAMES, VALUES, max_size=4), max_size=5)
OVERRIDES = st.dictionaries(DOTTED, VALUES | st.none(), max_size=4)


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, str):
        return text(value)
    return str(value).lower()


def text(value):
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def loaded(load, *arguments):
    """Return the scenario, or the message."""
    try:
        return load(*arguments)
    except ScenarioError as error:
        message = str(error)
    assert message
    assert not FOREIGN_WORDS.search(re.sub('"[^"]*"', "", message))
    return message


@settings(SAME_FOLDER, max_examples=50)
@given(tree=TREES, overrides=OVERRIDES)
def test_any_toml_gives_a_scenario_or_a_message(tmp_path, tree, overrides):
    path = tmp_path / "x.toml"
    path.write_text("\n".join(f"{text(key)} = {toml(value)}" for key, value in tree.items()), encoding="utf-8")
    result = loaded(load_scenario, path, overrides)
    if isinstance(result, str):
        for line in result.split("\n"):
            assert line.startswith((f"{path}, line ", "--set ", "... and "))


@SAME_FOLDER
@given(
    data=st.binary(max_size=200) | st.text(max_size=200).map(lambda characters: characters.encode("utf-8", "replace"))
)
def test_any_bytes_give_a_scenario_or_a_message(tmp_path, data):
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    result = loaded(load_scenario, path)
    assert isinstance(result, Scenario) or str(path) in result


@settings(deadline=None, max_examples=50)
@given(tree=TREES, overrides=OVERRIDES)
def test_any_mapping_gives_a_scenario_or_a_message(tree, overrides):
    loaded(scenario_from_mapping, tree, overrides)


@settings(deadline=None)
@given(TEXTS | st.tuples(DOTTED, VALUES.map(toml)).map("=".join))
def test_any_override_can_be_read_or_is_refused(written):
    result = loaded(parse_override, written)
    assert result.startswith("--set ") if isinstance(result, str) else written.strip().startswith(result[0])


def allowed(information):
    """Values that a key takes."""
    low, high = information.bounds
    return {
        "switch": st.booleans(),
        "choice": st.sampled_from(information.choices or ("",)),
        "text": TEXTS,
        "date": st.dates(),
        "whole number": st.integers(low, high),
        "number": st.floats(low, high) if low is not None else st.floats(allow_nan=False, allow_infinity=False),
    }[information.kind]


def is_date(value):
    """Whether a value is text that stands for a date."""
    try:
        return bool(datetime.date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def is_bad(information, value):
    """Whether a key refuses a value, by a rule as simple as the documentation's."""
    if information.kind in ("switch", "text", "choice"):
        kind = bool if information.kind == "switch" else str
        return not isinstance(value, kind) or bool(information.choices and value not in information.choices)
    if information.kind == "date":
        return not isinstance(value, datetime.date) and not is_date(value)
    low, high = information.bounds
    kinds = int if information.kind == "whole number" else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not math.isfinite(value):
        return True
    return not (low is None or low <= value) or not (high is None or value <= high)


SECTION_KEYS = sorted(key for key in KEYS if "." in key and key.partition(".")[0] not in LISTS)
# These are checked against each other or against the disk.
LINKED = {
    "population.price_share",
    "population.quality_share",
    "haters.turn_at",
    "haters.calm_at",
    "tiers.levels",
    "tiers.base",
    "tiers.ratio",
    "network.kind",
    "network.columns",
    "network.group",
}


@SAME_FOLDER
@given(data=st.data())
def test_each_bad_value_is_reported_with_its_line_and_nothing_else(tmp_path, data):
    keys = data.draw(
        st.lists(st.sampled_from(SECTION_KEYS).filter(lambda key: key not in LINKED), unique=True, max_size=8)
    )
    lines, bad = ["# 说明"], []
    for key in keys:
        information = KEYS[key]
        value = data.draw(SINGLE_VALUES | allowed(information))
        lines += [*[""] * data.draw(st.integers(0, 2)), f"{key} = {toml(value)}"]
        if is_bad(information, value):
            bad.append(f"{tmp_path / 'x.toml'}, line {len(lines)}: {key}: got ")
    (tmp_path / "x.toml").write_text("\n".join(lines), encoding="utf-8")
    result = loaded(load_scenario, tmp_path / "x.toml")
    found = result.split("\n") if isinstance(result, str) else []
    assert len(found) == len(bad)
    assert all(line.startswith(start) for line, start in zip(found, bad, strict=True))


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_allowed_values_are_taken_as_they_are(data):
    key = data.draw(st.sampled_from([key for key in SECTION_KEYS if key not in LINKED | {"network.path"}]))
    value = data.draw(allowed(KEYS[key]))
    scenario = scenario_from_mapping({}, {key: value})
    assert {information.key: information.value for information in parameters(scenario)}[key] == value
