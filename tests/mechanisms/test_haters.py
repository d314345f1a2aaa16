"""Turning into a hater, being struck, being won back."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.haters.rules import (
    grudge_after_winback,
    is_hater,
    is_origin_read_right,
    is_taken_for_professional,
    strike_hits,
    winback_probability,
)


def test_hate_begins_high_and_ends_low() -> None:
    assert [is_hater(False, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, False, True]
    assert [is_hater(True, grudge, 0.6, 0.15) for grudge in (0.1, 0.3, 0.6)] == [False, True, True]


def test_win_back_fades_and_works_better_with_the_attached() -> None:
    assert winback_probability(0.0, 0, 0.3, 0.5, 60.0) == pytest.approx(0.3)
    assert winback_probability(0.0, 60, 0.3, 0.5, 60.0) == pytest.approx(0.3 / math.e)
    assert winback_probability(1.0, 0, 0.3, 0.5, 60.0) == pytest.approx(0.45)


@pytest.mark.parametrize("rule", [is_origin_read_right, strike_hits])
def test_the_brand_is_right_as_often_as_the_scenario_says(rule) -> None:
    assert [rule(u, 0.8) for u in (0.05, 0.7999, 0.8, 0.9)] == [True, True, False, False]


def test_who_is_won_back_keeps_some_of_the_grudge() -> None:
    assert grudge_after_winback(0.8, 0.5) == pytest.approx(0.4)
    assert grudge_after_winback(0.8, 1.0) == 0.0
    assert grudge_after_winback(0.8, 0.0) == 0.8


ATTACKED: dict[str, Any] = {"population.size": 2000, "days": 150, "voice.problem_per_day": 0.2}
IGNORED: dict[str, Any] = {}
WON_BACK = {"haters.winback": True}
WON_BACK_AND_STRUCK = {"haters.winback": True, "haters.strike": True}
ALL_STRUCK = {"haters.strike": True, "haters.strike_all": True}


@pytest.fixture(scope="module")
def policies() -> dict[str, pd.DataFrame]:
    """What each policy gives: the days of three seeds, one after the other."""
    named = {"ignored": IGNORED, "courted": WON_BACK, "won back": WON_BACK_AND_STRUCK, "all struck": ALL_STRUCK}
    return {name: _attacked(policy) for name, policy in named.items()}


def _attacked(changes: dict[str, Any]) -> pd.DataFrame:
    campaign = {"kind": "hater", "budget": 8000.0, "start_day": 20, "posting_days": 130}
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", ATTACKED | {"campaigns": [campaign]} | changes)
    return pd.concat([run(scenario, seed=seed).daily for seed in (1, 2, 3)])


def test_a_brand_that_does_not_ask_takes_everybody_for_a_professional() -> None:
    """F-88: as many fans are struck by mistake as are read wrong, or all of them."""
    cases = [(professional, right) for professional in (True, False) for right in (True, False)]
    assert [is_taken_for_professional(*case, 0) for case in cases] == [True, False, False, True]
    assert [is_taken_for_professional(*case, 1) for case in cases] == [True, True, True, True]


def test_an_attack_drives_people_off_and_lowers_what_is_believed(policies) -> None:
    """F-87, F-88: what a campaign of professional haters does to a brand that lets them."""
    quiet, attacked = _attacked({"campaigns": []}), policies["ignored"]
    for evening in (quiet.loc[149], attacked.loc[149]):
        assert len(evening) == 3  # one of each seed
    assert (attacked.loc[149, "rejector"] > quiet.loc[149, "rejector"]).all()
    assert (attacked.loc[149, "credibility"] < 0.9 * quiet.loc[149, "credibility"]).all()
    assert attacked["new_followers"].sum() < quiet["new_followers"].sum()


def test_fans_who_are_won_back_hate_for_fewer_days(policies) -> None:
    """F-87: they are kept by all means."""
    assert policies["courted"]["won_back"].sum() > 0 == policies["ignored"]["won_back"].sum()
    assert policies["courted"]["fan_haters"].sum() < 0.95 * policies["ignored"]["fan_haters"].sum()


def test_a_strike_ends_the_attack(policies) -> None:
    """F-88: professionals are hit without mercy."""
    for policy in ("won back", "all struck"):
        assert policies[policy]["pro_haters"].loc[149].sum() < 0.1 * policies["ignored"]["pro_haters"].loc[149].sum()
        assert policies[policy]["rejector"].loc[149].sum() < policies["ignored"]["rejector"].loc[149].sum()


def test_striking_everybody_makes_fans_hate_more_and_is_worse_than_winning_them_back(policies) -> None:
    """F-88, F-87: the strike on a fan backfires: it hates for longer, and says so."""
    hate = {name: days["fan_haters"].sum() for name, days in policies.items()}
    assert hate["all struck"] > 1.2 * hate["ignored"]
    assert hate["all struck"] > 1.2 * hate["won back"]
    assert policies["all struck"]["wom_negative"].sum() > policies["won back"]["wom_negative"].sum()


def test_the_worse_the_brand_reads_them_the_more_fans_it_strikes() -> None:
    """F-88: misclassification backfires."""
    hate = [_attacked(WON_BACK_AND_STRUCK | {"haters.classification": q})["fan_haters"].sum() for q in (1.0, 0.8, 0.4)]
    assert hate == sorted(hate)
    assert hate[2] > 1.1 * hate[0]


def test_those_who_see_a_fan_struck_lose_trust() -> None:
    """F-88: observers lose trust, and the more each sees of it the more."""
    trust = []
    for loss in (0.0, 0.3):
        changes = ATTACKED | ALL_STRUCK | {"campaigns": [], "moderation.witness_trust_loss": loss}
        persons = run(load_scenario(SCENARIOS / "leijun_classroom.toml", changes), seed=1).persons
        fans = persons[(persons["role"] == "ordinary") & (persons["hate_day"] < 0)]
        trust.append(fans.loc[fans["follow_day"] >= 0, "trust"].mean())
    assert trust[1] < trust[0]


def test_a_brand_that_strikes_nobody_need_not_choose_whom() -> None:
    changes = ATTACKED | {"days": 100}
    one, other = (
        run(load_scenario(SCENARIOS / "leijun_classroom.toml", changes | {"haters.strike_all": all_}), seed=1).daily
        for all_ in (False, True)
    )
    pd.testing.assert_frame_equal(one, other)


def test_suppressing_what_is_said_makes_more_haters_not_fewer() -> None:
    """F-89: media cannot be bought or controlled; who is silenced goes on hating, where it is not seen."""
    given = {"population.size": 2000, "days": 150, "voice.problem_per_day": 0.1}
    free, suppressed = (
        pd.concat(
            [
                run(
                    load_scenario(SCENARIOS / "leijun_classroom.toml", given | {"voice.policy": policy}), seed=seed
                ).daily
                for seed in (1, 2, 3)
            ]
        )
        for policy in ("free", "suppressed")
    )
    assert suppressed["complaints_voiced"].sum() < 0.5 * free["complaints_voiced"].sum(), "it looks quiet"
    assert suppressed["fan_haters"].sum() > 1.2 * free["fan_haters"].sum()
    assert suppressed["wom_negative"].sum() > free["wom_negative"].sum()
