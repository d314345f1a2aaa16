"""Outcomes of groups: who got a seat, how full and warm they are, how long members stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fansim.outcomes.measure import Daily, Summary, admitted, at_the_end, ratio, recorded, share, shills
from fansim.outcomes.retention import member_retention, share_after

if TYPE_CHECKING:
    import pandas as pd


def _retention(days_after: int) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    return lambda daily, persons, days: share_after(member_retention(persons, days), days_after)


DAILY = (
    recorded("shills_in_groups", "accounts", "shills with a seat"),
    recorded("joins", "persons", "ordinary persons given a seat today"),
    recorded("joins_shill", "accounts", "shills given a seat today"),
    recorded("waited", "days", "days waited by the ordinary persons given a seat today"),
    recorded("groups_open", "groups", "groups that exist"),
    recorded("groups_full", "groups", "groups with at least groups.full_from of their seats taken"),
    Daily(
        "groups_full_share",
        "0-1",
        "groups with at least groups.full_from of their seats taken / group slots",
        lambda brand: ratio(brand["groups_full"], brand["groups"]),
    ),
    recorded("groups_disbanded", "groups", "groups given up today"),
    recorded("warmth", "0-1", "warmth of the groups, weighted by seats taken"),
    recorded("ugc_share", "0-1", "messages of ordinary members / messages in groups"),
    recorded("topic_share", "0-1", "topics / messages in groups, recent days weighted, weighted by messages"),
    Daily(
        "shill_share",
        "0-1",
        "shills_in_groups / (member + shills_in_groups)",
        lambda brand: ratio(brand["shills_in_groups"], brand["shills_in_groups"] + brand["member"]),
    ),
)

SUMMARY = (
    *(
        Summary(
            f"retention_{k}",
            "0-1",
            f"Kaplan-Meier share of genuine members still in their first group {k} days after joining",
            _retention(k),
        )
        for k in (30, 90, 180)
    ),
    at_the_end("shill_share", "0-1"),
    Summary(
        "shills_admitted",
        "accounts",
        "shills ever given a seat",
        lambda daily, persons, days: float(admitted(persons)),
    ),
    Summary(
        "shill_block_share",
        "0-1",
        "bought praise accounts never given a seat / bought praise accounts",
        lambda daily, persons, days: share(len(shills(persons)) - admitted(persons), len(shills(persons))),
    ),
    Summary(
        "group_life",
        "days",
        "sum of groups_open / sum of groups_disbanded: mean life of a group, where any is given up",
        lambda daily, persons, days: share(daily["groups_open"].sum(), daily["groups_disbanded"].sum()),
    ),
    Summary(
        "genuine_wait_days",
        "days",
        "mean days from asking for a seat to getting it, ordinary persons",
        lambda daily, persons, days: share(daily["waited"].sum(), daily["joins"].sum()),
    ),
)
