"""The folder of a sweep: rows kept as they come, so that nothing finished is lost and nothing is counted twice.

Rows go to a journal first (one line each, with the system as soon as a run is done). When enough have come they become
a part file of many runs: Parquet under a temporary name, then renamed, then the journal is emptied. At the end the
parts become ``runs.parquet``. Memory holds the rows of one part, whatever the number of runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fansim.errors import ResultError
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.columns import as_column, schema_of
from fansim.experiments.sweep.manifest import KIND, check_manifest, identity, write_manifest
from fansim.experiments.sweep.runner import Order, Row
from fansim.experiments.sweep.sound import STAMP, is_sound, journal_rows, set_aside
from fansim.language import say

RUNS = "runs.parquet"
JOURNAL = "journal.jsonl"
PARTS = "parts"
LOCK = ".lock"
_ROWS_A_PART = 2_000
_BYTES_A_PART = 16_000_000
_ROWS_A_GROUP = 20_000
_WRITTEN: dict[str, Any] = {"compression": "zstd", "write_page_checksum": True}
_PART = re.compile(r"part-(\d+)\.parquet")


class Store:
    """The rows of a sweep on disk.

    Parameters
    ----------
    folder : Path
        Made if it is not there. One process at a time holds it.
    study : Study
        Whose runs it keeps.
    order : Order
        What each run is asked for.
    kind : str
        What the folder holds, for its manifest.

    Raises
    ------
    ResultError
        If the folder holds something else or another study, is in use, or cannot be written.
    """

    def __init__(self, folder: Path, study: Study, order: Order, kind: str = KIND) -> None:
        self.folder, self.study = folder, study
        self.schema = schema_of(study).with_metadata({STAMP: identity(study, order)})
        self._lock: IO[str] | None = None
        self._journal: int | None = None
        self._rows: list[Row] = []
        check_manifest(folder, study, order, kind)
        with self.writing():
            (folder / PARTS).mkdir(parents=True, exist_ok=True)
            self._lock = take(folder)
            write_manifest(folder, study, order, kind)
            for left in (*folder.glob(".*.tmp"), *(folder / PARTS).glob(".*.tmp")):
                left.unlink()
            self._check_files()
            self._adopt()
            self._journal = os.open(folder / JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Say in plain words that the folder cannot be written, and what to do."""
        try:
            yield
        except OSError as error:
            self.close()
            raise ResultError(
                say(
                    "{folder}: cannot be written ({reason}). The runs that are done are kept; put this right and "
                    "start the same command again: it goes on from there.",
                    folder=self.folder,
                    reason=error.strerror or error,
                )
            ) from error

    def _check_files(self) -> None:
        """Set aside what holds no rows of this study."""
        for path in (self.folder / RUNS, *sorted((self.folder / PARTS).iterdir())):
            named = path.name == RUNS or _PART.fullmatch(path.name)
            if path.exists() and not (named and is_sound(path, self.schema)):
                set_aside(path, self.folder)

    def _adopt(self) -> None:
        """Make a part of the journal that an earlier process left."""
        self._rows = journal_rows(self.folder / JOURNAL, self.study, self.schema)
        self._make_part()

    def add(self, rows: Iterable[Row]) -> None:
        """Keep rows.

        Raises
        ------
        ResultError
            If they cannot be written; those kept before stay.
        """
        with self.writing():
            for row in rows:
                self._append((json.dumps(self._plain(row)) + "\n").encode())
                self._rows.append(self._plain(row))
            if len(self._rows) >= _ROWS_A_PART or (self.folder / JOURNAL).stat().st_size >= _BYTES_A_PART:
                self._make_part()

    def _append(self, line: bytes) -> None:
        """Write a line whole, or leave the journal as it was."""
        assert self._journal is not None
        length = os.fstat(self._journal).st_size
        try:
            while line:
                line = line[os.write(self._journal, line) :]
        except OSError:
            os.ftruncate(self._journal, length)
            raise

    def _plain(self, row: Row) -> Row:
        """Return a row with values of the columns' types."""
        return {field.name: as_column(field.type, row[field.name]) for field in self.schema}

    def _make_part(self) -> None:
        """Write the journal's rows as a part, then empty it."""
        if self._rows:
            last = max(map(_number_of, self._parts()), default=0)
            with replaced(self.folder / PARTS / f"part-{last + 1:06d}.parquet") as temporary:
                pq.write_table(pa.Table.from_pylist(self._rows, self.schema), temporary, **_WRITTEN)
            self._rows = []
        if (self.folder / JOURNAL).exists():
            os.truncate(self.folder / JOURNAL, 0)

    def sources(self) -> list[Path]:
        """Return the files of rows, the oldest first."""
        return [path for path in (self.folder / RUNS,) if path.exists()] + self._parts()

    def _parts(self) -> list[Path]:
        """Return the part files, the oldest first."""
        return sorted((self.folder / PARTS).glob("part-*.parquet"), key=_number_of)

    def done(self, *, failed: bool = True) -> np.ndarray:
        """Return the numbers of the runs that are on disk, in order, each once.

        Parameters
        ----------
        failed : bool
            Whether failed runs count as done.
        """
        found = []
        for _, _, table in self._scan(["scenario", "replication", "error"]):
            good = np.asarray(table["error"].is_null()) | failed
            found.append(self._numbers(table)[good])
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def _scan(self, columns: Sequence[str]) -> Iterator[tuple[Path, int, pa.Table]]:
        """Yield some columns of every row group with its file and its place there."""
        for path in self.sources():
            with pq.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    yield path, group, file.read_row_group(group, columns=list(columns))

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """Yield some columns of every row on disk, the oldest file first."""
        for _, _, table in self._scan(columns):
            yield from table.to_pylist()

    def _numbers(self, table: pa.Table) -> np.ndarray:
        """Return the numbers of the runs of a table."""
        replication, scenario = (np.asarray(table[name], np.int64) for name in ("replication", "scenario"))
        return replication * np.int64(len(self.study.design)) + scenario

    def compact(self) -> Path:
        """Make ``runs.parquet`` of all rows, in order of replication and scenario, each run once.

        Returns
        -------
        Path
            The file.
        """
        with self.writing():
            self._make_part()
            if self.sources() == [self.folder / RUNS]:
                return self.folder / RUNS  # nothing has come since
            groups, blocks = [], set[int]()
            for path, group, table in self._scan(["scenario", "replication"]):
                numbers = self._numbers(table)
                groups.append((int(numbers.min(initial=2**62)), int(numbers.max(initial=-1)), path, group))
                blocks.update(np.unique(numbers // _ROWS_A_GROUP).tolist())
            with (
                replaced(self.folder / RUNS) as temporary,
                pq.ParquetWriter(temporary, self.schema, **_WRITTEN) as writer,
            ):
                for block in sorted(blocks):
                    self._write_group(writer, groups, block * _ROWS_A_GROUP)
            for path in self._parts():
                path.unlink()
        return self.folder / RUNS

    def _write_group(self, writer: pq.ParquetWriter, groups: Sequence[tuple[int, int, Path, int]], first: int) -> None:
        """Write the runs with numbers from `first` on, as many as a row group holds."""
        rows: dict[int, tuple[int, int]] = {}
        tables: list[pa.Table] = []
        for low, high, path, group in groups:
            if low < first + _ROWS_A_GROUP and high >= first:
                with pq.ParquetFile(path) as file:
                    table = file.read_row_group(group).cast(self.schema)
                before = sum(len(other) for other in tables)
                for place, number in enumerate(self._numbers(table).tolist()):
                    if first <= number < first + _ROWS_A_GROUP:
                        rows[number] = (before, place)
                tables.append(table)
        if rows:
            chosen = [before + place for _, (before, place) in sorted(rows.items())]
            writer.write_table(pa.concat_tables(tables).take(pa.array(chosen)))

    def tidy(self) -> None:
        """Remove what only a sweep that goes on needs."""
        self._close_journal()
        (self.folder / JOURNAL).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not empty: then it is not ours to remove
            (self.folder / PARTS).rmdir()

    def _close_journal(self) -> None:
        """Write no more rows."""
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None

    def close(self) -> None:
        """Give the folder back."""
        self._close_journal()
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _number_of(part: Path) -> int:
    """Return the number of a part file."""
    return int(part.stem.partition("-")[2])


def take(folder: Path) -> IO[str]:
    """Take a folder for this process; closing the file gives it back, and so does the end of the process.

    Raises
    ------
    ResultError
        If another process has it.
    """
    lock = (folder / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise ResultError(
            say("{folder}: another process is working on this study; wait until it ends.", folder=folder)
        ) from None
    return lock


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a temporary name beside a file, which becomes that file if all goes well and vanishes otherwise."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
