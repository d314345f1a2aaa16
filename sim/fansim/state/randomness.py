"""Random numbers as a stateless function of (seed, stream, day, row).

A draw never depends on what other rows do nor on the order in which rows are visited, so scenarios are compared
under common random numbers: a difference is the policy's and not the dice's.

The generator is Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3");
its known answers are tested. One call gives four uniform numbers, the draws of a *stream*; each settles one decision.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numba import njit

from fansim.state.compiled import kept_on_disk

# The numbers under which streams draw. A stream that is not listed gets a number from its name, so that a mechanism
# from outside draws the same whatever else there is.
_NUMBERS = {
    "traits": 0,
    "seeding": 1,
    "diffusion": 2,
    "admission": 3,
    "incentives": 4,
    "activity": 5,
    "participation": 6,
    "voice": 7,
    "service": 8,
    "moderation": 9,
    "experience": 10,
    "leaving": 11,
    "purchase": 12,
    "group_owner": 13,
}
_NAMES: dict[int, str] = {}


def stream(name: str) -> np.uint64:
    """Return the number of a stream of random numbers: four draws a row and day, shared with no other stream.

    Parameters
    ----------
    name : str
        Name of the decisions that are drawn, such as ``voice``. A draw settles one decision of one phase.

    Raises
    ------
    ValueError
        If two names would share a number, which happens once in some billion pairs: choose another name.
    """
    number = _NUMBERS.get(name, 1 << 31 | crc32(name.encode()))
    if _NAMES.setdefault(number, name) != name:
        raise ValueError(f"the streams {name} and {_NAMES[number]} would share their draws; rename one of them")
    return np.uint64(number)


def stream_name(number: int) -> str:
    """Return the name of a stream that `stream` was asked for."""
    return _NAMES[int(number)]


_MASK = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_KEY_STEP_0 = np.uint64(0x9E3779B9)
_KEY_STEP_1 = np.uint64(0xBB67AE85)
_ZERO = np.uint64(0)
_TO_UNIT = 2.0**-32


@njit(forceinline=True, _nrt=False)
def philox(c0, c1, c2, c3, k0, k1):
    """Return the four 32-bit words that Philox4x32-10 makes of a counter and a key.

    Parameters
    ----------
    c0, c1, c2, c3 : uint64
        The four words of the counter, each below 2**32.
    k0, k1 : uint64
        The two words of the key, each below 2**32.

    Returns
    -------
    tuple of uint64
        Four words below 2**32.

    Notes
    -----
    Source: Salmon et al. 2011, section 3.3 and table 2.
    """
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0 = (product_1 >> _HALF) ^ c1 ^ k0
        c1 = product_1 & _MASK
        c2 = (product_0 >> _HALF) ^ c3 ^ k1
        c3 = product_0 & _MASK
        k0 = (k0 + _KEY_STEP_0) & _MASK
        k1 = (k1 + _KEY_STEP_1) & _MASK
    return c0, c1, c2, c3


@njit(forceinline=True, _nrt=False)
def draws(seed, stream, day, row):
    """Return four uniform numbers in (0, 1), the draws of one row in one stream on one day.

    Parameters
    ----------
    seed : uint64
        Seed of the run.
    stream : uint64
        As `stream` gives it.
    day : int
        Day, 0 or later.
    row : uint32
        Number under which the row draws.

    Returns
    -------
    tuple of float64
        Four independent uniform numbers, multiples of 2**-32 plus half of that, so never 0 or 1.

    Notes
    -----
    Source: counter (row, day, stream, 0), key = seed; assumption: 32 bits suffice for every decision.
    """
    w0, w1, w2, w3 = philox(np.uint64(row), np.uint64(day), stream, _ZERO, seed & _MASK, seed >> _HALF)
    return unit(w0), unit(w1), unit(w2), unit(w3)


@njit(forceinline=True, _nrt=False)
def unit(word):
    """Return the number in (0, 1) that a 32-bit word stands for: (word + 1/2) / 2**32."""
    return (float(word) + 0.5) * _TO_UNIT


def units(words: np.ndarray) -> np.ndarray:
    """Return `unit` of many words at a time, as float64."""
    numbers: np.ndarray = (words + 0.5) * _TO_UNIT
    return numbers


@njit(forceinline=True, _nrt=False)
def words_of_range(seed, stream, day, draw_row, first, last, w0, w1, w2, w3):
    """Write the four words of one stream for rows first to last - 1, in one sweep that the compiler vectorises.

    Parameters
    ----------
    seed, stream, day
        As in `draws`; ``unit(w0[k])`` is the first of the draws of row first + k, and so on.
    draw_row : ndarray of uint32
        Numbers under which the rows draw.
    first, last : int
        The rows.
    w0, w1, w2, w3 : ndarray of uint32
        Where the words go, from place 0 on.
    """
    for k in range(np.uint64(last - first)):
        row = draw_row[np.uint64(first) + k]
        w0[k], w1[k], w2[k], w3[k] = _philox_32(row, day, stream, seed)


@njit(forceinline=True, _nrt=False)
def words_of_listed(seed, stream, day, draw_row, listed, base, first, last, w0, w1, w2, w3):
    """Write the four words of one stream for the rows base + listed[first] to base + listed[last - 1].

    Parameters
    ----------
    listed : ndarray of uint16
        Places of rows within a chunk.
    base : int
        First row of that chunk.
    seed, stream, day, draw_row, first, last, w0, w1, w2, w3
        As in `words_of_range`.
    """
    for k in range(np.uint64(last - first)):
        row = draw_row[np.uint64(base) + np.uint64(listed[np.uint64(first) + k])]
        w0[k], w1[k], w2[k], w3[k] = _philox_32(row, day, stream, seed)


@njit(forceinline=True, _nrt=False)
def _philox_32(row, day, stream, seed):
    """Return what `philox` does, in words of 32 bits: more of them fit into a register at a time."""
    c0, c1, c2, c3 = np.uint32(row), np.uint32(day), np.uint32(stream), np.uint32(0)
    k0, k1 = np.uint32(seed), np.uint32(seed >> _HALF)
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * np.uint64(c0)
        product_1 = _MULTIPLIER_1 * np.uint64(c2)
        c0 = np.uint32(product_1 >> _HALF) ^ c1 ^ k0
        c2 = np.uint32(product_0 >> _HALF) ^ c3 ^ k1
        c1, c3 = np.uint32(product_1), np.uint32(product_0)
        k0 = np.uint32(k0 + _KEY_STEP_0)
        k1 = np.uint32(k1 + _KEY_STEP_1)
    return c0, c1, c2, c3


@kept_on_disk()
def sort_keys(seed, stream, slot, rows):
    """Return one 32-bit word a row, by which the rows are put in a random order at the start.

    Parameters
    ----------
    seed, stream : uint64
        As in `draws`.
    slot : int
        Which of the four words of the stream.
    rows : int
        Number of rows.

    Returns
    -------
    ndarray of uint32, shape (rows,)
    """
    keys = np.empty(rows, np.uint32)
    for row in range(rows):
        words = philox(np.uint64(row), _MASK, stream, _ZERO, seed & _MASK, seed >> _HALF)
        keys[row] = words[slot]
    return keys
