"""Random numbers as a stateless function of (seed, stream, day, row).

A draw never depends on what other rows do nor on the order in which rows are visited, so scenarios are compared
under common random numbers: a difference is the policy's and not the dice's.

The generator is Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3");
its known answers are tested. One call gives four uniform numbers; `STREAMS` names each of them.
"""

from __future__ import annotations

import numpy as np
from numba import njit

# Every random decision of the model, by stream; a name is the decision its draw settles. Never share a draw.
STREAMS: dict[str, tuple[str, ...]] = {
    "traits": ("activity order", "spend order", "leaving order", "segment order"),
    "seeding": ("seed order", "seed tenure", "seed group"),
    "diffusion": ("follow or reject", "source"),
    "admission": ("ask for a seat", "tie among those who asked on one day", "group"),
    "incentives": ("win a red packet", "amount of a red packet"),
    "activity": ("posts", "topics", "suggest", "adopted"),
    "participation": ("vote", "option", "defend"),
    "voice": ("problem", "severity", "speak up", "answered"),
    "service": ("robot or person",),
    "moderation": ("suspicion", "review", "origin of a hater", "strike or win-back"),
    "experience": ("good experience", "interaction"),
    "leaving": ("leave",),
    "purchase": ("buy", "messages", "private complaint"),
    "ownership": ("new owner", "good post"),
}
STREAM = {name: np.uint64(number) for number, name in enumerate(STREAMS)}

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
        A value of `STREAM`.
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


@njit(forceinline=True, _nrt=False)
def first_words(seed, stream, day, draw_row, first, last, words):
    """Write the first word of one stream for rows first to last - 1, all in one sweep that the compiler vectorises.

    Parameters
    ----------
    seed, stream, day
        As in `draws`; ``unit(words[k])`` is the first of the draws of row first + k.
    draw_row : ndarray of uint32
        Numbers under which the rows draw.
    first, last : int
        The rows.
    words : ndarray of uint32
        Where the words go, from place 0 on.
    """
    counter, key_0, key_1 = np.uint64(day) & _MASK, seed & _MASK, (seed >> _HALF) & _MASK
    for row in range(first, last):
        word, _, _, _ = philox(np.uint64(draw_row[row]), counter, stream & _MASK, _ZERO, key_0, key_1)
        words[row - first] = np.uint32(word)


@njit(cache=True)
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
