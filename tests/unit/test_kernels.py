"""Kernels: they move the arrays they are given, and rows outside a range stay as they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fansim.columns import MEMBER, REJECTOR, TABLES
from fansim.fingerprint import fingerprint_of
from fansim.kernels import build_kernel, cache_directory, tables_of
from fansim.phases.dawn import DAWN
from fansim.phases.entry import ENTRY
from fansim.rules.registry import prepare_rules
from fansim.world import World, layout
from tests.cases import differences, kitchen_sink, run_days, state_of

from fansim.day import DAY
from fansim.errors import RuleError
from fansim.model import FanCommunity
from fansim.scenario.flatten import flatten, parameters_dtype


def test_a_handle_gives_the_address_and_length_of_every_array_in_the_order_of_the_layout() -> None:
    world = FanCommunity(kitchen_sink()).world
    for table, places in layout().items():
        for name, place, dtype in places:
            if table in TABLES:
                array = getattr(world.tables[table], name)
                assert array.dtype == np.dtype(dtype)
            else:
                array = {"brand": world.brand, "chunk": world.chunk, "p": world.parameters}[table]
            assert (int(world.handle[place]), int(world.handle[place + 1])) == (array.ctypes.data, len(array))
            assert array.flags["C_CONTIGUOUS"]


def test_a_world_holds_the_initial_values_and_the_columns_it_is_given() -> None:
    edges = np.arange(5, dtype=np.uint32)
    world = World({"person": 4, "chunk": 1}, flatten(kitchen_sink()), {"network.neighbours": edges})
    assert world.network.neighbours is edges
    assert world.person.follow_day.tolist() == [-1] * 4
    assert world.person.trust.dtype == np.float32
    assert world.nbytes == sum(array.nbytes for array in world.arrays())


@pytest.mark.parametrize("phase", [phase for phase in DAY if phase.over == "person"], ids=lambda phase: phase.name)
def test_a_kernel_leaves_rows_outside_its_range_alone(phase) -> None:
    first, last = 40, 390
    whole, part = (run_days(FanCommunity(kitchen_sink()), 28) for _ in range(2))
    for model in (whole, part):
        for earlier in DAY[: DAY.index(phase)]:
            model.engine.run_pass((earlier,))
    before = state_of(part)
    whole.engine.run_pass((phase,))
    part.engine.kernels[phase.name](first, last, part.engine.day, part.world)
    expected, found = state_of(whole), state_of(part)
    assert differences(before, found)
    for name in (name for name in before if name.startswith("person.")):
        assert before[name][:first].tobytes() == found[name][:first].tobytes()
        assert before[name][last:].tobytes() == found[name][last:].tobytes()
        assert expected[name][first:last].tobytes() == found[name][first:last].tobytes()


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep kernels in a folder of their own."""
    monkeypatch.setenv("FANSIM_CACHE_DIR", str(tmp_path))
    assert cache_directory() == tmp_path / "kernels"
    return cache_directory()


def test_the_same_phase_and_rules_give_one_module_and_other_rules_another(empty_cache: Path) -> None:
    def entry(days_followed, follow_days):
        return days_followed >= follow_days + 3

    modules = []
    for rules in ({}, {"entry": entry}, {"entry": entry}, {}):
        build_kernel(ENTRY, parameters_dtype(), prepare_rules(rules))
        modules.append(len(list(empty_cache.glob("entry_*.py"))))
    assert modules == [1, 2, 2, 2]


def test_a_rule_that_a_phase_does_not_use_leaves_its_kernel_as_it_is(empty_cache: Path) -> None:
    def trust_won(trust, gain, weight):
        return trust

    for rules in ({}, {"trust_won": trust_won}):
        build_kernel(DAWN, parameters_dtype(), prepare_rules(rules))
    assert len(list(empty_cache.glob("dawn_*.py"))) == 1


def test_the_fingerprint_does_not_depend_on_where_a_function_stands() -> None:
    source = "def f(a, b):\n    return a + b\n"
    spaces: list[dict] = [{}, {}, {}]
    exec(compile(source, "one.py", "exec"), spaces[0])
    exec(compile("\n\n# moved\n" + source, "two.py", "exec"), spaces[1])
    exec(compile(source.replace("+", "-"), "one.py", "exec"), spaces[2])
    prints = [fingerprint_of(space["f"]) for space in spaces]
    assert prints[0] == prints[1] != prints[2]


def test_a_rule_of_the_wrong_kind_of_result_is_refused_with_the_phase() -> None:
    def entry(days_followed, follow_days):
        return "yes" + days_followed

    with pytest.raises(RuleError, match="rule entry: Numba cannot compile it for the phase entry"):
        build_kernel(ENTRY, parameters_dtype(), prepare_rules({"entry": entry}))


def test_each_phase_is_given_the_tables_it_names() -> None:
    assert tables_of(ENTRY) == ["person", "brand", "p"]
    assert tables_of(DAWN) == ["person"]


def test_the_engine_spreads_rows_over_threads_and_misses_none() -> None:
    one, three = (FanCommunity(kitchen_sink(groups__max_groups=60), threads=threads) for threads in (1, 3))
    for model in (one, three):
        model.world.person.stage[:] = REJECTOR  # nothing happens to the unaware
        model.world.person.event[:] = 1
        model.world.group.open[:] = 1
        model.engine.run_pass((DAWN,))
        assert not model.world.person.event.any()
        model.engine.run_pass(tuple(phase for phase in DAY if phase.name == "groups"))
        assert (model.world.group.age_days == 1).all()
        model.engine.close()
    assert differences(state_of(one), state_of(three)) == []


def test_members_are_listed_group_by_group_in_row_order() -> None:
    model = run_days(FanCommunity(kitchen_sink()), 25)
    model.engine.run_pass(tuple(phase for phase in DAY if phase.name == "admission"))
    person, roster = model.world.person, model.world.roster
    for number in range(len(model.world.group.open)):
        listed = roster.member[roster.start[number] : roster.start[number + 1]]
        seated = np.flatnonzero((person.stage == MEMBER) & (person.group == number))
        np.testing.assert_array_equal(listed, seated)
