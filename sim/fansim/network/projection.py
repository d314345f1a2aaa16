"""From memberships to ties: people who share a group are tied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fansim.errors import NetworkError
from fansim.language import say

MOST_TIES = 50_000_000

Rows = npt.NDArray[np.int64]


def projected(names: Sequence[str] | Rows, memberships: Rows) -> tuple[list[str], Rows]:
    """Return the members, in order of first appearance, and the ties among those who share a group.

    Parameters
    ----------
    names
        All names, of members and groups.
    memberships
        Shape (lines, 2): member and group, by place among the names.

    Raises
    ------
    NetworkError
        A group is so large that its members would have more ties than can be held.
    """
    pairs = np.unique(memberships, axis=0)
    members, first = np.unique(memberships[:, 0], return_index=True)
    members = members[np.argsort(first)]
    row = np.empty(len(names), np.int64)
    row[members] = np.arange(members.size)
    groups, sizes = np.unique(pairs[:, 1], return_counts=True)
    ties = int((sizes * (sizes - 1) // 2).sum())
    if ties > MOST_TIES:
        largest = int(sizes.argmax())
        raise NetworkError(
            say(
                "would become {ties} ties, and at most {most} are laid: the group {group} alone ties its {sizes} "
                "members to each other. Leave out large groups, which are no friendships",
                ties=f"{ties:,}",
                most=f"{MOST_TIES:,}",
                group=repr(str(names[groups[largest]])[:40]),
                sizes=f"{sizes[largest]:,}",
            )
        )
    together = np.split(row[pairs[np.argsort(pairs[:, 1], kind="stable"), 0]], np.cumsum(sizes)[:-1])
    found = [np.column_stack([group[part] for part in np.triu_indices(group.size, 1)]) for group in together]
    return [str(names[member]) for member in members], np.concatenate(found).reshape(-1, 2)
