"""A shorter run is the beginning of a longer one: nothing before a day depends on how many days follow it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.cases import BUNDLED, SCENARIOS, differences, in_small, run_days, state_of

from fansim import load_scenario, run
from fansim.model import FanCommunity

SHORT, LONG = 90, 365


@pytest.mark.parametrize("name", BUNDLED)
def test_ninety_days_are_the_first_ninety_of_a_year(name: str, tmp_path: Path) -> None:
    short, long = (
        load_scenario(SCENARIOS / f"{name}.toml", in_small(name, tmp_path) | {"days": days}) for days in (SHORT, LONG)
    )
    assert (short.days, long.days) == (SHORT, LONG)
    models = [run_days(FanCommunity(scenario), SHORT) for scenario in (short, long)]
    assert differences(*map(state_of, models)) == []


def test_a_campaign_buys_as_many_accounts_however_long_the_run() -> None:
    small = {"population.size": 600, "groups.max_groups": 12}
    bought = []
    for days in (100, 120, 180, 365, 730):
        persons = run(load_scenario(SCENARIOS / "leijun_classroom.toml", small | {"days": days}), seed=1).persons
        bought.append(int((persons["role"] == "shill").sum()))
    assert bought == [bought[0]] * 5
    assert bought[0] > 0


@pytest.mark.parametrize("days", [120, 180])
def test_the_end_of_a_run_is_told_over_days_that_are_said(days: int) -> None:
    small = {"population.size": 600, "groups.max_groups": 12, "days": days, "entry.follow_days": 20}
    result = run(load_scenario(SCENARIOS / "leijun_classroom.toml", small), seed=1)
    for name in ("shill_share", "satisfaction", "nps"):
        assert result.summary[name] == pytest.approx(np.mean(result.daily[name].to_numpy()[-90:]))
