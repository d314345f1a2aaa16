"""Problems, and whether people speak up; what an answer is worth."""

from __future__ import annotations

import math

import pytest
from tests.cases import SCENARIOS, run_days

from fansim.mechanisms.voice.rules import (
    answer_probability,
    answer_quality,
    problem_probability,
    service_cost,
    share_let_through,
    voice_efficacy_after,
    voice_efficacy_silenced,
    voice_probability,
)
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Problem, VoicePolicy


def test_people_speak_up_where_they_belong_and_were_heard() -> None:
    assert voice_probability(0.0, 0.5, -1.0, 1.5, 1.5) == pytest.approx(1 / (1 + math.exp(0.25)))
    assert voice_probability(0.5, 0.5, -1.0, 1.5, 1.5) > voice_probability(0.0, 0.5, -1.0, 1.5, 1.5)
    assert voice_probability(0.0, 0.5, -1.0, 1.5, 1.5) > voice_probability(0.0, 0.1, -1.0, 1.5, 1.5)
    assert voice_efficacy_after(0.5, 1.0, 0.2) == pytest.approx(0.6)
    assert voice_efficacy_after(0.5, 0.0, 0.2) == pytest.approx(0.4)
    assert voice_efficacy_silenced(0.5, 0.9) == pytest.approx(0.45)


def test_a_perfect_product_has_no_problems() -> None:
    assert problem_probability(1.0, 0.03) == 0.0
    assert problem_probability(0.6, 0.03) == pytest.approx(0.012)


def test_a_free_voice_gets_through_whole() -> None:
    """F-09: free, channelled, suppressed."""
    let_through = {policy.word: share_let_through(policy, 0.8, 0.2) for policy in VoicePolicy}
    assert let_through == {"free": 1.0, "channelled": 0.8, "suppressed": 0.2}


def test_an_answer_must_come_while_its_author_waits_and_a_robots_is_worth_less() -> None:
    assert answer_probability(0.6, 150.0, 0.0) == 0.6
    assert answer_probability(0.6, 150.0, 15.0) == pytest.approx(0.6, abs=1e-4)
    assert answer_probability(0.6, 150.0, 150.0) == pytest.approx(0.6 * (1 - math.exp(-1)))
    by = (Problem.ANSWERED, Problem.ANSWERED_BY_BOT)
    values = [answer_quality(problem, severity, 0.3, 0.6, 0.2) for problem in by for severity in (0.1, 0.3)]
    assert values == [1.0, 1.0, 0.6, 0.2]
    unanswered = set(Problem) - {*by, Problem.ANSWERED_UNDER_ALIAS}
    assert {answer_quality(problem, 0.3, 0.3, 0.6, 0.2) for problem in unanswered} == {0.0}


def test_answers_cost_their_price() -> None:
    assert service_cost(40.0, 0.05) == pytest.approx(2.0)


def test_who_may_complain_freely_trusts_the_brand_more() -> None:
    """F-09, F-29: free complaint is recognition; what is taken down is neither heard nor forgotten."""
    free, silenced = (
        run_days(
            FanCommunity(
                load_scenario(
                    SCENARIOS / "leijun_classroom.toml",
                    overrides={"population.size": 2000, "population.followers_share": 0.3, "voice.policy": policy},
                ),
                seed=1,
            ),
            120,
        ).daily.iloc[-30:]
        for policy in ("free", "suppressed")
    )
    assert free["trust"].mean() > silenced["trust"].mean() + 0.01
    assert free["grudge"].mean() < 0.8 * silenced["grudge"].mean()
    assert free["nps"].mean() > silenced["nps"].mean()
