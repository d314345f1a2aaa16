"""Outcomes of voice and service."""

from __future__ import annotations

from fansim.outcomes.measure import recorded

DAILY = (
    recorded("complaints_voiced", "problems", "problems told to the brand"),
    recorded("complaints_silent", "problems", "problems silenced or kept to oneself"),
    recorded("replies", "answers", "complaints answered"),
)
