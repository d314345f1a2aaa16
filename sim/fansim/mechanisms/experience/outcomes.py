"""Outcomes of experience: attitudes, satisfaction, recommendation."""

from __future__ import annotations

from fansim.outcomes.measure import Daily, at_the_end, ratio


def _mean(name: str) -> Daily:
    return Daily(name, "0-1", f"mean of {name} over genuine members", lambda brand: ratio(brand[name], brand["member"]))


DAILY = (
    *(_mean(name) for name in ("trust", "belonging", "motivation", "ownership", "grudge")),
    Daily(
        "satisfaction",
        "0-1",
        "mean over the exposed of 1/2 + .9 (quality - 1/2) + 1/2 (quality - expected quality), cut to 0-1",
        lambda brand: ratio(brand["satisfaction"], brand["exposed"]),
    ),
    Daily(
        "nps",
        "points",
        "100 (promoters - detractors) / exposed, of answers that scatter about "
        "6.6 + 10 (.5 (T - .5) + .3 (S - .5) + .2 B + .3 (E - .4)), from 8.5 (9 rounded) against below 6.5 (6 rounded)",
        lambda brand: 100 * ratio(brand["promoters"] - brand["detractors"], brand["exposed"]),
    ),
)

SUMMARY = (
    at_the_end("satisfaction", "0-1"),
    at_the_end("nps", "points"),
)
