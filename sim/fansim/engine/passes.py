"""A pass over the rows, in one compiled call: the interpreter's lock is not taken between chunks and phases."""

from __future__ import annotations

import numpy as np
from numba import njit

from fansim.engine.access import call_at
from fansim.state.columns import CHUNK
from fansim.state.compiled import kept_on_disk

BLOCK = 256  # listed rows that the phases of a pass visit one after the other while they are in the nearest caches
PERSON, ACTIVE, CHUNKS, WHOLE, GROUP = range(5)  # whose rows a kernel of a pass visits
KINDS = {"person": PERSON, "active": ACTIVE, "sums": ACTIVE, "chunk": CHUNKS, "whole": WHOLE, "group": GROUP}


@kept_on_disk(nogil=True)
def run_rows(addresses, kinds, first, last, rows, roll_end, day, handle):
    """Run the kernels of a pass, chunk after chunk.

    Parameters
    ----------
    addresses : ndarray of uint64
        The kernels.
    kinds : ndarray of int64
        Whose rows each visits, as in `KINDS`; of those over the whole or over groups there are no others in a pass.
    first, last : int
        The chunks, or the groups.
    rows : int
        Persons in all.
    roll_end : ndarray of int64
        Where the list of who has a day ends in each chunk.
    day : int
        The day.
    handle : int
        Address of the world's handle.
    """
    if kinds[0] == WHOLE or kinds[0] == GROUP:
        for k in range(len(addresses)):
            call_at(addresses[k], np.int64(first), np.int64(last), np.int64(day), np.uint64(handle))
        return
    for chunk in range(first, last):
        low = chunk * CHUNK
        k = 0
        while k < len(addresses):
            if kinds[k] == ACTIVE:
                k = _run_listed(addresses, kinds, k, low, roll_end[chunk], day, handle)
                continue
            start, end = low, min(rows, low + CHUNK)
            if kinds[k] == CHUNKS:
                start, end = chunk, chunk + 1
            call_at(addresses[k], np.int64(start), np.int64(end), np.int64(day), np.uint64(handle))
            k += 1


@njit(nogil=True)
def _run_listed(addresses, kinds, first, low, end, day, handle):
    """Run the kernels over listed rows from one on, block by block; return the place of the next of another kind."""
    after = first
    while after < len(addresses) and kinds[after] == ACTIVE:
        after += 1
    for start in range(low, end, BLOCK):
        stop = min(start + BLOCK, end)
        for k in range(first, after):
            call_at(addresses[k], np.int64(start), np.int64(stop), np.int64(day), np.uint64(handle))
    return after
