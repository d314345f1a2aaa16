"""The social network in the state of a run: the ties that were laid, and none for bought accounts.

How ties are laid, and read from files, is tested in tests/unit/test_network.py and test_network_files.py.
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import kitchen_sink, run_days, state_of

from fansim.model import FanCommunity
from fansim.scenario import KEYS


def test_the_ties_are_those_that_were_laid_and_never_change() -> None:
    model = FanCommunity(kitchen_sink(days=10))
    people, network = model.scenario.population.size, model.world.network
    np.testing.assert_array_equal(network.start[: people + 1], model.network.start)
    np.testing.assert_array_equal(network.neighbours, model.network.neighbours)
    assert len(network.start) == len(model.world.person.stage) + 1
    assert (network.start[people:] == len(network.neighbours)).all()
    before = state_of(model)
    run_days(model, 10)
    for name in ("network.start", "network.neighbours"):
        assert before[name].tobytes() == state_of(model)[name].tobytes()


def test_everybody_has_a_tie_to_everybody_where_the_network_is_complete_without_listing_them() -> None:
    model = FanCommunity(kitchen_sink(network__kind="complete", days=3))
    assert len(model.world.network.neighbours) == 0
    run_days(model, 1)
    assert model.world.brand["mean_field"][0] == 1


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("network.")])
def test_no_key_of_it_can_change_in_the_middle_of_a_run(key: str) -> None:
    assert KEYS[key].fixed == "the network is laid before day 0"
