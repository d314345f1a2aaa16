"""The generator: its published known answers, and what its numbers look like."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from fansim.randomness import STREAM, STREAMS, draws, philox, sort_keys

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


def numbers(seed: int = 1, stream: str = "diffusion", day: int = 0, rows: np.ndarray = ROWS) -> np.ndarray:
    """Return the four draws of every row, shape (4, rows)."""
    key, number = np.uint64(seed), STREAM[stream]
    return np.array([draws(key, number, day, row) for row in rows]).T


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS, ids=["zeros", "ones", "digits of pi"])
@pytest.mark.parametrize("function", [philox, philox.py_func], ids=["compiled", "plain"])
def test_known_answers_of_the_authors(function, counter, key, answer) -> None:
    words = function(*map(np.uint64, (*counter, *key)))
    assert tuple(int(word) for word in words) == answer


def test_draws_are_the_words_of_row_day_stream_and_seed() -> None:
    seed, row, day = 0x0123456789ABCDEF, 77, 5
    words = philox(*map(np.uint64, (row, day, STREAM["voice"], 0, seed & ALL, seed >> 32)))
    expected = [(float(word) + 0.5) * 2.0**-32 for word in words]
    assert list(draws(np.uint64(seed), STREAM["voice"], day, np.uint32(row))) == expected
    assert list(draws.py_func(np.uint64(seed), STREAM["voice"], day, row)) == expected


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
    "another stream": {"stream": "admission"},
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
    days = np.array([draws(np.uint64(9), STREAM["leaving"], day, np.uint32(4)) for day in range(4000)])
    assert stats.kstest(days[:, 0], "uniform").pvalue > 1e-3
    assert uncorrelated(days[1:, 0], days[:-1, 0])


def test_sort_keys_put_rows_in_an_order_of_their_own_per_slot_and_seed() -> None:
    orders = [
        np.argsort(sort_keys(np.uint64(seed), STREAM["traits"], slot, 5000)) for seed in (1, 2) for slot in range(4)
    ]
    for one in range(8):
        for other in range(one):
            assert abs(stats.spearmanr(orders[one], orders[other]).statistic) < 0.07
    longer = sort_keys(np.uint64(1), STREAM["traits"], 0, 6000)
    np.testing.assert_array_equal(longer[:5000], sort_keys(np.uint64(1), STREAM["traits"], 0, 5000))


def test_every_stream_has_a_number_of_its_own_and_names_at_most_four_decisions() -> None:
    assert len({int(number) for number in STREAM.values()}) == len(STREAMS)
    decisions = [decision for named in STREAMS.values() for decision in named]
    assert len(set(decisions)) == len(decisions)
    assert all(1 <= len(named) <= 4 for named in STREAMS.values())
