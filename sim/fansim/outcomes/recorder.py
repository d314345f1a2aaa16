"""What is kept of a run while it goes on: the brand's record of each day, and everybody's events."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from fansim.state.codes import Event
from fansim.state.world import World


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
        self._brand[self.days : self.days + 1].view(np.uint64)[:] = self._world.words
        person = self._world.person
        (rows,) = (person.event != 0).nonzero()  # of flags, NumPy passes over many at once
        self._events.append((self.days, rows, person.event[rows], person.join_day[rows] - person.wait_day[rows]))
        self.days += 1

    @property
    def brand(self) -> np.ndarray:
        """The brand's record of each day so far, shape (days,), structured."""
        return self._brand[: self.days]

    def arrays(self) -> dict[str, np.ndarray]:
        """Return all that was kept, as arrays."""
        days, rows, bits, waited = zip(*self._events, strict=True) if self._events else ((), (), (), ())
        return {
            "brand": self.brand,
            "event_day": np.repeat(np.array(days, np.int64), [len(found) for found in rows]),
            "event_row": np.concatenate(rows) if rows else np.zeros(0, np.int64),
            "event_bits": np.concatenate(bits) if bits else np.zeros(0, np.int16),
            "event_waited": np.concatenate(waited) if waited else np.zeros(0, np.int16),
        }

    def take_back(self, kept: dict[str, np.ndarray]) -> None:
        """Go on from what another recorder kept, as `arrays` gave it."""
        brand, day = kept["brand"], kept["event_day"]
        self.days = len(brand)
        self._brand = np.concatenate([brand, np.zeros_like(self._brand[len(brand) :])])
        edges = np.searchsorted(day, np.arange(self.days + 1))
        self._events = [
            (number, *(kept[f"event_{name}"][low:high] for name in ("row", "bits", "waited")))  # type: ignore[misc]
            for number, (low, high) in enumerate(pairwise(edges.tolist()))
        ]

    def events(self) -> pd.DataFrame:
        """Return what happened to whom: columns day, person, event, detail, in order of day, then person."""
        kept = self.arrays()
        day, row, bits = kept["event_day"], kept["event_row"], kept["event_bits"]
        hits = [np.flatnonzero(bits & event) for event in Event]
        place = np.concatenate(hits)
        kind = np.repeat(np.arange(len(hits)), [len(found) for found in hits])
        order = np.lexsort((kind, row[place], day[place]))
        place, kind = place[order], kind[order]
        detail = np.full(len(place), "", object)
        joined = kind == list(Event).index(Event.JOINED)
        detail[joined] = [f"waited {days} days" for days in kept["event_waited"][place[joined]]]
        event = pd.Categorical.from_codes(kind, pd.Index(Event.words()), ordered=True)
        told = pd.DataFrame({"day": day[place], "person": row[place], "event": event, "detail": detail})
        return told if len(told) else told.astype({"event": object})  # a file keeps no words without rows


def persons_frame(world: World, names: np.ndarray) -> pd.DataFrame:
    """Return everybody's final state, one row a person, accounts last; codes are written out.

    Parameters
    ----------
    world : World
        The state.
    names : ndarray of str, shape (persons,) or (0,)
        What the file of the network calls the persons: a column ``name``, empty for accounts. None without a file.
    """
    columns = {}
    for column in world.assembly.tables["person"]:
        values = getattr(world.person, column.name)
        if column.optional and len(values) == 0:
            continue
        columns[column.name] = (
            values.copy()
            if column.code is None
            else pd.Categorical.from_codes(values.astype(np.int64), pd.Index(column.code.words()))
        )
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(world.person.stage), name="person"))
    if len(names):
        frame["name"] = [*names.tolist(), *[""] * (len(frame) - len(names))]
    return frame
