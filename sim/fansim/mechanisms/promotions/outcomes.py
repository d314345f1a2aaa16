"""Outcomes of promotions: how many visitors stay, who of the buyers comes back, and what those think."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, recorded, share
from fansim.outcomes.retention import follower_retention, share_after

if TYPE_CHECKING:
    import pandas as pd

DAILY = (
    recorded("adoptions_promotion", "persons", "began to follow for a price"),
    recorded("second_buyers", "persons", "came for a price, and bought today, not for the first time"),
    recorded("second_detractors", "persons", "those of them expected to advise against the brand"),
)


def _visitors_staying(after: int) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    """Return the function that gives the share of visitors who still follow so many days after they came."""

    def compute(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
        visitors = persons[persons["source"] == "promotion"]
        curve = follower_retention(visitors, days)
        all_gone = len(curve) > 0 and after >= len(curve) and curve["share"].iloc[-1] == 0.0
        return 0.0 if all_gone else share_after(curve, after)

    return compute


def _repeat(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return how many of those who bought at a sale bought again at the full price."""
    if "sale_buyer" not in persons:
        return float("nan")
    return share((persons["sale_buyer"] == 2).sum(), (persons["sale_buyer"] >= 1).sum())


SUMMARY = (
    *(
        Summary(
            f"visitor_retention_{after}",
            "0-1",
            f"Kaplan-Meier share of those who came for a price who have not left {after} days later",
            _visitors_staying(after),
        )
        for after in (90, 540)
    ),
    Summary(
        "sale_repeat_share", "0-1", "buyers at a promotion's price who bought again at the full one / all", _repeat
    ),
    Summary(
        "second_time_detractors",
        "0-1",
        "sum of second_detractors / sum of second_buyers",
        lambda daily, persons, days: share(daily["second_detractors"].sum(), daily["second_buyers"].sum()),
    ),
)
