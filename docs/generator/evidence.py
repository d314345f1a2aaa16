"""The evidence: every row of docs/evidence.csv, and what of the model carries it."""

from __future__ import annotations

import csv
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fansim.cli.explain_evidence import codes_in
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules
from fansim.scenario import KEYS
from generator.markdown import table

ROOT = Path(__file__).resolve().parents[2]


def evidence_rows() -> list[dict[str, str]]:
    """Return the rows of docs/evidence.csv."""
    with (ROOT / "docs" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evidence_table(article: str) -> str:
    """Return the rows of one article, each with what carries it."""
    named = carriers()
    rows = (
        (row["id"], _quote(row), row["gloss_en"], row["output_constrained"], row["role"], status_of(row, named))
        for row in evidence_rows()
        if row["source"] == article
    )
    header = ("id", "quote", "gloss", "what it bears on", "role", "status")
    # the notes put names of their own in backticks, which are not names of fansim
    return table(header, ((*(cell.replace("`", "") for cell in row[:-1]), row[-1]) for row in rows))


def _quote(row: dict[str, str]) -> str:
    return row["quote_zh"] + (" *(condensed)*" if row["quote_is"] == "condensed" else "")


def status_of(row: dict[str, str], named: dict[str, list[str]]) -> str:
    """Return what carries a row of the evidence, or that nothing does yet, or need not."""
    if row["id"] in named:
        return f"carried by: {', '.join(named[row['id']])}"
    return "context only" if roles_of(row["role"]) == {"C"} else "not yet"


def roles_of(text: str) -> set[str]:
    """Return the letters of a role as it stands in the evidence: ``R+P ...; T-dir`` is R, P and T."""
    return set(re.findall(r"(?<![\w-])[CPRT](?![\w])", text))


def carriers() -> dict[str, list[str]]:
    """Return the scenario keys, rules and files of the model that name each row of the evidence."""
    named: dict[str, list[str]] = {}
    for carrier, text in _texts():
        for code in dict.fromkeys(codes_in(text)):
            named.setdefault(code, []).append(carrier)
    return named


def _texts() -> Iterator[tuple[str, str]]:
    """Yield whatever may name its source, with the text in which it does."""
    yield from ((f"`{known.key}`", known.source) for known in KEYS.values())
    yield from ((f"rule `{name}`", inspect.getdoc(plain(rule)) or "") for name, rule in all_rules().items())
    package = ROOT / "sim" / "fansim"
    for path in sorted([*package.glob("mechanisms/*/*.py"), *package.glob("state/*.py")]):
        if path.stem not in ("rules", "section"):
            yield f"`{path.relative_to(package).as_posix()}`", path.read_text(encoding="utf-8")


def evidence_counts() -> str:
    """Return how many rows of each article have which status."""
    named = carriers()
    counts = Counter((row["source"], status_of(row, named).partition(":")[0]) for row in evidence_rows())
    articles, kinds = sorted({article for article, _ in counts}), ("carried by", "not yet", "context only")
    rows = [(article, [counts[article, kind] for kind in kinds]) for article in articles]
    rows.append(("all", [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]))
    header = ("article", "carried", "not yet", "context only", "rows")
    return table(header, ((article, *map(str, numbers), str(sum(numbers))) for article, numbers in rows))
