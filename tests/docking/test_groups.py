"""D11 to D14: seats as a service system (theory.md T17): without a cap, with a cap and no queue, with a queue, and how
long silent groups live."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.docking.reduced import WHOLE_STUDY, community, compare, reduced

from fansim.state.codes import Stage

SEATS = {"enabled": True, "disband_days": 0}
AT_ONCE = {"enabled": True, "follow_days": 0, "join_per_day": 1.0}


def test_without_a_cap_a_group_is_poisson() -> None:
    # Newcomers and lapsed members come with chance p a day: per group, Poisson arrivals of mean p (N - members) = 2.
    groups, arrivals, hazard, outside, warm_up = 100, 2.0, 0.01, 25, 250
    members = round(arrivals / hazard)
    size = groups * (members + outside)
    scenario = reduced(
        warm_up + 2_500,
        population={"size": size, "core_share": groups * members / size},
        ads={"enabled": True, "per_day": arrivals / outside},
        entry=AT_ONCE,
        groups=SEATS | {"max_groups": groups, "cap": 1_000, "allocation": "random"},
        churn={"enabled": True, "constant_per_day": hazard, "reactivation": 1.0},
    )
    counts = []
    with community(scenario, 1100) as model:
        person = model.world.person
        for day in range(scenario.days):
            model.step()
            if day >= warm_up and day % 10 == 0:
                counts.append(np.bincount(person.group[person.stage == Stage.MEMBER], minlength=groups))
    mean, spread = float(np.mean(counts)), float(np.mean(np.square(np.array(counts) - members)))
    compare("D11", "mean members, evening", mean, members, 0.02 * members)
    compare("D11", "variance of members", spread, members, 0.05 * members)


def loss_chain(cap: int, chance: float, outside: int, hazard: float, most: int = 12) -> np.ndarray:
    """Return the stationary distribution of seats taken, after admission, where who finds no seat is lost.

    n' = min(cap, Bin(n, 1 - hazard) + f), with f those who began to follow the day before, out of all who were
    neither members nor followers: f' = Bin(outside - Bin(n, 1 - hazard) - f, chance). Poisson arrivals are the limit
    of many persons with a small chance.
    """
    moves = np.zeros((cap + 1, most + 1, cap + 1, most + 1))
    for n in range(cap + 1):
        for stay in range(n + 1):
            stays = stats.binom.pmf(stay, n, 1 - hazard)
            for f in range(most + 1):
                followers = stats.binom.pmf(np.arange(most + 1), outside - stay - f, chance)
                moves[n, f, min(cap, stay + f)] += stays * followers
    states = (cap + 1) * (most + 1)
    balance = np.vstack([moves.reshape(states, states).T - np.eye(states), np.ones(states)])
    stationary = np.linalg.lstsq(balance, np.eye(states + 1)[-1])[0]
    return stationary.reshape(cap + 1, most + 1).sum(axis=1)


LOSS: dict[str, Any] = {"cap": 25, "hazard": 0.02}
ARRIVALS, MEMBERS = 0.6, 22.797  # arrivals a day; members of the chain with Poisson arrivals, on average


def chance_to_come(each: int) -> float:
    """Return the chance a day that makes 0.6 arrivals of those who are neither members nor on their way."""
    return ARRIVALS / (each - MEMBERS * (1 - LOSS["hazard"]) - ARRIVALS)


def test_the_loss_chain_has_the_values_of_the_specification() -> None:
    wanted = loss_chain(outside=10**6, chance=chance_to_come(10**6), **LOSS)
    compare("D12", "mean members, Poisson arrivals, formula", float(wanted @ np.arange(26)), 22.80, 0.005)
    compare("D12", "P(full), Poisson arrivals, formula", wanted[-1], 0.298, 0.0005)


@pytest.mark.parametrize(
    ("each", "limit"),
    [
        # So few persons a group make the chain's arrivals depend a little on its members: P(full) is .302, not .298.
        pytest.param(100, 100, id="100 persons"),
        pytest.param(600, 10**6, id="Poisson", marks=WHOLE_STUDY),
    ],
)
def test_a_capped_group_that_turns_people_away_is_the_daily_loss_chain(each: int, limit: int) -> None:
    # One host a group, so that each group has arrivals of its own; who finds no seat gives up on the same evening.
    groups, cap, warm_up, days = 500, int(LOSS["cap"]), 100, 1_900
    wanted = loss_chain(outside=limit, chance=chance_to_come(limit), **LOSS)
    scenario = reduced(
        warm_up + days,
        population={"size": groups * each, "core_share": cap / each},
        ads={"enabled": True, "per_day": chance_to_come(each)},
        entry={"enabled": True, "follow_days": 1, "join_per_day": 1.0},
        groups=SEATS | {"max_groups": groups, "owners": groups, "cap": cap, "allocation": "random"},
        churn={"enabled": True, "constant_per_day": LOSS["hazard"], "waiting_weight": 10.0, "reactivation": 1.0},
    )
    seen = np.zeros(cap + 1)
    with community(scenario, 1200) as model:
        for day in range(scenario.days):
            model.step()
            if day >= warm_up:  # the size of a group is written at admission and stands until the next
                seen += np.bincount(model.world.group.size, minlength=cap + 1)
    seen /= seen.sum()
    mean, members = float(seen @ np.arange(cap + 1)), float(wanted @ np.arange(cap + 1))
    compare("D12", f"mean members, {each} persons a group", mean, members, 0.01 * members)
    compare("D12", f"P(full), {each} persons a group", seen[cap], wanted[cap], 0.01 * wanted[cap])


def test_a_queue_grows_by_what_the_seats_cannot_take() -> None:
    # A message a day tires members (fatigue 1, without memory) and nobody else: members leave, those who wait do not.
    cap, hazard, size, warm_up, days = 1_000, 0.02, 60_000, 50, 450
    scenario = reduced(
        warm_up + days,
        population={"size": size, "core_share": cap / size},
        ads={"enabled": True, "per_day": 40 / size},
        entry=AT_ONCE,
        groups=SEATS | {"max_groups": 1, "cap": cap},
        rewards={"enabled": True},
        incentives=[{"kind": "coupon"}],
        churn={
            "enabled": True, "constant_per_day": hazard * np.exp(-10.0), "fatigue_weight": 10.0, "fatigue_memory": 0.0,
            "reactivation": 1.0,
        },
    )  # fmt: skip
    with community(scenario, 1300) as model:
        for _ in range(scenario.days):
            model.step()
        daily = model.daily
    growth = (daily["waiting"].iloc[-1] - daily["waiting"].iloc[warm_up - 1]) / days
    wanted = daily["new_followers"].iloc[warm_up:].mean() - cap * hazard
    compare("D13", "growth of the queue a day", growth, wanted, 0.03 * wanted)


def test_a_silent_group_lives_as_long_as_a_run_of_failures_takes() -> None:
    """F-117: given up after so many days without a good post."""
    # One member a group, who opens a topic with chance p a day; any topic is a good post.
    groups, patience, chance = 4_000, 90, 0.03
    posts = -np.log1p(-chance) / 0.25  # a member of motivation .5 in a cold group (.5) writes a quarter of that
    scenario = reduced(
        10_000,
        population={"size": groups, "core_share": 1.0, "activity_sigma": 0.0, "core_belonging": 0.0},
        entry={"enabled": True, "join_per_day": 0.0},
        groups=SEATS | {"max_groups": groups, "cap": 1, "disband_days": patience, "quality_post_rate": 1_000.0},
        activity={"enabled": True, "posts_per_day": float(posts), "topic_share": 1.0},
    )
    with community(scenario, 1400) as model:
        model.step()
        while model.world.brand["groups_open"][0] > 0 and model.engine.day < scenario.days:
            model.step()
        lives = model.world.person.first_leave_day.astype(float)
    assert lives.min() >= patience
    quiet = 1 - chance
    wanted = (1 - quiet**patience) / (chance * quiet**patience)
    compare("D14", "mean life of a group, days", lives.mean(), wanted, 0.03 * wanted)
