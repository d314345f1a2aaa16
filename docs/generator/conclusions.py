"""README's conclusions by assumptions: off docs/data/conclusions.json."""

from __future__ import annotations

import json
from pathlib import Path

from generator.markdown import table

DATA = Path(__file__).resolve().parents[1] / "data" / "conclusions.json"
_POINTS = {"shills_admitted": 1.0, "nps": 1.0}  # the others are shares, told in per cent


def conclusions() -> str:
    """Return, for each conclusion and assumption, by how much, and whether the interval is on the same side of 0."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    labels = list(rows[0]["cells"])
    lines = []
    for row in rows:
        sign = 1.0 if row["cells"][labels[0]][0] > 0 else -1.0
        factor = _POINTS.get(row["outcome"], 100.0)
        cells = [_cell(row["cells"][label], sign, factor) for label in labels]
        lines.append((row["sentence"], *cells))
    return table(("conclusion", *labels), lines)


def _cell(found: list[float], sign: float, factor: float) -> str:
    """Return the difference; in brackets if it may be nothing, in bold if it has turned."""
    mean, low, high = found
    text = f"{factor * mean:+.1f}".replace("-", "−")
    if low <= 0.0 <= high or low != low:
        return f"({text})"
    return text if mean * sign > 0 else f"**{text}**"
