"""Who counts as a core fan."""

from __future__ import annotations

import pytest
from tests.cases import BUNDLED

from fansim.mechanisms.labels.rules import is_core_fan
from fansim.model import FanCommunity
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.state.codes import Label, Source


def test_a_core_fan_averages_at_least_a_half() -> None:
    cut = Scenario().labels.core_fan_from
    assert cut == 0.5
    assert is_core_fan(0.7, 0.4, 0.41, cut)
    assert not is_core_fan(0.9, 0.3, 0.29, cut)


def test_the_cut_is_the_scenarios() -> None:
    assert is_core_fan(0.9, 0.3, 0.3, 0.49)
    assert not is_core_fan(0.9, 0.3, 0.3, 0.51)


@pytest.mark.parametrize("name", BUNDLED)
def test_seed_fans_are_core_fans_before_day_0_and_called_so(name: str, small_scenarios: dict[str, Scenario]) -> None:
    launch = {"population.core_share": 0.02, "population.followers_share": 0.0}
    scenario = scenario_from_mapping(small_scenarios[name], launch)
    person = FanCommunity(scenario).world.person
    seeds = person.source == Source.SEED
    assert seeds.any()
    assert (person.label[seeds] == Label.CORE_FAN).all()
    assert (person.label[~seeds] != Label.CORE_FAN).all()
    assert is_core_fan(
        person.trust[seeds][0], person.belonging[seeds][0], person.ownership[seeds][0], scenario.labels.core_fan_from
    )
