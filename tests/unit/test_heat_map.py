"""The heat map: dark where it is good, and what it frames is clearly best."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fansim import report


@pytest.mark.parametrize(("value", "darkest"), [("reach", (1, 1)), ("shill_share", (0, 0))])
def test_a_heatmap_is_dark_where_it_is_good_and_frames_what_is_clearly_best(value: str, darkest) -> None:
    rows = [
        {"groups.cap": cap, "entry.follow_days": days, "replication": replication,
         "reach": 0.1 * level + 0.001 * replication, "shill_share": 0.1 * level + 0.001 * replication}
        for level, (cap, days) in enumerate([(50, 0), (100, 0), (50, 60), (100, 60)], start=1)
        for replication in range(5)
    ]  # fmt: skip
    runs = pd.DataFrame(rows)
    ax = report.heatmap(runs, "groups.cap", "entry.follow_days", value)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Seats per group", "Days of following before entry")
    assert "best framed" in ax.get_title(loc="left") + ax.get_title()
    boxes = [patch for patch in ax.patches if patch.get_fill()]
    light = {(round(box.get_y() + 0.5), round(box.get_x() + 0.5)): sum(box.get_facecolor()[:3]) for box in boxes}
    assert min(light, key=lambda place: light[place]) == darkest
    (frame,) = [patch for patch in ax.patches if not patch.get_fill()]
    assert (round(frame.get_y() + 0.46), round(frame.get_x() + 0.46)) == darkest


def test_a_heatmap_of_noise_frames_nothing() -> None:
    rng = np.random.default_rng(1)
    grid = [(cap, days, one) for cap in (50, 100) for days in (0, 60) for one in range(4)]
    runs = pd.DataFrame(grid, columns=["groups.cap", "entry.follow_days", "replication"])
    ax = report.heatmap(runs.assign(reach=rng.normal(size=len(runs))), "groups.cap", "entry.follow_days", "reach")
    assert all(patch.get_fill() for patch in ax.patches)
    assert "none clearly best" in ax.get_title(loc="left") + ax.get_title()


@pytest.mark.parametrize(("value", "sign"), [("reach", 1), ("shill_share", -1)])
def test_a_cell_that_leads_only_by_the_runs_it_lacks_is_not_framed(value: str, sign: int) -> None:
    reach = {50: [0.1, 0.2, 0.8, 0.9], 100: [np.nan, np.nan, 0.7, 0.799]}  # by its mean best, by every pair worse
    rows = [
        {"groups.cap": cap, "entry.follow_days": 0, "replication": replication, value: sign * level}
        for cap, levels in reach.items()
        for replication, level in enumerate(levels)
    ]
    ax = report.heatmap(pd.DataFrame(rows), "groups.cap", "entry.follow_days", value)
    assert all(patch.get_fill() for patch in ax.patches)
    assert "none clearly best" in ax.get_title(loc="left")
