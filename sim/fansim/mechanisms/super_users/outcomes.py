"""Outcomes of super users."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, Summary, last_days, ratio, recorded, share

DAILY = (
    recorded("advised", "persons", "ordinary persons with an adviser"),
    Daily(
        "advised_share_of_sales",
        "0-1",
        "purchases of persons with an adviser / purchases",
        lambda brand: ratio(brand["purchases_advised"], brand["purchases"]),
    ),
)

SUMMARY = (
    Summary(
        "advised_share_of_sales",
        "0-1",
        "of the purchases of the last 90 days, those of persons with an adviser",
        lambda daily, persons, days: share(
            last_days(daily["advised_share_of_sales"] * daily["sales"]).sum(), last_days(daily["sales"]).sum()
        ),
    ),
)
