"""Outcomes of crises: how many met them, and how much they were harmed, in groups and outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fansim.outcomes.measure import Summary, recorded, share

if TYPE_CHECKING:
    import pandas as pd

DAILY = (
    recorded("crisis_met", "persons", "met a crisis today"),
    recorded("crisis_harm", "persons", "sum of the harm to them, each from 0 to 1"),
    recorded("crisis_met_members", "persons", "of those who met a crisis today, members of groups"),
    recorded("crisis_harm_members", "persons", "sum of the harm to those members"),
)


def _reach(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return the share of people within the brand's reach who met a crisis, on its days."""
    struck = daily[daily["crisis_met"] > 0]
    return share(struck["crisis_met"].sum(), (struck["exposed"] + struck["exits"]).sum())


def _harm_outside(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Return the mean harm to those who met a crisis without a seat in a group."""
    harm = daily["crisis_harm"].sum() - daily["crisis_harm_members"].sum()
    return share(harm, daily["crisis_met"].sum() - daily["crisis_met_members"].sum())


SUMMARY = (
    Summary("crisis_reach", "0-1", "sum of crisis_met / sum of exposed and exits, on days with crisis_met > 0", _reach),
    Summary(
        "crisis_harm_members",
        "0-1",
        "sum of crisis_harm_members / sum of crisis_met_members",
        lambda daily, persons, days: share(daily["crisis_harm_members"].sum(), daily["crisis_met_members"].sum()),
    ),
    Summary(
        "crisis_harm_others",
        "0-1",
        "sum of crisis_harm less crisis_harm_members / sum of crisis_met less crisis_met_members",
        _harm_outside,
    ),
)
