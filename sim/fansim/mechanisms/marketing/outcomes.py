"""Outcomes of marketing: what ads cost for each they win, and what ads and groups return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, recorded, share

if TYPE_CHECKING:
    import pandas as pd

DAILY = (
    recorded("ad_contacts", "contacts", "contacts that ads made"),
    recorded("ad_freshness", "0-1", "what is left of the effect of ads that were seen before"),
    recorded("ad_spending", "yuan", "spent on ads"),
    recorded("care_spending", "yuan", "spent on care for those who are there"),
    recorded("sales_in_groups", "yuan", "purchases of members of groups x price"),
)


def _cost_per_ad_follower(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return what ads cost for each follower they won."""
    return share(daily["ad_spending"].sum(), daily["adoptions_ads"].sum())


def _cost_ratio(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return what care costs for each core fan, against what ads cost for each follower."""
    fan = share(daily["care_spending"].sum(), (persons["label"] == "core_fan").sum())
    return share(fan, _cost_per_ad_follower(daily, persons, days))


def _value_ratio(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return what a core fan buys, against a casual user."""
    bought = persons.groupby("label", observed=True)["purchases"].mean()
    return share(bought.get("core_fan", float("nan")), bought.get("casual_user", 0.0))


SUMMARY = (
    Summary("cost_per_ad_follower", "yuan", "sum of ad_spending / sum of adoptions_ads", _cost_per_ad_follower),
    Summary(
        "roi_private",
        "ratio",
        "sum of sales_in_groups / sum of care_spending",
        lambda daily, persons, days: share(daily["sales_in_groups"].sum(), daily["care_spending"].sum()),
    ),
    Summary(
        "roi_public",
        "ratio",
        "sum of sales - sales_in_groups / sum of ad_spending",
        lambda daily, persons, days: share(
            (daily["sales"] - daily["sales_in_groups"]).sum(), daily["ad_spending"].sum()
        ),
    ),
    Summary("value_ratio", "ratio", "mean purchases of core fans / of casual users, at the end", _value_ratio),
    Summary("cac_ratio", "ratio", "care_spending per core fan at the end / cost_per_ad_follower", _cost_ratio),
)
