"""Outcomes of the launch: who knew of the brand by then, and what winning them has cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.outcomes.measure import Daily, Summary, recorded, share

if TYPE_CHECKING:
    import pandas as pd


def _reach_at_launch(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return the awareness on the day of the launch, NaN where the product was there from the start or never comes."""
    launched = daily["launched"].to_numpy() > 0
    if launched[0] or not launched.any():
        return float("nan")
    return float(daily["aware_share"].to_numpy()[launched.argmax()])


DAILY = (
    recorded("launched", "0-1", "1 if the product exists"),
    Daily(
        "aware_share",
        "0-1",
        "ordinary persons who have heard of the brand and follow, followed or reject it / all",
        lambda brand: 1.0 - brand["unaware"] / brand["persons"],
    ),
)

SUMMARY = (
    Summary("reach_at_launch", "0-1", "aware_share on the first day on which the product exists", _reach_at_launch),
    Summary(
        "cost_per_follower",
        "yuan",
        "sum of cost / sum of new_followers",
        lambda daily, persons, days: share(daily["cost"].sum(), daily["new_followers"].sum()),
    ),
)
