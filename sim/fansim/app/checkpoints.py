"""Copies of a community on several mornings of its run, from which another run can go on."""

from __future__ import annotations

import copy
import time
from itertools import pairwise

from fansim.model import FanCommunity

_MEMORY = 512 * 2**20
"""Bytes that the copies of a run may take."""

_SHARE = 20
"""A copy is made when running took so many times as long as copying: at most a twentieth is added."""

_FIRST_COST = 0.03  # seconds that the first copy is taken to need


class Checkpoints:
    """Copies of a community by morning, as many as are worth their time and have room.

    Parameters
    ----------
    memory : int
        Bytes that they may take.

    Attributes
    ----------
    copies : dict of int to FanCommunity
        The copies by morning.
    """

    def __init__(self, memory: int = _MEMORY) -> None:
        self.copies: dict[int, FanCommunity] = {}
        self._memory = memory
        self._cost = _FIRST_COST
        self._since = time.perf_counter()

    def up_to(self, day: int) -> Checkpoints:
        """Return those up to a morning, for another run that is the same so far."""
        some = Checkpoints(self._memory)
        some.copies = {morning: model for morning, model in self.copies.items() if morning <= day}
        some._cost = self._cost
        return some

    def newest(self) -> FanCommunity | None:
        """Return a community of its own as it was on the last morning that is kept; None if there is none."""
        return copy.copy(self.copies[max(self.copies)]) if self.copies else None

    def offer(self, model: FanCommunity, *, wanted: bool) -> None:
        """Keep a copy of a community as it is, if it is wanted or worth its time."""
        day, started = model.engine.day, time.perf_counter()
        if day in self.copies or not (wanted or started - self._since > _SHARE * self._cost):
            return
        if _size(model) > self._memory:
            return
        self.copies[day] = copy.copy(model)
        self.copies[day].engine.close()  # it never runs: copies of it do
        self._since = time.perf_counter()
        self._cost = self._since - started
        self._make_room(day if wanted else -1)

    def _make_room(self, wanted: int) -> None:
        """Let go those that are missed least, until the others have room."""
        while sum(_size(model) for model in self.copies.values()) > self._memory:
            del self.copies[_least_missed(sorted(self.copies), wanted)]


def _least_missed(days: list[int], wanted: int) -> int:
    """Return the morning whose neighbours are nearest to each other: so the way from one to the next stays short."""
    around = [(after - before, day) for (before, day), (_, after) in pairwise(pairwise([0, *days, days[-1]]))]
    return min(found for found in around if found[1] != wanted)[1]


def _size(model: FanCommunity) -> int:
    """Return the bytes of a community."""
    return sum(array.nbytes for array in model.world.arrays().values())
