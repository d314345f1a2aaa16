"""The launch: a name before there is a product."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.launch.outcomes import SUMMARY
from fansim.mechanisms.launch.rules import is_launched

LAUNCH_DAY = 60


@pytest.fixture(scope="module")
def before() -> pd.DataFrame:
    return _run({}).daily


def _run(changes: dict[str, object]):
    given = {"population.size": 1500, "days": 90, "launch.day": LAUNCH_DAY, "sales.base_per_day": 0.05, **changes}
    return run(load_scenario(SCENARIOS / "launch_before_product.toml", given), seed=1)


def test_the_product_is_there_from_its_day_on() -> None:
    """F-129: it has a day."""
    assert [is_launched(day, 60) for day in (0, 59, 60, 61)] == [False, False, True, True]


def test_before_it_nothing_is_bought_and_nothing_goes_wrong(before: pd.DataFrame) -> None:
    early, later = before.iloc[:LAUNCH_DAY], before.iloc[LAUNCH_DAY:]
    for name in ("sales", "complaints_voiced", "complaints_silent"):
        assert early[name].sum() == 0 < later[name].sum(), name


def test_the_name_has_spread_by_then(before: pd.DataFrame) -> None:
    """F-130, F-131: a base of seed fans makes the name known before the product exists."""
    seeds = 0.02
    assert before["aware_share"].iloc[LAUNCH_DAY] > 1.5 * seeds
    reach = {summary.name: summary for summary in SUMMARY}["reach_at_launch"]
    assert reach.compute(before, before, 90) == before["aware_share"].iloc[LAUNCH_DAY]


def test_a_product_that_is_there_from_the_start_has_no_reach_at_launch(before: pd.DataFrame) -> None:
    always = before.assign(launched=1.0)
    reach = {summary.name: summary for summary in SUMMARY}["reach_at_launch"]
    assert pd.isna(reach.compute(always, always, 90))
    assert pd.isna(reach.compute(before.assign(launched=0.0), before, 90))


def test_word_of_mouth_wins_followers_for_less_than_ads_do() -> None:
    """F-132: word of mouth saves the money for advertising."""
    alone, with_ads = _run({}), _run({"marketing.enabled": True, "marketing.budget_per_day": 15.0})
    assert with_ads.summary["cost_per_follower"] > 10 * alone.summary["cost_per_follower"]
    assert alone.summary["wom_share"] > with_ads.summary["wom_share"]


def test_a_launch_on_day_0_changes_nothing() -> None:
    without, at_once = _run({"launch.enabled": False, "launch.day": 180}), _run({"launch.day": 0})
    pd.testing.assert_frame_equal(without.daily, at_once.daily)
