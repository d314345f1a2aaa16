"""Outcomes of what groups talk of."""

from __future__ import annotations

from fansim.outcomes.measure import recorded

DAILY = (
    recorded("support_messages", "messages", "answers of the staff in all groups"),
    recorded("partners", "persons", "groups with a topic partner"),
)
