"""What the live page keeps of each day, against what the model says."""

from __future__ import annotations

import numpy as np
import pytest

from fansim import FanCommunity, load_scenario, run
from fansim.app.recording import MOST_BARS, Recording
from fansim.report.biography import biography
from fansim.state.codes import Role, Stage

pytestmark = pytest.mark.filterwarnings("ignore::fansim.errors.FansimWarning")  # rewards after the last day
SMALL = {"population.size": 800, "days": 80, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@pytest.fixture(scope="module")
def recording() -> Recording:
    made = Recording(load_scenario("leijun_classroom", SMALL))
    assert made.run()
    return made


def test_every_day_is_kept(recording: Recording) -> None:
    assert recording.days == 80
    assert {len(kept) for kept in (recording.stages, recording.labels)} == {81}
    model = FanCommunity(recording.scenario)
    for day in range(81):
        assert np.array_equal(recording.stages[day], model.world.person.stage[recording.rows])
        assert np.array_equal(recording.labels[day], model.world.person.label[recording.rows])
        if day < 80:
            model.step()


def test_the_counts_are_those_of_the_daily_table(recording: Recording) -> None:
    for day in (1, 40, 80):
        row = recording.daily.loc[day - 1]
        assert {stage.word: count for stage, count in recording.counts(day).items()} == {
            stage.word: row[stage.word] for stage in Stage
        }


def test_the_people_are_tied_and_the_accounts_are_accounts(recording: Recording) -> None:
    people, network = recording.people, recording.model.network
    for one, other in people.rows[people.ties[:50]]:
        assert other in network.neighbours[network.start[one] : network.start[one + 1]]
    roles = run(recording.scenario).persons["role"].to_numpy()[recording.rows]
    assert set(roles[: len(people.rows)]) == {Role.ORDINARY.word}
    assert Role.ORDINARY.word not in set(roles[len(people.rows) :])
    assert len(roles) > len(people.rows)


def test_the_groups_have_the_shares_of_their_seats(recording: Recording) -> None:
    group = recording.model.world.group
    last = recording.groups(80)
    assert np.allclose(last.genuine + last.shills, group.size / 20)
    assert np.allclose(last.shills, group.shills / 20)
    seated = group.size > 0
    assert np.allclose(last.warmth[seated], group.warmth[seated])
    assert sum(recording.groups(0).genuine) * 20 == recording.counts(0)[Stage.MEMBER]


def test_many_groups_share_bars() -> None:
    scenario = load_scenario("leijun_classroom", {**SMALL, "groups.max_groups": 1000, "groups.cap": 2, "days": 3})
    made = Recording(scenario)
    made.run()
    last = made.groups(3)
    assert 1 < len(last.genuine) <= MOST_BARS
    each = -(-1000 // MOST_BARS)
    seats = np.diff([*range(0, 1000, each), 1000]) * 2
    assert (last.genuine + last.shills) @ seats == pytest.approx(made.model.world.group.size.sum())


def test_a_life_is_that_of_the_run(recording: Recording) -> None:
    result = run(recording.scenario)
    row = int(recording.people.rows[3])
    assert recording.life(row) == biography(row, result.persons, result.events, 80)


def test_a_community_without_groups_has_no_bars() -> None:
    made = Recording(load_scenario("leijun_classroom", {**SMALL, "groups.enabled": False, "days": 2}))
    made.run()
    assert len(made.groups(2).genuine) == len(made.model.world.group.size) == 0
