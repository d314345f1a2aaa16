"""The calibration as a command: what it moves, towards what, and how it counts a miss."""

from __future__ import annotations

import pytest

from fansim.scenario import Scenario, scenario_from_mapping
from fansim.validation import calibration
from fansim.validation.pattern import Pattern


def pattern(low: float, high: float) -> Pattern:
    """Return a pattern with a band and nothing to measure."""
    return Pattern("C2a", "anything", low, high, lambda town, seeds: seeds)


def test_each_key_is_one_of_the_scenario_and_the_present_value_is_in_its_range() -> None:
    now = calibration.defaults()
    for knob in calibration.KNOBS:
        assert knob.low <= now[knob.key] <= knob.high, knob.key
    assert scenario_from_mapping(Scenario(), now) == Scenario()


def test_it_looks_at_its_own_rows_only_and_at_nothing_out_of_sample() -> None:
    ids = {target.id for target in calibration.targets()}
    assert {"C2a", "C14b"} <= ids
    assert not {"C1a", "C3", "C5a", "C10c"} & ids


@pytest.mark.parametrize(
    ("low", "high", "value", "missed"),
    [
        (0.2, 0.4, 0.3, 0.0),
        (0.2, 0.4, 0.5, 0.5),
        (0.2, 0.4, 0.1, 0.5),
        (0.1, float("inf"), 0.05, 0.5),
        (1.0, 1.0, 0.5, 0.5),
        (0.2, 0.4, 1e9, 5.0),
        (0.2, 0.4, float("nan"), 5.0),
    ],
)
def test_a_miss_is_counted_in_widths_of_the_band(low: float, high: float, value: float, missed: float) -> None:
    assert calibration.missed_by(pattern(low, high), value) == pytest.approx(missed)


def test_the_neighbours_with_which_a_search_begins_are_in_range_and_the_same_each_time() -> None:
    now = calibration.defaults()
    first, again = calibration.near(now), calibration.near(now)
    assert first == again
    assert all(values != now for values in first)
    for values in first:
        assert all(knob.low <= values[knob.key] <= knob.high for knob in calibration.KNOBS)


def test_values_that_are_tried_reach_the_scenarios_and_give_way_to_those_of_a_pattern() -> None:
    town = calibration.Tried({"word_of_mouth.strong": 0.05, "ads.per_day": 7e-5}, size=1000)
    scenario = town.scenario_of({"ads.per_day": 1e-5})
    assert (scenario.word_of_mouth.strong, scenario.ads.per_day) == (0.05, 1e-5)
