"""What only several phases together bring about: votes that are announced, seats of several owners, strikes in time."""

from __future__ import annotations

import numpy as np
from tests.cases import DAY, kitchen_sink, run_days

from fansim.model import FanCommunity
from fansim.state.codes import Allocation, Reward, Role, Stage


def until(model: FanCommunity, phase: str) -> None:
    """Run the phases of today up to one, that one not included."""
    model.engine.begin_day()
    for earlier in DAY:
        if earlier.name == phase:
            return
        model.engine.run_pass((earlier,))


def test_the_day_after_a_vote_voters_own_a_little_more_and_winners_most() -> None:
    model = run_days(FanCommunity(kitchen_sink(groups__cap=100, activity__suggestions_per_day=0.0)), 29)
    person, brand = model.world.person, model.world.brand
    assert brand["release_today"][0] == 1
    assert brand["votes"][0] > 10
    winner = brand["winner"][0]
    until(model, "experience")
    votes, before = person.vote.copy(), person.ownership.copy()
    voters = (votes != 0) & (person.stage == Stage.MEMBER)
    assert voters.sum() > 10
    model.engine.run_pass(tuple(phase for phase in DAY if phase.name == "experience"))
    gained = person.ownership - before
    gain, loss = 0.5, model.scenario.experience.ownership_loss
    for won, part in ((True, 0.5), (False, 0.1)):
        those = voters & ((votes == winner) == won)
        expected = gain * part * (1 - before[those]) - loss * before[those]
        np.testing.assert_allclose(gained[those], expected, atol=1e-6)
    assert (person.vote[voters] == 0).all(), "announced once"


def test_votes_are_counted_on_the_day_of_the_release_only() -> None:
    model = run_days(FanCommunity(kitchen_sink()), 60)
    voted = model.recorder.brand["votes"] > 0
    assert voted.any()
    assert (model.recorder.brand["release_today"][voted] == 1).all()
    best = (
        model.recorder.brand["votes_best"] + model.recorder.brand["votes_second"] + model.recorder.brand["votes_third"]
    )
    np.testing.assert_array_equal(best, model.recorder.brand["votes"])


def put_in_line(model: FanCommunity, asked: dict[int, int]) -> None:
    """Empty all groups, and let some rows wait since some day."""
    person, group = model.world.person, model.world.group
    person.stage[:], person.group[:], group.open[:] = Stage.UNAWARE, -1, 0
    for row, day in asked.items():
        person.stage[row], person.wait_day[row], person.follow_day[row] = Stage.WAITING, day, -100
    model.engine.day = max(asked.values())


def seated_today(model: FanCommunity) -> np.ndarray:
    """Run admission for those who have heard of the brand, and return who has a seat."""
    for name in ("roll_call", "admission"):
        model.engine.run_pass(tuple(phase for phase in DAY if phase.name == name))
    return np.flatnonzero(model.world.person.stage == Stage.MEMBER)


def test_seats_go_to_those_who_asked_first_and_by_lot_among_those_of_one_day() -> None:
    lots = []
    for seed in (1, 2):
        model = FanCommunity(kitchen_sink(groups__cap=5, groups__max_groups=3), seed=seed)
        put_in_line(model, {row: 3 if row < 20 else 1 for row in range(30)})
        seated = seated_today(model).tolist()
        assert len(seated) == 15
        assert set(range(20, 30)) <= set(seated)
        lots.append(seated)
    assert lots[0] != lots[1]


def test_a_long_line_for_one_owner_does_not_keep_others_from_the_seats_of_another() -> None:
    model = FanCommunity(kitchen_sink(groups__cap=5, groups__max_groups=4, groups__owners=2))
    put_in_line(model, {row: 0 if row % 2 else 1 for row in range(100)})
    seated = seated_today(model)
    assert (seated % 2).tolist().count(0) == (seated % 2).tolist().count(1) == 10
    hosts = model.world.person.group[seated] % 2
    np.testing.assert_array_equal(hosts, seated % 2)


def test_the_least_full_group_gets_the_next_member() -> None:
    model = FanCommunity(kitchen_sink(groups__cap=9, groups__max_groups=4, groups__allocation="least_full"))
    assert model.world.parameters["groups_allocation"][0] == Allocation.LEAST_FULL
    put_in_line(model, dict.fromkeys(range(30), 2))
    assert len(seated_today(model)) == 30
    assert sorted(model.world.group.size.tolist()) == [7, 7, 8, 8]


def test_without_a_waiting_list_those_who_find_no_seat_follow_on() -> None:
    model = FanCommunity(kitchen_sink(groups__cap=5, groups__max_groups=2, groups__waiting_list=False))
    put_in_line(model, dict.fromkeys(range(30), 2))
    assert len(seated_today(model)) == 10
    assert (model.world.person.stage == Stage.WAITING).sum() == 0


def test_accounts_are_not_struck_before_they_are_bought() -> None:
    campaigns = [{"kind": "hater", "budget": 2000.0, "start_day": 20, "deadline_days": 400, "posting_days": 55}]
    model = run_days(FanCommunity(kitchen_sink(campaigns=campaigns, population__professional_haters=0)), 20)
    haters = model.world.person.role == Role.PROFESSIONAL_HATER
    assert haters.sum() > 10
    assert not model.world.person.banned[haters].any()
    assert run_days(model, 20).recorder.brand["bans_pro_hater"].sum() > 0


def test_red_packets_go_to_as_many_as_there_are_on_average() -> None:
    rewards = [{"kind": "red_packet", "winners": 5, "smallest": 2.0, "largest": 4.0, "start_day": 25, "end_day": 60}]
    model = run_days(FanCommunity(kitchen_sink(incentives=rewards, groups__cap=100, days=60)), 25)
    assert (model.world.incentive.kind == Reward.RED_PACKET).all()
    received = []
    for _ in range(35):
        model.step()
        received.append(model.world.person.received.copy())
    won = np.array(received)
    assert won[won > 0].min() >= 2.0
    assert won.max() <= 4.0
    assert abs((won > 0).sum() - 5 * 35) < 4 * np.sqrt(5 * 35)
