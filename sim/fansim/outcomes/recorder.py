"""What is kept of a run while it goes on: the brand's record of each day, and everybody's events."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fansim.columns import EVENTS, LABELS, PERSON, PROBLEMS, ROLES, SEGMENTS, SOURCES, STAGES
from fansim.world import World

CODES = {"role": ROLES, "segment": SEGMENTS, "stage": STAGES, "label": LABELS, "source": SOURCES, "problem": PROBLEMS}


class Recorder:
    """Keeps the days of a run.

    Parameters
    ----------
    world : World
        The state that is recorded.
    days : int
        Days for which room is made at first.
    """

    def __init__(self, world: World, days: int) -> None:
        self._world = world
        self._brand = np.zeros(max(1, days), world.brand.dtype)
        self._events: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]] = []
        self.days = 0

    def record(self) -> None:
        """Keep the day that has just ended."""
        if self.days == len(self._brand):
            self._brand = np.concatenate([self._brand, np.zeros_like(self._brand)])
        self._brand[self.days] = self._world.brand[0]
        person = self._world.tables["person"]
        rows = np.flatnonzero(person.event)
        self._events.append((self.days, rows, person.event[rows], person.join_day[rows] - person.wait_day[rows]))
        self.days += 1

    @property
    def brand(self) -> np.ndarray:
        """The brand's record of each day so far, shape (days,), structured."""
        return self._brand[: self.days]

    def events(self) -> pd.DataFrame:
        """Return what happened to whom: columns day, person, event, detail, in order of day, then person."""
        if not any(len(rows) for _, rows, _, _ in self._events):
            return pd.DataFrame({"day": [], "person": [], "event": [], "detail": []})
        numbers, *parts = zip(*self._events, strict=True)
        days = np.repeat(numbers, [len(rows) for rows in parts[0]])
        person, bits, waited = map(np.concatenate, parts)
        place, kind = np.nonzero(bits[:, np.newaxis] & list(EVENTS))
        joined = np.array(list(EVENTS.values()))[kind] == "joined"
        detail = [f"waited {n} days" if yes else "" for n, yes in zip(waited[place].tolist(), joined, strict=True)]
        event = pd.Categorical.from_codes(kind, pd.Index(list(EVENTS.values())), ordered=True)
        return pd.DataFrame({"day": days[place], "person": person[place], "event": event, "detail": detail})


def persons_frame(world: World) -> pd.DataFrame:
    """Return everybody's final state, one row a person, accounts last; codes are written out."""
    person = world.tables["person"]
    columns = {}
    for column in PERSON:
        values = getattr(person, column.name)
        names = CODES.get(column.name)
        columns[column.name] = (
            values.copy() if names is None else pd.Categorical.from_codes(values.astype(np.int64), pd.Index(names))
        )
    return pd.DataFrame(columns, index=pd.RangeIndex(len(person.stage), name="person"))
