"""Which files and lines of a sweep's folder can be believed; what cannot is set aside, and its runs are done again."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fansim.errors import FansimWarning
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.columns import as_column
from fansim.experiments.sweep.runner import Row
from fansim.language import say
from fansim.results.folders import DAILY_PREFIX

STAMP = b"fansim.study"
"""Under this name a file of rows says whose runs it holds."""
_MOST_REPLICATIONS = 2**31


def is_sound(path: Path, schema: pa.Schema) -> bool:
    """Return whether a file is whole and holds rows of the study whose stamp the schema has."""
    if not path.is_file():
        return False
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            found = file.schema_arrow
            if found.names != schema.names or (found.metadata or {}).get(STAMP) != schema.metadata[STAMP]:
                return False
            for group in range(file.num_row_groups):
                file.read_row_group(group)
    except PermissionError:
        raise
    except (OSError, ValueError, MemoryError, pa.ArrowException):
        return False
    return True


def set_aside(path: Path, folder: Path) -> None:
    """Rename what cannot be believed, within the folder of the sweep, and say so."""
    place, number = folder / f"damaged-{path.name}", 1
    while place.exists():
        number += 1
        place = folder / f"damaged-{number}-{path.name}"
    path.rename(place)
    _say(say("{file}: is damaged, or holds no rows of this study", file=path), place)


def journal_rows(path: Path, study: Study, schema: pa.Schema) -> list[Row]:
    """Return the rows of a journal; if lines are none of this study, a copy of it is kept and they are left out."""
    if not path.is_file():
        return []
    with path.open("rb") as file:
        lines = [line for line in file if line.endswith(b"\n") and line.strip()]  # the last one may be torn
    rows = [row for line in lines if (row := _row_of(line, study, schema)) is not None]
    if len(rows) < len(lines):
        place = path.with_name(f"damaged-{path.name}")
        place.write_bytes(b"".join(lines))
        _say(
            say(
                "{file}: {wrong} of its {all} lines are no rows of this study",
                file=path,
                wrong=f"{len(lines) - len(rows):,}",
                all=f"{len(lines):,}",
            ),
            place,
        )
    return rows


def _say(what: str, kept: Path) -> None:
    """Warn whoever opened the store."""
    warnings.warn(
        say(
            "{what}. It is kept as {name}, and the runs that are missing now are done again.", what=what, name=kept.name
        ),
        FansimWarning,
        stacklevel=2,
    )


def _row_of(line: bytes, study: Study, schema: pa.Schema) -> Row | None:
    """Return the row on a line if it is one that this study could have written."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or set(row) != set(schema.names):
        return None
    scenario, replication, points = row["scenario"], row["replication"], len(study.design)
    if type(scenario) is not int or type(replication) is not int:
        return None
    if not (0 <= scenario < points and 0 <= replication < _MOST_REPLICATIONS):
        return None
    run = study.run(replication * points + scenario)
    planned = {"seed": run.seed, **run.point}
    if any(row[name] != as_column(schema.field(name).type, value) for name, value in planned.items()):
        return None
    texts = isinstance(row["run_id"], str) and (row["error"] is None or isinstance(row["error"], str))
    return row if texts and all(isinstance(value, float) for value in _numbers(row, study)) else None


def _numbers(row: Row, study: Study) -> Iterator[object]:
    """Yield all that must be a number with a fraction in a row."""
    for name in study.outcomes:
        yield row[name]
    for name in study.daily:
        days = row[DAILY_PREFIX + name]
        yield from days if isinstance(days, list) else [days]
