"""Outcomes of tiers and tasks."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, Summary, ratio, recorded, share

DAILY = (
    recorded("promoted", "persons", "ordinary persons who rose a level today"),
    Daily(
        "mean_level",
        "levels",
        "levels that followers and members have risen / followers and members",
        lambda brand: ratio(brand["levels_held"], brand["exposed"]),
    ),
    recorded("tasks_ended", "persons", "ordinary persons for whom a task ends today"),
    recorded("tasks_done", "persons", "of these, those who have done all its steps"),
)

SUMMARY = (
    Summary(
        "task_completion",
        "0-1",
        "sum of tasks_done / sum of tasks_ended",
        lambda daily, persons, days: share(daily["tasks_done"].sum(), daily["tasks_ended"].sum()),
    ),
)
