"""Who counts as a core fan."""

from __future__ import annotations

from fansim.mechanisms.labels.rules import is_core_fan
from fansim.scenario import Scenario


def test_a_core_fan_averages_at_least_six_tenths() -> None:
    cut = Scenario().labels.core_fan_from
    assert cut == 0.6
    assert is_core_fan(0.9, 0.5, 0.5, cut)
    assert not is_core_fan(0.9, 0.5, 0.39, cut)


def test_the_cut_is_the_scenarios() -> None:
    assert is_core_fan(0.9, 0.3, 0.3, 0.49)
    assert not is_core_fan(0.9, 0.3, 0.3, 0.51)
