"""The generator: its published known answers, and what its numbers look like."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from scipy import stats

from fansim.assembly import assemble
from fansim.state.randomness import draws, philox, sort_keys, stream, stream_name, words_of_listed, words_of_range

ROWS = np.arange(20_000, dtype=np.uint32)
ALL = 0xFFFFFFFF

# Random123, kat_vectors: philox4x32 10.
KNOWN_ANSWERS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ALL, ALL, ALL, ALL), (ALL, ALL), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


def numbers(seed: int = 1, name: str = "diffusion", day: int = 0, rows: np.ndarray = ROWS) -> np.ndarray:
    """Return the four draws of every row, shape (4, rows)."""
    key, number = np.uint64(seed), stream(name)
    return np.array([draws(key, number, day, row) for row in rows]).T


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS, ids=["zeros", "ones", "digits of pi"])
@pytest.mark.parametrize("function", [philox, philox.py_func], ids=["compiled", "plain"])
def test_known_answers_of_the_authors(function, counter, key, answer) -> None:
    words = function(*map(np.uint64, (*counter, *key)))
    assert tuple(int(word) for word in words) == answer


def test_draws_are_the_words_of_row_day_stream_and_seed() -> None:
    seed, row, day = 0x0123456789ABCDEF, 77, 5
    words = philox(*map(np.uint64, (row, day, stream("voice"), 0, seed & ALL, seed >> 32)))
    expected = [(float(word) + 0.5) * 2.0**-32 for word in words]
    assert list(draws(np.uint64(seed), stream("voice"), day, np.uint32(row))) == expected
    assert list(draws.py_func(np.uint64(seed), stream("voice"), day, row)) == expected


def test_draws_are_never_nought_or_one() -> None:
    low, high = 0.5 * 2.0**-32, (ALL + 0.5) * 2.0**-32
    assert 0.0 < low < high < 1.0
    assert low <= numbers().min() <= numbers().max() <= high


@pytest.mark.parametrize("slot", range(4))
def test_each_slot_is_uniform(slot: int) -> None:
    drawn = numbers(seed=2024)[slot]
    assert stats.kstest(drawn, "uniform").pvalue > 1e-3
    counts = np.bincount((drawn * 256).astype(int), minlength=256)
    assert stats.chisquare(counts).pvalue > 1e-3
    low_bits = np.bincount((drawn * 2.0**32).astype(np.uint64).astype(np.int64) % 64, minlength=64)
    assert stats.chisquare(low_bits).pvalue > 1e-3


def uncorrelated(first: np.ndarray, second: np.ndarray) -> bool:
    """Return whether two columns of draws are uncorrelated, four and a half standard errors being the limit."""
    return abs(np.corrcoef(first, second)[0, 1]) * np.sqrt(len(first)) < 4.5


OTHERS = {
    "the next seed": {"seed": 2},
    "a seed that differs in its upper half": {"seed": 1 + 2**32},
    "the next day": {"day": 1},
    "a day a year on": {"day": 365},
    "another stream": {"name": "admission"},
    "the next row": {"rows": ROWS + np.uint32(1)},
    "account rows": {"rows": ROWS + np.uint32(2**31)},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_draws_of_two_decisions_have_nothing_to_do_with_each_other(other: dict) -> None:
    first, second = numbers(), numbers(**other)
    for slot in range(4):
        assert not np.array_equal(first[slot], second[slot])
        for against in range(4):
            assert uncorrelated(first[slot], second[against])


def test_the_four_slots_have_nothing_to_do_with_each_other() -> None:
    drawn = numbers(seed=3)
    for slot in range(4):
        for other in range(slot):
            assert uncorrelated(drawn[slot], drawn[other])


def test_a_row_is_independent_of_itself_over_days() -> None:
    days = np.array([draws(np.uint64(9), stream("leaving"), day, np.uint32(4)) for day in range(4000)])
    assert stats.kstest(days[:, 0], "uniform").pvalue > 1e-3
    assert uncorrelated(days[1:, 0], days[:-1, 0])


def test_sort_keys_put_rows_in_an_order_of_their_own_per_slot_and_seed() -> None:
    orders = [
        np.argsort(sort_keys(np.uint64(seed), stream("traits"), slot, 5000)) for seed in (1, 2) for slot in range(4)
    ]
    for one in range(8):
        for other in range(one):
            assert abs(stats.spearmanr(orders[one], orders[other]).statistic) < 0.07
    longer = sort_keys(np.uint64(1), stream("traits"), 0, 6000)
    np.testing.assert_array_equal(longer[:5000], sort_keys(np.uint64(1), stream("traits"), 0, 5000))


@pytest.mark.parametrize("name", ["voice", "a stream of one's own"])
@pytest.mark.parametrize("function", ["compiled", "plain"])
def test_words_for_many_rows_at_once_are_those_of_each_row(function: str, name: str) -> None:
    seed, day, number = np.uint64(0xFEDCBA9876543210), 9_999, stream(name)
    draw_row = np.concatenate([ROWS[:300], ROWS[:300] + np.uint32(2**31), np.array([ALL], np.uint32)])
    listed = np.array([9, 0, 7, 255, 2], np.uint16)
    of_range, of_listed = (
        getattr(words, "py_func", words) if function == "plain" else words
        for words in (words_of_range, words_of_listed)
    )
    words = np.zeros((4, 512), np.uint32)
    for first, last in ((0, 5), (298, 303), (600, 601), (4, 4)):
        with np.errstate(over="ignore"):
            of_range(seed, number, day, draw_row, first, last, *words)
        expected = [draws(seed, number, day, row) for row in draw_row[first:last]]
        found = [tuple((float(word) + 0.5) * 2.0**-32 for word in row) for row in words[:, : last - first].T]
        assert found == expected
    with np.errstate(over="ignore"):
        of_listed(seed, number, day, draw_row, listed, np.uint64(300), 1, 5, *words)
    expected = [draws(seed, number, day, draw_row[300 + int(place)]) for place in listed[1:5]]
    assert [tuple((float(word) + 0.5) * 2.0**-32 for word in row) for row in words[:, :4].T] == expected


STREAMS = ("traits", "seeding", "diffusion", "admission", "incentives", "activity", "participation", "voice", "service",
           "moderation", "experience", "leaving", "purchase", "group_owner")  # fmt: skip


def test_every_stream_has_a_number_of_its_own_which_never_changes() -> None:
    assert [int(stream(name)) for name in STREAMS] == list(range(len(STREAMS)))
    assert [stream_name(int(stream(name))) for name in STREAMS] == list(STREAMS)
    used = {name for reading in assemble().readings.values() for name in reading.draws}
    assert used >= set(STREAMS) - {"traits", "seeding"}, "those two are drawn from before day 0"
    others = used - set(STREAMS)
    assert all(int(stream(name)) == 1 << 31 | crc32(name.encode()) for name in others), "numbered by their names"
    assert int(stream("festival")) == 1 << 31 | crc32(b"festival"), "a mechanism from outside draws the same everywhere"
    assert int(stream("festival")) < 2**32


def test_two_streams_that_would_share_a_number_are_refused() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")  # the best known pair of words
    stream("plumless")
    with pytest.raises(ValueError, match="the streams buckeroo and plumless would share their draws; rename one"):
        stream("buckeroo")


def test_a_stream_settles_at_most_four_decisions_one_a_draw() -> None:
    decisions: dict[str, dict[int, set[str]]] = {}
    for reading in assemble().readings.values():
        for name, drawn in reading.draws.items():
            for decision, slot in drawn.items():
                decisions.setdefault(name, {}).setdefault(slot, set()).add(decision)
    assert all(set(slots) <= set(range(4)) for slots in decisions.values())
    assert {name: slots for name, slots in decisions.items() if any(len(named) > 1 for named in slots.values())} == {}
