"""A pass over the rows, in one compiled call: the interpreter's lock is not taken between chunks and phases."""

from __future__ import annotations

import numpy as np

from fansim.engine.access import call_at
from fansim.state.columns import CHUNK
from fansim.state.compiled import kept_on_disk

PERSON, ACTIVE, REACH, CHUNKS, WHOLE, GROUP = range(6)  # whose rows a kernel of a pass visits
_TOWN = 16 * CHUNK  # rows
KINDS = {
    "person": PERSON,
    "active": ACTIVE,
    "sums": ACTIVE,
    "reach": REACH,
    "chunk": CHUNKS,
    "whole": WHOLE,
    "group": GROUP,
}


@kept_on_disk(nogil=True)
def run_rows(addresses, kinds, first, last, together, rows, roll_end, roll_reach, day, handle):
    """Run the kernels of a pass, some chunks at a time.

    Parameters
    ----------
    addresses : ndarray of uint64
        The kernels.
    kinds : ndarray of int64
        Whose rows each visits, as in `KINDS`; of those over the whole or over groups there are no others in a pass.
    first, last : int
        The chunks, or the groups.
    together : int
        Over how many chunks a kernel goes before the next one takes its turn.
    rows : int
        Persons in all.
    roll_end : ndarray of int64
        Where the list of who has a day ends in each chunk.
    roll_reach : ndarray of int64
        Where those of the list end who are within the brand's reach.
    day : int
        The day.
    handle : int
        Address of the world's handle.
    """
    if kinds[0] == WHOLE or kinds[0] == GROUP:
        for k in range(len(addresses)):
            call_at(addresses[k], np.int64(first), np.int64(last), np.int64(day), np.uint64(handle))
        return
    for start in range(first, last, together):
        for k in range(len(addresses)):
            for chunk in range(start, min(start + together, last)):
                low, end = chunk * CHUNK, min(rows, (chunk + 1) * CHUNK)
                if kinds[k] == ACTIVE:
                    end = roll_end[chunk]
                elif kinds[k] == REACH:
                    end = roll_reach[chunk]
                elif kinds[k] == CHUNKS:
                    low, end = chunk, chunk + 1
                call_at(addresses[k], np.int64(low), np.int64(end), np.int64(day), np.uint64(handle))


def chunks_together(rows: int) -> int:
    """Return over how many chunks a kernel goes before the next one takes its turn.

    A processor fetches a kernel's code and learns its branches anew at each turn, so the fewer turns the better, as
    long as the columns are near: those of a town stay in the last cache whatever the order, those of a large place
    only while they are worked on, chunk by chunk.
    """
    return 4 if rows <= _TOWN else 1
