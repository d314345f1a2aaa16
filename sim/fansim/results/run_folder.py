"""A run on disk: its result folder, written as a whole and read back.

`load_result` gives back what was saved, to the last bit. The tables are Parquet (zstd), the outcomes a CSV that a
spreadsheet opens as it is, the figures PNG; ``manifest.json`` says what was run and with what.
"""

from __future__ import annotations

import math
import platform
import subprocess
import warnings
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

import fansim
from fansim.errors import FansimWarning, ResultError, ScenarioError
from fansim.language import say
from fansim.results.folders import read_manifest, read_part, replacing, tidy, write_manifest
from fansim.spreadsheet import write_csv, write_workbook

if TYPE_CHECKING:
    from fansim.engine.mechanism import Mechanism
    from fansim.report.painter import Painters
    from fansim.runs import Result
    from fansim.scenario import Scenario

KIND = "run"
TABLES = ("daily", "persons", "events", "retention", "edges")
_PACKAGES = ("mesa", "numba", "numpy", "scipy", "pandas", "pyarrow", "networkit", "networkx", "pydantic", "matplotlib")


def _warn(text: str) -> None:
    """Warn whoever called `save_result`, through `save_figures`."""
    warnings.warn(text, FansimWarning, stacklevel=4)


def save_result(
    result: Result,
    folder: str | Path,
    *,
    name: str | None = None,
    command: str = "",
    figures: bool = True,
    painters: Painters | None = None,
    warn: Callable[[str], None] = _warn,
) -> Path:
    """Write a run to its folder, in the place of an older run of that folder.

    Parameters
    ----------
    result : Result
        What came of the run.
    folder : str or Path
        The folder, ``results/leijun_groups``. It is made whole beside its place and then moved there.
    name : str, optional
        Name of the scenario; the folder's by default.
    command : str
        The command that ran it, for the manifest.
    figures : bool
        Whether to draw the figures as well. They come after the tables, and one that cannot be drawn is a warning.
    painters : Painters, optional
        Processes that draw the figures; without, they are drawn here.
    warn : callable
        What is done with a warning; Python's warnings by default.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    ResultError
        If the folder holds anything but a run of fansim, or cannot be written.
    """
    from fansim.report.run_figures import save_figures

    folder = Path(folder)
    with replacing(folder, KIND) as part:
        for table in TABLES:
            getattr(result, table).to_parquet(part / f"{table}.parquet", compression="zstd")
        write_csv(summary_table(result), part / "summary.csv")
        _write_workbook(result, part / "summary.xlsx")
        if figures:
            save_figures(result, part / "figures", painters, warn)
        write_manifest(part, KIND, _facts(result, name or folder.absolute().name, command))
    return folder


def load_result(folder: str | Path, mechanisms: Sequence[Mechanism] = ()) -> Result:
    """Read a run from its folder.

    Parameters
    ----------
    folder : str or Path
        A folder that `save_result` or ``fansim run`` wrote.
    mechanisms : sequence of Mechanism
        The mechanisms of your own with which it was run, if there were any.

    Returns
    -------
    Result
        With the same scenario, tables and outcomes.

    Raises
    ------
    ResultError
        If the folder is missing, is no run, lacks a file, was written by a version with other scenarios, or was run
        with a mechanism that is not given.

    Examples
    --------
    >>> fansim.load_result("results/leijun_groups").summary["retention_90"]
    """
    from fansim.runs import Result

    tables = load_tables(folder)
    manifest = read_manifest(folder, KIND)
    seconds = manifest["seconds"]
    return Result(
        scenario=_scenario_of(manifest, Path(folder), mechanisms),
        seed=manifest["seed"],
        summary=_read(Path(folder) / "summary.csv", _read_summary),
        seconds=float("nan") if seconds is None else seconds,
        rules=manifest["rules"],
        mechanisms=manifest.get("mechanisms", {}),
        changed=tuple((day, values) for day, values in manifest.get("changed", ())),
        network_told=manifest.get("network", ""),
        **tables,
    )


def load_tables(folder: str | Path, names: Iterable[str] = TABLES) -> dict[str, Any]:
    """Read some tables of a run, without the model that made them.

    Parameters
    ----------
    folder : str or Path
        As for `load_result`.
    names : iterable of str
        Among `TABLES`.

    Raises
    ------
    ResultError
        As for `load_result`.
    """
    folder = Path(folder)
    tidy(folder.absolute())
    read_manifest(folder, KIND)
    return {name: _read(folder / f"{name}.parquet", pd.read_parquet) for name in names}


def summary_table(result: Result) -> pd.DataFrame:
    """Return the outcomes of a run with unit and formula, one row an outcome."""
    known = {measure.name: measure for measure in result.scenario.assembly.summary}
    values = zip(result.summary.index, result.summary, strict=True)
    rows = [(name, value, known[name].unit, known[name].formula) for name, value in values]
    return pd.DataFrame(rows, columns=["outcome", "value", "unit", "formula"])


def _write_workbook(result: Result, to: Path) -> None:
    """Write the outcomes of a run as a workbook, in words and with their names, and what was run."""
    from fansim.report.words import outcome

    table = summary_table(result)
    table.insert(0, "in words", [outcome(str(name)).name for name in table["outcome"]])
    facts = {"title": result.scenario.title, "description": result.scenario.description, "seed": result.seed}
    facts |= {"days": len(result.daily), "people": int((result.persons["role"] == "ordinary").sum())}
    write_workbook(to, "summary", table, "run", facts)


def resolved_scenario(scenario: Scenario, persons: int | None = None) -> dict[str, Any]:
    """Return every value of a scenario, defaults included, as JSON can hold it.

    Parameters
    ----------
    scenario : Scenario
        The setting.
    persons : int, optional
        Ordinary persons that there were: where the network is read from a file, population.size is silent.
    """
    values = scenario.model_dump(mode="json", exclude_none=True)
    if persons is not None:
        values["population"]["size"] = persons
    return values


def _facts(result: Result, name: str, command: str) -> dict[str, Any]:
    """Return what the manifest says of a run."""
    persons = int((result.persons["role"] == "ordinary").sum())
    return {
        "fansim": fansim.__version__,
        "scenario_name": name,
        "title": result.scenario.title,
        "seed": result.seed,
        "days": len(result.daily),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command,
        "seconds": None if math.isnan(result.seconds) else round(result.seconds, 3),
        "rules": dict(result.rules),
        "mechanisms": dict(result.mechanisms),
        "changed": [[day, dict(values)] for day, values in result.changed],
        "network": result.network_told,
        "git": _git(),
        "platform": {"system": platform.platform(), "machine": platform.machine(), "python": platform.python_version()},
        "versions": {package: _version(package) for package in _PACKAGES},
        "scenario": resolved_scenario(result.scenario, persons),
    }


def _git() -> dict[str, Any] | None:
    """Return the revision of the checkout that fansim runs from, and whether it was changed since."""
    root = Path(fansim.__file__).parents[2]
    if not (root / ".git").exists():
        return None
    words = ["git", "-C", str(root), "status", "--porcelain=v2", "--branch", "--", "sim", "scenarios"]
    try:
        status = subprocess.run(words, capture_output=True, text=True, check=True, timeout=10).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    lines = status.splitlines()
    facts = dict(line.removeprefix("# ").split(" ", 1) for line in lines if line.startswith("# "))
    changed = any(not line.startswith("# ") for line in lines)
    return {"revision": facts["branch.oid"], "changed": changed}


def _version(package: str) -> str | None:
    """Return the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _scenario_of(manifest: dict[str, Any], folder: Path, mechanisms: Sequence[Mechanism]) -> Scenario:
    """Return the scenario that a manifest holds."""
    from fansim.scenario import scenario_from_mapping

    missing = sorted(set(manifest.get("mechanisms", {})) - {mechanism.name for mechanism in mechanisms})
    if missing:
        raise ResultError(
            say(
                "{folder}: was run with {names}, mechanisms from outside; read it with load_result(folder, "
                "mechanisms=[...]).",
                folder=folder,
                names=", ".join(missing),
            )
        )
    try:
        return scenario_from_mapping(manifest["scenario"], mechanisms=mechanisms)
    except ScenarioError as error:
        raise ResultError(
            say(
                "{folder}: was written by fansim {theirs}, and this version ({ours}) has other scenarios; run it "
                "again. {error}",
                folder=folder,
                theirs=manifest["fansim"],
                ours=fansim.__version__,
                error=error,
            )
        ) from error


def _read(path: Path, read: Callable[[Path], Any]) -> Any:
    """Read one file of the folder of a run."""
    return read_part(path, read, "run the scenario again")


def _read_summary(path: Path) -> pd.Series:
    """Read the outcomes of a run; Python reads each number as it was written."""
    table = pd.read_csv(path, encoding="utf-8-sig", dtype={"value": str}, keep_default_na=False)
    values = [float(value or "nan") for value in table["value"]]
    return pd.Series(values, dtype=float, index=table["outcome"].tolist(), name="value")
