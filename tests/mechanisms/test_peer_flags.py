"""Members who report each other: what is reported, what it adds at the next check, and what comes of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.cases import SCENARIOS, kitchen_sink, run_days

from fansim import load_scenario, run
from fansim.mechanisms.peer_flags.rules import flags_after, flags_expected, suspicion_with_flags
from fansim.model import FanCommunity
from fansim.state.codes import Stage

CAUGHT = {"population.size": 1500, "days": 150, "entry.follow_days": 10, "moderation.enabled": True}


def _run(changes: dict[str, Any], seed: int = 1):
    campaign = {"budget": 4000.0, "start_day": 10, "posting_days": 140, "post_cost": 0.1, "camouflage": 0.6}
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", CAUGHT | {"campaigns": [campaign]} | changes)
    return run(scenario, seed=seed)


@pytest.fixture(scope="module")
def alone():
    return _run({})


@pytest.fixture(scope="module")
def helped():
    return _run({"peer_flags.enabled": True, "peer_flags.per_day": 0.005})


def test_each_who_reads_and_suspects_may_report() -> None:
    """F-134: the others of the group, as many of them as read a post."""
    assert flags_expected(51, 0.4, 0.01, 100.0) == pytest.approx(0.2)
    assert flags_expected(51, 0.4, 0.01, 20.0) == pytest.approx(0.08)
    assert flags_expected(1, 1.0, 1.0, 100.0) == flags_expected(0, 1.0, 1.0, 100.0) == 0.0


def test_reports_add_up_to_the_next_check() -> None:
    assert flags_after(3, 2) == 5
    assert flags_after(120, 20) == 127, "as many as a byte holds"


def test_a_report_adds_to_the_suspicion() -> None:
    """F-134: the community helps to police itself."""
    assert suspicion_with_flags(0.7, 0, 0.5) == 0.7
    assert suspicion_with_flags(0.7, 3, 0.5) == pytest.approx(2.2)


def test_reports_are_put_away_by_the_check_they_are_made_for_and_with_who_leaves() -> None:
    model = FanCommunity(kitchen_sink(peer_flags__per_day=0.5, moderation__threshold=10.0))
    person = model.world.person
    totals, before, staying = [], person.reports.copy(), person.stage == Stage.MEMBER
    for day in range(30):
        run_days(model, 1)
        stays = staying & (person.stage == Stage.MEMBER)
        if day % 7 != 0:
            assert (person.reports[stays] >= before[stays]).all(), "between checks they grow"
        assert (person.reports[(person.stage != Stage.MEMBER) & ~staying] == 0).all(), "who has left has none"
        staying, before = person.stage == Stage.MEMBER, person.reports.copy()
        totals.append(int(before[staying].sum()))
    assert all(totals[day] < 0.5 * totals[day - 1] for day in (14, 21))


def test_with_reports_more_bought_accounts_are_found(alone, helped) -> None:
    """F-134: the same checks find more of them, and they are a smaller part of the groups."""
    assert helped.daily["bans_shill"].sum() > alone.daily["bans_shill"].sum() + 3
    assert helped.summary["shill_share"] < 0.8 * alone.summary["shill_share"]


def test_those_whose_posts_look_bought_are_reported_above_all(helped) -> None:
    assert helped.daily["peer_flagged"].max() > 5
    seen = FanCommunity(
        load_scenario(
            SCENARIOS / "leijun_classroom.toml",
            CAUGHT | {"moderation.period_days": 1000, "peer_flags.enabled": True, "peer_flags.per_day": 0.02},
        )
    )
    run_days(seen, 120)
    person = seen.world.person
    member = person.stage == 4
    bought, genuine = member & (person.role == 1), member & (person.role == 0)
    assert bought.sum() > 3
    assert person.reports[bought].mean() > 4 * person.reports[genuine].mean()
    assert person.reports[genuine].sum() > 0, "who praises much is taken for bought now and then"


@pytest.mark.parametrize("key", ["peer_flags.per_day", "peer_flags.weight", "peer_flags.readers_most"])
def test_reports_that_nobody_makes_or_heeds_change_nothing(alone, key: str) -> None:
    idle = _run({"peer_flags.enabled": True, key: 0.0})
    pd.testing.assert_frame_equal(idle.daily.drop(columns="peer_flagged"), alone.daily.drop(columns="peer_flagged"))


def test_without_reports_nobody_carries_their_column(alone) -> None:
    assert "reports" not in alone.persons
    model = FanCommunity(kitchen_sink(peer_flags__enabled=False))
    run_days(model, 5)
    model.change({"peer_flags.enabled": True, "peer_flags.per_day": 0.5})
    run_days(model, 22)
    assert np.any(model.world.person.reports > 0), "they may begin in the middle of a run"
