"""Outcomes of activity."""

from __future__ import annotations

from fansim.mechanisms.activity.rules import CO_CREATION_DAYS
from fansim.outcomes.measure import recorded

DAILY = (
    recorded("posts", "posts", "posts by ordinary persons"),
    recorded("topics", "posts", "posts that opened a topic"),
    recorded("suggestions", "suggestions", "suggestions made today"),
    recorded("votes", "votes", "votes cast today"),
    recorded(
        "co_creators", "persons", f"ordinary persons with a suggestion or a vote in the last {CO_CREATION_DAYS} days"
    ),
)
