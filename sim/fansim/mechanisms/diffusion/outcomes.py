"""Outcomes of diffusion: who began to follow, and because of what."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, ever_followed, recorded, share

DAILY = (
    recorded("new_followers", "persons", "ordinary persons who began to follow today, those who came back included"),
    recorded("reactivated", "persons", "lapsed persons who follow again today"),
    recorded("adoptions_wom", "persons", "began to follow because of a friend or a weak contact"),
    recorded("adoptions_ads", "persons", "began to follow because of ads"),
)

SUMMARY = (
    Summary(
        "wom_share",
        "0-1",
        "sum of adoptions_wom / sum of adoptions_wom and adoptions_ads",
        lambda daily, persons, days: share(
            daily["adoptions_wom"].sum(), daily["adoptions_wom"].sum() + daily["adoptions_ads"].sum()
        ),
    ),
    Summary(
        "wom_reproduction",
        "persons/person",
        "sum of adoptions_wom / ordinary persons who ever followed",
        lambda daily, persons, days: share(daily["adoptions_wom"].sum(), len(ever_followed(persons))),
    ),
)
