"""What outsiders make of a small gift: mockery, doubt, defence by veterans, and a statement that mends a part."""

from __future__ import annotations

import math
from typing import Any

import pytest
from tests.cases import SCENARIOS, differences, run_days, state_of

from fansim.mechanisms.outsiders.rules import (
    belief_of_doubters,
    doubt_after_day,
    doubt_after_mockery,
    doubt_after_statement,
    mockery_after,
    mocking_posts,
    stinginess,
)
from fansim.model import FanCommunity
from fansim.scenario import load_scenario

GIFT_DAY, STATEMENT_DAY, DAYS = 30, 45, 75
PACKETS = {
    "kind": "red_packet",
    "start_day": GIFT_DAY,
    "end_day": GIFT_DAY + 1,
    "winners": 60,
    "smallest": 5.16,
    "largest": 47.0,
}
SMALL = {
    "population.size": 1500,
    "population.core_share": 0.08,
    "groups.max_groups": 8,
    "entry.follow_days": 10,
    "activity.defence_chance": 1.0,
    "campaigns": [],
}


def community(packets: dict[str, Any] = PACKETS, **keys: Any) -> FanCommunity:
    """Return a small classroom some weeks after a gift; keywords are keys of the section `outsiders`."""
    given = {"incentives": [packets], **{f"outsiders.{key}": value for key, value in keys.items()}}
    return run_days(FanCommunity(load_scenario(SCENARIOS / "leijun_classroom.toml", overrides=SMALL | given)), DAYS)


@pytest.fixture(scope="module")
def unseen() -> FanCommunity:
    """A gift that nobody outside hears of."""
    return community()


@pytest.fixture(scope="module")
def seen() -> FanCommunity:
    """The same gift, seen outside."""
    return community(enabled=True)


def test_outsiders_count_the_money() -> None:
    """F-22: so rich, and so stingy."""
    assert stinginess(50.0, 200.0) == 0.75
    assert stinginess(0.0, 200.0) == 1.0
    assert stinginess(200.0, 200.0) == stinginess(1000.0, 200.0) == 0.0


def test_a_mean_gift_is_mocked_by_those_who_see_it() -> None:
    """F-22: negative posts of the public after a small reward that is visible outside."""
    assert mocking_posts(4000.0, 0.5, 0.75, 20.0) == pytest.approx(30.0)
    assert mocking_posts(4000.0, 0.0, 0.75, 20.0) == 0.0
    assert mocking_posts(4000.0, 0.5, 0.0, 20.0) == 0.0


def test_jokes_go_on_for_some_days() -> None:
    """F-26: the mockery goes on fermenting."""
    assert mockery_after(0.0, 30.0, 7.0) == 30.0
    assert mockery_after(30.0, 0.0, 7.0) == pytest.approx(30.0 * math.exp(-1 / 7))
    assert mockery_after(30.0, 10.0, 7.0) == pytest.approx(10.0 + 30.0 * math.exp(-1 / 7))


def test_jokes_about_bought_fans_convince_where_praise_is_uniform() -> None:
    """F-23: a chorus of support reads as shills."""
    assert doubt_after_mockery(0.2, 0.5, 1.0, 0.4) == pytest.approx(0.2 + 0.4 * 0.5 * 0.8)
    assert doubt_after_mockery(0.2, 0.5, 0.5, 0.4) == pytest.approx(0.2 + 0.4 * 0.25 * 0.8)
    assert doubt_after_mockery(0.2, 0.0, 1.0, 0.4) == 0.2
    assert belief_of_doubters(0.5, 0.8) == pytest.approx(0.6)
    assert belief_of_doubters(0.0, 0.8) == 1.0


def test_doubt_fades_slowly_and_no_statement_ends_it() -> None:
    """F-26: distrust persists even after the official answer."""
    assert doubt_after_day(0.6, 180.0) == pytest.approx(0.6 * 2 ** (-1 / 180))
    assert doubt_after_statement(0.6, 0.5, 0.3) == pytest.approx(0.6 * 0.65)
    assert doubt_after_statement(0.6, 1.0, 0.3) == pytest.approx(0.6 * 0.3)
    assert doubt_after_statement(0.6, 0.0, 0.3) == 0.6


def test_a_gift_that_nobody_sees_or_that_is_generous_changes_nothing(unseen: FanCommunity) -> None:
    """Neutral values leave every column as it is."""
    assert differences(state_of(unseen), state_of(community(enabled=True, visibility=0.0))) == []
    assert differences(state_of(unseen), state_of(community(enabled=True, expected_amount=20.0))) == []


def test_a_small_gift_warms_members_and_is_mocked_outside(unseen: FanCommunity, seen: FanCommunity) -> None:
    """F-22: the symbolic reward raises members' belonging, and lowers what outsiders believe."""
    nothing = community({"kind": "none"}, enabled=True)
    for day in (GIFT_DAY, GIFT_DAY + 1):
        assert seen.daily["belonging"].iloc[day] > nothing.daily["belonging"].iloc[day]
    assert (seen.daily["mocked"].iloc[:GIFT_DAY] == 0).all()
    mocked = seen.daily["mocked"].iloc[GIFT_DAY:].to_numpy()
    outside = 1500 - seen.daily["member"].iloc[GIFT_DAY - 1]
    assert mocked[0] == pytest.approx(20 / 1000 * outside * 0.3 * (1 - (5.16 + 47) / 2 / 200))
    assert (mocked[1:] < mocked[:-1]).all()
    lost = unseen.daily["credibility"] - seen.daily["credibility"]
    assert (lost.iloc[:GIFT_DAY] == 0).all()
    assert lost.iloc[-1] > 0.1


def test_a_larger_gift_is_mocked_less(seen: FanCommunity) -> None:
    """F-22: outsiders find the sum too small."""
    larger = community({**PACKETS, "smallest": 100.0, "largest": 150.0}, enabled=True)
    assert 0 < larger.daily["mocked"].sum() < 0.6 * seen.daily["mocked"].sum()


def test_veterans_speak_up_when_the_brand_is_mocked(unseen: FanCommunity, seen: FanCommunity) -> None:
    """F-24: defences rise with the attack."""
    days = slice(GIFT_DAY + 1, GIFT_DAY + 11)  # the morning after, members have seen it
    assert seen.daily["defences"].iloc[days].sum() > 1.5 * unseen.daily["defences"].iloc[days].sum()
    assert seen.daily["defences"].iloc[:GIFT_DAY].equals(unseen.daily["defences"].iloc[:GIFT_DAY])


def test_a_statement_ends_a_part_of_the_doubt_only(seen: FanCommunity) -> None:
    """F-26: outsiders' trust gap does not vanish after one clarification."""
    stated = community(enabled=True, statement_day=STATEMENT_DAY)
    silent, spoken = (model.daily["doubt"].to_numpy() for model in (seen, stated))
    assert (silent[:STATEMENT_DAY] == spoken[:STATEMENT_DAY]).all()
    assert spoken[STATEMENT_DAY] == pytest.approx(0.65 * silent[STATEMENT_DAY])
    assert 0.4 * silent.max() < spoken[-1] < silent[-1]
    assert seen.daily["credibility"].iloc[-1] < stated.daily["credibility"].iloc[-1]
