"""What other mechanisms share with the network: whom one meets of one's friends."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import inlined

_ONE = np.uint64(1)
NO_TIE = np.uint64(2**64 - 1)


@inlined
def tie_to_a_friend(i, u, network):
    """Return the tie that leads person i to one of its friends, each alike for u uniform, or `NO_TIE`."""
    first = np.uint64(network.start[i])
    friends = np.uint64(network.start[i + _ONE]) - first
    return first + np.uint64(u * float(friends)) if friends > 0 else NO_TIE


@inlined
def friend_at(tie, i, network):
    """Return to whom a tie of person i leads; itself for no tie."""
    return np.uint64(network.neighbours[tie]) if tie != NO_TIE else i


@inlined
def friend_of(i, u, network):
    """Return one of the friends of person i, each alike for u uniform; itself where it has none."""
    return friend_at(tie_to_a_friend(i, u, network), i, network)
