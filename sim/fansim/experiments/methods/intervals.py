"""95% t intervals of means.

Quantiles are those of `scipy.stats.t`, taken from the function behind it: `scipy.stats` takes half a second to load.
"""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit


def interval(values: np.ndarray) -> tuple[float, float]:
    """Return the 95% t interval of a mean, NaN for fewer than two values."""
    if len(values) < 2:
        return float("nan"), float("nan")
    width = float(stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / np.sqrt(len(values)))
    return float(values.mean()) - width, float(values.mean()) + width


def half_width(values: np.ndarray) -> np.ndarray:
    """Return the half-width of the 95% t interval of the mean of each column, NaN left out.

    Parameters
    ----------
    values : ndarray, shape (replications, scenarios)
        One value a run.

    Returns
    -------
    ndarray, shape (scenarios,)
        Infinite where there is one value only, 0 where there is none.
    """
    count = np.isfinite(values).sum(axis=0)
    mean = np.nansum(values, axis=0) / np.maximum(count, 1)
    square = np.nansum((values - mean) ** 2, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = stdtrit(count - 1, 0.975) * np.sqrt(square / (count - 1) / count)
    return np.where(count > 1, width, np.where(count == 1, np.inf, 0.0))
