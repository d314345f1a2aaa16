"""How a value of a run becomes a measure of a pattern: in one setting, or between settings of the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fansim.validation.pattern import Measure, Values
from fansim.validation.town import USUAL, Changes, Record, Town

Value = Callable[[Record], float]

AS_IT_IS: Changes = {}
NO_CAMPAIGNS: Changes = {"adversary.enabled": False}


def of(value: Value, changes: Changes = AS_IT_IS, name: str = USUAL) -> Measure:
    """Return the measure that takes a value of each run of a setting."""

    def measure(town: Town, seeds: Sequence[int]) -> Values:
        return np.array([value(town.record(seed, changes, name)) for seed in seeds])

    return measure


def between(combine: Callable[..., float], value: Value, *settings: Changes) -> Measure:
    """Return the measure that combines the values of several settings under each seed."""

    def measure(town: Town, seeds: Sequence[int]) -> Values:
        return np.array([combine(*(value(town.record(seed, changes)) for changes in settings)) for seed in seeds])

    return measure


def difference(value: Value, one: Changes, other: Changes) -> Measure:
    """Return the measure: a value in one setting less that in another."""
    return between(lambda a, b: a - b, value, one, other)


def relative(value: Value, one: Changes, other: Changes) -> Measure:
    """Return the measure: by what share of itself a value in another setting is moved by one."""
    return between(lambda a, b: ratio(a - b, b), value, one, other)


def ratio(top: float, bottom: float) -> float:
    """Divide, with NaN where there is nothing to divide by."""
    return float(top / bottom) if bottom else float("nan")


def robots_against_people(value: Value, one: float, other: float) -> Measure:
    """Return the measure: a value where robots give so much of all answers, less that where they give another share.

    Where complaints queue for a desk, it is the desk's robots that answer (`service.bot_share` has no effect there).
    """

    def measure(town: Town, seeds: Sequence[int]) -> Values:
        desk = town.scenario_of(AS_IT_IS).queue.enabled
        keys = ("queue.routine_by_robots", "queue.emotional_by_robots") if desk else ("service.bot_share",)
        return difference(value, dict.fromkeys(keys, one), dict.fromkeys(keys, other))(town, seeds)

    return measure


def outcome(name: str) -> Value:
    """Return the value: an outcome of the run."""
    return lambda record: record.summary[name]


def at_the_end(name: str) -> Value:
    """Return the value: a daily outcome, mean of the last 90 days."""
    return lambda record: float(record.daily[name].iloc[-90:].mean())


def on_the_last_day(name: str) -> Value:
    """Return the value: a daily outcome of the last day."""
    return lambda record: float(record.daily[name].iloc[-1])
