"""Outcomes of the service queue."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, recorded, share

DAILY = (
    recorded("desk", "persons", "people who answer at a time"),
    recorded("desk_load", "erlangs", "people whom yesterday's complaints would keep busy"),
    recorded("urgent_wait", "s", "mean wait of urgent complaints"),
    recorded("routine_wait", "s", "mean wait of other complaints"),
    recorded("queued_urgent", "complaints", "urgent complaints in the queue"),
    recorded("queued_routine", "complaints", "other complaints in the queue"),
    recorded("urgent_answered", "answers", "urgent complaints that a person answered in time"),
    recorded("routine_answered", "answers", "other complaints that a person answered in time"),
)

SUMMARY = (
    Summary(
        "urgent_answered_share",
        "0-1",
        "sum of urgent_answered / sum of queued_urgent",
        lambda daily, persons, days: share(daily["urgent_answered"].sum(), daily["queued_urgent"].sum()),
    ),
    Summary(
        "routine_answered_share",
        "0-1",
        "sum of routine_answered / sum of queued_routine",
        lambda daily, persons, days: share(daily["routine_answered"].sum(), daily["queued_routine"].sum()),
    ),
    Summary(
        "answer_share",
        "0-1",
        "sum of replies / sum of complaints_voiced",
        lambda daily, persons, days: share(daily["replies"].sum(), daily["complaints_voiced"].sum()),
    ),
)
