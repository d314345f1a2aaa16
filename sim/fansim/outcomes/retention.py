"""Retention: how many are still there k days after they came, with those who came late counted as far as they go."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fansim.state.columns import NEVER

Z_95 = 1.959963984540054
"""The normal deviate that 97.5% fall short of."""


def spells(start: np.ndarray, end: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the lengths of first spells and whether each was seen to end.

    Parameters
    ----------
    start, end : ndarray of int, shape (persons,)
        First and last day of the spell, `NEVER` where there is none. Spells before day 0 are left out.
    days : int
        Days simulated; a spell without an end was last seen on day ``days - 1``, and is cut off there.

    Returns
    -------
    lengths : ndarray of int
        Days from start to end or to the cut.
    ended : ndarray of bool
        False where the spell was cut off.
    """
    started = start >= 0
    first, last = start[started].astype(np.int64), end[started].astype(np.int64)
    ended = (last != NEVER) & (last >= first)
    return np.where(ended, last - first, days - 1 - first), ended


def kaplan_meier(lengths: np.ndarray, ended: np.ndarray) -> pd.DataFrame:
    """Return the share still there after each number of days (Kaplan & Meier 1958), with Greenwood's log-log band.

    scipy.stats gives the same, which a test holds, but takes half a second to import: a fifth of a small run.

    Parameters
    ----------
    lengths, ended : ndarray
        As from `spells`.

    Returns
    -------
    DataFrame
        Index ``days`` from 0 to the longest spell; columns ``share``, ``low``, ``high`` (95%, log-log) and
        ``at_risk``. Empty if nobody came.
    """
    if len(lengths) == 0:
        return pd.DataFrame(columns=["share", "low", "high", "at_risk"], index=pd.Index([], name="days"), dtype=float)
    days = np.arange(int(lengths.max()) + 1)
    at_risk = len(lengths) - np.searchsorted(np.sort(lengths), days, side="left")
    left = np.bincount(lengths[ended], minlength=len(days))
    share = np.cumprod((at_risk - left) / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):  # there is no interval at a share of 1 or 0
        variance = 1 / np.log(share) ** 2 * np.cumsum(left / (at_risk * (at_risk - left)))
        centre, reach = np.log(-np.log(share)), Z_95 * np.sqrt(variance)
        low, high = (np.nan_to_num(np.exp(-np.exp(centre + side)), nan=1.0) for side in (reach, -reach))
    frame = {"share": share, "low": np.minimum(low, share), "high": np.maximum(high, share), "at_risk": at_risk}
    return pd.DataFrame(frame, index=pd.Index(days, name="days"))


def share_after(curve: pd.DataFrame, days: int) -> float:
    """Return the share still there after a number of days, NaN where nobody was observed that long."""
    return float(curve["share"].get(days, np.nan)) if len(curve) else float("nan")


def member_retention(persons: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the retention of genuine members in their first group; a disbanded group counts as leaving."""
    genuine = persons[persons["role"] == "ordinary"]
    return kaplan_meier(*spells(genuine["first_join_day"].to_numpy(), genuine["first_leave_day"].to_numpy(), days))


def follower_retention(persons: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the retention of genuine followers, members or not, from the day they began to follow."""
    genuine = persons[(persons["role"] == "ordinary") & (persons["source"] != "none")]
    return kaplan_meier(*spells(genuine["follow_day"].to_numpy(), genuine["exit_day"].to_numpy(), days))
