"""Staff who answer under an alias, and what it costs when they are found out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.cases import SCENARIOS, differences, run_days, state_of

from fansim.mechanisms.staff.rules import (
    belief_in_scandal,
    exposure_probability,
    scandal_after,
    staff_answer,
)
from fansim.mechanisms.voice.rules import answer_quality
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Problem

SMALL = {
    "population.size": 1500,
    "groups.max_groups": 8,
    "entry.follow_days": 10,
    "ads.per_day": 0.003,
    "voice.problem_per_day": 0.1,
}


def community(days: int = 100, **keys: Any) -> FanCommunity:
    """Return a small classroom with many problems after some days; keywords are keys of the section `staff`."""
    given = {f"staff.{key}": value for key, value in keys.items()}
    return run_days(FanCommunity(load_scenario(SCENARIOS / "leijun_classroom.toml", overrides=SMALL | given)), days)


def test_staff_answer_some_of_those_whom_nobody_answers() -> None:
    """F-12: engineers answered under aliases; their answer is worth that of any person."""
    assert [staff_answer(u, 0.4) for u in (0.0, 0.39, 0.4, 0.9)] == [True, True, False, False]
    assert answer_quality(Problem.ANSWERED_UNDER_ALIAS, 0.9, 0.3, 0.6, 0.2) == 1.0


def test_only_who_hides_and_answers_is_found_out_and_not_twice() -> None:
    """F-12: what is disclosed, or known already, is not found out."""
    assert exposure_probability(3.0, 0, 0.0, 0.02) == 0.02
    assert exposure_probability(0.0, 0, 0.0, 0.02) == 0.0
    assert exposure_probability(3.0, 1, 0.0, 0.02) == 0.0
    assert exposure_probability(3.0, 0, 0.75, 0.02) == pytest.approx(0.005)
    assert exposure_probability(3.0, 0, 1.0, 0.02) == 0.0


def test_a_scandal_is_fresh_once_and_fades() -> None:
    """F-12: for a while it is on everybody's lips."""
    assert scandal_after(0.3, True, 60.0) == 1.0
    assert scandal_after(1.0, False, 60.0) == pytest.approx(math.exp(-1 / 60))
    assert scandal_after(0.0, False, 60.0) == 0.0


def test_hidden_staff_count_as_bought_voices_once_they_are_known() -> None:
    """F-12, F-23: praise is believed less."""
    assert [belief_in_scandal(scandal, 0.5) for scandal in (0.0, 0.5, 1.0)] == [1.0, 0.75, 0.5]


def test_staff_who_answer_nothing_change_nothing() -> None:
    """Neutral values leave every column as it is."""
    assert differences(state_of(community(40)), state_of(community(40, enabled=True, alias_share=0.0))) == []


def test_staff_raise_the_share_of_complaints_that_are_answered() -> None:
    """F-12: with half of the rest answered, six in ten become eight."""
    off, on = community(60), community(60, enabled=True, alias_share=0.5, disclosed=True)
    answered = [model.daily["replies"].sum() / model.daily["complaints_voiced"].sum() for model in (off, on)]
    assert answered[0] == pytest.approx(0.6, abs=0.04)
    assert answered[1] == pytest.approx(0.8, abs=0.04)
    extra = on.daily["alias_answers"].sum() / on.daily["complaints_voiced"].sum()
    assert extra == pytest.approx(0.2, abs=0.04)
    assert on.daily["satisfaction"].iloc[-1] > off.daily["satisfaction"].iloc[-1]
    assert on.daily["cost"].sum() > off.daily["cost"].sum()


def test_found_out_they_cost_trust_and_belief_and_disclosed_they_do_not() -> None:
    """F-12: the double edge of an alias."""
    hidden = community(enabled=True, alias_share=0.5, risk_per_day=0.1)
    open_ = community(enabled=True, alias_share=0.5, disclosed=True)
    scandal = hidden.daily["alias_scandal"].to_numpy()
    day = int(np.argmax(scandal == 1.0))
    assert scandal[day] == 1.0
    assert (scandal[:day] == 0.0).all()
    assert scandal[day + 1] < 1.0
    assert (open_.daily["alias_scandal"] == 0).all()
    trust, belief = (hidden.daily[name].to_numpy() - open_.daily[name].to_numpy() for name in ("trust", "credibility"))
    assert (trust[:day] == 0.0).all()
    assert trust[day] == pytest.approx(-0.1 * open_.daily["trust"].iloc[day], rel=0.1)
    assert belief[day] == pytest.approx(-0.5 * open_.daily["credibility"].iloc[day], rel=0.01)
    later = slice(day + 1, day + 20)
    assert (trust[later] < 0.0).all()
    assert (belief[later] < 0.0).all()
