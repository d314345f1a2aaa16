"""What a person of the field expects of the simulated year, and what came out: off docs/data/face_validity.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from generator.markdown import table

FIGURES = Path(__file__).resolve().parents[1] / "data" / "face_validity.json"


class Row(NamedTuple):
    """One thing that a person of the field looks at."""

    what: str
    expected: str
    low: float
    high: float
    value: float
    form: str = ".2f"


def face() -> str:
    """Return the table of what is expected and what came out."""
    numbers = json.loads(FIGURES.read_text(encoding="utf-8"))
    head = ("what", "expected", "simulated", "agrees")
    return table(head, [(row.what, row.expected, f"{row.value:{row.form}}", _verdict(row)) for row in _rows(numbers)])


def face_quality() -> str:
    """Return the table of outcomes over the quality of the product."""
    rows = json.loads(FIGURES.read_text(encoding="utf-8"))["quality"]
    head = ("quality at the start", "satisfaction", "net promoter score", "members there after 90 days", "reach")
    cells = [
        (f"{r['quality']:.2f}", f"{r['satisfaction']:.2f}", f"{r['nps']:.0f}", f"{r['retention_90']:.1%}",
         f"{r['reach']:.1%}")
        for r in rows
    ]  # fmt: skip
    return table(head, cells)


def face_sizes() -> str:
    """Return the table of outcomes by the number of people."""
    rows = json.loads(FIGURES.read_text(encoding="utf-8"))["sizes"]
    names = [name for name in rows[0] if name not in ("size", "seeds")]
    cells = [
        (f"{row['size']:,}", str(row["seeds"]), *(f"{row[name][0]:.1%} ± {row[name][1]:.1%}" for name in names))
        for row in rows
    ]
    return table(("people", "seeds", *(f"`{name}`" for name in names)), cells)


def _verdict(row: Row) -> str:
    return "yes" if row.low <= row.value <= row.high else "**no**"


def _rows(n: dict[str, Any]) -> list[Row]:
    """Return what is looked at, in the order of the page."""
    year, quiet = n["with"], n["without"]
    moved = year["reach"] / quiet["reach"] - 1
    return [
        Row("p of a Bass curve, a launch of three years", ".003 to .06 a year (T1)", 0.003, 0.06, n["bass_p"], ".3f"),
        Row("q of that curve", ".2 to .9 a year (T1)", 0.2, 0.9, n["bass_q"]),
        Row("both campaigns move reach by", "at most 10% of itself", -0.1, 0.1, moved, "+.1%"),
        Row("followers won by word of mouth", "most", 0.5, 1.0, year["wom_share"], ".0%"),
        Row("members among those who follow", "most, past the threshold", 0.5, 0.95, year["member"] / year["exposed"],
            ".0%"),
        Row("groups full at the end", "30 to 95% (F-03)", 0.3, 0.95, year["full_share"], ".0%"),
        Row("core fans among followers", "1 to 5% (F-38: 2%)", 0.01, 0.05, year["core_share"], ".1%"),
        Row("members still there after 90 days", "70 to 90%", 0.7, 0.9, year["retention_90"], ".0%"),
        Row("posts of one who ever followed, a year", ".5 to 10 (F-137: 2)", 0.5, 10, n["posts_year"], ".1f"),
        Row("posts of the top 1%", "about 75% (van Mierlo 2014; not fitted)", 0.65, 0.8, n["posts_top"][0], ".0%"),
        Row("posts of the next 9%", "about 24% (the same)", 0.18, 0.3, n["posts_top"][1] - n["posts_top"][0], ".0%"),
        Row("praise by the top 2% of followers", "70 to 90% (F-38)", 0.7, 0.9, year["wom_top2_share"], ".0%"),
        Row("purchases by the top 2% of buyers", "20 to 45% (F-38: 30%)", 0.2, 0.45, year["sales_top2_share"], ".0%"),
        Row("phones a follower and year", ".3 to .8", 0.3, 0.8, year["purchases_per_follower_year"]),
        Row("praise for each complaint", "2 to 6 (East, Hammond & Wright 2007: 3)", 2, 6, year["positive_to_negative"],
            ".1f"),
        Row("ever-followers who turned into haters", ".5 to 2% (assumption)", 0.005, 0.02, year["hater_share"], ".1%"),
        Row("net promoter score", "-20 to 60", -20, 60, year["nps"], ".0f"),
        Row("satisfaction", ".5 to .75 for a product of ordinary quality", 0.5, 0.75, year["satisfaction"]),
        Row("days in the queue of few_seats", "some weeks", 7, 120, n["few_wait"], ".0f"),
        Row("shills among the members", "some per cent, in spite of the threshold", 0.005, 0.1, year["shill_share"],
            ".1%"),
    ]  # fmt: skip
