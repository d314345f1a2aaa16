"""Putting mechanisms together: what a row function may not do is refused, and passes wait where rows look at others."""

from __future__ import annotations

import pytest
from tests.cases import differences, kitchen_sink, run_days, state_of

from fansim.assembly import assemble
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.errors import MechanismError
from fansim.model import FanCommunity
from fansim.scenario.schema import Scenario, scenario_type
from fansim.state.columns import number


def envy(i, day, person, network):
    """Look at how much friends believe in speaking up, which they settle themselves a little later."""
    seen = 0.0
    for k in range(network.start[i], network.start[i + 1]):
        seen += person.voice_efficacy[network.neighbours[k]]
    person.envy[i] = seen


def push_friends(i, day, person, network):
    """Write to friends."""
    for k in range(network.start[i], network.start[i + 1]):
        person.trust[network.neighbours[k]] = 1.0


def copy_friends(i, day, person, network):
    """Read of friends what friends write meanwhile."""
    for k in range(network.start[i], network.start[i + 1]):
        person.trust[i] = max(person.trust[i], person.trust[network.neighbours[k]])


def brought(row, **place: str) -> tuple[Mechanism, ...]:
    """Return a mechanism with one phase."""
    phase = Phase("envy", "People look at their friends.", "active", row, **place)
    columns = {"person": (number("envy", "what one saw of friends", dtype="f4"),)}
    return (Mechanism("envy", "Envy.", columns=columns, phases=(phase,)),)


def test_the_model_is_put_together_once() -> None:
    assert assemble() is assemble(()) is assemble([])
    assert scenario_type() is scenario_type(()) is Scenario
    assert Scenario.assembly is assemble()
    added = brought(envy, after="activity")
    assert assemble(added) is assemble(list(added))
    assert assemble(added) is not assemble()


def test_a_phase_that_looks_at_others_stands_in_a_pass_before_those_that_change_them() -> None:
    passes = [[phase.name for phase in phases] for phases in assemble(brought(envy, after="activity")).passes]
    together = next(names for names in passes if "envy" in names)
    assert together[-1] == "envy"
    assert together[-2] == "activity"


@pytest.mark.parametrize("threads", [1, 3])
def test_it_sees_the_same_in_both_drivers(threads: int) -> None:
    # So many that they are visited in several blocks: those visited first speak up before the others look.
    scenario = kitchen_sink(population__size=9_000, population__core_share=0.9, days=6)
    added = brought(envy, after="activity")
    fast = FanCommunity(scenario, mechanisms=added, threads=threads)
    agents = FanCommunity(scenario, driver="mesa", mechanisms=added, threads=1)
    for _ in range(6):
        run_days(fast, 1)
        run_days(agents, 1)
        assert differences(state_of(fast), state_of(agents)) == []
    assert len(set(fast.world.person.envy.tolist())) > 100
    fast.engine.close()


@pytest.mark.parametrize("row", [push_friends, copy_friends])
def test_a_row_function_whose_result_would_be_chance_is_refused(row) -> None:
    with pytest.raises(
        MechanismError, match=r"^mechanism envy: phase envy writes person\.trust of other rows, or reads"
    ):
        assemble(brought(row, after="activity"))


def test_a_phase_over_the_whole_may_write_anywhere() -> None:
    phase = Phase("envy", "The brand looks at everybody.", "whole", everywhere, after="activity")
    assert phase.name in assemble((Mechanism("envy", "Envy.", phases=(phase,)),)).readings


def everywhere(day, person):
    """Write to somebody."""
    person.trust[0] = person.trust[1]
