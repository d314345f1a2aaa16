"""SI spreading with fansim: a scenario in which nothing else happens."""

from __future__ import annotations

from pathlib import Path

from case import Case

import fansim

SCENARIO = Path(__file__).with_name("si.toml")


def build(case: Case) -> fansim.FanCommunity:
    # the same size and seed give the same network and the same seed fans as in the case
    scenario = fansim.load_scenario(SCENARIO, {"population.size": case.persons, "days": case.days})
    return fansim.FanCommunity(scenario, seed=case.seed, threads=case.threads)


def spread(case: Case, model: fansim.FanCommunity) -> None:
    for _ in range(case.days):
        model.step()


def informed_by_day(case: Case, model: fansim.FanCommunity, outcome: None) -> list[int]:
    return [len(case.seeds), *model.daily["follower"].astype(int)]
