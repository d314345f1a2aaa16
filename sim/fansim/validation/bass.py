"""The Bass curve that lies nearest to how a following grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

_STARTS = ((0.02, 0.4), (0.1, 0.1), (0.005, 0.8))  # p and q a year, from which the fit is tried


class Bass(NamedTuple):
    """The two rates of a Bass curve, 1/year: by themselves (p), and by those who follow (q)."""

    p: float
    q: float


def curve(t: NDArray[np.float64], p: float, q: float, start: float) -> NDArray[np.float64]:
    """Return the share of those who ever followed: F' = (p + q F) (1 - F), F(0) = start.

    Parameters
    ----------
    t : ndarray
        Years since the start.
    p, q : float
        Rates, 1/year.
    start : float
        Share that followed already.

    Source: Bass (1969), T1.
    """
    a = (1 - start) / (p + q * start)
    decay = np.exp(-(p + q) * t)
    return np.asarray((1 - a * p * decay) / (1 + a * q * decay))


def growth(daily: pd.DataFrame, people: pd.DataFrame) -> tuple[float, NDArray[np.float64]]:
    """Return the share of ordinary persons who followed at the start, and by the evening of each day ever followed."""
    start = float(people["source"].isin(["seed", "before"]).mean())
    new = (daily["new_followers"] - daily["reactivated"]).to_numpy()
    return start, start + np.cumsum(new) / len(people)


def fitted(shares: NDArray[np.float64], start: float) -> Bass:
    """Return the Bass curve nearest in least squares to the share that ever followed, by the evening of each day."""
    from scipy.optimize import least_squares

    t = np.arange(1, len(shares) + 1) / 365
    fits = [
        least_squares(lambda x: curve(t, float(np.exp(x[0])), float(np.exp(x[1])), start) - shares, np.log(first))
        for first in _STARTS
    ]
    p, q = np.exp(min(fits, key=lambda fit: float(fit.cost)).x)
    return Bass(float(p), float(q))
