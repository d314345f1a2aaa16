"""What a pattern is: a number a seed, and where the mean of these numbers must lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fansim.experiments.methods.intervals import interval
from fansim.validation.town import Town

Values = NDArray[np.float64]
Measure = Callable[[Town, Sequence[int]], Values]
"""From a town and some seeds to one value a seed, NaN where it is not defined."""

ANY = float("inf")
_ROUNDING = 1e-9  # of a float that counts as equal


@dataclass(frozen=True)
class Pattern:
    """A pattern that the model should show.

    Attributes
    ----------
    id : str
        Its row in the list of patterns, and a letter where a row has several: ``C1a``.
    about : str
        What must be the case, in a sentence.
    low, high : float
        Where the mean over seeds must lie, in `unit`; infinite where there is no limit.
    measure : callable
        One value a seed. Two settings that are compared run under the same seed.
    unit : str
        Of the values, ``-`` for a pure number.
    source : str
        Where the target comes from.
    clear : float
        Standard errors by which the mean must lie inside the limits; a negative number lets it lie outside by so many.
    needs : str
        A bundled scenario without which it cannot be measured.
    """

    id: str
    about: str
    low: float
    high: float
    measure: Measure
    unit: str = "-"
    source: str = "assumption"
    clear: float = 0.0
    needs: str = ""

    @property
    def row(self) -> str:
        """The row of the list that it belongs to: ``C1`` for ``C1a``."""
        return self.id.rstrip("abcdefghijklmnopqrstuvwxyz")

    @property
    def has_target(self) -> bool:
        """Whether anything is asked of it; without, it is for information."""
        return self.low > -ANY or self.high < ANY


class Estimate(NamedTuple):
    """What the seeds gave: mean, standard error, 95% interval, and how many of them had a value."""

    mean: float
    error: float
    low: float
    high: float
    number: int


def estimate(values: Values) -> Estimate:
    """Return mean and standard error of one value a seed, NaN left out."""
    known = values[np.isfinite(values)]
    count = len(known)
    mean = float(known.mean()) if count else float("nan")
    error = float(known.std(ddof=1) / np.sqrt(count)) if count > 1 else float("nan")
    return Estimate(mean, error, *interval(known), count)


def holds(pattern: Pattern, found: Estimate) -> bool:
    """Say whether the mean lies where it must, by as many standard errors as it must.

    What has no value in any seed does not hold, nor what needs a standard error and has none.
    """
    room = pattern.clear * found.error if pattern.clear else 0.0
    slack = _ROUNDING * max(1.0, abs(found.mean))
    return bool(pattern.low + room - slack <= found.mean <= pattern.high - room + slack)
