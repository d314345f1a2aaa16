"""A pass over the rows, in one compiled call: the interpreter's lock is not taken between chunks and phases."""

from __future__ import annotations

import numpy as np
from numba import njit

from fansim.engine.access import call_at
from fansim.state.columns import CHUNK

PERSON, AWARE, CHUNKS, WHOLE, GROUP = range(5)  # whose rows a kernel of a pass visits
KINDS = {"person": PERSON, "aware": AWARE, "chunk": CHUNKS, "whole": WHOLE, "group": GROUP}


@njit(cache=True, nogil=True)
def run_rows(addresses, kinds, first, last, rows, roll_end, day, handle):
    """Run the kernels of a pass, chunk after chunk while a chunk is in cache, or one after the other.

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
        Where the list of who has heard of the brand ends in each chunk.
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
        for k in range(len(addresses)):
            high = min(rows, low + CHUNK)
            start = low
            if kinds[k] == AWARE:
                high = roll_end[chunk]
            elif kinds[k] == CHUNKS:
                start, high = chunk, chunk + 1
            call_at(addresses[k], np.int64(start), np.int64(high), np.int64(day), np.uint64(handle))
