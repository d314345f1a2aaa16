"""The tables of a sweep for people: one row a scenario, as CSV and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from fansim.experiments.methods.intervals import half_width
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.store import replaced
from fansim.spreadsheet import write_csv, write_workbook

SUMMARY_CSV = "summary.csv"
SUMMARY_XLSX = "summary.xlsx"
FAILED_CSV = "failed_runs.csv"
_RUNS_AT_A_TIME = 200_000
_ROWS_OF_A_SHEET = 50_000


def write_summaries(folder: Path, study: Study) -> None:
    """Write ``summary.csv``, ``summary.xlsx`` and, if runs failed, ``failed_runs.csv`` from ``runs.parquet``."""
    failed = pq.read_table(folder / "runs.parquet", columns=_head(study), filters=[("error", "!=", "")]).to_pandas()
    (folder / FAILED_CSV).unlink(missing_ok=True)
    if len(failed):
        with replaced(folder / FAILED_CSV) as temporary:
            write_csv(failed, temporary)
    sheet = []
    rows = 0
    with replaced(folder / SUMMARY_CSV) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        for table in _chunks(folder, study):
            write_csv(table, file, header=rows == 0)
            sheet.append(table.head(max(0, _ROWS_OF_A_SHEET - rows)))
            rows += len(table)
    _write_workbook(folder, study, pd.concat(sheet) if sheet else pd.DataFrame(), rows)


def summarise_runs(runs: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return one row a scenario: its factors, its runs, and mean and 95% interval of each outcome.

    Parameters
    ----------
    runs : DataFrame
        One row a run, as `sweep` returns it.
    study : Study
        The study.

    Returns
    -------
    DataFrame
        ``scenario``, the factors, ``runs``, ``failed``, and for each outcome ``reach_mean``, ``reach_low`` and
        ``reach_high`` (t interval over the replications where the outcome is defined).
    """
    rows = []
    for scenario, part in runs.groupby("scenario", sort=True):
        first = part.iloc[0]
        row: dict[str, Any] = {"scenario": scenario, **{key: first[key] for key in study.design.keys}}
        row |= {"runs": len(part), "failed": int(part["error"].notna().sum())}
        values = part[list(study.outcomes)].to_numpy(float)
        count = np.isfinite(values).sum(axis=0)
        mean = np.where(count > 0, np.nansum(values, axis=0) / np.maximum(count, 1), np.nan)
        width = np.where(count > 1, half_width(values), np.nan)
        for place, name in enumerate(study.outcomes):
            row[f"{name}_mean"] = mean[place]
            row[f"{name}_low"], row[f"{name}_high"] = mean[place] - width[place], mean[place] + width[place]
        rows.append(row)
    return pd.DataFrame(rows)


def _head(study: Study) -> list[str]:
    """Return the columns that say which run a row is, and what went wrong."""
    return ["run_id", "scenario", "replication", "seed", *study.design.keys, "error"]


def _chunks(folder: Path, study: Study) -> Iterator[pd.DataFrame]:
    """Yield the summary of some scenarios at a time."""
    step = max(1, _RUNS_AT_A_TIME // study.replications)
    columns = [*_head(study), *study.outcomes]
    scenarios = pq.read_table(folder / "runs.parquet", columns=["scenario"])["scenario"].to_numpy()
    for first in (np.unique(scenarios // step) * step).tolist():
        filters = [("scenario", ">=", first), ("scenario", "<", first + step)]
        table = pq.read_table(folder / "runs.parquet", columns=columns, filters=filters).to_pandas()
        if len(table):
            yield summarise_runs(table, study)


def _write_workbook(folder: Path, study: Study, summary: pd.DataFrame, rows: int) -> None:
    """Write the workbook: the summary, and what the study was."""
    facts = {"title": study.title, "description": study.description, "replications": study.replications}
    facts |= {"first seed": study.seed, "scenarios planned": len(study.design), "scenarios with runs": rows}
    if rows > len(summary):
        facts["note"] = f"only the first {_ROWS_OF_A_SHEET:,} are here; all are in {SUMMARY_CSV}"
    with replaced(folder / SUMMARY_XLSX) as temporary:
        write_workbook(temporary, "summary", summary, "study", facts)
