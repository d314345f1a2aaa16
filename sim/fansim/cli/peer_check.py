"""Whether what a program found is the same curve as that of fansim, and what is then reported of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from fansim.cli.measuring import spread

STANDARD_ERRORS = 4.0
LEAST_TOLERANCE = 0.0005  # of the persons: where all runs agree, the spread of twenty is itself uncertain


class Agreement(NamedTuple):
    """How far a curve is from the reference, on the day on which that is most of what is allowed."""

    day: int
    difference: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether the curve may be called the same."""
        return self.difference <= self.tolerance


def verdict(runs: list[dict[str, Any]], reference: np.ndarray, size: int) -> dict[str, Any]:
    """Return what is reported of a program: its times only if its curve is that of the reference.

    Parameters
    ----------
    runs : list of dict
        What each run found: ``seconds``, ``bytes`` and ``informed`` by day, or ``missing``, or ``error``.
    reference : ndarray, shape (runs, days + 1)
        Shares of the informed.
    size : int
        Persons.
    """
    if not runs:
        return {"status": "too large"}
    for run in runs:
        if "missing" in run:
            return {"status": "not installed", "missing": run["missing"]}
        if "error" in run:
            return {"status": "failed", "error": run["error"]}
    met = agreement(np.array([run["informed"] for run in runs]) / size, reference)
    report = {"runs": len(runs), **met._asdict()}
    if not met.agrees:
        return {"status": "differs", **report}
    days = reference.shape[1] - 1
    times = spread(run["seconds"] * 1e9 / (size * days) for run in runs)
    memory = max(run["bytes"] for run in runs)
    return {"status": "measured", **report, "nanoseconds_per_person_day": times, "bytes": memory}


def agreement(curves: np.ndarray, reference: np.ndarray) -> Agreement:
    """Compare the mean of some curves, shape (runs, days + 1), with that of the reference.

    On each day they may differ by four standard errors of the difference of two means, of runs that vary as those of
    the reference do.
    """
    if curves.shape[1] != reference.shape[1]:
        return Agreement(min(curves.shape[1], reference.shape[1]), 1.0, 0.0)
    error = reference.std(axis=0, ddof=1) * np.sqrt(1 / len(curves) + 1 / len(reference))
    tolerance = np.maximum(LEAST_TOLERANCE, STANDARD_ERRORS * error)
    difference = np.abs(curves.mean(axis=0) - reference.mean(axis=0))
    day = int((difference / tolerance).argmax())
    return Agreement(day, float(difference[day]), float(tolerance[day]))
