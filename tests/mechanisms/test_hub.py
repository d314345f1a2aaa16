"""A medium run by fans: its readers, its news, its warnings."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tests.cases import SCENARIOS, kitchen_sink, run_days

from fansim import load_scenario, run
from fansim.mechanisms.hub.rules import hub_audience, news_lift, unwarned_share
from fansim.model import FanCommunity

OFF = {"hub__enabled": False}


def _run(changes: dict[str, Any]):
    given = {"population.size": 2000, "days": 120, "ads.per_day": 0.001, "word_of_mouth.public": 0.02}
    return run(load_scenario(SCENARIOS / "leijun_classroom.toml", given | changes), seed=1)


@pytest.fixture(scope="module")
def without():
    return _run({})


def test_each_platform_has_readers_of_its_own() -> None:
    """F-148: eight channels."""
    assert hub_audience(0.05, 0) == hub_audience(0.0, 8) == 0.0
    assert hub_audience(0.05, 1) == pytest.approx(0.05)
    assert hub_audience(0.05, 8) == pytest.approx(1 - 0.95**8)


def test_news_counts_as_far_as_it_is_carried_and_new() -> None:
    """F-134: 95% of the news, faster than 95% of the media."""
    assert news_lift(0.4, 0.95, 0.95) == pytest.approx(1.361)
    assert news_lift(0.0, 1.0, 1.0) == news_lift(1.0, 0.0, 1.0) == news_lift(1.0, 1.0, 0.0) == 1.0


def test_who_is_warned_pays_no_heed() -> None:
    """F-134: warnings of frauds and scalpers."""
    assert unwarned_share(0.4, 0.5) == pytest.approx(0.8)
    assert unwarned_share(0.0, 1.0) == unwarned_share(1.0, 0.0) == 1.0
    assert unwarned_share(1.0, 1.0) == 0.0


def test_the_medium_lifts_announcements_and_lowers_what_bought_posts_persuade() -> None:
    audience = 1 - 0.95**8
    quiet, told = (
        run_days(FanCommunity(kitchen_sink(marketing__enabled=False, **changes)), 20).world.brand
        for changes in (OFF, {})
    )
    assert told["ads_hazard"][0] == pytest.approx((1 + audience * 0.95**2) * quiet["ads_hazard"][0])
    silent = {"hub__coverage": 0.0, "adversary__aged_market": True}
    one, other = (FanCommunity(kitchen_sink(**silent, **changes)) for changes in ({}, {"hub__warned": 0.0}))
    for _ in range(12):
        run_days(one, 1)
        run_days(other, 1)
        if other.world.brand["bought_hazard"][0] > 0:
            break
    assert one.world.brand["bought_hazard"][0] == pytest.approx(
        (1 - audience * 0.5) * other.world.brand["bought_hazard"][0]
    )
    assert other.world.brand["bought_hazard"][0] > 0


def test_fans_who_tell_the_news_win_people_at_no_cost(without) -> None:
    """F-134, F-148: earned reach."""
    told = _run({"hub.enabled": True})
    assert told.daily["adoptions_ads"].sum() > 1.1 * without.daily["adoptions_ads"].sum()


def test_warnings_leave_bought_posts_fewer_people(without) -> None:
    """F-134: the blacklist lowers what bought accounts achieve."""
    warned = _run({"hub.enabled": True, "hub.coverage": 0.0, "hub.warned": 1.0, "hub.platform_reach": 0.2})
    assert without.daily["adoptions_bought"].sum() > 20
    assert warned.daily["adoptions_bought"].sum() < 0.5 * without.daily["adoptions_bought"].sum()


@pytest.mark.parametrize(
    "idle", [{"hub.platforms": 0}, {"hub.platform_reach": 0.0}, {"hub.coverage": 0.0, "hub.warned": 0.0}]
)
def test_a_medium_that_nobody_reads_or_that_says_nothing_changes_nothing(without, idle: dict[str, Any]) -> None:
    pd.testing.assert_frame_equal(_run({"hub.enabled": True} | idle).daily, without.daily)
