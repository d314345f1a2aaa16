"""Outcomes of the ladder: how many stand where, and how many were ever reached."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, Summary, ever_followed, ordinary, recorded, share
from fansim.state.codes import Stage

DAILY = (
    *(
        recorded(stage.word, "persons", f"ordinary persons in stage {stage.word} at the end of the day")
        for stage in Stage
    ),
    recorded("exposed", "persons", "follower + waiting + member"),
    Daily(
        "followers_total",
        "persons",
        "all who follow the brand, whether waiting, members or neither: the number that a platform shows",
        lambda brand: brand["exposed"],
    ),
)

SUMMARY = (
    Summary(
        "reach",
        "0-1",
        "ordinary persons who ever followed / ordinary persons",
        lambda daily, persons, days: share(len(ever_followed(persons)), len(ordinary(persons))),
    ),
)
