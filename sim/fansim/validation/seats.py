"""Patterns of seats and of a brand that runs already (C11, C15)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fansim.validation.measures import AS_IT_IS, of, outcome, ratio
from fansim.validation.pattern import ANY, Measure, Pattern, Values
from fansim.validation.town import Town

FEW_SEATS = "few_seats"
_WEEKS = 8
_MONTH = 30


def swing(series: np.ndarray) -> float:
    """Return how far the days of the week differ: highest less lowest mean of a weekday, of the first 56 days."""
    weekdays = series[: 7 * _WEEKS].reshape(_WEEKS, 7).mean(axis=0)
    return float(weekdays.max() - weekdays.min())


def _transient(name: str) -> Measure:
    """Return the measure: the first 30 days less the next 30 of a daily outcome, in mean weekly swings of a run."""

    def measure(town: Town, seeds: Sequence[int]) -> Values:
        all_series = [town.record(seed, AS_IT_IS).daily[name].to_numpy(float) for seed in seeds]
        usual = float(np.mean([swing(series) for series in all_series]))
        return np.array(
            [ratio(series[:_MONTH].mean() - series[_MONTH : 2 * _MONTH].mean(), usual) for series in all_series]
        )

    return measure


def _too_early(town: Town, seeds: Sequence[int]) -> Values:
    """Return how many began to follow in the run and had a seat before the threshold."""
    days = town.scenario_of(AS_IT_IS).entry.follow_days
    return np.array([_seated_before(days, town.record(seed, AS_IT_IS).persons) for seed in seeds], float)


def _seated_before(days: int, persons: pd.DataFrame) -> int:
    """Return how many began to follow in the run and had a seat before a day of it.

    An account that was old when it was bought began before; so did who had a seat before it followed, and came back.
    """
    began = ~persons["source"].isin(["seed", "before", "none"]) & (persons["follow_day"] >= 0)
    first = persons["first_join_day"]
    return int((began & (first >= persons["follow_day"]) & (first < days)).sum())


SEATS = (
    Pattern(
        "C11a",
        "where seats are few, some wait for one",
        0,
        ANY,
        of(lambda r: float(r.daily["waiting"].mean()), name=FEW_SEATS),
        "persons",
        clear=2,
        needs=FEW_SEATS,
    ),
    Pattern(
        "C11b",
        "where seats are few, a seat takes days",
        0,
        ANY,
        of(outcome("genuine_wait_days"), name=FEW_SEATS),
        "days",
        clear=2,
        needs=FEW_SEATS,
    ),
)

RUNNING = (
    *(
        Pattern(
            f"C15{letter}",
            f"{what}: the first month differs from the second by no more than the days of a week do",
            -1,
            1,
            _transient(name),
            "weekly swings",
        )
        for letter, what, name in (
            ("a", "new followers", "new_followers"),
            ("b", "posts", "posts"),
            ("c", "exits", "exits"),
            ("d", "new seats", "joins"),
            ("e", "sales", "sales"),
        )
    ),
    Pattern(
        "C15f", "nobody who began to follow in the run has a seat before day 60", 0, 0, _too_early, "persons", "F-01"
    ),
)
