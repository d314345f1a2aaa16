"""Outcomes of events: who comes, how many of them buy at once, and how much they buy in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, recorded, share

if TYPE_CHECKING:
    import pandas as pd

DAILY = (
    recorded("attendees", "persons", "persons at an event"),
    recorded("event_buyers", "persons", "persons at an event who bought on that day"),
)


def _spend_ratio(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Compare the purchases of who ever came with those of the others who ever followed."""
    if "attended" not in persons:
        return float("nan")
    followed = persons[(persons["role"] == "ordinary") & persons["stage"].isin(["follower", "waiting", "member"])]
    came = followed["attended"] > 0
    return share(followed.loc[came, "purchases"].mean(), followed.loc[~came, "purchases"].mean())


SUMMARY = (
    Summary(
        "event_conversion",
        "0-1",
        "sum of event_buyers / sum of attendees",
        lambda daily, persons, days: share(daily["event_buyers"].sum(), daily["attendees"].sum()),
    ),
    Summary(
        "spend_ratio_attendees",
        "ratio",
        "mean purchases of present followers and members who ever came to an event / of the others",
        _spend_ratio,
    ),
)
