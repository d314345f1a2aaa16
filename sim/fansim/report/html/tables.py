"""The tables of a result folder, read without the model that made them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from fansim.results.folders import read_part


def parquet(folder: Path, name: str, names: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a Parquet table of a folder, or some of its columns."""
    columns = None if names is None else list(names)
    table: pd.DataFrame = _read(folder / f"{name}.parquet", lambda path: pd.read_parquet(path, columns=columns))
    return table


def csv(folder: Path, name: str) -> pd.DataFrame:
    """Return a CSV table of a folder; its empty cells are no values."""
    table: pd.DataFrame = _read(folder / f"{name}.csv", lambda path: pd.read_csv(path, encoding="utf-8-sig"))
    return table


def outcomes_of(folder: Path) -> dict[str, float]:
    """Return the outcomes of a run by name."""
    table = csv(folder, "summary")
    return dict(zip(table["outcome"], table["value"].astype(float), strict=True))


def _read(path: Path, read: Callable[[Path], Any]) -> Any:
    return read_part(path, read, "make the result again")
