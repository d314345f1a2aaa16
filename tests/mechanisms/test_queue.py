"""The service queue: who waits how long for a person, what robots save and cost, who goes first."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.queue.rules import (
    answered_in_time,
    belonging_after_care,
    is_urgent,
    load_carried,
    mean_wait,
    offered_load,
    people_at_the_desk,
    relative_reach,
    robot_share,
    share_answered,
    waiting_probability,
)

NOBODY = {"queue.staff": 0, "queue.routine_by_robots": 0.0}
PEOPLE = {"queue.staff": 2, "queue.routine_by_robots": 0.0}
MANY = {"queue.staff": 10, "queue.routine_by_robots": 0.0}
EIGHTY_TWENTY = {"queue.staff": 2}
ROBOTS = {"queue.staff": 2, "queue.routine_by_robots": 1.0, "queue.emotional_by_robots": 1.0}


def _run(changes: dict[str, object], seed: int = 1):
    given = {
        "population.size": 1500,
        "population.followers_share": 0.6,
        "days": 120,
        "voice.problem_per_day": 0.1,
        "queue.enabled": True,
        "queue.hours": 1.0,
    }
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=seed)


@pytest.fixture(scope="module")
def nobody():
    return _run(NOBODY)


@pytest.fixture(scope="module")
def people():
    return _run(PEOPLE)


@pytest.fixture(scope="module")
def many():
    return _run(MANY)


@pytest.fixture(scope="module")
def eighty_twenty():
    return _run(EIGHTY_TWENTY)


@pytest.fixture(scope="module")
def robots():
    return _run(ROBOTS)


def test_erlang_c_is_that_of_the_tables() -> None:
    """T11: 8 erlangs at 10 servers .409; one server waits as often as it is busy; 1 erlang at 2 servers a third."""
    assert waiting_probability(10, 8.0) == pytest.approx(0.409, abs=5e-4)
    assert waiting_probability(1, 0.5) == pytest.approx(0.5)
    assert waiting_probability(2, 1.0) == pytest.approx(1 / 3)
    assert waiting_probability(3, 0.0) == 0.0
    assert waiting_probability(2, 2.0) == waiting_probability(0, 0.0) == 1.0


def test_waits_are_those_of_a_queue_with_and_without_priorities() -> None:
    """F-116: of 1 erlang at 2 servers a fifth is urgent: 100 C / (2 x .9), and that over .5; the mean is unchanged."""
    assert mean_wait(0.5, 1, 0.0, 0.5, 60.0) == pytest.approx(60.0)  # M/M/1: rho / (1 - rho) s
    waiting = waiting_probability(2, 1.0)
    urgent, routine = mean_wait(waiting, 2, 0.0, 0.2, 100.0), mean_wait(waiting, 2, 0.2, 1.0, 100.0)
    assert urgent == pytest.approx(100 / 3 / 1.8)
    assert routine == pytest.approx(100 / 3 / 1.8 / 0.5)
    assert 0.2 * urgent + 0.8 * routine == pytest.approx(mean_wait(waiting, 2, 0.0, 1.0, 100.0))
    assert mean_wait(1.0, 2, 0.0, 2.0, 100.0) == mean_wait(1.0, 0, 0.0, 0.0, 100.0) == 86_400.0


def test_who_waits_too_long_has_gone() -> None:
    """F-122: in M/M/1 with rho .5 the wait exceeds a mean answer with probability .5 exp(-.5)."""
    assert answered_in_time(0.5, 60.0, 60.0) == pytest.approx(1.0 - 0.5 * math.exp(-0.5))
    assert answered_in_time(0.0, 0.0, 60.0) == 1.0
    assert share_answered(0.5, 1, 0.0, 1, 60.0, 60.0) == pytest.approx(1.0 - 0.5 * math.exp(-0.5))
    assert share_answered(1.0, 2, 0.2, 0, 100.0, 150.0) == pytest.approx(1.0 - math.exp(-1.5) / 3)


def test_who_gives_up_is_no_load() -> None:
    for offered, servers in ((0.4, 1), (1.8, 2), (20.0, 2)):
        carried = load_carried(offered, servers, 0.1, 1, 300.0, 150.0)
        assert carried == pytest.approx(offered * share_answered(carried, servers, 0.1, 1, 300.0, 150.0), abs=1e-9)
        assert carried < min(offered, servers)
    assert load_carried(20.0, 2, 0.1, 1, 300.0, 150.0) > 1.5
    assert load_carried(20.0, 0, 0.1, 1, 300.0, 150.0) == load_carried(0.0, 2, 0.0, 1, 300.0, 150.0) == 0.0


def test_load_and_desk_are_counted_in_people() -> None:
    """F-133: a hundred colleagues who give a tenth of their time are ten more at the desk."""
    assert offered_load(96.0, 8.0, 300.0) == pytest.approx(1.0)
    assert people_at_the_desk(2, 100, 0.1, 1.0) == 12
    assert people_at_the_desk(2, 5, 0.1, 1.0) == 2
    assert people_at_the_desk(2, 0, 0.1, 1.5) == 3


def test_priority_is_urgency_times_reach() -> None:
    """F-116: impact x urgency."""
    assert relative_reach(20.0, 10.0) == 2.0
    assert relative_reach(0.0, 0.0) == 1.0
    assert is_urgent(0.2, relative_reach(20.0, 10.0), 0.3)
    assert not is_urgent(0.2, 1.0, 0.3)
    assert is_urgent(0.3, 1.0, 0.3)


def test_robots_answer_routine_questions_and_people_feelings() -> None:
    """F-121: 80% by robots, 20% by people."""
    assert robot_share(0.1, 0.3, 0.8, 0.0) == 0.8
    assert robot_share(0.3, 0.3, 0.8, 0.0) == 0.0


def test_a_personal_answer_makes_one_feel_valued() -> None:
    """F-93."""
    assert belonging_after_care(0.5, 0.02) == pytest.approx(0.51)
    assert belonging_after_care(0.5, 0.0) == 0.5


def test_more_people_at_the_desk_shorten_the_wait(people, many) -> None:
    """F-122, F-133: with everybody answering, the wait is below 15 seconds."""
    few, all_staff = people.daily.iloc[1:], many.daily.iloc[1:]
    assert few["routine_wait"].mean() > 60
    assert all_staff["routine_wait"].max() < 15
    assert many.summary["answer_share"] > 0.99 > people.summary["answer_share"] > 0.6


def test_service_keeps_people_and_what_they_spend(nobody, many) -> None:
    """F-47: lifetime value with service against none. F-122: who is not answered in time leaves."""
    assert many.summary["sales_total"] > nobody.summary["sales_total"]
    assert many.summary["exit_rate"] < nobody.summary["exit_rate"]
    assert many.summary["hater_share"] < nobody.summary["hater_share"]


def test_service_raises_trust_taking_part_and_ties(nobody, many) -> None:
    """F-46: trust, participation (people speak up), emotion. F-93: belonging of those who are answered by people."""
    for name in ("trust", "complaints_voiced", "belonging"):
        assert many.daily[name].iloc[30:].mean() > nobody.daily[name].iloc[30:].mean(), name
    unvalued = _run(MANY | {"queue.valued": 0.0})
    assert unvalued.daily["belonging"].iloc[30:].mean() < many.daily["belonging"].iloc[30:].mean()


def test_people_for_feelings_and_robots_for_the_rest_beat_robots_for_all(eighty_twenty, robots) -> None:
    """F-121: 80/20 is recommended more than robots alone. F-109: robots for feelings cost trust."""
    assert eighty_twenty.summary["nps"] > robots.summary["nps"] + 3
    assert eighty_twenty.daily["trust"].iloc[30:].mean() > robots.daily["trust"].iloc[30:].mean()
    assert eighty_twenty.summary["hater_share"] < robots.summary["hater_share"]


def test_robots_for_routine_questions_save_waiting(eighty_twenty, people) -> None:
    """F-121, F-122."""
    assert eighty_twenty.daily["urgent_wait"].mean() < 0.5 * people.daily["urgent_wait"].mean()
    assert eighty_twenty.summary["urgent_answered_share"] > people.summary["urgent_answered_share"]


def test_the_urgent_go_first_at_the_cost_of_others(people) -> None:
    """F-116."""
    in_turn = _run(PEOPLE | {"queue.priority": False})
    assert people.summary["urgent_answered_share"] > in_turn.summary["urgent_answered_share"]
    first, turn = people.daily.iloc[1:], in_turn.daily.iloc[1:]
    assert first["urgent_wait"].mean() < 0.7 * turn["urgent_wait"].mean()
    assert (turn["urgent_wait"] == turn["routine_wait"]).all()


def test_the_desk_is_paid_by_the_hour(nobody, many) -> None:
    assert nobody.summary["cost_total"] == 0.0
    assert many.summary["cost_total"] == pytest.approx(120 * 10 * 1.0 * 40.0)


def test_a_queue_that_answers_at_once_is_the_fixed_service_without_delay() -> None:
    """Neutral: an endless desk without robots gives what a reply share of 1 without delay and robots gives."""
    fixed = {"queue.enabled": False, "service.reply_share": 1.0, "service.bot_share": 0.0, "service.delay_seconds": 0.0}
    start = {"population.followers_share": 0.0}  # attitudes of a running community are those of the fixed service
    plain = _run(start | fixed).daily
    endless = _run(start | MANY | {"queue.staff": 200, "queue.valued": 0.0, "queue.hour_cost": 0.0}).daily
    own = [name for name in endless if "queued" in name or "urgent" in name or "routine" in name or "desk" in name]
    without = [name for name in plain if name not in own and "cost" not in name]
    pd.testing.assert_frame_equal(endless[without], plain[without])
