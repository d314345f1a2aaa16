"""Patterns of people: who stays, who buys, who posts, who is a core fan (C3, C4, C9, C10, C13)."""

from __future__ import annotations

import numpy as np

from fansim.outcomes.measure import ever_followed
from fansim.validation.measures import of, outcome, ratio
from fansim.validation.pattern import ANY, Pattern
from fansim.validation.spread import LAUNCH
from fansim.validation.town import Record
from fansim.validation.witness import YEAR

_SEEDS_DAYS = 60


def _first_day(record: Record) -> float:
    """Return the followers won on day 0 less those won on day 1."""
    won = record.daily["new_followers"].to_numpy(float)
    return float(won[0] - won[1])


def _seeds_left(record: Record) -> float:
    """Return the share of the seeds who did not leave in the first 60 days."""
    seeds = record.people[record.people["source"] == "seed"]
    return float(1 - ((seeds["exit_day"] >= 0) & (seeds["exit_day"] < _SEEDS_DAYS)).mean())


def _posts(record: Record) -> np.ndarray:
    """Return the posts in the first year of everybody who ever followed, the most first."""
    return np.sort(record.seen.posts[ever_followed(record.persons).index])[::-1]


def _posts_a_year(record: Record) -> float:
    """Return the posts a year of one who ever followed."""
    return float(_posts(record).mean()) * YEAR / min(YEAR, len(record.daily))


def _part_of_posts(record: Record, first: float, last: float) -> float:
    """Return what a part of those who ever followed wrote of all posts; 0 and .01 are the busiest hundredth."""
    posts = _posts(record)
    rows = slice(round(first * len(posts)), round(last * len(posts)))
    return ratio(float(posts[rows].sum()), float(posts.sum()))


def _core_fans(record: Record) -> float:
    """Return the core fans for each follower on the last day."""
    last = record.daily.iloc[-1]
    return ratio(last["core_fans"], last["exposed"])


STAYING = (
    Pattern(
        "C3",
        "the first day wins as many followers as the second",
        0,
        0,
        of(_first_day),
        "persons",
        clear=-3,
    ),
    Pattern("C4", "of the seeds some leave in 60 days, most stay", 0.85, 0.95, of(_seeds_left), "share"),
)

BUYING = (
    Pattern(
        "C9a",
        "a follower buys a phone every year or three",
        0.3,
        0.8,
        of(lambda r: ratio(float(r.people["purchases"].sum()), r.follower_years)),
        "purchases/year",
    ),
    Pattern(
        "C9b", "the top 2% of buyers make a large part of sales", 0.2, 0.45, of(outcome("sales_top2_share")), "share"
    ),
)

POSTING = (
    Pattern("C10a", "nobody posts more than 60 times a day", 0, 60, of(lambda r: r.seen.most_posts), "posts/day"),
    Pattern("C10b", "one who ever followed posts some times a year", 0.5, 10, of(_posts_a_year), "posts/year", "F-66"),
    *(
        Pattern(
            f"C10{letter}",
            f"share of posts of {whom} (about {about:g}% in the source; for information)",
            -ANY,
            ANY,
            of(lambda r, first=first, last=last: _part_of_posts(r, first, last)),  # type: ignore[misc]
            "share",
            "van Mierlo 2014",
        )
        for letter, whom, about, first, last in (
            ("c", "the busiest 1%", 75, 0.0, 0.01),
            ("d", "the next 9%", 24, 0.01, 0.1),
            ("e", "the other 90%", 1.3, 0.1, 1.0),
        )
    ),
)

CORE = (
    Pattern("C13a", "a few followers in a hundred are core fans", 0.01, 0.05, of(_core_fans), "share"),
    Pattern(
        "C13b",
        "seeds with a seat are core fans on the first evening of a launch",
        1,
        1,
        of(lambda r: r.seen.core_seeds, LAUNCH),
        "share",
    ),
)
