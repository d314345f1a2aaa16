"""The day as data: what each phase declares is true, and no row is written by two hands."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cases import differences, kitchen_sink, state_of
from tests.unit.phase_reading import read_phase

from fansim.agents import Person
from fansim.columns import BRAND, CHUNK_SUMS, RECORDS, TABLES
from fansim.day import DAY, passes
from fansim.kernels import tables_of
from fansim.model import FanCommunity
from fansim.phases.phase import Phase
from fansim.randomness import STREAMS
from fansim.scenario import Scenario

READ = {phase.name: read_phase(phase) for phase in DAY}
SUMS = {f"brand.{column.name}" for column in CHUNK_SUMS}
COLUMNS = {f"{table}.{column.name}" for table, columns in {**TABLES, **RECORDS}.items() for column in columns}
# What changes during a run; the rest is settled before day 0 and may be read by anybody at any time.
CHANGING = {column for phase in DAY for column in READ[phase.name].writes if not column.startswith("chunk.")} | SUMS
EVERY_PHASE = pytest.mark.parametrize("phase", DAY, ids=[phase.name for phase in DAY])
START_ONLY = {"traits", "seeding"}


def declared_writes(phase: Phase) -> set[str]:
    """Return the columns that a phase says it writes."""
    return {column for column in phase.writes if column != "chunk.*"}


@EVERY_PHASE
def test_declarations_name_columns_and_streams_that_exist(phase: Phase) -> None:
    assert set(phase.reads_others) | declared_writes(phase) <= COLUMNS
    assert set(phase.draws) <= set(STREAMS)
    assert len(set(phase.writes)) == len(phase.writes)
    assert len(set(phase.reads_others)) == len(phase.reads_others)
    assert phase.sentence.endswith((".", "?"))
    assert set(tables_of(phase)) <= {*TABLES, *RECORDS, "p"}


@EVERY_PHASE
def test_a_phase_writes_what_it_declares_and_its_own_row_only(phase: Phase) -> None:
    read = READ[phase.name]
    if phase.over == "chunk":
        assert phase.writes == ("chunk.*",)
        assert read.writes == {f"chunk.{column.name}" for column in CHUNK_SUMS}
    else:
        assert read.writes == declared_writes(phase)
    if phase.over != "whole":
        assert read.writes_elsewhere == set()


@EVERY_PHASE
def test_a_phase_declares_what_it_reads_of_others(phase: Phase) -> None:
    read = READ[phase.name]
    changing = read.reads_others & CHANGING
    if phase.over == "whole":  # nothing else runs meanwhile: what it writes itself need not be named
        changing -= read.writes
    assert changing <= set(phase.reads_others) <= read.reads_others


@EVERY_PHASE
def test_no_row_is_written_by_two_hands(phase: Phase) -> None:
    if phase.over != "whole":
        assert set(phase.reads_others) & set(phase.writes) == set()


@EVERY_PHASE
def test_a_phase_uses_the_draws_it_declares(phase: Phase) -> None:
    assert {stream for stream, _ in READ[phase.name].draws} == set(phase.draws)


def test_every_named_draw_settles_one_decision_of_one_phase() -> None:
    users: dict[tuple[str, int], list[str]] = {}
    for phase in DAY:
        drawn_ahead = {(phase.ahead, 0)} if phase.ahead else set()
        for draw in READ[phase.name].draws | drawn_ahead:
            users.setdefault(draw, []).append(phase.name)
    assert {draw: names for draw, names in users.items() if len(names) > 1} == {}
    named = {(stream, slot) for stream, names in STREAMS.items() for slot in range(len(names))}
    assert set(users) == {draw for draw in named if draw[0] not in START_ONLY}


def test_a_pass_never_holds_a_phase_with_one_whose_writes_it_reads_from_others() -> None:
    fused = passes()
    assert [phase for together in fused for phase in together] == list(DAY)
    assert any(len(together) > 1 for together in fused)
    for together in fused:
        for place, phase in enumerate(together):
            written = {column for earlier in together[:place] for column in earlier.writes}
            assert written & READ[phase.name].reads_others == set(), phase.name
            assert phase.over in ("person", "chunk") or len(together) == 1


def test_a_pass_ends_where_another_row_must_be_waited_for() -> None:
    def row(i, day, person): ...

    def phase(name: str, over: str = "person", writes: tuple = (), reads: tuple = ()) -> Phase:
        return Phase(name, "It happens.", over, row, writes, reads)  # type: ignore[arg-type]

    first = phase("first", writes=("person.trust",))
    second = phase("second", writes=("person.grudge",), reads=("person.belonging",))
    third = phase("third", reads=("person.trust",))
    whole = phase("whole", over="whole")
    assert passes((first, second, third)) == [(first, second), (third,)]
    assert passes((first, whole, second, third)) == [(first,), (whole,), (second, third)]
    assert passes((first, phase("group", over="group"), third))[1][0].name == "group"


def test_names_are_given_once_and_agents_have_a_method_for_each() -> None:
    names = [phase.name for phase in DAY]
    assert len(set(names)) == len(names)
    for phase in DAY:
        assert hasattr(Person, phase.name) == (phase.over == "person")


def changes_by_phase(scenario: Scenario) -> dict[str, set[str]]:
    """Run phase by phase, and return the columns that each one changed."""
    model = FanCommunity(scenario)
    changed: dict[str, set[str]] = {phase.name: set() for phase in DAY}
    for _ in range(scenario.days):
        for phase in DAY:
            before = state_of(model)
            model.engine.run_pass((phase,))
            changed[phase.name] |= set(differences(before, state_of(model)))
        model.engine.day += 1
    return changed


def test_a_phase_changes_what_it_declares_and_nothing_else() -> None:
    runs = [
        changes_by_phase(scenario)
        for scenario in (kitchen_sink(), kitchen_sink(days=5, word_of_mouth__mixing="mean_field"))
    ]
    for phase in DAY:
        changed = set().union(*(run[phase.name] for run in runs))
        # Whatever a phase may write it does write, since everything happens in these runs.
        assert changed == (SUMS if phase.over == "chunk" else declared_writes(phase)), phase.name


def test_the_sums_of_the_brand_are_those_of_the_chunks() -> None:
    model = FanCommunity(kitchen_sink(population__size=9000, groups__max_groups=50, days=3))
    for _ in range(3):
        model.step()
    assert len(model.world.chunk) == 2
    for column in BRAND[-len(CHUNK_SUMS) :]:
        assert model.world.brand[column.name][0] == np.sum(model.world.chunk[column.name])
