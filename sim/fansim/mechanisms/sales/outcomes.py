"""Outcomes of sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.mechanisms.activity.rules import CO_CREATION_DAYS
from fansim.outcomes.measure import Summary, recorded, share, top_share

if TYPE_CHECKING:
    import pandas as pd


def _spend_ratio(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Compare co-creating members with the other members."""
    members = persons[(persons["role"] == "ordinary") & (persons["stage"] == "member")]
    day = members["co_creation_day"]
    active = (day >= 0) & (day >= days - CO_CREATION_DAYS)
    return share(members.loc[active, "purchases"].mean(), members.loc[~active, "purchases"].mean())


DAILY = (
    recorded("sales", "yuan", "purchases x price"),
    recorded("buyers", "persons", "persons who bought today"),
)

SUMMARY = (
    Summary(
        "sales_top2_share",
        "0-1",
        "share of all purchases that the top 2% of buyers made",
        lambda daily, persons, days: top_share(persons.loc[persons["purchases"] > 0, "purchases"].to_numpy(), 0.02),
    ),
    Summary("sales_total", "yuan", "sum of sales", lambda daily, persons, days: float(daily["sales"].sum())),
    Summary(
        "spend_ratio_cocreators",
        "ratio",
        f"mean purchases of members with a suggestion or a vote in the last {CO_CREATION_DAYS} days / of the others",
        _spend_ratio,
    ),
    Summary(
        "repeat_share",
        "0-1",
        "buyers with two purchases or more / buyers",
        lambda daily, persons, days: share((persons["purchases"] >= 2).sum(), (persons["purchases"] >= 1).sum()),
    ),
)
