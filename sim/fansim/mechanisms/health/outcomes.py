"""Outcomes of the health index."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, at_the_end, recorded, share

DAILY = (
    recorded("treated", "persons", "customers made an offer today"),
    recorded("health", "0-1", "mean health index on the last day it was looked at, 0 before"),
    recorded("exits_foreseen", "persons", "ordinary persons who left today, 30 days after an offer or sooner"),
    recorded("treatment_cost", "yuan", "offers and calls to those who have left"),
    recorded("sales_returned", "yuan", "purchases today of people who had left and are back x price"),
)

SUMMARY = (
    at_the_end("health", "0-1"),
    Summary(
        "health_recall",
        "0-1",
        "sum of exits_foreseen / sum of exits",
        lambda daily, persons, days: share(daily["exits_foreseen"].sum(), daily["exits"].sum()),
    ),
    Summary(
        "health_precision",
        "0-1",
        "sum of exits_foreseen / sum of treated",
        lambda daily, persons, days: share(daily["exits_foreseen"].sum(), daily["treated"].sum()),
    ),
    Summary(
        "treatment_cost_total",
        "yuan",
        "sum of treatment_cost",
        lambda daily, persons, days: float(daily["treatment_cost"].sum()),
    ),
    Summary(
        "sales_returned_total",
        "yuan",
        "sum of sales_returned",
        lambda daily, persons, days: float(daily["sales_returned"].sum()),
    ),
)
