"""The evidence: what carries each row of docs/evidence.csv, which scenario shows it, and which test proves it.

Nothing of this is written by hand but the reasons for the rows that nothing carries: keys and rules name their sources,
scenarios say ``# Evidence: F-01, F-02.`` at their top, and tests name rows in their docstrings.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from fansim.cli.explain_evidence import codes_in, evidence_rows, scenarios_of
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules
from fansim.scenario import KEYS
from fansim.validation.catalogue import PATTERNS
from generator.markdown import table
from generator.model import MECHANISMS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sim" / "fansim"
MOST_SHOWN = 4
"""Names in a cell of a table; those left over are counted."""

Named = dict[str, list[str]]
"""Rows of the evidence, each with what names it, as links."""


def evidence_table(article: str) -> str:
    """Return the rows of one article, each with what carries, shows and proves it."""
    header = ("id", "quote", "gloss", "what it bears on", "role", "carried by", "shown by", "proved by")
    kinds = (carriers(), shown(), proofs())
    rows = []
    for row in evidence_rows():
        if row["source"] == article:
            # the notes put names of their own in backticks, which are not names of fansim
            said = [row[name].replace("`", "") for name in ("gloss_en", "output_constrained", "role")]
            carried, *others = (_some(named.get(row["id"], ())) for named in kinds)
            rows.append((row["id"], _quote(row), *said, carried or f"*nothing: {row['not_carried']}*", *others))
    return table(header, rows)


def _quote(row: dict[str, str]) -> str:
    return row["quote_zh"] + (" *(condensed)*" if row["quote_is"] == "condensed" else "")


def _some(names: Iterable[str]) -> str:
    """Return the first few of some names, and how many more there are."""
    all_names = list(names)
    more = len(all_names) - MOST_SHOWN
    return ", ".join(all_names[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def roles_of(text: str) -> set[str]:
    """Return the letters of a role as it stands in the evidence: ``R+P ...; T-dir`` is R, P and T."""
    return set(re.findall(r"(?<![\w-])[CPRT](?![\w])", text))


def carriers() -> Named:
    """Return the scenario keys, rules and files of the model that name each row."""
    return _by_row(_model())


def shown() -> Named:
    """Return the bundled scenarios, and studies, that show each row."""
    return {row["id"]: [_scenario_link(name) for name in scenarios_of(row["id"])] for row in evidence_rows()}


def proofs() -> Named:
    """Return the tests, and patterns of ``fansim validate``, that prove each row."""
    return _by_row(
        (*_tests(), *((f"[pattern {one.id}](calibration.md)", one.source) for one in PATTERNS if one.has_target))
    )


def _by_row(texts: Iterable[tuple[str, str]]) -> Named:
    """Return what names each row, from links and the texts that stand behind them."""
    named: Named = {}
    for link, text in texts:
        for code in dict.fromkeys(codes_in(text)):
            named.setdefault(code, []).append(link)
    return named


def _model() -> Iterator[tuple[str, str]]:
    """Yield whatever of the model may name its source, with the text in which it does."""
    homes = {section: one.name for one in MECHANISMS.values() for section in (*one.sections, *one.lists)}
    for key, known in KEYS.items():
        home = homes.get(key.rpartition(".")[0], "the-top-of-the-file")
        yield f"[`{key}`](parameters.md#{home})", known.source
    for name, rule in all_rules().items():
        yield f"[rule `{name}`]({_file(inspect.getfile(plain(rule)))})", inspect.getdoc(plain(rule)) or ""
    for path in sorted([*PACKAGE.glob("mechanisms/*/*.py"), *PACKAGE.glob("state/*.py")]):
        if path.stem not in ("rules", "section"):
            yield f"[`{path.relative_to(PACKAGE).as_posix()}`]({_file(path)})", path.read_text(encoding="utf-8")


@cache
def _tests() -> tuple[tuple[str, str], ...]:
    """Return each test with its docstring; that of a class is its tests'."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower().startswith("test"):
                words = node.name.removeprefix("test_").replace("_", " ")
                found.append((f"[{words}]({_file(path)})", ast.get_docstring(node) or ""))
    return tuple(found)


def _scenario_link(name: str) -> str:
    folder = "" if (ROOT / "scenarios" / f"{name}.toml").is_file() else "studies/"
    return f"[`{name}`](../scenarios/{folder}{name}.toml)"


def _file(path: str | Path) -> str:
    return f"../{Path(path).resolve().relative_to(ROOT).as_posix()}"


def status_of(row: dict[str, str], named: Named) -> str:
    """Return whether a row is carried, and if not, whether it is context or still to come."""
    if row["id"] in named:
        return "carried"
    return "context only" if roles_of(row["role"]) == {"C"} else "not yet"


def evidence_counts() -> str:
    """Return how many rows of each article have which status."""
    named = carriers()
    counts = Counter((row["source"], status_of(row, named)) for row in evidence_rows())
    articles, kinds = sorted({article for article, _ in counts}), ("carried", "not yet", "context only")
    rows = [(article, [counts[article, kind] for kind in kinds]) for article in articles]
    rows.append(("all", [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]))
    header = ("article", *kinds, "rows")
    return table(header, ((article, *map(str, numbers), str(sum(numbers))) for article, numbers in rows))
