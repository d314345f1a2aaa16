"""What groups talk of: answers of the staff, partners and their fund."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.conversation.rules import (
    is_proposal_day,
    partner_energy_after,
    partner_lift,
    pull_of_topics,
    relief_by_fund,
    support_messages,
)
from fansim.model import FanCommunity

CLASSROOM = SCENARIOS / "leijun_classroom.toml"


def _scenario(name: str = "leijun_classroom", **changes: object):
    given = {"population.size": 2000, "days": 90, "population.core_share": 0.2, "groups.cap": 40}
    renamed = {key.replace("__", "."): value for key, value in changes.items()}
    return load_scenario(SCENARIOS / f"{name}.toml", given | renamed)


def _run(name: str = "leijun_classroom", **changes: object):
    return run(_scenario(name, **changes), seed=1)


@pytest.fixture(scope="module")
def without():
    return _run()


@pytest.fixture(scope="module")
def partners():
    return _run(conversation__enabled=True, conversation__partners=True, conversation__fund=5.0)


def test_the_staff_writes_so_many_answers_on_average() -> None:
    """F-99: answers of the service are most of what is written."""
    assert [support_messages(u, 50.0, 0.25) for u in (0.1, 0.4999, 0.5, 0.9)] == [12, 12, 13, 13]
    assert support_messages(0.99, 50.0, 0.0) == 0


def test_partners_change_every_week() -> None:
    """F-125: weekly proposals."""
    assert [day for day in range(22) if is_proposal_day(day, 7)] == [7, 14, 21]


def test_a_fund_keeps_partners_from_tiring() -> None:
    """F-100: the brainstorm fund."""
    assert relief_by_fund(0.0, 5.0) == 0.0
    assert relief_by_fund(5.0, 5.0) == 0.5
    assert partner_energy_after(0.8, 0.1, 0.0) == pytest.approx(0.72)
    assert partner_energy_after(0.8, 0.1, 0.5) == pytest.approx(0.76)
    assert partner_energy_after(0.8, 0.1, 1.0) == 0.8


def test_partners_and_topics_lift() -> None:
    assert partner_lift(0.5, 8.0) == 5.0
    assert pull_of_topics(0.27, 10.0, 0.0) == pytest.approx(3.7)
    assert partner_lift(0.0, 8.0) == pull_of_topics(0.0, 10.0, 0.0) == 1.0


def test_people_buy_as_usual_where_topics_are_as_usual() -> None:
    assert pull_of_topics(0.1, 20.0, 0.1) == 1.0
    assert pull_of_topics(0.35, 20.0, 0.1) == pytest.approx(8.0 / 3.0)
    assert pull_of_topics(0.0, 20.0, 0.1) == pytest.approx(1.0 / 3.0)


def test_a_running_community_has_its_partners_on_the_first_day() -> None:
    """The busiest member of each group, fresh; where there are none, or it is a launch, nobody."""
    partners = {"conversation__enabled": True, "conversation__partners": True}
    model = FanCommunity(_scenario(population__followers_share=0.5, **partners), seed=1)
    group, person = model.world.group, model.world.person
    led = np.flatnonzero(group.open)
    assert len(led) > 1
    for g in led:
        members = np.flatnonzero((person.group == g) & (person.role == 0))
        assert person.activity_level[group.partner[g]] == person.activity_level[members].max()
    assert (group.partner_energy[led] == 1.0).all()
    assert (group.topic_boost[led] == 9.0).all()
    launch = {"population__followers_share": 0.0}
    for other in ({"population__followers_share": 0.5, "conversation__enabled": True}, partners | launch):
        assert (FanCommunity(_scenario(**other), seed=1).world.group.partner == -1).all()


def test_a_partner_is_a_member_who_has_opened_topics() -> None:
    model = FanCommunity(_scenario(conversation__enabled=True, conversation__partners=True), seed=1)
    for _ in range(30):
        model.step()
    group, person = model.world.group, model.world.person
    rows = group.partner[group.partner >= 0]
    assert len(rows) > 3
    assert (person.group[rows] == np.flatnonzero(group.partner >= 0)).all()
    assert (group.partner_energy[group.partner < 0] == 0.0).all()
    model.change({"conversation.enabled": False})
    model.step()
    assert (group.partner == -1).all()
    assert (group.topic_boost == 1.0).all()
    assert (group.support == 0).all()


def test_a_group_full_of_answers_has_hardly_a_topic_of_its_own(without) -> None:
    """F-98, F-99: the share of topics that members open falls with the answers of the staff."""
    served = _run(conversation__enabled=True, conversation__support_per_member=1.0, conversation__pull=0.0)
    assert served.daily["ugc_share"].iloc[30:].mean() < 0.35 < without.daily["ugc_share"].iloc[30:].mean()
    assert served.daily["topic_share"].iloc[-1] < 0.5 * without.daily["topic_share"].iloc[-1]
    assert served.daily["support_messages"].iloc[40] == pytest.approx(served.daily["member"].iloc[40], abs=60)
    assert served.daily["warmth"].iloc[-1] < without.daily["warmth"].iloc[-1]


def test_partners_bring_topics_talk_and_sales(partners, without) -> None:
    """F-100: the share of topics opened by users multiplies, and purchases with it."""
    assert partners.daily["topic_share"].iloc[-1] > 3 * without.daily["topic_share"].iloc[-1]
    assert partners.daily["posts"].sum() > 1.2 * without.daily["posts"].sum()
    assert partners.daily["buyers"].sum() > 1.5 * without.daily["buyers"].sum()


def test_the_fund_costs_and_helps(partners) -> None:
    """F-100: with a fund for their ideas partners keep their energy."""
    tiring = {"conversation__enabled": True, "conversation__partners": True, "conversation__burnout": 0.5}
    poor = _run(**tiring)
    rich = _run(**tiring, conversation__fund=50.0)
    assert rich.daily["topic_share"].iloc[-1] > poor.daily["topic_share"].iloc[-1]
    paid = partners.daily["cost"].iloc[40] - 5.0 * partners.daily["partners"].iloc[40]
    assert partners.daily["partners"].iloc[40] > 3
    assert paid >= 0.0


def test_topics_without_staff_partners_and_pull_change_nothing(without) -> None:
    idle = _run(conversation__enabled=True, conversation__pull=0.0)
    assert idle.daily.equals(without.daily)


def test_coupons_and_check_ins_make_zombies() -> None:
    """F-92: people write while they are paid; what they bring up of their own accord falls, and stays low."""
    paid = _run("check_in_zombies", days=150, incentives__0__start_day=30, incentives__0__end_day=100,
                incentives__1__start_day=30, incentives__1__end_day=100).daily  # fmt: skip
    free = _run("check_in_zombies", days=150, incentives=[]).daily
    during, after = slice(30, 100), slice(100, 150)
    assert paid["posts"][during].sum() > 1.1 * free["posts"][during].sum()
    assert paid["topics"][during].sum() < 0.95 * free["topics"][during].sum()
    assert paid["topics"][after].sum() < free["topics"][after].sum()
    assert paid["motivation"].iloc[-1] < free["motivation"].iloc[-1]
