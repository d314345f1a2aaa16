"""The day as data: mechanisms of one name throughout, phases that each write their own rows, passes without a race."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest
from tests.cases import DAY, differences, kitchen_sink, state_of

import fansim.day
import fansim.mechanisms
from fansim.agents import Person
from fansim.assembly import OVER_ROWS, assemble, cut_into_passes
from fansim.engine.daily import DAILY_RESET, DAILY_TOTALS
from fansim.engine.kernels import tables_of
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.engine.reading import Reading
from fansim.model import FanCommunity
from fansim.scenario import Scenario
from fansim.state.codes import Stage

ASSEMBLY = assemble()
READ = ASSEMBLY.readings
SUMS = {column.name for column in ASSEMBLY.sums}
COLUMNS = {f"{table}.{column.name}" for table, columns in ASSEMBLY.tables.items() for column in columns}
FOLDERS = sorted(path.parent.name for path in Path(fansim.mechanisms.__path__[0]).glob("*/__init__.py"))
EVERY_PHASE = pytest.mark.parametrize("phase", DAY, ids=[phase.name for phase in DAY])
EVERY_MECHANISM = pytest.mark.parametrize("mechanism", ASSEMBLY.mechanisms, ids=[m.name for m in ASSEMBLY.mechanisms])
OWN_WORDS = {"roll_call", "admission", "group_activity"}  # phases that the field, or everybody, calls by another name


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_a_mechanism_of_its_name(folder: str) -> None:
    package = importlib.import_module(f"fansim.mechanisms.{folder}")
    mechanism = getattr(package, folder.upper())
    assert isinstance(mechanism, Mechanism)
    assert mechanism.name == folder
    assert mechanism in ASSEMBLY.mechanisms
    assert package.__doc__


@EVERY_MECHANISM
def test_a_mechanism_has_one_name_throughout(mechanism: Mechanism) -> None:
    assert mechanism.name in FOLDERS
    assert mechanism.about.endswith(".")
    called = {*mechanism.sections, *mechanism.lists}
    assert not called or mechanism.name in called
    phases = [phase.name for phase in mechanism.phases]
    assert not phases or phases.count(mechanism.name) == 1
    others = set(phases) - {mechanism.name} - OWN_WORDS
    assert {name for name in others if not name.startswith(f"{mechanism.name}_")} == set()


def test_every_phase_of_every_mechanism_stands_in_the_day_once_and_nothing_else_does() -> None:
    brought = [phase.name for mechanism in ASSEMBLY.mechanisms for phase in mechanism.phases]
    assert sorted([*brought, DAILY_RESET.name, DAILY_TOTALS.name]) == sorted(phase.name for phase in fansim.day.DAY)
    assert [phase.name for phase in DAY] == [phase.name for phase in fansim.day.DAY]


def test_names_are_given_once_and_agents_have_a_method_for_each() -> None:
    names = [phase.name for phase in DAY]
    assert len(set(names)) == len(names)
    for phase in DAY:
        assert hasattr(Person, phase.name) == (phase.over in ("person", "active", "reach"))


@EVERY_PHASE
def test_a_phase_names_tables_and_columns_that_exist(phase: Phase) -> None:
    read = READ[phase.name]
    assert read.reads | read.writes <= COLUMNS
    assert set(tables_of(phase)) <= {*ASSEMBLY.tables, "p"}
    assert phase.sentence.endswith((".", "?"))
    assert phase.ahead in ("", *read.draws)


@EVERY_PHASE
def test_a_phase_writes_its_own_row_only(phase: Phase) -> None:
    read = READ[phase.name]
    assert read.writes, f"{phase.name} does nothing"
    if phase.over != "whole":
        assert read.writes_others == set()
    assert (phase.name in ASSEMBLY.counting) == any(column.startswith("chunk.") for column in read.writes)
    if phase.name in ASSEMBLY.counting:
        assert {column.partition(".")[0] for column in read.writes} == {"chunk"}, "who counts does nothing else"


def test_every_sum_is_added_to_by_some_phase() -> None:
    assert {column for name in ASSEMBLY.counting for column in READ[name].writes} == {f"chunk.{name}" for name in SUMS}


@EVERY_PHASE
def test_no_row_is_written_by_two_hands(phase: Phase) -> None:
    if phase.over != "whole":
        assert READ[phase.name].reads_others & READ[phase.name].writes == set()


def test_every_draw_settles_one_decision_of_one_phase() -> None:
    users: dict[tuple[str, int], list[str]] = {}
    for phase in DAY:
        slots = {(stream, slot) for stream, drawn in READ[phase.name].draws.items() for slot in drawn.values()}
        for draw in slots:
            users.setdefault(draw, []).append(phase.name)
    assert {draw: names for draw, names in users.items() if len(names) > 1} == {}
    assert len(users) > 25


def test_a_pass_never_holds_a_phase_with_one_whose_writes_it_reads_from_others() -> None:
    assert [phase for together in ASSEMBLY.passes for phase in together] == list(DAY)
    assert any(len(together) > 1 and together[0].over in OVER_ROWS for together in ASSEMBLY.passes)
    for together in ASSEMBLY.passes:
        kinds = {phase.over for phase in together}
        assert kinds == {"whole"} or kinds <= set(OVER_ROWS) or len(together) == 1
        for place, phase in enumerate(together):
            if phase.over == "whole":
                continue
            others = [other for other in together if other is not phase]
            written = {column for earlier in together[:place] for column in READ[earlier.name].writes}
            assert written & READ[phase.name].reads_others == set(), phase.name
            written = {column for other in others for column in READ[other.name].writes}
            assert written & READ[phase.name].reads_others == set(), f"{phase.name} reads what a later phase writes"


def test_a_pass_ends_where_another_row_must_be_waited_for() -> None:
    def row(i, day, person): ...

    readings: dict[str, Reading] = {}

    def phase(name: str, over: str = "person", writes: tuple = (), reads: tuple = ()) -> Phase:
        readings[name] = Reading(writes=set(writes), reads_others=set(reads))
        return Phase(name, "It happens.", over, row)  # type: ignore[arg-type]

    def passes(*day: Phase) -> list[tuple[Phase, ...]]:
        return cut_into_passes(day, readings)

    first = phase("first", writes=("person.trust",))
    second = phase("second", "active", writes=("person.grudge",), reads=("person.belonging",))
    third = phase("third", reads=("person.trust",))
    fourth = phase("fourth", writes=("person.belonging",))
    chunk = phase("chunk", over="chunk", writes=("chunk.sum",))
    whole, other = phase("whole", over="whole"), phase("other", over="whole", reads=("person.trust",))
    group = phase("group", over="group")
    assert passes(first, second, third) == [(first, second), (third,)]
    assert passes(first, whole, second, third) == [(first,), (whole,), (second, third)]
    assert passes(first, second, fourth) == [(first, second), (fourth,)], "others still read what the fourth writes"
    assert passes(first, chunk, second) == [(first, chunk, second)]
    assert passes(first, whole, other, second) == [(first,), (whole, other), (second,)]
    assert passes(first, group, third) == [(first,), (group,), (third,)]
    another = phase("another", over="group")
    assert passes(group, another) == [(group,), (another,)]


def changes_by_phase(scenario: Scenario) -> dict[str, set[str]]:
    """Run phase by phase, and return the columns that each one changed."""
    model = FanCommunity(scenario)
    changed: dict[str, set[str]] = {phase.name: set() for phase in DAY}
    for _ in range(scenario.days):
        model.engine.begin_day()
        for phase in DAY:
            before, counted = state_of(model), model.world.chunk.copy()
            model.engine.run_pass((phase,))
            found = set(differences(before, state_of(model)))
            if phase.name in ASSEMBLY.counting:  # the brand is given all sums anew
                found -= {f"brand.{name}" for name in SUMS}
            changed[phase.name] |= found | {f"chunk.{x}" for x in SUMS if (model.world.chunk[x] != counted[x]).any()}
        model.engine.end_day()
    return changed


def test_a_phase_changes_what_its_source_says_and_nothing_else() -> None:
    calm = {
        "voice__problem_per_day": 0.0,
        "marketing__enabled": False,
        "push__enabled": False,
        "crises": [],
        "incentives": [],
    }
    mean_field = kitchen_sink(days=30, word_of_mouth__mixing="mean_field", **calm)
    by_state = kitchen_sink(days=3, word_of_mouth__contact="state")
    runs = [changes_by_phase(scenario) for scenario in (kitchen_sink(), mean_field, by_state)]
    nowhere = ASSEMBLY.without_rows(kitchen_sink())
    for phase in DAY:
        changed = set().union(*(run[phase.name] for run in runs))
        # Whatever a phase may write it does write, since everything happens in these runs.
        assert changed == READ[phase.name].writes - nowhere, phase.name


def test_the_sums_of_the_brand_are_those_of_the_chunks() -> None:
    model = FanCommunity(kitchen_sink(population__size=9000, groups__max_groups=50, days=3))
    for _ in range(3):
        model.step()
    assert len(model.world.chunk) == 2
    for name in SUMS:
        assert model.world.brand[name][0] == np.sum(model.world.chunk[name])
    assert model.world.brand["lapsed"][0] == (model.world.person.stage[:9000] == Stage.LAPSED).sum() > 0
