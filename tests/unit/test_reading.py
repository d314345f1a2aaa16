"""Reading a phase off its source: what it writes, reads and draws, itself or in its parts."""

from __future__ import annotations

import pytest

from fansim.assembly import assemble
from fansim.engine.phase import Over, Phase, inlined
from fansim.engine.reading import Reading, read_phase
from fansim.engine.rule import rule
from fansim.state.randomness import draws, stream

_STREAM = stream("voice")
_OTHER = stream("service")


@rule
def doubled(x):
    """Return twice a number."""
    return 2.0 * x


@inlined
def _part(k, value, person, group):
    """Be a part whose own row is called k."""
    person.grudge[k] = value + group.warmth[person.group[k]]
    _, u_second, _, _ = draws(1, _OTHER, 0, person.draw_row[k])
    return u_second


@inlined
def _part_of_others(k, person):
    """Be a part that is given the row of somebody else."""
    person.reward[k] = 1.0


def own(i, day, person):
    """Touch the own row only."""
    person.trust[i] += 1.0
    if person.stage[i] == 1:
        person.posts[i] = 2


def others(i, day, person, network, group):
    """Look at neighbours and at the group, and write to one of them."""
    for k in range(network.start[i], network.start[i + 1]):
        j = network.neighbours[k]
        if person.event[j] != 0:
            person.witness[j] = 1
    group.volume[person.group[i]] += person.posts[i]


def in_parts(i, day, u, person, group, brand):
    """Draw, and leave the rest to parts."""
    u_first, _, u_third, _ = u
    person.trust[i] = doubled(u_first) + u_third
    _part(i, brand.quality, person, group)


def in_part_of_others(i, day, person):
    """Give a part another row than the own."""
    _part_of_others(person.group[i], person)


def whole(day, brand, person):
    """Write the brand's record and anybody's row."""
    brand.spent += 1.0
    person.stage[0] = 1


def group_row(g, day, group, person, roster):
    """Be over groups."""
    group.volume[g] = 0
    for seat in range(roster.start[g], roster.start[g + 1]):
        group.volume[g] += person.posts[roster.member[seat]]


def chunk_row(c, day, chunk, roll, person):
    """Be over chunks, which own their persons and their list."""
    sums = chunk[c]
    for place in range(roll.end[c]):
        i = roll.row[place]
        sums.posts += person.posts[i]


def sums_row(first, last, day, chunk, roll, person):
    """Loop over places of a list itself."""
    sums = chunk[first // 8192]
    for place in range(first, last):
        i = first - first % 8192 + roll.row[place]
        sums.posts += person.posts[i] + person.trust[first]


def read(row, over: Over, ahead: str = "") -> Reading:
    """Return the reading of a row function."""
    return read_phase(Phase("trial", "It is read.", over, row, ahead=ahead), TABLES)


TABLES = {**assemble().tables, "chunk": ()}


def test_the_own_row_is_nobody_elses() -> None:
    found = read(own, "person")
    assert found.writes == {"person.trust", "person.posts"}
    assert found.reads == {"person.trust", "person.stage"}
    assert found.writes_others == found.reads_others == set()
    assert found.draws == {}


def test_other_rows_and_other_tables_are_others() -> None:
    found = read(others, "active")
    assert found.writes == found.writes_others == {"person.witness", "group.volume"}
    assert found.reads_others == {"network.start", "network.neighbours", "person.event", "group.volume"}
    assert found.reads - found.reads_others == {"person.group", "person.posts"}


def test_parts_are_read_with_their_callers_row_and_rules_and_draws_are_found() -> None:
    found = read(in_parts, "person", ahead="experience")
    assert found.writes == {"person.trust", "person.grudge"}
    assert found.writes_others == set()
    assert found.reads_others == {"group.warmth", "brand.quality"}
    assert found.draws == {"experience": {"first": 0, "third": 2}, "service": {"second": 1}}
    assert found.rules == [doubled]


def test_a_part_that_is_given_another_row_writes_another_row() -> None:
    found = read(in_part_of_others, "person")
    assert found.writes_others == {"person.reward"}
    assert found.reads_others == set()


@pytest.mark.parametrize(
    ("row", "over", "writes_others", "reads_others"),
    [
        (whole, "whole", {"brand.spent", "person.stage"}, {"brand.spent"}),
        (group_row, "group", set(), {"roster.start", "roster.member", "person.posts"}),
        (chunk_row, "chunk", set(), set()),
        (sums_row, "sums", set(), {"person.trust"}),
    ],
)
def test_whose_row_is_the_own_depends_on_what_the_phase_is_over(
    row, over: Over, writes_others: set[str], reads_others: set[str]
) -> None:
    found = read(row, over)
    assert found.writes_others == writes_others
    assert found.reads_others == reads_others
