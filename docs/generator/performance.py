"""What the measurements found, off their figures in benchmarks/results."""

from __future__ import annotations

import json
from pathlib import Path

from fansim.cli.bench_tables import heading, tables
from generator.markdown import table

FIGURES = Path(__file__).resolve().parents[2] / "benchmarks" / "results"


def performance(name: str) -> str:
    """Return what a measurement found."""
    figures = json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))
    parts = [heading(figures)]
    for found in tables(figures):
        parts += [f"**{found.title}**", table(found.header, found.rows), found.note]
    return "\n\n".join(filter(None, parts))
