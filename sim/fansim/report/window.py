"""The days whose mean the tables give, marked in figures over days."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from fansim.outcomes.measure import last_days
from fansim.report.lines import Runs, whole_days
from fansim.report.style import DOTTED, FAINT

AT_THE_END = ("shill_share", "satisfaction", "nps", "health")
"""The daily outcomes that are in the tables as the mean of a run's last days."""


def mark_last_days(ax: Axes, runs: Runs, column: str, color: str) -> float:
    """Shade the days whose mean the tables give, draw that mean across them, and return it.

    The mean over the runs of what the table has of each; NaN, and nothing is drawn, where it is not defined. Where
    runs differ in length, the days are those of the longest.
    """
    means = [last_days(frame[column]).mean() for frame in runs.frames]
    known = [float(mean) for mean in means if np.isfinite(mean)]
    if not known:
        return float("nan")
    longest = max(runs.frames, key=len)
    days = whole_days(last_days(longest[[column]])).index
    look: dict[str, Any] = {"color": color, "linestyle": DOTTED, "linewidth": 1.6, "zorder": 2.2}
    ax.axvspan(days[0], days[-1], color=FAINT, alpha=0.6, linewidth=0, zorder=0)
    ax.plot([days[0], days[-1]], 2 * [np.mean(known)], **look)
    return float(np.mean(known))
