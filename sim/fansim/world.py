"""The state of a run: every table of `columns.TABLES` as arrays, and their addresses for the kernels."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

import numpy as np

from fansim.columns import BRAND, CHUNK_SUMS, RECORDS, TABLES, dtype_of

# Generated from the declarations, so that `person.trust` reads the same in a phase, a test and a notebook.
TABLE_TYPES: dict[str, Any] = {
    name: namedtuple(name.capitalize(), [column.name for column in columns]) for name, columns in TABLES.items()
}


class World:
    """All columns of a run.

    Parameters
    ----------
    sizes : mapping of str to int
        Rows of each table of `columns.TABLES`.
    parameters : ndarray, shape (1,), structured
        Every number of the scenario, one field a key (see `scenario.flatten`).
    given : mapping of str to ndarray, optional
        Columns that exist already, by dotted name (``network.start``): used as they are, not copied.

    Attributes
    ----------
    tables : dict of str to NamedTuple of ndarray
        The arrays, ``world.tables["person"].trust``.
    brand, parameters : ndarray, shape (1,), structured
        What the brand knows, and what the scenario says.
    chunk : ndarray, shape (chunks,), structured
        Sums over the rows of each chunk.
    handle : ndarray of uint64
        Addresses and lengths of all of them, in the order of `layout`: what a kernel is given.
    """

    def __init__(
        self, sizes: Mapping[str, int], parameters: np.ndarray, given: Mapping[str, np.ndarray] | None = None
    ) -> None:
        given = given or {}
        self.tables: dict[str, Any] = {}
        for name, columns in TABLES.items():
            arrays = [
                np.ascontiguousarray(given[f"{name}.{column.name}"], column.dtype)
                if f"{name}.{column.name}" in given
                else np.full(sizes.get(name, 0), column.initial, column.dtype)
                for column in columns
            ]
            self.tables[name] = TABLE_TYPES[name](*arrays)
        self.brand = np.zeros(1, dtype_of(BRAND))
        for column in BRAND:
            self.brand[column.name] = column.initial
        self.chunk = np.zeros(sizes.get("chunk", 0), dtype_of(CHUNK_SUMS))
        self.parameters = parameters
        self.handle = np.array(
            [number for array in self.arrays() for number in (array.ctypes.data, len(array))], np.uint64
        )

    def clear_sums(self) -> None:
        """Set the sums over chunks to zero."""
        self.chunk[:] = 0

    def add_up(self) -> None:
        """Give the brand the sums over all chunks, added in chunk order."""
        totals = self.chunk.view(np.float64).reshape(len(self.chunk), len(CHUNK_SUMS)).sum(axis=0)
        self.brand.view(np.float64)[-len(CHUNK_SUMS) :] = totals

    def arrays(self) -> list[np.ndarray]:
        """Return every array in the order of `layout`."""
        columns = [array for name in TABLES for array in self.tables[name]]
        return [*columns, self.brand, self.chunk, self.parameters]

    @property
    def nbytes(self) -> int:
        """Memory of all columns, in bytes."""
        return sum(array.nbytes for array in self.arrays())


def layout() -> dict[str, list[tuple[str, int, str]]]:
    """Return, for each table and record, its columns as (name, place in the handle, dtype)."""
    places: dict[str, list[tuple[str, int, str]]] = {}
    place = 0
    for name, columns in TABLES.items():
        places[name] = [(column.name, place + 2 * number, column.dtype) for number, column in enumerate(columns)]
        place += 2 * len(columns)
    for name in (*RECORDS, "p"):
        places[name] = [(name, place, "record")]
        place += 2
    return places
