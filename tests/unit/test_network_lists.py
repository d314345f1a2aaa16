"""Lists of ties of every make: what is read is what was written, or it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fansim.errors import NetworkError
from fansim.network.files import read_network

PEOPLE: dict[str, st.SearchStrategy[str]] = {
    "small numbers": st.integers(0, 30).map(str),
    "long numbers": st.integers(10**8, 10**9).map(str),
    "words": st.sampled_from(["ann", "bo", "cy", "dee", "eve", "Lee Wu", "O'Hara"]),
    "words with numbers": st.integers(0, 30).map("u{}".format),
    "addresses": st.sampled_from("abcdefg").map("{}@x.cn".format),
    "Chinese": st.sampled_from(["小米", "雷军", "米粉", "张三", "李四", "王五"]),
    "hexadecimal": st.integers(0, 2**24).map("{:06x}".format).filter(lambda name: not name.isdecimal()),
    "of every kind": st.sampled_from(["ann", "7", "u3", "bo", "12", "小米"]),
}
BESIDE: dict[str, tuple[list[str], Callable[[int], st.SearchStrategy[str]]]] = {
    "index": (["", "id", "w", "Zeile", "lauf"], lambda line: st.just(str(line))),
    "count": (["weight", "n", "次数", "wie oft"], lambda line: st.integers(1, 5).map(str)),
    "weight": (["weight", "w", "sim"], lambda line: st.floats(0, 1).map("{:.2f}".format)),
    "type": (["type", "Typ", "kanal"], lambda line: st.sampled_from(["like", "reply", "follow"])),
    "time": (["time", "Zeit", "wann"], lambda line: st.integers(1_700_000_000, 1_800_000_000).map(str)),
    "date": (["date", "Datum", "wann"], lambda line: st.dates().map(str)),
    "switch": (["new", "flag"], lambda line: st.sampled_from(["True", "False"])),
    "group": (["group", "klub", "thread"], lambda line: st.sampled_from(["g1", "g2", "g3"])),
    "nothing": (["", "note"], lambda line: st.just("")),
}
HEADERS = [("source", "target"), ("von", "nach"), ("发送人", "回复人"), ("a", "b"), ("qui", "que"), ("V1", "V2"), None]


def column(draw: Any, kind: str, lines: int) -> list[str]:
    words, value = BESIDE[kind]
    return [draw(st.sampled_from(words)), *(draw(value(line)) for line in range(lines))]


@st.composite
def lists(draw: Any) -> tuple[str, set[tuple[str, ...]]]:
    """A list of ties as text, and its ties."""
    people = draw(st.lists(draw(st.sampled_from(list(PEOPLE.values()))), min_size=3, max_size=7, unique=True))
    pair = st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True)
    ties = draw(st.lists(pair, min_size=2, max_size=8))
    header = draw(st.sampled_from(HEADERS))
    columns = [[word, *names] for word, names in zip(header or "  ", zip(*ties, strict=True), strict=True)]
    for _ in range(draw(st.integers(0, 2))):
        columns.insert(draw(st.integers(0, len(columns))), column(draw, draw(st.sampled_from(list(BESIDE))), len(ties)))
    sign = draw(st.sampled_from(",;\t|"))
    rows = list(zip(*columns, strict=True))[header is None :]
    return "".join(f"{sign.join(row)}\n" for row in rows), {tuple(sorted(tie)) for tie in ties}


@given(lists())
@settings(max_examples=300, deadline=None)
def test_what_is_read_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, made: tuple[str, Any]) -> None:
    text, ties = made
    path = tmp_path_factory.mktemp("lists") / "ties.csv"
    path.write_text(text, encoding="utf-8")
    try:
        (start, neighbours), names, _ = read_network(path)
    except NetworkError:
        return
    row = np.repeat(np.arange(names.size), np.diff(start.astype(int)))
    read = zip(names[row].tolist(), names[neighbours].tolist(), strict=True)
    assert {tuple(sorted(map(str, tie))) for tie in read} == ties


@pytest.mark.parametrize("header", HEADERS[:3])
@pytest.mark.parametrize("people", PEOPLE)
def test_ties_under_a_header_that_says_so_are_read(tmp_path: Path, people: str, header: tuple[str, str]) -> None:
    @given(st.lists(PEOPLE[people], min_size=3, max_size=3, unique=True))
    @settings(max_examples=10, deadline=None)
    def reads(names: list[str]) -> None:
        one, two, three = names
        (tmp_path / "t.csv").write_text(f"{','.join(header)}\n{one},{two}\n{two},{three}\n", encoding="utf-8")
        assert sorted(map(str, read_network(tmp_path / "t.csv").names.tolist())) == sorted(names)

    reads()


@st.composite
def no_ties(draw: Any) -> str:
    """A table under a header in which at most one column names people."""
    lines = draw(st.integers(3, 8))
    kinds = draw(st.lists(st.sampled_from(list(BESIDE)), min_size=1, max_size=2, unique=True))
    columns = [column(draw, kind, lines) for kind in kinds]
    people = draw(st.sampled_from([kind for kind in PEOPLE if kind != "small numbers"]))  # which a count may be
    if len(kinds) == 1 or draw(st.booleans()):
        names = [draw(PEOPLE[people]) for _ in range(lines)]
        columns.insert(draw(st.integers(0, len(columns))), [draw(st.sampled_from(["fan", "name", "wer"])), *names])
    return "".join(f"{','.join(row)}\n" for row in zip(*columns, strict=True))


@given(no_ties())
@settings(max_examples=300, deadline=None)
def test_a_table_without_two_columns_of_people_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("lists") / "ties.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NetworkError):
        read_network(path)
