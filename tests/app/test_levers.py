"""The levers of the live page are the keys of the scenario: their titles and bounds are declared once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fansim import load_scenario
from fansim.app.levers import FIRST, first_levers, lever_of, more_levers, slider_range
from fansim.language import words
from fansim.scenario import KEYS, bundled_scenarios, parameters


def test_every_first_lever_is_a_key() -> None:
    assert [key for key in FIRST if key not in KEYS] == []


def test_the_levers_of_a_scenario_come_in_order() -> None:
    keys = [lever.key for lever in first_levers(load_scenario("leijun_classroom"))]
    assert keys[:5] == ["entry.follow_days", "groups.cap", "voice.policy", "incentives.0.kind", "incentives.1.kind"]
    assert "campaigns.1.budget" in keys
    assert "crisis.detect_minutes" not in keys, "there is no crisis"


def test_minutes_of_an_answer_are_levers_where_there_is_a_crisis() -> None:
    keys = [lever.key for lever in first_levers(load_scenario("su7_crisis"))]
    assert {"crisis.detect_minutes", "crises.0.isolate_minutes", "crises.0.apology_minutes"} <= set(keys)


def test_all_that_is_the_brands_to_choose_is_a_lever() -> None:
    scenario = load_scenario("leijun_classroom")
    shown = {lever.key for lever in [*first_levers(scenario), *more_levers(scenario)]}
    brands = {lever.key for lever in parameters(scenario) if lever.role == "lever"}
    assert brands - shown <= {"crisis.detect_minutes"}


@pytest.mark.parametrize("name", sorted(bundled_scenarios().keys() - {"lastfm_network"}))  # it needs a file
def test_a_slider_holds_the_value_within_the_bounds(name: str) -> None:
    scenario = load_scenario(name)
    for lever in [*first_levers(scenario), *more_levers(scenario)]:
        ends = slider_range(lever)
        if ends is None:
            continue
        low, high, step = ends
        assert low <= lever.value <= high, lever.key
        assert 0 < step <= max(1, high - low), lever.key
        least, most = lever.bounds
        assert least is None or low >= least, lever.key
        assert most is None or high <= most, lever.key


def test_a_slider_of_a_huge_range_reaches_a_few_times_the_value() -> None:
    budget = lever_of("campaigns.0.budget", load_scenario("leijun_classroom"))
    assert slider_range(budget) == (0, 20_000, 200)
    assert slider_range(replace(budget, value=400_000.0))[1] == budget.plausible[1]


def test_switches_and_words_have_no_slider() -> None:
    scenario = load_scenario("leijun_classroom")
    assert slider_range(lever_of("voice.policy", scenario)) is None
    assert slider_range(lever_of("feedback.voice_loop", scenario)) is None


def test_every_lever_has_its_chinese() -> None:
    levers = [known for known in KEYS.values() if known.key in FIRST or known.role == "lever"]
    assert [known.title for known in levers if known.title not in words() and known.key != "changes.set"] == []
    choices = {choice.replace("_", " ") for known in levers if known.key in FIRST for choice in known.choices}
    assert choices - words().keys() == set()
