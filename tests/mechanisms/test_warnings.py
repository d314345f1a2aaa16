"""Three warnings, what they set going, and what is found to be the cause."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.warnings.outcomes import SUMMARY
from fansim.mechanisms.warnings.rules import (
    complaint_rate,
    days_in_excess,
    falls_short,
    incentives_fail,
    is_long_enough,
    lacks_topic_leader,
    lift_today,
    runs_until,
    satisfaction_points,
    share_by_users,
)

TURN = 40
OWN = ("warning_", "cause_", "service_upgraded", "content_encouraged", "complaint_rate", "ugc_share_lately")


def _run(changes: dict[str, object]):
    given = {
        "population.size": 1500,
        "population.followers_share": 0.6,
        "days": 100,
        "warnings.enabled": True,
        "warnings.brand_messages": 0.0,
        "changes": [{"day": TURN, "set": {"voice.problem_per_day": 0.1}}],
    }
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=1)


def _without_own(daily: pd.DataFrame) -> pd.DataFrame:
    return daily[[name for name in daily if not name.startswith(OWN) and "cost" not in name]]


@pytest.fixture(scope="module")
def watched():
    return _run({})


@pytest.fixture(scope="module")
def unwatched():
    return _run({"warnings.enabled": False})


@pytest.fixture(scope="module")
def loud():
    return _run({"warnings.brand_messages": 40.0})


def test_complaints_warn_on_the_third_day_above_twice_the_usual() -> None:
    """F-113: twice the benchmark of the industry, three days on end."""
    assert complaint_rate(9.0, 1000.0) == pytest.approx(0.009)
    assert complaint_rate(9.0, 0.0) == 0.0
    days, warned = 0, []
    for rate in (0.009, 0.009, 0.008, 0.009, 0.009, 0.009):
        days = days_in_excess(days, rate, 0.004, 2.0)
        warned.append(is_long_enough(days, 3))
    assert warned == [False, False, False, False, False, True]


def test_content_by_users_is_a_share_of_all_messages() -> None:
    """F-114: 15% is the least. F-115: 85 points of 100."""
    assert share_by_users(14.0, 100.0) == pytest.approx(0.14)
    assert share_by_users(0.0, 0.0) == 1.0
    assert [falls_short(share, 0.15) for share in (0.14, 0.15, 0.2)] == [True, False, False]
    assert satisfaction_points(42.0, 50.0) == pytest.approx(84.0)
    assert satisfaction_points(0.0, 0.0) == 100.0
    assert falls_short(satisfaction_points(42.0, 50.0), 85.0)


def test_an_answer_runs_for_its_days_from_tomorrow_on() -> None:
    assert runs_until(0, True, 10, 14) == 25
    assert runs_until(25, False, 12, 14) == 25
    assert runs_until(25, True, 12, 14) == 27
    assert [lift_today(day, 25, 0.5) for day in (11, 24, 25)] == [1.5, 1.5, 1.0]


def test_the_three_causes() -> None:
    """F-118: nobody leads topics, content is unbalanced, incentives fail."""
    assert lacks_topic_leader(1.9, 10.0, 0.2)
    assert not lacks_topic_leader(2.0, 10.0, 0.2)
    assert not lacks_topic_leader(0.0, 0.0, 0.2)
    assert [incentives_fail(rewards, lately, 0.5) for rewards, lately in ((1.0, 0.5), (1.0, 0.6), (0.0, 0.1))] == [
        True, False, False,
    ]  # fmt: skip


def test_too_many_complaints_upgrade_service_the_next_day(watched) -> None:
    """F-113."""
    daily = watched.daily
    first = daily["warning_complaints"].iloc[TURN:].to_numpy().argmax() + TURN
    high = daily["complaint_rate"] > 0.008
    assert high.iloc[first - 2 : first + 1].all()
    assert TURN + 2 <= first <= TURN + 4
    assert daily["service_upgraded"].iloc[first + 1 : first + 15].all()


def test_upgraded_service_answers_more_and_is_recommended_more(watched, unwatched) -> None:
    """F-113: service is upgraded where complaints are too many."""
    answered = [
        one.daily["replies"].iloc[50:].sum() / one.daily["complaints_voiced"].iloc[50:].sum()
        for one in (watched, unwatched)
    ]
    assert answered[0] > answered[1] + 0.2
    assert watched.summary["nps"] > unwatched.summary["nps"]
    assert watched.summary["hater_share"] < unwatched.summary["hater_share"]


def test_the_desk_of_the_queue_is_reinforced_too() -> None:
    """F-113: four people become six."""
    queued = _run({"queue.enabled": True, "queue.staff": 4, "queue.hours": 1.0}).daily
    assert (queued["desk"] == queued["service_upgraded"].map({0.0: 4.0, 1.0: 6.0})).all()
    assert queued["service_upgraded"].iloc[50:].all()


def test_content_is_encouraged_where_the_brand_writes_most(watched, loud) -> None:
    """F-114: the share of users' messages falls below 15%, and topics are encouraged."""
    assert not watched.daily["warning_content"].any()
    assert loud.daily["ugc_share_lately"].iloc[10:].max() < watched.daily["ugc_share_lately"].iloc[10:].min()
    warned = loud.daily["warning_content"].to_numpy(bool)
    assert warned[10:].mean() > 0.5
    assert loud.daily["content_encouraged"].iloc[1:][warned[:-1]].all()
    assert loud.daily["topics"].sum() > 1.1 * watched.daily["topics"].sum()


def test_satisfaction_warns_where_the_product_is_not_good_enough(watched) -> None:
    """F-115: an excellent product is above 85 points; that of the base scenario is not."""
    assert watched.summary["warning_satisfaction_days"] == 1.0
    assert _run({"release.quality": 1.0}).summary["warning_satisfaction_days"] == 0.0


def test_each_cause_is_found_where_it_is(watched, loud) -> None:
    """F-118: in the diagnosis each cause stands for what is wrong."""
    leaderless = _run({"activity.topic_share": 0.0})
    assert leaderless.summary["cause_no_leader_share"] == 1.0 > watched.summary["cause_no_leader_share"]
    assert loud.summary["cause_unbalanced_share"] > 0.5 > watched.summary["cause_unbalanced_share"] == 0.0
    coupons = [{"kind": "coupon", "start_day": 10, "end_day": 70}]
    paid, unpaid = _run({"incentives": coupons}), _run({"incentives": []})
    assert paid.summary["cause_incentives_share"] > unpaid.summary["cause_incentives_share"] == 0.0


def test_the_table_of_causes_counts_days_with_a_warning() -> None:
    on = pd.DataFrame(
        {
            "warning_complaints": [0.0, 1.0, 0.0, 0.0],
            "warning_content": [0.0, 1.0, 1.0, 0.0],
            "warning_satisfaction": 0.0,
            "cause_no_leader": [0.0, 1.0, 0.0, 0.0],
        }
    )
    known = {summary.name: summary for summary in SUMMARY}
    assert known["warning_content_days"].compute(on, on, 4) == 0.5
    assert known["cause_no_leader_share"].compute(on, on, 4) == 0.5


def test_an_answer_costs_its_days(watched, unwatched) -> None:
    days = watched.daily["service_upgraded"].sum()
    assert days > 30
    free = _run({"warnings.service_cost": 0.0})
    assert watched.summary["cost_total"] - free.summary["cost_total"] == pytest.approx(100.0 * days)


def test_to_watch_without_answering_changes_nothing(unwatched) -> None:
    only = _run({"warnings.service_lift": 0.0, "warnings.topic_lift": 0.0})
    pd.testing.assert_frame_equal(_without_own(only.daily), _without_own(unwatched.daily))
