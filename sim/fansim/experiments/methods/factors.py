"""Factors: what varies, and the value at a place between the ends of its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Point = dict[str, Any]
"""The factors' values, by dotted key."""


@dataclass(frozen=True)
class Range:
    """The values of a factor from `low` to `high`, evenly spread (evenly on a log scale if `log`).

    Attributes
    ----------
    low, high : float
        Both may occur where the factor is a whole number.
    whole : bool
        Whether the factor is a whole number.
    log : bool
        Whether its logarithm is spread evenly; `low` is then above 0.
    """

    low: float
    high: float
    whole: bool = False
    log: bool = False

    def at(self, place: float) -> float | int:
        """Return the value at a place from 0 to 1."""
        low, high = (self.low, self.high + 1) if self.whole else (self.low, self.high)
        value = low * (high / low) ** place if self.log else low + place * (high - low)
        return min(int(value), int(self.high)) if self.whole else min(float(value), float(self.high))


Factor = Range | tuple[Any, ...]


def value_at(factor: Factor, place: float) -> Any:
    """Return the value of a factor at a place from 0 to 1: of a range, or one of its levels with equal shares."""
    if isinstance(factor, Range):
        return factor.at(place)
    return factor[min(int(place * len(factor)), len(factor) - 1)]
