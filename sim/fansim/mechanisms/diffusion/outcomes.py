"""Outcomes of diffusion: who began to follow, and because of what."""

from __future__ import annotations

from fansim.outcomes.measure import Summary, ever_followed, recorded, share

DAILY = (
    recorded("new_followers", "persons", "ordinary persons who began to follow today, those who came back included"),
    recorded("reactivated", "persons", "lapsed persons who follow again today"),
    recorded(
        "adoptions_wom", "persons", "began to follow because of a friend, an acquaintance or a person's post in public"
    ),
    recorded("adoptions_ads", "persons", "began to follow because of ads"),
    recorded("adoptions_bought", "persons", "began to follow because of bought posts"),
)

SUMMARY = (
    Summary(
        "wom_share",
        "0-1",
        "sum of adoptions_wom / sum of adoptions_wom, adoptions_ads and adoptions_bought",
        lambda daily, persons, days: share(
            daily["adoptions_wom"].sum(),
            daily[["adoptions_wom", "adoptions_ads", "adoptions_bought"]].to_numpy().sum(),
        ),
    ),
    Summary(
        "wom_reproduction",
        "persons/person",
        "sum of adoptions_wom / ordinary persons who ever followed",
        lambda daily, persons, days: share(daily["adoptions_wom"].sum(), len(ever_followed(persons))),
    ),
)
