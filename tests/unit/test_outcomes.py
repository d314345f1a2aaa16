"""Every outcome on a handful of people and days, against numbers worked out by hand."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.cases import PERSON, columns_of

from fansim.assembly import assemble
from fansim.model import FanCommunity
from fansim.outcomes.measure import top_share
from fansim.outcomes.measures import DAILY, SUMMARY, daily_frame, summarise
from fansim.outcomes.recorder import persons_frame
from fansim.state.columns import NEVER

# design.md section 7
PROMISED_DAILY = [
    "unaware",
    "rejector",
    "follower",
    "waiting",
    "member",
    "lapsed",
    "core_fans",
    "casual_users",
    "shills_active",
    "shills_in_groups",
    "fan_haters",
    "pro_haters",
    "new_followers",
    "joins",
    "joins_shill",
    "exits",
    "bans_shill",
    "bans_genuine",
    "new_haters",
    "won_back",
    "reactivated",
    "posts",
    "topics",
    "suggestions",
    "votes",
    "complaints_voiced",
    "complaints_silent",
    "replies",
    "wom_positive",
    "wom_negative",
    "adoptions_wom",
    "adoptions_ads",
    "trust",
    "belonging",
    "motivation",
    "ownership",
    "grudge",
    "groups_open",
    "groups_full_share",
    "warmth",
    "topic_share",
    "shill_share",
    "quality",
    "credibility",
    "positive_share",
    "sales",
    "buyers",
    "cost",
    "shill_spend",
    "satisfaction",
    "nps",
]
PROMISED_SUMMARY = [
    "retention_30",
    "retention_90",
    "retention_180",
    "follower_retention_90",
    "exit_rate",
    "reach",
    "wom_share",
    "wom_reproduction",
    "wom_top2_share",
    "sales_top2_share",
    "shill_share",
    "shill_block_share",
    "cost_per_admitted_shill",
    "detection_precision",
    "detection_recall",
    "false_ban_share",
    "genuine_wait_days",
    "genuine_lost_at_gate_share",
    "hater_share",
    "new_haters_rate",
    "hate_days",
    "winback_share",
    "satisfaction",
    "nps",
    "sales_total",
    "spend_ratio_cocreators",
    "repeat_share",
    "cost_total",
    "layer_core",
    "layer_members",
    "layer_followers",
    "reach_at_launch",
    "cost_per_follower",
    "cost_per_ad_follower",
    "roi_private",
    "roi_public",
    "value_ratio",
    "cac_ratio",
    "visitor_retention_90",
    "visitor_retention_540",
    "sale_repeat_share",
    "second_time_detractors",
    "crisis_reach",
    "crisis_harm_members",
    "crisis_harm_others",
    "urgent_answered_share",
    "routine_answered_share",
    "answer_share",
    "warning_complaints_days",
    "warning_content_days",
    "warning_satisfaction_days",
    "cause_no_leader_share",
    "cause_unbalanced_share",
    "cause_incentives_share",
    "health",
    "health_recall",
    "health_precision",
    "treatment_cost_total",
    "sales_returned_total",
    "opinion_camps",
    "event_conversion",
    "spend_ratio_attendees",
]
DAYS = 100


def brand_of(**values: list[float]) -> np.ndarray:
    """Return the brand's record of some days with the fields given, 0 elsewhere."""
    record = np.zeros(len(next(iter(values.values()))), assemble().record_dtype("brand"))
    for name, value in values.items():
        record[name] = value
    return record


def people(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return a table of persons: unaware ordinary people, but for what is given."""
    unaware = {column.name: column.initial for column in PERSON if not column.optional}
    unaware |= {"role": "ordinary", "stage": "unaware", "source": "none", "segment": "price", "label": "outsider"}
    return pd.DataFrame([unaware | row for row in rows])


def days_of(**values: float) -> pd.DataFrame:
    """Return daily outcomes: the values given over the second half of the run, 0 before and elsewhere."""
    frame = pd.DataFrame(0.0, index=range(DAYS), columns=[measure.name for measure in DAILY])
    for name, value in values.items():
        frame.loc[DAYS // 2 :, name] = value
    return frame


MEMBER = {"stage": "member", "source": "ads", "follow_day": 0, "first_join_day": 9, "join_day": 9}
LEFT = {"stage": "lapsed", "source": "ads", "follow_day": 0, "exit_day": 55}
SHILL = {"role": "shill", "stage": "follower", "source": "bought", "label": "shill"}
PEOPLE = people(
    MEMBER
    | {"purchases": 6, "praise_total": 30, "co_creation_day": 60, "hate_day": 20, "invite_day": 70}
    | {"label": "core_fan", "sale_buyer": 2, "attended": 4},
    MEMBER | {"purchases": 2, "praise_total": 10, "label": "casual_user", "sale_buyer": 1},
    LEFT | {"first_join_day": 10, "first_leave_day": 55, "purchases": 1},
    LEFT,
    {"stage": "follower", "source": "strong_tie", "follow_day": 5},
    {"stage": "rejector"},
    {},
    {},
    SHILL | {"first_join_day": 30, "stage": "member"},
    SHILL,
    SHILL,
    {"role": "professional_hater", "stage": "follower", "source": "bought"},
).assign(taste=[0.2] * 5 + [0.7] * 7)
DAILY_VALUES = days_of(
    exits=2, exposed=100, adoptions_wom=6, adoptions_ads=1, adoptions_bought=1, shill_share=0.25,
    shill_spend=4, bans_shill=3, bans_genuine=1, joins=2, waited=9, lost_at_gate=0.02, new_haters=4, won_back=1,
    fan_haters=6,
    satisfaction=0.75, nps=-10, sales=7, cost=5,
    health=0.6, exits_foreseen=1, treated=5, treatment_cost=2, sales_returned=8,
    new_followers=2, ad_spending=20, care_spending=10, sales_in_groups=3, launched=1, aware_share=0.3, second_buyers=4,
    second_detractors=3,
    crisis_met=51, crisis_harm=20, crisis_met_members=30, crisis_harm_members=6,
    queued_urgent=4, urgent_answered=3, queued_routine=10, routine_answered=6, replies=9, complaints_voiced=20,
    warning_content=1, cause_no_leader=0.5, cause_incentives=0.2,
    attendees=8, event_buyers=2,
    groups_open=12, groups_disbanded=0.1, tasks_ended=10, tasks_done=4, advised_share_of_sales=0.3,
    pushes=40, pushes_opened=6, co_creators=5000, co_creators_left=4,
)  # fmt: skip
BY_HAND = {
    "retention_30": 1.0,  # of three members one left after 45 days
    "retention_90": 2 / 3,
    "retention_180": np.nan,  # nobody was watched that long
    "follower_retention_90": 3 / 5,
    "exit_rate": 0.02,
    "reach": 5 / 8,
    "wom_share": 0.75,
    "wom_reproduction": 300 / 5,
    "wom_top2_share": 30 / 40,
    "sales_top2_share": 6 / 9,
    "shill_share": 0.25 * 50 / 90,  # of the last 90 days, 50
    "shill_block_share": 2 / 3,
    "shills_admitted": 1.0,
    "cost_per_admitted_shill": 200.0,
    "detection_precision": 0.75,
    "detection_recall": 150.0,
    "false_ban_share": 50 / 3,
    "genuine_wait_days": 4.5,
    "genuine_lost_at_gate_share": 1 / 5,
    "hater_share": 1 / 5,
    "new_haters_rate": 0.04,
    "hate_days": 1.5,
    "winback_share": 0.25,
    "satisfaction": 0.75 * 50 / 90,
    "nps": -10.0 * 50 / 90,
    "sales_total": 350.0,
    "spend_ratio_cocreators": 3.0,
    "repeat_share": 2 / 3,
    "cost_total": 250.0,
    "layer_core": np.nan,  # there are none
    "layer_members": np.nan,
    "layer_followers": np.log(100 * 50 / 90) / np.log(8),
    "reach_at_launch": 0.3,
    "cost_per_follower": 2.5,
    "cost_per_ad_follower": 20.0,
    "roi_private": 0.3,
    "roi_public": 0.2,
    "value_ratio": 3.0,
    "cac_ratio": 25.0,  # 500 yuan of care for one core fan
    "visitor_retention_90": np.nan,  # nobody came for a price: see tests/mechanisms/test_promotions.py
    "visitor_retention_540": np.nan,
    "sale_repeat_share": 0.5,
    "second_time_detractors": 0.75,
    "crisis_reach": 0.5,  # of 100 who are still there, and 2 who left
    "crisis_harm_members": 0.2,
    "crisis_harm_others": 14 / 21,
    "urgent_answered_share": 0.75,
    "routine_answered_share": 0.6,
    "answer_share": 0.45,
    "warning_complaints_days": 0.0,
    "warning_content_days": 0.5,
    "warning_satisfaction_days": 0.0,
    "cause_no_leader_share": 0.5,
    "cause_unbalanced_share": 0.0,
    "cause_incentives_share": 0.2,
    "health": 0.6 * 50 / 90,
    "health_recall": 0.5,
    "health_precision": 0.2,
    "treatment_cost_total": 100.0,
    "sales_returned_total": 400.0,
    "opinion_camps": 2.0,  # five at 0.2 and three at 0.7
    "event_conversion": 0.25,
    "referral_participation": 0.2,
    "advised_share_of_sales": 0.3,
    "task_completion": 0.4,
    "open_rate": 0.15,
    "group_life": 120.0,
    "co_creator_retention": np.exp(-365 * 4 / 5000),
    "spend_ratio_attendees": 6.0,  # 6 against the mean of 2 and 0
}


@pytest.mark.parametrize("name", [measure.name for measure in SUMMARY])
def test_an_outcome_of_a_run_is_what_its_formula_says(name: str) -> None:
    found = summarise(DAILY_VALUES, PEOPLE)
    assert found[name] == pytest.approx(BY_HAND[name], nan_ok=True, abs=1e-12)


def test_what_cannot_be_said_is_not_a_number() -> None:
    of_nobody = dict.fromkeys(("shill_share", "satisfaction", "nps", "health"), np.nan)
    nobody = summarise(days_of().assign(**of_nobody), people({}, {}))
    warnings = {f"warning_{what}_days" for what in ("complaints", "content", "satisfaction")}
    sums = {"sales_total", "cost_total", "treatment_cost_total", "sales_returned_total"}
    defined = {"reach", "shills_admitted"} | sums | warnings
    assert set(nobody.index[nobody.notna()]) == defined
    assert (nobody[list(defined)] == 0).all()


def test_shares_and_means_of_a_day() -> None:
    frame = daily_frame(
        brand_of(
            member=[0, 40], trust=[0, 30], groups=[4, 4], groups_full=[0, 3], shills_in_groups=[0, 10], spent=[0, 12],
            exposed=[0, 50], satisfaction=[0, 20], promoters=[0, 5], detractors=[0, 20], exits=[1, 2],
        )
    )  # fmt: skip
    assert frame.index.name == "day"
    assert frame.iloc[0][["trust", "shill_share", "satisfaction", "nps"]].isna().all()
    expected = {
        "trust": 0.75, "groups_full_share": 0.75, "shill_share": 0.2, "cost": 12.0, "satisfaction": 0.4, "nps": -30.0,
        "exits": 2.0,
    }  # fmt: skip
    assert frame.iloc[1][list(expected)].to_dict() == pytest.approx(expected)


def test_the_top_share_has_at_least_one_person() -> None:
    assert top_share(np.array([5, 1, 1, 1, 2]), 0.02) == 0.5
    assert top_share(np.arange(1, 101), 0.02) == pytest.approx((99 + 100) / 5050)
    assert np.isnan(top_share(np.array([]), 0.02))
    assert np.isnan(top_share(np.zeros(3), 0.02))


def test_every_promised_outcome_exists_once_with_unit_and_formula() -> None:
    for promised, measures in ((PROMISED_DAILY, DAILY), (PROMISED_SUMMARY, SUMMARY)):
        names = [measure.name for measure in measures]
        assert len(set(names)) == len(names)
        assert set(promised) <= set(names)
        for measure in measures:
            assert measure.unit
            assert measure.formula
            assert re.fullmatch(r"[a-z][a-z0-9_]*", measure.name)
    assert set(BY_HAND) == {measure.name for measure in SUMMARY}


def test_persons_are_written_in_words(busy_run: FanCommunity) -> None:
    persons = persons_frame(busy_run.world, busy_run.names)
    assert persons.index.name == "person"
    assert set(persons["stage"]) >= {"follower", "member", "lapsed"}
    assert set(persons["role"]) == {"ordinary", "shill", "professional_hater"}
    assert list(persons.columns) == [column.name for column in columns_of(busy_run)]
    seeds = persons["source"] == "seed"
    assert (persons.loc[seeds, "follow_day"] <= 0).all()
    assert (persons.loc[~seeds & (persons["source"] == "none"), "follow_day"] == NEVER).all()


def test_events_tell_the_flows_of_each_day(busy_run: FanCommunity) -> None:
    events, daily = busy_run.recorder.events(), busy_run.daily
    ordinary = events[events["person"] < busy_run.scenario.population.size]
    count = pd.crosstab(ordinary["day"], ordinary["event"]).reindex(range(len(daily)), fill_value=0)
    for event, flow in {"joined": "joins", "hater": "new_haters", "won_back": "won_back", "banned": "bans_genuine",
                        "reactivated": "reactivated"}.items():  # fmt: skip
        assert count.get(event, pd.Series(0, daily.index)).tolist() == daily[flow].tolist(), event
    assert (count["followed"] + count["reactivated"]).tolist() == daily["new_followers"].tolist()
    assert (count["left"] - count["banned"]).tolist() == daily["exits"].tolist()
    assert (events["detail"] != "").equals(events["event"] == "joined")
    assert events.sort_values(["day", "person", "event"], ignore_index=True).equals(events)
