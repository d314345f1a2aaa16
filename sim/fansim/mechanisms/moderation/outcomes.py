"""Outcomes of detection: whom it hits, and whom it should have hit."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, admitted, ordinary, recorded, share
from fansim.state.columns import NEVER

DAILY = (
    recorded("bans_shill", "accounts", "shills banned today"),
    recorded("bans_genuine", "persons", "ordinary persons banned today"),
    recorded("flagged", "rows", "members flagged by moderation today"),
)

SUMMARY = (
    Summary(
        "detection_precision",
        "0-1",
        "bans_shill / (bans_shill + bans_genuine), sums",
        lambda daily, persons, days: share(
            daily["bans_shill"].sum(), daily["bans_shill"].sum() + daily["bans_genuine"].sum()
        ),
    ),
    Summary(
        "detection_recall",
        "0-1",
        "bans_shill / shills ever given a seat",
        lambda daily, persons, days: share(daily["bans_shill"].sum(), admitted(persons)),
    ),
    Summary(
        "false_ban_share",
        "0-1",
        "bans_genuine / ordinary persons ever given a seat",
        lambda daily, persons, days: share(
            daily["bans_genuine"].sum(), (ordinary(persons)["first_join_day"] != NEVER).sum()
        ),
    ),
)
