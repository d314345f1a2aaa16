"""Outcomes of push messages."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, Summary, ratio, recorded, share

DAILY = (
    recorded("pushes", "messages", "messages of the brand to its followers, one for each who is sent it"),
    recorded("pushes_opened", "messages", "of these, opened"),
    Daily("open_rate", "0-1", "pushes_opened / pushes", lambda brand: ratio(brand["pushes_opened"], brand["pushes"])),
)

SUMMARY = (
    Summary(
        "open_rate",
        "0-1",
        "sum of pushes_opened / sum of pushes",
        lambda daily, persons, days: share(daily["pushes_opened"].sum(), daily["pushes"].sum()),
    ),
)
