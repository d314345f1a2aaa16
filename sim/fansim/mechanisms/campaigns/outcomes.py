"""Outcomes of campaigns."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, admitted, recorded, share

DAILY = (
    recorded("shills_active", "accounts", "shills following, waiting or in groups"),
    recorded("pro_haters", "accounts", "professional haters at work"),
    recorded("shill_spend", "yuan", "spent by shill campaigns today"),
)

SUMMARY = (
    Summary(
        "cost_per_admitted_shill",
        "yuan",
        "sum of shill_spend of shill campaigns / shills ever given a seat",
        lambda daily, persons, days: share(daily["shill_spend"].sum(), admitted(persons)),
    ),
)
