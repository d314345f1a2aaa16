"""Outcomes of opinions that meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fansim.outcomes.measure import Summary, ordinary

if TYPE_CHECKING:
    import pandas as pd

GAP = 0.05  # tastes further apart than that are of two minds
FEWEST = 0.05  # share of people that makes a camp: Deffuant's small minorities are left out


def camps(tastes: np.ndarray) -> int:
    """Return how many opinions people hold: runs of tastes without a gap, of a share of all people that counts.

    Parameters
    ----------
    tastes : ndarray, shape (persons,)
        Tastes of all people.
    """
    ranked = np.sort(tastes)
    sizes = np.diff(np.flatnonzero(np.diff(ranked, prepend=-np.inf, append=np.inf) > GAP))
    return int((sizes >= FEWEST * len(ranked)).sum())


def _camps(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Count the camps of ordinary persons, where they have tastes."""
    return float(camps(ordinary(persons)["taste"].to_numpy())) if "taste" in persons else float("nan")


SUMMARY = (
    Summary(
        "opinion_camps",
        "camps",
        f"runs of tastes without a gap above {GAP} that hold {FEWEST:.0%} of ordinary persons or more",
        _camps,
    ),
)
