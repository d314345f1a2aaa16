"""Outcomes of word of mouth: how much is said, and by how few."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, ever_followed, recorded, top_share

DAILY = (
    recorded("wom_positive", "messages", "messages of praise by ordinary persons"),
    recorded("wom_negative", "messages", "messages of attack, and complaints to friends, by ordinary persons"),
)

SUMMARY = (
    Summary(
        "wom_top2_share",
        "0-1",
        "share of all praise that the top 2% of those who ever followed sent",
        lambda daily, persons, days: top_share(ever_followed(persons)["praise_total"].to_numpy(), 0.02),
    ),
)
