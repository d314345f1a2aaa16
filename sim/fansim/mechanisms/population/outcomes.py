"""Outcomes of the ladder: how many stand where, and how many were ever reached."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from fansim.outcomes.measure import Daily, Summary, ever_followed, last_days, ordinary, recorded, share
from fansim.state.codes import Stage

if TYPE_CHECKING:
    import pandas as pd


def _layer(name: str) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    """Return the log share of a layer: log n / log N, so that towns of all sizes compare with the source's (F-68)."""

    def log_share(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
        size, town = float(last_days(daily[name]).mean()), len(ordinary(persons))
        return math.log(size) / math.log(town) if size > 0.0 and town > 1 else float("nan")

    return log_share


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
    *(
        Summary(
            f"layer_{name}",
            "log share",
            f"log(mean {column} over the last 90 days) / log(ordinary persons); Xiaomi's forum: {target}",
            _layer(column),
        )
        for name, column, target in (
            ("core", "core_fans", "log 100 / log 10,000,000 = 0.286"),
            ("members", "member", "log 1,500 / log 10,000,000 = 0.454"),
            ("followers", "exposed", "log 100,000 / log 10,000,000 = 0.714"),
        )
    ),
)
