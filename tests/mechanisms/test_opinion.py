"""Opinions that meet: near ones draw nearer, far ones do not listen."""

from __future__ import annotations

import sys
from typing import Any
from unittest.mock import MagicMock

import networkx
import numpy as np
import pytest
from ndlib.models.ModelConfig import Configuration
from tests.cases import SCENARIOS, run_days

from fansim.mechanisms.opinion.outcomes import camps
from fansim.mechanisms.opinion.rules import meetings_sought, opinion_after, person_who_seeks, persuasion_by_the_like
from fansim.model import FanCommunity
from fansim.scenario import load_scenario
from fansim.state.codes import Stage


def town(days: int = 60, seed: int = 3, people: int = 500, **keys: Any) -> FanCommunity:
    """Return a small town after its days; keywords are keys of the section `opinion`, or of others with __."""
    given = {key.replace("__", ".") if "__" in key else f"opinion.{key}": value for key, value in keys.items()}
    base = {"population.size": people, "opinion.enabled": True, "network.kind": "complete"}
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", overrides=base | given)
    return run_days(FanCommunity(scenario, seed=seed), days)


def tastes(model: FanCommunity) -> np.ndarray:
    """Return the tastes of the ordinary persons."""
    return model.world.person.taste[: int(model.world.brand["persons"].item())]


def test_two_who_are_near_meet_halfway_and_two_who_are_far_do_not_listen() -> None:
    assert opinion_after(0.2, 0.4, 0.3, 0.5) == pytest.approx(0.3)
    assert opinion_after(0.4, 0.2, 0.3, 0.5) == pytest.approx(0.3)
    assert opinion_after(0.2, 0.4, 0.3, 0.1) == pytest.approx(0.22)
    assert opinion_after(0.2, 0.6, 0.3, 0.5) == 0.2
    assert opinion_after(0.2, 0.4, 0.0, 0.5) == 0.2


def test_as_many_meetings_are_sought_as_the_rate_says_spread_over_the_days() -> None:
    assert [meetings_sought(day, 10.0, 0.25) for day in range(4)] == [2, 3, 2, 3]
    assert meetings_sought(7, 500.0, 1.0) == 500
    assert meetings_sought(7, 500.0, 0.0) == 0


def test_everybody_seeks_a_meeting_with_the_same_chance() -> None:
    """Of ten people and four meetings the third is sought by one of persons 5 to 7; of as many, each by its own."""
    assert [person_who_seeks(2.0, u, 10.0, 4.0) for u in (0.001, 0.3, 0.5, 0.999)] == [5, 5, 6, 7]
    assert [person_who_seeks(float(k), 0.999, 5.0, 5.0) for k in range(5)] == [0, 1, 2, 3, 4]
    u = (np.arange(1000) + 0.5) / 1000
    sought = np.bincount([int(person_who_seeks(float(k), x, 10.0, 4.0)) for k in range(4) for x in u])
    assert sought / 1000 == pytest.approx(np.full(10, 0.4), abs=0.002)


def test_a_changed_rate_of_meetings_holds_from_the_day_of_the_change() -> None:
    model = town(10, meetings_per_day=0.0)
    drawn = tastes(model).copy()
    model.change({"opinion.meetings_per_day": 1.0})
    run_days(model, 1)
    assert (tastes(model) != drawn).mean() > 0.3


def test_a_day_moves_as_many_as_meet() -> None:
    """Of 100 meetings in a town of 500 each moves two; those who meet again in the day are moved once more."""
    before, after = town(0, tolerance=1.0), town(1, tolerance=1.0, meetings_per_day=0.2)
    moved = (tastes(before) != tastes(after)).sum()
    assert 150 < moved <= 200


def far_away(number, u, people, meetings):
    """Return somebody who does not exist."""
    return 1e12 if u < 0.5 else -7.0


def far_too_many(day, people, per_day):
    """Return more meetings than there are people."""
    return 50.0 * people


@pytest.mark.parametrize("rules", [{"person_who_seeks": far_away}, {"meetings_sought": far_too_many}])
def test_a_rule_that_names_people_who_are_not_there_harms_nobody(rules: Any) -> None:
    base = {"population.size": 500, "opinion.enabled": True}
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", overrides=base)
    model = run_days(FanCommunity(scenario, seed=3, rules=rules), 3)
    assert ((tastes(model) >= 0) & (tastes(model) <= 1)).all()
    assert (tastes(model) != tastes(town(0, network__kind="small_world"))).any()


def test_praise_persuades_those_who_taste_as_fans_do() -> None:
    """F-80: like-mindedness."""
    assert persuasion_by_the_like(0.1, 0.2, 0.7, 1.0) == pytest.approx(0.05)
    assert persuasion_by_the_like(0.1, 0.9, 0.7, 1.0) == pytest.approx(0.08)
    assert persuasion_by_the_like(0.1, 0.2, 0.7, 0.0) == 0.1


def test_camps_are_runs_without_a_gap_that_are_large_enough() -> None:
    assert camps(np.r_[np.full(50, 0.2), np.full(47, 0.8), np.full(3, 0.5)]) == 2
    assert camps(np.linspace(0, 1, 100)) == 1
    assert camps(np.repeat([0.1, 0.3, 0.5, 0.9], 25)) == 4


@pytest.mark.parametrize("network", ["complete", "random"])
@pytest.mark.parametrize(("tolerance", "left"), [(0.5, 1), (0.2, 2)])
def test_as_many_opinions_are_left_as_theory_says(network: str, tolerance: float, left: int) -> None:
    """T14: 1 / (2 epsilon), in each of three towns or nearly."""
    degree = {} if network == "complete" else {"network__mean_degree": 20}
    found = [
        camps(tastes(town(100, seed=seed, tolerance=tolerance, network__kind=network, **degree))) for seed in (1, 2, 3)
    ]
    assert sorted(found)[1] == left


def test_a_town_without_tolerance_keeps_its_tastes() -> None:
    """Neutral values: nobody listens."""
    drawn, later = town(0), town(20, tolerance=0.0)
    assert (tastes(drawn) == tastes(later)).all()
    assert np.sort(tastes(drawn)) == pytest.approx((np.arange(500) + 0.5) / 500)


def test_people_meet_their_friends_and_nobody_else() -> None:
    """T14: with hardly a tie, most keep the taste they had."""
    few = town(30, network__kind="random", network__mean_degree=0.2, tolerance=1.0)
    kept = tastes(few) == tastes(town(0))
    degrees = np.diff(few.world.network.start)[: len(kept)]
    assert kept[degrees == 0].all()
    assert not kept[degrees > 0].all()


def test_meetings_move_both_alike_so_that_the_mean_stays() -> None:
    """T14: what one gives up the other gains."""
    before, after = town(0), town(1, tolerance=1.0, speed=0.3)
    assert tastes(after).mean(dtype=float) == pytest.approx(tastes(before).mean(dtype=float), abs=1e-6)
    assert tastes(after).std() < 0.9 * tastes(before).std()


def test_ndlib_leaves_as_many_camps(monkeypatch: pytest.MonkeyPatch) -> None:
    """T14: AlgorithmicBias without bias is Deffuant's model, on the same complete graph."""
    for name in ("sklearn", "sklearn.metrics"):  # which other models of its package want
        monkeypatch.setitem(sys.modules, name, MagicMock())
    biased = pytest.importorskip("ndlib.models.opinions").AlgorithmicBiasModel
    graph = networkx.complete_graph(200)
    for tolerance in (0.5, 0.2):
        counts = []
        for seed in (1, 2, 3):
            model = biased(graph, seed=seed)
            config = Configuration()
            config.add_model_parameter("epsilon", tolerance)
            config.add_model_parameter("gamma", 0.0)
            model.set_initial_status(config)
            for _ in range(60):
                last = model.iteration()["status"]
            counts.append(camps(np.array([last[i] for i in range(200)])))
        ours = [camps(tastes(town(100, seed=seed, people=200, tolerance=tolerance))) for seed in (1, 2, 3)]
        assert sorted(ours)[1] == sorted(counts)[1]


def test_tastes_change_nothing_else_unless_praise_needs_the_like_minded() -> None:
    """F-80: with a weight, fans are those who taste alike; without, tastes are talk."""
    plain, talk, picky = (
        town(90, people=1500, ads__per_day=0.01, **keys)
        for keys in ({"enabled": False}, {"tolerance": 0.0}, {"tolerance": 0.0, "persuasion_weight": 1.0})
    )
    assert len(plain.world.person.taste) == 0
    assert (plain.world.person.stage == talk.world.person.stage).all()
    assert plain.daily.equals(talk.daily)
    assert picky.daily["new_followers"].sum() < 0.95 * talk.daily["new_followers"].sum()
    spread = []
    for model in (talk, picky):
        stage = model.world.person.stage[:1500]
        fans = (stage >= Stage.FOLLOWER) & (stage <= Stage.MEMBER)
        spread.append(np.abs(tastes(model)[fans] - float(model.world.brand["taste_of_fans"].item())).mean())
    assert spread[1] < 0.95 * spread[0]
