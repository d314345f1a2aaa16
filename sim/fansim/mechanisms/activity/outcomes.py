"""Outcomes of activity."""

from __future__ import annotations

from fansim.outcomes.measure import recorded

DAILY = (
    recorded("posts", "posts", "posts by ordinary persons"),
    recorded("topics", "posts", "posts that opened a topic"),
    recorded("suggestions", "suggestions", "suggestions made today"),
    recorded("votes", "votes", "votes cast today"),
)
