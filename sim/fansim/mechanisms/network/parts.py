"""What other mechanisms share with the network: whom one meets of one's friends."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import inlined

_ONE = np.uint64(1)


@inlined
def friend_of(i, u, network):
    """Return one of the friends of person i, each alike for u uniform; itself where it has none."""
    first = np.uint64(network.start[i])
    friends = np.uint64(network.start[i + _ONE]) - first
    return np.uint64(network.neighbours[first + np.uint64(u * float(friends))]) if friends > 0 else i
