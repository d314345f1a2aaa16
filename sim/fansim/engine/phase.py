"""What a phase is: one step of the day, and whose rows it visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numba import njit

from fansim.state.columns import CHUNK

_CHUNK = np.uint64(CHUNK)

Over = Literal["person", "active", "reach", "sums", "group", "chunk", "whole"]


@dataclass(frozen=True, eq=False)  # each is itself only, so that passes are found by their phases at once
class Phase:
    """One step of the day.

    What it reads, writes and draws stands in the source of its row function and is read from there (`engine.reading`).

    Parameters
    ----------
    name : str
        The name of its mechanism, or that name with a word more where the mechanism has several phases.
    sentence : str
        What happens, for ``fansim explain``.
    over : {"person", "active", "reach", "sums", "group", "chunk", "whole"}
        Whose rows `row` visits: everybody, everybody who has a day today (as the phase `roll_call` listed them), those
        of them only who were within the brand's reach then, all who have a day to add to sums, each group, each chunk
        of persons, or everything at once.
    row : callable
        ``row(i, day, table, ...)``, or ``row(day, table, ...)`` where it is over the whole. The tables it names
        are what it is given: ``person``, ``group``, ``brand``, ``p`` (the scenario's numbers, ``p.section_key``),
        and so on. It writes row i of its own table and nothing else. Over "sums" it is
        ``row(first, last, day, roll, chunk, ...)`` and loops itself, over places first to last - 1 of the list
        ``roll.row`` of a chunk, so that a sum may be kept at hand meanwhile: as `engine.daily` does.
    when : tuple of str, optional
        Keys of the scenario any of which must be true (or a list that is not empty) for the phase to run, or be
        something else than a word (``word_of_mouth.contact != event``); empty for always. By default the switch
        ``enabled`` of the mechanism's section. A phase that is switched off in the middle of a run is run once more,
        to put its things away.
    ahead : str
        Stream of random numbers that nearly every row needs: its four draws are taken for many rows at once, which
        a processor does several times faster, and given to the row function as the argument ``u``.
    idle : callable, optional
        ``idle(i, day, u, table, ...)``, of the same arguments as `row`: whether `row` would do nothing. Without
        branches (``&`` instead of ``and``), so that a processor tests many rows at once where nothing happens to most.
    asleep : callable, optional
        ``asleep(i, day, table, ...)``, of the arguments of `row` but for ``u``: whether `row` would do nothing whatever
        the luck, so that nothing is drawn. Without branches, too.
    today : callable, optional
        ``today(day, table, ...)``, of the arguments of `row` but for those of a row: whether the phase has anything
        to do today. Where it has not, no row is visited: a rare event costs its own days only.
    after, before : str
        For a phase from outside: the phase of the day that it follows, or precedes.
    """

    name: str
    sentence: str
    over: Over
    row: Callable[..., None]
    when: tuple[str, ...] | None = None
    ahead: str = ""
    idle: Callable[..., bool] | None = None
    asleep: Callable[..., bool] | None = None
    today: Callable[..., bool] | None = None
    after: str = ""
    before: str = ""

    @property
    def functions(self) -> tuple[Callable[..., Any] | None, ...]:
        """The functions that are compiled for it: `row`, `idle`, `asleep` and `today`."""
        return self.row, self.idle, self.asleep, self.today

    @property
    def listed(self) -> bool:
        """Whether it visits places of the list of who has a day today, instead of rows."""
        return self.over in ("active", "reach", "sums")

    @property
    def by_agents(self) -> bool:
        """Whether agents run it one by one on the Mesa driver."""
        return self.over in ("person", "active", "reach")


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a part of a row function: it may read and write tables, and may not make arrays."""
    function.is_part = True  # type: ignore[attr-defined]
    return njit(forceinline=True, _nrt=False, error_model="numpy")(function)


@inlined
def rows_of_chunk(c: Any, brand: Any) -> Any:
    """Return the first row of chunk c, and the one after its last."""
    first = c * _CHUNK
    return first, min(first + _CHUNK, np.uint64(brand.rows))


def procedure(function: Callable[..., Any]) -> Any:
    """Compile a part of a phase over the whole by itself: it may make arrays, and a large part compiles sooner."""
    function.is_part = True  # type: ignore[attr-defined]
    return njit(error_model="numpy")(function)
