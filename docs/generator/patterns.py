"""Which keys calibration moves, and which patterns hold: off the code, and off docs/data."""

from __future__ import annotations

import csv
from pathlib import Path

from fansim.cli.validate import target
from fansim.validation.calibration import KNOBS, defaults
from generator.markdown import table

DATA = Path(__file__).resolve().parents[1] / "data"


def knobs() -> str:
    """Return the keys that calibration may move, with the value of the specification and the present one."""
    now = defaults()
    head = ("key", "specification", "now", "range", "what it was moved for")
    rows = [(f"`{k.key}`", f"{k.specified:g}", f"{now[k.key]:g}", f"{k.low:g} to {k.high:g}", k.why) for k in KNOBS]
    return table(head, rows)


def _rows(name: str) -> list[dict[str, str]]:
    """Return the table of a validation that is kept in docs/data."""
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def patterns_moved() -> str:
    """Return how many patterns hold where everything is on, and those that do there only, or not there."""
    head = ("pattern", "what must be the case", "target", "`leijun_groups`", "`everything`", "verdict there")
    usual = {row["pattern"]: row for row in _rows("patterns")}
    moved = [row for row in _rows("patterns_everything") if row["verdict"] != usual[row["pattern"]]["verdict"]]
    cells = (
        (row["pattern"], row["about"], _target(row), _mean(usual[row["pattern"]]), _mean(row), _verdict(row["verdict"]))
        for row in moved
    )
    said = f"{_holding('patterns_everything')} patterns hold, in `leijun_groups` {_holding('patterns')}."
    return f"{said}\n\n{table(head, cells)}"


def _holding(name: str) -> str:
    """Return how many patterns hold in a validation, of those that ask for something."""
    rows = [row for row in _rows(name) if row["verdict"] in ("holds", "does not hold")]
    return f"{sum(row['verdict'] == 'holds' for row in rows)} of {len(rows)}"


def _mean(row: dict[str, str]) -> str:
    """Return a mean with its standard error."""
    return f"{_number(row['mean'])} ± {_number(row['error'])}"


def patterns() -> str:
    """Return what ``fansim validate`` found: docs/data/patterns.csv is its table."""
    rows = _rows("patterns")
    head = ("pattern", "what must be the case", "target", "mean", "standard error", "verdict")
    cells = []
    for row in rows:
        found = (_number(row["mean"]), _number(row["error"]), _verdict(row["verdict"]))
        cells.append((row["pattern"], row["about"], _target(row), *found))
    return table(head, cells)


def search() -> str:
    """Return what the search printed."""
    return f"```\n{(DATA / 'calibration.txt').read_text(encoding='utf-8').rstrip()}\n```"


def _target(row: dict[str, str]) -> str:
    """Return where a mean must lie, as ``fansim validate`` says it; a limit that is not there is empty in the file."""
    limits = {"low": float(row["low"] or "-inf"), "high": float(row["high"] or "inf"), "clear": float(row["clear"])}
    return target(limits)


def _number(text: str) -> str:
    return f"{float(text):.3g}" if text else ""


def _verdict(word: str) -> str:
    return f"**{word}**" if word == "does not hold" else word
