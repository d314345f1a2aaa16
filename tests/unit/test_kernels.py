"""Kernels: they move the arrays they are given, and rows outside a range stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tests.cases import DAY, differences, kitchen_sink, run_days, state_of

from fansim.assembly import RECORDS, assemble
from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.kernels import build_kernel, cache_directory, tables_of
from fansim.engine.phase import Over, Phase
from fansim.engine.plain import plain_kernel
from fansim.engine.reading import read_phase
from fansim.engine.rulebook import prepare_rules
from fansim.errors import RuleError
from fansim.mechanisms.entry.phase import ENTRY
from fansim.model import FanCommunity
from fansim.scenario import Scenario
from fansim.scenario.flatten import flatten, parameters_dtype
from fansim.state.codes import Code, Stage
from fansim.state.columns import CHUNK
from fansim.state.world import World

PARAMETERS = parameters_dtype(Scenario)
DAILY_RESET = next(phase for phase in DAY if phase.name == "daily_reset")
OVER_ROWS = [phase for phase in DAY if phase.by_agents]


def test_a_handle_gives_the_address_and_length_of_every_array_in_the_order_of_the_layout() -> None:
    world = FanCommunity(kitchen_sink()).world
    assert set(assemble().places()) == {*assemble().tables, "p"}
    for table, places in assemble().places().items():
        for name, place, dtype in places:
            if table in (*RECORDS, "p"):
                array = {"brand": world.brand, "chunk": world.chunk, "p": world.parameters}[table]
            else:
                array = getattr(world.tables[table], name)
                assert array.dtype == np.dtype(dtype)
            assert (int(world.handle[place]), int(world.handle[place + 1])) == (array.ctypes.data, len(array))
            assert array.flags["C_CONTIGUOUS"]


def test_a_world_holds_the_initial_values_and_the_columns_it_is_given() -> None:
    edges = np.arange(5, dtype=np.uint32)
    sizes = {"person": 4, "chunk": 1, "roster.start": 3}
    world = World(assemble(), sizes, flatten(kitchen_sink()), {"network.neighbours": edges})
    assert world.network.neighbours is edges
    assert world.person.follow_day.tolist() == [-1] * 4
    assert world.person.trust.dtype == np.float32
    assert (len(world.roster.start), len(world.roster.member)) == (3, 0), "a column may have a length of its own"
    assert world.nbytes == sum(array.nbytes for array in world.arrays().values())


def test_a_table_that_is_lengthened_keeps_its_rows_and_kernels_find_the_new_ones() -> None:
    model = run_days(FanCommunity(kitchen_sink()), 5)
    world, before = model.world, model.world.group.warmth.copy()
    kept = world.roster.member
    world.lengthen("group", len(before) + 3)
    world.lengthen("roster.start", len(before) + 4)
    world.lengthen("roster.start", 2)
    assert world.group.warmth.tolist() == [*before.tolist(), 0.5, 0.5, 0.5]
    assert len(world.roster.start) == len(before) + 4, "never shorter"
    assert world.roster.member is kept
    place = {name: place for name, place, _ in assemble().places()["group"]}["warmth"]
    assert world.handle[place : place + 2].tolist() == [world.group.warmth.ctypes.data, len(before) + 3]
    assert world.address == world.handle.ctypes.data
    world.group.open[-1] = 1
    model.engine.run_pass(tuple(phase for phase in DAY if phase.name == "groups"))
    assert world.group.age_days[-1] == 1


@pytest.mark.parametrize("phase", OVER_ROWS, ids=[phase.name for phase in OVER_ROWS])
def test_a_kernel_leaves_rows_outside_its_range_alone(phase: Phase) -> None:
    first = 40
    contact = "state" if phase.name == "word_of_mouth_presence" else "event"
    scenario = kitchen_sink(word_of_mouth__contact=contact)
    whole, part = (run_days(FanCommunity(scenario), 21) for _ in range(2))  # a day with work for every phase
    for model in (whole, part):
        model.engine.begin_day()
        for earlier in DAY[: DAY.index(phase)]:
            model.engine.run_pass((earlier,))
    before = state_of(part)
    last = 390 if phase.over == "person" else int(part.world.roll.end[0]) - 20
    visited = np.arange(first, last) if phase.over == "person" else part.world.roll.row[first:last].astype(int)
    assert len(visited) > 100
    outside = np.setdiff1d(np.arange(len(part.world.person.stage)), visited)
    whole.engine.run_pass((phase,))
    part.engine.kernels[phase.name].call(first, last, part.engine.day, part.world)
    expected, found = state_of(whole), state_of(part)
    assert differences(before, found)
    for name in (name for name in before if name.startswith("person.") and len(before[name])):
        assert before[name][outside].tobytes() == found[name][outside].tobytes()
        assert expected[name][visited].tobytes() == found[name][visited].tobytes()


def _with_test(phase: Phase) -> list[tuple[Phase, str]]:
    return [(phase, test) for test in ("idle", "asleep") if getattr(phase, test)]


@pytest.mark.parametrize(
    ("phase", "test"),
    [case for phase in OVER_ROWS for case in _with_test(phase)],
    ids=lambda case: case if isinstance(case, str) else case.name,
)
def test_a_row_that_is_passed_over_is_one_to_which_nothing_would_happen(phase: Phase, test: str) -> None:
    scenario = kitchen_sink(ads__enabled=False, churn__reactivation=0.0) if test == "asleep" else kitchen_sink()
    one, other = (FanCommunity(scenario) for _ in range(2))
    without: Any = {test: None}
    other.engine.kernels[phase.name] = build_kernel(replace(phase, **without), assemble(), PARAMETERS, {})
    assert one.engine.kernels[phase.name].address != other.engine.kernels[phase.name].address
    for _ in range(one.scenario.days):
        one.step()
        other.step()
        assert differences(state_of(one), state_of(other)) == []
    world = one.world
    tables = {**world.tables, "brand": world.brand.view(np.recarray)[0], "p": world.parameters.view(np.recarray)[0]}
    given = [tables[name] for name in tables_of(phase)]
    luck = ((0.99,) * 4,) if test == "idle" else ()
    passed_over = [getattr(phase, test)(row, one.engine.day, *luck, *given) for row in range(one.engine.rows)]
    assert 0 < sum(passed_over) < one.engine.rows


def feels_luck(i, day, u, person):
    """Let a member's trust be its luck of the day."""
    if person.stage[i] == Stage.MEMBER:
        person.trust[i] = u[0]


def is_no_member(i, day, u, person):
    """Return whether `feels_luck` would do nothing."""
    return person.stage[i] != Stage.MEMBER


def is_asleep(i, day, person):
    """Return whether `feels_luck` would do nothing, whatever the luck."""
    return person.stage[i] != Stage.MEMBER


@pytest.mark.parametrize("over", ["person", "active"])
@pytest.mark.parametrize(
    ("idle", "asleep"), [(None, None), (is_no_member, None), (None, is_asleep), (is_no_member, is_asleep)]
)
def test_rows_whose_luck_is_drawn_ahead_are_those_that_plain_python_visits(over: Over, idle: Any, asleep: Any) -> None:
    phase = Phase(
        "luck", "Members feel their luck.", over=over, row=feels_luck, ahead="diffusion", idle=idle, asleep=asleep
    )
    compiled, plain = (run_days(FanCommunity(kitchen_sink()), 21) for _ in range(2))
    end = int(plain.world.roll.end[0])
    assert plain.world.roll.row[:end].tolist() != list(range(end)), "places of the list are not rows"
    before = plain.world.person.trust.copy()
    last = plain.engine.rows if over == "person" else end
    build_kernel(phase, assemble(), PARAMETERS, {}).call(3, last, 21, compiled.world)
    plain_kernel(phase, feels_luck, None, tables_of(phase))(3, last, 21, plain.world)
    assert (plain.world.person.trust != before).sum() > 20
    assert differences(state_of(compiled), state_of(plain)) == []


def is_noticed(i, day, person, brand):
    """Let person i be noticed, so that its trust is whole."""
    person.trust[i] = 1.0


def does_anybody_buy(day, person, brand):
    """Return whether anybody bought, on a day with an even number."""
    return day % 2 == 0 and brand.purchases > 0.0


@pytest.mark.parametrize(("day", "purchases", "runs"), [(20, 3.0, True), (21, 3.0, False), (20, 0.0, False)])
def test_a_phase_that_has_nothing_to_do_today_visits_nobody(day: int, purchases: float, runs: bool) -> None:
    phase = Phase("noticed", "Who is there is noticed.", over="active", row=is_noticed, today=does_anybody_buy)
    compiled, plain = (run_days(FanCommunity(kitchen_sink()), 20) for _ in range(2))
    for model in (compiled, plain):
        model.world.brand["purchases"] = purchases
    before = state_of(plain)
    end = int(plain.world.roll.end[0])
    build_kernel(phase, assemble(), PARAMETERS, {}).call(0, end, day, compiled.world)
    plain_kernel(phase, is_noticed, does_anybody_buy, tables_of(phase))(0, end, day, plain.world)
    assert bool(differences(before, state_of(plain))) == runs
    assert differences(state_of(compiled), state_of(plain)) == []
    assert "brand.purchases" in read_phase(phase, assemble().tables).reads_others


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
        build_kernel(ENTRY, assemble(), PARAMETERS, prepare_rules(rules))
        modules.append(len(list(empty_cache.glob("entry_*.py"))))
    assert modules == [1, 2, 2, 2]


def test_a_rule_that_a_phase_does_not_use_leaves_its_kernel_as_it_is(empty_cache: Path) -> None:
    def trust_after_gain(trust, weight, gain):
        return trust

    for rules in ({}, {"trust_after_gain": trust_after_gain}):
        build_kernel(DAILY_RESET, assemble(), PARAMETERS, prepare_rules(rules))
    assert len(list(empty_cache.glob("daily_reset_*.py"))) == 1


def test_the_fingerprint_does_not_depend_on_where_a_function_stands() -> None:
    source = "def f(a, b):\n    return a + b\n"
    spaces: list[dict] = [{}, {}, {}]
    exec(compile(source, "one.py", "exec"), spaces[0])
    exec(compile("\n\n# moved\n" + source, "two.py", "exec"), spaces[1])
    exec(compile(source.replace("+", "-"), "one.py", "exec"), spaces[2])
    prints = [fingerprint_of(space["f"]) for space in spaces]
    assert prints[0] == prints[1] != prints[2]


def with_code(days_followed, follow_days):
    """Compare with a member of an enumeration."""
    return days_followed == Rung.HIGH


def rungs(**members: int) -> type[Code]:
    """Return an enumeration."""
    return Code("Rung", members)  # type: ignore[return-value]


Rung = rungs(LOW=1, HIGH=2)


def test_the_fingerprint_sees_the_members_of_an_enumeration(monkeypatch: pytest.MonkeyPatch) -> None:
    prints = []
    for members in (
        {"LOW": 1, "HIGH": 2},
        {"LOW": 1, "HIGH": 3},
        {"LOW": 1, "HIGH": 2, "HIGHEST": 3},
        {"LOW": 1, "TOP": 2, "HIGH": 2},
        {"LOW": 1, "TOP": 2, "HIGH": 1},
    ):
        monkeypatch.setitem(with_code.__globals__, "Rung", rungs(**members))
        prints.append(fingerprint_of(with_code))
    assert len(set(prints)) == len(prints), "also where a member is another name of one"
    monkeypatch.setitem(with_code.__globals__, "Rung", rungs(LOW=1, HIGH=2))
    assert fingerprint_of(with_code) == prints[0]


def test_the_kernel_of_a_phase_depends_on_the_enumerations_that_it_names(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ENTRY.row.__globals__
    moved = {name: int(stage) for name, stage in Stage.__members__.items()} | {"WAITING": 7}
    for number, stage in enumerate((Stage, Code("Stage", moved)), start=1):
        monkeypatch.setitem(known, "Stage", stage)
        build_kernel(replace(ENTRY, sentence=f"Kept as {number}."), assemble(), PARAMETERS, {})
        assert len(list(empty_cache.glob("entry_*.py"))) == number


def test_the_fingerprint_sees_what_is_used_of_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    helpers = ModuleType("helpers_of_a_user")
    helpers.LIMIT, helpers.OTHER = 3, 4  # type: ignore[attr-defined]
    helpers.deeper = ModuleType("helpers_of_a_user.deeper")  # type: ignore[attr-defined]
    helpers.deeper.STEP, helpers.deeper.helpers = 1, helpers  # type: ignore[attr-defined]
    space: dict = {"helpers": helpers, "np": np}
    exec("def f(a):\n    return a + helpers.LIMIT + helpers.deeper.STEP + np.uint64(1)\n", space)
    before = fingerprint_of(space["f"])
    for module, name in ((helpers, "LIMIT"), (helpers.deeper, "STEP")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 9)
            assert fingerprint_of(space["f"]) != before, name
    monkeypatch.setattr(helpers, "OTHER", 9)
    assert fingerprint_of(space["f"]) == before, "not what it does not use"


def test_a_rule_of_the_wrong_kind_of_result_is_refused_with_the_phase() -> None:
    def entry(days_followed, follow_days):
        return "yes" + days_followed

    with pytest.raises(RuleError, match="rule entry: Numba cannot compile it for the phase entry"):
        build_kernel(ENTRY, assemble(), PARAMETERS, prepare_rules({"entry": entry}))


def test_each_phase_is_given_the_tables_it_names() -> None:
    assert tables_of(ENTRY) == ["person", "campaign", "brand", "p"]
    assert tables_of(DAILY_RESET) == ["person", "brand"]


def test_the_engine_spreads_rows_over_threads_and_misses_none() -> None:
    scenario = kitchen_sink(population__size=4 * CHUNK + 100, groups__max_groups=60)
    one, three = (FanCommunity(scenario, threads=threads) for threads in (1, 3))
    for model in (one, three):
        assert len(model.world.chunk) >= 5, "chunks that three threads cannot share alike"
        model.world.person.stage[:] = Stage.FOLLOWER  # nobody else is listed
        model.world.person.event[:] = 1
        model.world.group.open[:] = 1
        model.world.group.age_days[:] = 0
        model.engine.run_pass(tuple(phase for phase in DAY if phase.name == "roll_call"))
        model.engine.run_pass((DAILY_RESET,))
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
        seated = np.flatnonzero((person.stage == Stage.MEMBER) & (person.group == number))
        np.testing.assert_array_equal(listed, seated)
