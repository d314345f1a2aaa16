"""Every outcome with its unit and formula, declared once: computed from here, documented from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fansim.columns import STAGES
from fansim.outcomes.retention import follower_retention, member_retention, share_after

CO_CREATION_DAYS = 90  # F-16: a co-creator suggested or voted in the last quarter


@dataclass(frozen=True)
class Daily:
    """An outcome of each day: `compute` maps the brand's record of all days to one number a day."""

    name: str
    unit: str
    formula: str
    compute: Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Summary:
    """An outcome of a run: `compute` maps (daily, persons, days) to one number, NaN where it is not defined."""

    name: str
    unit: str
    formula: str
    compute: Callable[[pd.DataFrame, pd.DataFrame, int], float]


def _ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Divide, with NaN for nothing by nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top / bottom, np.nan)


def _share(top: float, bottom: float) -> float:
    """Divide two numbers, with NaN where there is nothing to share."""
    return float(top / bottom) if bottom > 0 else float("nan")


def _sum(name: str, unit: str, formula: str) -> Daily:
    return Daily(name, unit, formula, lambda brand: brand[name])


def _mean(name: str) -> Daily:
    return Daily(
        name, "0-1", f"mean of {name} over genuine members", lambda brand: _ratio(brand[name], brand["member"])
    )


def top_share(values: np.ndarray, share: float) -> float:
    """Return what the top share of people have of the whole, NaN if there is nothing.

    Parameters
    ----------
    values : ndarray, shape (people,)
        What each has, not negative.
    share : float
        Part of the people, at least one of them.
    """
    if len(values) == 0 or values.sum() == 0:
        return float("nan")
    count = max(1, round(share * len(values)))
    return float(np.partition(values, len(values) - count)[len(values) - count :].sum() / values.sum())


def _spend_ratio(daily: pd.DataFrame, persons: pd.DataFrame, days: int) -> float:
    """Compare co-creating members with the other members."""
    members = persons[(persons["role"] == "ordinary") & (persons["stage"] == "member")]
    day = members["co_creation_day"]
    active = (day >= 0) & (day >= days - CO_CREATION_DAYS)
    return _share(members.loc[active, "purchases"].mean(), members.loc[~active, "purchases"].mean())


def _retention(days_after: int) -> Callable[[pd.DataFrame, pd.DataFrame, int], float]:
    return lambda daily, persons, days: share_after(member_retention(persons, days), days_after)


def _ordinary(persons: pd.DataFrame) -> pd.DataFrame:
    return persons[persons["role"] == "ordinary"]


def _ever_followed(persons: pd.DataFrame) -> pd.DataFrame:
    return persons[(persons["role"] == "ordinary") & ~persons["stage"].isin(["unaware", "rejector"])]


def _shills(persons: pd.DataFrame) -> pd.DataFrame:
    return persons[persons["role"] == "shill"]


def _admitted(persons: pd.DataFrame) -> int:
    return int((_shills(persons)["first_join_day"] >= 0).sum())


def _second_half(daily: pd.DataFrame) -> pd.DataFrame:
    return daily.iloc[len(daily) // 2 :]


DAILY: tuple[Daily, ...] = (
    *(_sum(stage, "persons", f"ordinary persons in stage {stage} at the end of the day") for stage in STAGES),
    _sum("core_fans", "persons", "members with (trust + belonging + ownership) / 3 >= 0.6, not haters"),
    _sum("casual_users", "persons", "other followers, waiting and members, not haters"),
    _sum("shills_active", "accounts", "shills following, waiting or in groups"),
    _sum("shills_in_groups", "accounts", "shills with a seat"),
    _sum("fan_haters", "persons", "ordinary persons whose grudge makes them haters"),
    _sum("pro_haters", "accounts", "professional haters at work"),
    _sum("new_followers", "persons", "ordinary persons who began to follow today, those who came back included"),
    _sum("joins", "persons", "ordinary persons given a seat today"),
    _sum("joins_shill", "accounts", "shills given a seat today"),
    _sum("exits", "persons", "ordinary persons who left today, bans not counted"),
    _sum("bans_shill", "accounts", "shills banned today"),
    _sum("bans_genuine", "persons", "ordinary persons banned today"),
    _sum("new_haters", "persons", "turned into haters today"),
    _sum("won_back", "persons", "whose hate ended today"),
    _sum("reactivated", "persons", "lapsed persons who follow again today"),
    _sum("posts", "posts", "posts by ordinary persons"),
    _sum("topics", "posts", "posts that opened a topic"),
    _sum("suggestions", "suggestions", "suggestions made today"),
    _sum("votes", "votes", "votes cast today"),
    _sum("complaints_voiced", "problems", "problems told to the brand"),
    _sum("complaints_silent", "problems", "problems silenced or kept to oneself"),
    _sum("replies", "answers", "complaints answered"),
    _sum("wom_positive", "messages", "messages of praise by ordinary persons"),
    _sum("wom_negative", "messages", "messages of attack by ordinary persons"),
    _sum("adoptions_wom", "persons", "began to follow because of a friend or a weak contact"),
    _sum("adoptions_ads", "persons", "began to follow because of ads"),
    *(_mean(name) for name in ("trust", "belonging", "motivation", "ownership", "grudge")),
    _sum("groups_open", "groups", "groups that exist"),
    Daily(
        "groups_full_share", "0-1", "groups with at least 95% of their seats taken / group slots",
        lambda brand: _ratio(brand["groups_full"], brand["groups"]),
    ),
    _sum("warmth", "0-1", "warmth of the groups, weighted by seats taken"),
    _sum("topic_share", "0-1", "topics / messages in groups, recent days weighted, weighted by messages"),
    Daily(
        "shill_share", "0-1", "shills_in_groups / (member + shills_in_groups)",
        lambda brand: _ratio(brand["shills_in_groups"], brand["shills_in_groups"] + brand["member"]),
    ),
    _sum("quality", "0-1", "quality of the product"),
    _sum("credibility", "0-1", "how far praise is believed"),
    _sum("positive_share", "0-1", "positive / all posts seen in public, recent days weighted, bought ones included"),
    _sum("sales", "yuan", "purchases x price"),
    _sum("buyers", "persons", "persons who bought today"),
    Daily("cost", "yuan", "rewards + answers + reviews", lambda brand: brand["spent"]),
    _sum("shill_spend", "yuan", "spent by shill campaigns today"),
    Daily(
        "satisfaction", "0-1", "mean over the exposed of 1/2 + quality - expected quality, cut to 0-1",
        lambda brand: _ratio(brand["satisfaction"], brand["exposed"]),
    ),
    Daily(
        "nps", "points", "100 (promoters - detractors) / exposed; score = round(10 (.5 T + .3 S + .2 B)), 9-10 against 0-6",
        lambda brand: 100 * _ratio(brand["promoters"] - brand["detractors"], brand["exposed"]),
    ),
    _sum("exposed", "persons", "follower + waiting + member"),
    _sum("flagged", "rows", "members flagged by moderation today"),
    _sum("waited", "days", "days waited by the ordinary persons given a seat today"),
    _sum("lost_at_gate", "persons", "ordinary persons who left today without ever having had a seat"),
)  # fmt: skip

SUMMARY: tuple[Summary, ...] = (
    *(
        Summary(
            f"retention_{k}", "0-1", f"Kaplan-Meier share of genuine members still in their first group {k} days after joining",
            _retention(k),
        )
        for k in (30, 90, 180)
    ),
    Summary(
        "follower_retention_90", "0-1", "Kaplan-Meier share of genuine followers who have not left 90 days after following",
        lambda daily, persons, days: share_after(follower_retention(persons, days), 90),
    ),
    Summary("exit_rate", "1/day", "sum of exits / sum of exposed",
            lambda daily, persons, days: _share(daily["exits"].sum(), daily["exposed"].sum())),
    Summary("reach", "0-1", "ordinary persons who ever followed / ordinary persons",
            lambda daily, persons, days: _share(len(_ever_followed(persons)), len(_ordinary(persons)))),
    Summary("wom_share", "0-1", "sum of adoptions_wom / sum of adoptions_wom and adoptions_ads",
            lambda daily, persons, days: _share(
                daily["adoptions_wom"].sum(), daily["adoptions_wom"].sum() + daily["adoptions_ads"].sum())),
    Summary("wom_reproduction", "persons/person", "sum of adoptions_wom / ordinary persons who ever followed",
            lambda daily, persons, days: _share(daily["adoptions_wom"].sum(), len(_ever_followed(persons)))),
    Summary("wom_top2_share", "0-1", "share of all praise that the top 2% of those who ever followed sent",
            lambda daily, persons, days: top_share(_ever_followed(persons)["praise_total"].to_numpy(), 0.02)),
    Summary("sales_top2_share", "0-1", "share of all purchases that the top 2% of buyers made",
            lambda daily, persons, days: top_share(
                persons.loc[persons["purchases"] > 0, "purchases"].to_numpy(), 0.02)),
    Summary("shill_share", "0-1", "mean of the daily shill_share over the second half of the run",
            lambda daily, persons, days: float(_second_half(daily)["shill_share"].mean())),
    Summary("shills_admitted", "accounts", "shills ever given a seat",
            lambda daily, persons, days: float(_admitted(persons))),
    Summary("shill_block_share", "0-1", "bought praise accounts never given a seat / bought praise accounts",
            lambda daily, persons, days: _share(len(_shills(persons)) - _admitted(persons), len(_shills(persons)))),
    Summary("cost_per_admitted_shill", "yuan", "sum of shill_spend of shill campaigns / shills ever given a seat",
            lambda daily, persons, days: _share(daily["shill_spend"].sum(), _admitted(persons))),
    Summary("detection_precision", "0-1", "bans_shill / (bans_shill + bans_genuine), sums",
            lambda daily, persons, days: _share(
                daily["bans_shill"].sum(), daily["bans_shill"].sum() + daily["bans_genuine"].sum())),
    Summary("detection_recall", "0-1", "bans_shill / shills ever given a seat",
            lambda daily, persons, days: _share(daily["bans_shill"].sum(), _admitted(persons))),
    Summary("false_ban_share", "0-1", "bans_genuine / ordinary persons ever given a seat",
            lambda daily, persons, days: _share(
                daily["bans_genuine"].sum(), (_ordinary(persons)["first_join_day"] >= 0).sum())),
    Summary("genuine_wait_days", "days", "mean days from asking for a seat to getting it, ordinary persons",
            lambda daily, persons, days: _share(daily["waited"].sum(), daily["joins"].sum())),
    Summary("genuine_lost_at_gate_share", "0-1", "ordinary persons who left before their first seat / who ever followed",
            lambda daily, persons, days: _share(daily["lost_at_gate"].sum(), len(_ever_followed(persons)))),
    Summary("hater_share", "0-1", "ordinary persons who ever turned into haters / who ever followed",
            lambda daily, persons, days: _share((_ordinary(persons)["hate_day"] >= 0).sum(), len(_ever_followed(persons)))),
    Summary("new_haters_rate", "1/day", "sum of new_haters / sum of exposed",
            lambda daily, persons, days: _share(daily["new_haters"].sum(), daily["exposed"].sum())),
    Summary("winback_share", "0-1", "sum of won_back / sum of new_haters",
            lambda daily, persons, days: _share(daily["won_back"].sum(), daily["new_haters"].sum())),
    Summary("satisfaction", "0-1", "mean of the daily satisfaction over the second half of the run",
            lambda daily, persons, days: float(_second_half(daily)["satisfaction"].mean())),
    Summary("nps", "points", "mean of the daily nps over the second half of the run",
            lambda daily, persons, days: float(_second_half(daily)["nps"].mean())),
    Summary("sales_total", "yuan", "sum of sales", lambda daily, persons, days: float(daily["sales"].sum())),
    Summary("spend_ratio_cocreators", "ratio",
            f"mean purchases of members with a suggestion or a vote in the last {CO_CREATION_DAYS} days / of the other members",
            _spend_ratio),
    Summary("repeat_share", "0-1", "buyers with two purchases or more / buyers",
            lambda daily, persons, days: _share((persons["purchases"] >= 2).sum(), (persons["purchases"] >= 1).sum())),
    Summary("cost_total", "yuan", "sum of cost", lambda daily, persons, days: float(daily["cost"].sum())),
)  # fmt: skip


def daily_frame(brand: np.ndarray) -> pd.DataFrame:
    """Return the daily outcomes of a run, one row a day.

    Parameters
    ----------
    brand : ndarray, shape (days,), structured
        The brand's record at the end of each day.
    """
    columns = {measure.name: measure.compute(brand) for measure in DAILY}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(brand), name="day"))


def summarise(daily: pd.DataFrame, persons: pd.DataFrame) -> pd.Series:
    """Return the outcomes of a run, one number each."""
    days = len(daily)
    return pd.Series(
        {measure.name: measure.compute(daily, persons, days) for measure in SUMMARY}, name="value", dtype=float
    )
