"""The levers of the page: the keys of a scenario that somebody would move, read off their declarations."""

from __future__ import annotations

from functools import lru_cache

from fansim.scenario import Scenario, parameters
from fansim.scenario.keys import ParameterInfo, general_key

FIRST = (
    "entry.follow_days",
    "groups.cap",
    "voice.policy",
    "incentives.kind",
    "incentives.level",
    "crisis.detect_minutes",
    "crises.isolate_minutes",
    "crises.apology_minutes",
    "campaigns.budget",
    "feedback.quality_loop",
    "feedback.voice_loop",
    "feedback.authenticity",
    "feedback.crowding_out",
    "feedback.ownership",
)
"""The levers that are always shown, in this order, where a scenario has them."""

_WIDE = 20
"""A slider reaches no further than so many times the value: beyond, one step of it would be too coarse."""


def first_levers(scenario: Scenario) -> list[ParameterInfo]:
    """Return the levers that are always shown, with the values of a scenario."""
    known = [lever for lever in _known(scenario) if _general(lever) in FIRST and _can_matter(lever, scenario)]
    return sorted(known, key=lambda lever: FIRST.index(_general(lever)))


def more_levers(scenario: Scenario) -> list[ParameterInfo]:
    """Return all other keys that are the brand's to choose."""
    return [lever for lever in _known(scenario) if lever.role == "lever" and _general(lever) not in FIRST]


def lever_of(key: str, scenario: Scenario) -> ParameterInfo:
    """Return what is known of a key, with the value of a scenario."""
    return next(lever for lever in _known(scenario) if lever.key == key)


def slider_range(lever: ParameterInfo) -> tuple[float, float, float] | None:
    """Return the lowest and highest value and the step of a slider; None where only typing makes sense.

    The range is the plausible one, widened to the value; what lies beyond can be typed.
    """
    low, high = lever.plausible
    value = lever.value
    if low is None or high is None or not isinstance(value, int | float):
        return None
    if 0 < value * _WIDE < high:
        high = 4 * value
    low, high = min(low, value), max(high, value)
    return low, high, 1 if lever.kind == "whole number" else _round_step((high - low) / 100)


def _known(scenario: Scenario) -> tuple[ParameterInfo, ...]:
    """Return all keys with their values, but for changes; those of the setting before are still at hand."""
    return _looked_up(scenario.model_copy(update={"changes": ()}))


@lru_cache(maxsize=4)
def _looked_up(setting: Scenario) -> tuple[ParameterInfo, ...]:
    """Return all keys with their values: looked up once, since the page asks on every day that it plays."""
    return tuple(parameters(setting))


def _round_step(step: float) -> float:
    """Return a step as one digit, so that the values of a slider read well."""
    return float(f"{step:.0e}") or 1.0


def _can_matter(lever: ParameterInfo, scenario: Scenario) -> bool:
    """Whether a lever is worth its place: minutes of an answer need a crisis."""
    return lever.key != "crisis.detect_minutes" or bool(scenario.crises)


def _general(lever: ParameterInfo) -> str:
    """Return the key of a lever without the numbers of items."""
    return general_key(tuple(int(part) if part.isdecimal() else part for part in lever.key.split(".")))
