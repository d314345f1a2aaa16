"""Outcomes of leaving."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, ever_followed, recorded, share
from fansim.outcomes.retention import follower_retention, share_after

DAILY = (
    recorded("exits", "persons", "ordinary persons who left today, bans not counted"),
    recorded("lost_at_gate", "persons", "ordinary persons who left today without ever having had a seat"),
)

SUMMARY = (
    Summary(
        "follower_retention_90",
        "0-1",
        "Kaplan-Meier share of genuine followers who have not left 90 days after following",
        lambda daily, persons, days: share_after(follower_retention(persons, days), 90),
    ),
    Summary(
        "exit_rate",
        "1/day",
        "sum of exits / sum of exposed",
        lambda daily, persons, days: share(daily["exits"].sum(), daily["exposed"].sum()),
    ),
    Summary(
        "genuine_lost_at_gate_share",
        "0-1",
        "ordinary persons who left before their first seat / who ever followed",
        lambda daily, persons, days: share(daily["lost_at_gate"].sum(), len(ever_followed(persons))),
    ),
)
