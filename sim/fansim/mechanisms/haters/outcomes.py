"""Outcomes of hate."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, ever_followed, ordinary, recorded, share

DAILY = (
    recorded("new_haters", "persons", "turned into haters today"),
    recorded("won_back", "persons", "whose hate ended today, and on whom an attempt to win them back had worked"),
    recorded("calmed", "persons", "whose hate faded by itself today"),
)

SUMMARY = (
    Summary(
        "hater_share",
        "0-1",
        "ordinary persons who ever turned into haters / who ever followed",
        lambda daily, persons, days: share((ordinary(persons)["hate_day"] >= 0).sum(), len(ever_followed(persons))),
    ),
    Summary(
        "new_haters_rate",
        "1/day",
        "sum of new_haters / sum of exposed",
        lambda daily, persons, days: share(daily["new_haters"].sum(), daily["exposed"].sum()),
    ),
    Summary(
        "hate_days",
        "days",
        "sum of fan_haters / sum of new_haters",
        lambda daily, persons, days: share(daily["fan_haters"].sum(), daily["new_haters"].sum()),
    ),
    Summary(
        "winback_share",
        "0-1",
        "sum of won_back / sum of new_haters",
        lambda daily, persons, days: share(daily["won_back"].sum(), daily["new_haters"].sum()),
    ),
)
