"""The state of a run: every table as arrays, and their addresses for the kernels."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from fansim.state.columns import dtype_of

if TYPE_CHECKING:
    from fansim.assembly import Assembly


class World:
    """All columns of a run; each table is an attribute, so that ``world.person.trust`` is an array.

    Parameters
    ----------
    assembly : Assembly
        The mechanisms whose columns it holds.
    sizes : mapping of str to int
        Rows by table, or by ``table.column`` where the columns of a table differ in length.
    parameters : ndarray, shape (1,), structured
        Every number of the scenario, one field a key (see `scenario.flatten`).
    given : mapping of str to ndarray, optional
        Columns that exist already, by dotted name (``network.start``): used as they are, not copied.

    Attributes
    ----------
    tables : dict of str to NamedTuple of ndarray
        The tables by name.
    brand, parameters : ndarray, shape (1,), structured
        What the brand knows, and what the scenario says.
    chunk : ndarray, shape (chunks,), structured
        Sums over the rows of each chunk.
    words : ndarray of uint64
        The brand's record, all fields at once: 8 bytes each.
    handle : ndarray of uint64
        Addresses and lengths of all of them, in the order of `Assembly.order`.
    address : int
        Address of the handle: what a kernel is given.
    """

    person: Any
    group: Any
    campaign: Any
    incentive: Any
    network: Any
    roster: Any
    roll: Any
    quantile: Any
    reached: Any
    level: Any

    def __init__(
        self,
        assembly: Assembly,
        sizes: Mapping[str, int],
        parameters: np.ndarray,
        given: Mapping[str, np.ndarray] | None = None,
    ) -> None:
        self.assembly = assembly
        self.tables: dict[str, Any] = {}
        for name, columns in assembly.tables.items():
            if name in ("brand", "chunk"):
                continue
            arrays = [_array(f"{name}.{c.name}", name, c.dtype, c.initial, sizes, given or {}) for c in columns]
            self.tables[name] = _table_type(name, tuple(column.name for column in columns))(*arrays)
        brand = assembly.tables["brand"]
        self.brand = np.zeros(1, dtype_of(brand))
        for column in brand:
            self.brand[column.name] = column.initial
        self.chunk = np.zeros(sizes.get("chunk", 0), dtype_of(assembly.sums))
        self.parameters = parameters
        names = self.brand.dtype.names or ()
        self._sums = np.array([names.index(column.name) for column in assembly.sums], np.intp)
        self._settle()

    def _settle(self) -> None:
        """Give each table its attribute, make the views of records, and note the addresses of all arrays."""
        for name, table in self.tables.items():
            setattr(self, name, table)
        arrays = self.arrays()
        ordered = (arrays[name if dtype == "record" else f"{name}.{c}"] for name, c, dtype in self.assembly.order)
        self.words = self.brand.view(np.uint64)
        self._numbers = self.brand.view(np.float64)
        self._counted = self.chunk.view(np.float64).reshape(len(self.chunk), len(self._sums))
        self.handle = np.array([number for array in ordered for number in (array.ctypes.data, len(array))], np.uint64)
        self.address = int(self.handle.ctypes.data)

    def take_records(self, brand: np.ndarray, chunk: np.ndarray) -> None:
        """Take over the records of another world of the same mechanisms."""
        self.brand, self.chunk = brand, chunk
        self._settle()

    def clear_sums(self) -> None:
        """Set the sums over chunks to zero."""
        self._counted[:] = 0.0

    def add_up(self) -> None:
        """Give the brand the sums over all chunks, added in chunk order."""
        self._numbers[self._sums] = self._counted.sum(axis=0)

    def lengthen(self, column: str, rows: int) -> None:
        """Make room in a table, or in one column (``table.column``); new rows have their initial values."""
        table, _, only = column.partition(".")
        arrays = {}
        for declared in self.assembly.tables[table]:
            before = getattr(self.tables[table], declared.name)
            if (not only or declared.name == only) and rows > len(before):
                after = np.full(rows, declared.initial, declared.dtype)
                after[: len(before)] = before
                arrays[declared.name] = after
        self.tables[table] = self.tables[table]._replace(**arrays)
        self._settle()

    def arrays(self) -> dict[str, np.ndarray]:
        """Return every array by its dotted name."""
        columns = {
            f"{name}.{column}": array
            for name, table in self.tables.items()
            for column, array in table._asdict().items()
        }
        return {**columns, "brand": self.brand, "chunk": self.chunk, "p": self.parameters}

    def columns(self) -> dict[str, np.ndarray]:
        """Return every column by its dotted name, those of the brand included."""
        tables = {name: array for name, array in self.arrays().items() if name not in ("brand", "chunk", "p")}
        return tables | {f"brand.{name}": self.brand[name] for name in self.brand.dtype.names or ()}

    @property
    def nbytes(self) -> int:
        """Memory of all columns, in bytes."""
        return sum(array.nbytes for array in self.arrays().values())


def _array(
    dotted: str, table: str, dtype: str, initial: float, sizes: Mapping[str, int], given: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Return a column: the one that is given, or one of initial values."""
    if dotted in given:
        return np.ascontiguousarray(given[dotted], dtype)
    return np.full(sizes.get(dotted, sizes.get(table, 0)), initial, dtype)


@cache
def _table_type(name: str, columns: tuple[str, ...]) -> Any:
    """Return the type of a table: a named tuple of its columns."""
    return namedtuple(name.capitalize(), columns)
