"""What ``fansim explain`` says of an outcome, and of a row of the evidence."""

from __future__ import annotations

import csv
import inspect
import re
from functools import cache
from pathlib import Path

import fansim
from fansim.language import language, say, term
from fansim.scenario.bundled import bundled_scenarios, bundled_studies
from fansim.text import padded

_CODES = re.compile(r"\bF-(\d+)(?:\s+to\s+F-(\d+))?")
_EVIDENCE = re.compile(r"^# Evidence: (.*)$", re.MULTILINE)
_PACKAGE = Path(fansim.__file__).parent
_FILES = (_PACKAGE / "bundled" / "evidence.csv", _PACKAGE.parents[1] / "docs" / "evidence.csv")
_GOOD = {1: "more is better", -1: "less is better", 0: "neither more nor less is better"}


def codes_in(text: str) -> list[str]:
    """Return the rows of the evidence that a text names; ``F-19 to F-25`` names seven."""
    spans = ((int(first), int(last or first)) for first, last in _CODES.findall(text))
    return [f"F-{n:02}" for first, last in spans for n in range(first, last + 1)]


def outcome_lines(name: str) -> list[str]:
    """Return what is known of an outcome, of a day or of a run; nothing if there is none of that name."""
    from fansim.assembly import assemble
    from fansim.report.words import OUTCOMES

    model = assemble()
    lines = []
    for where, measures in (
        (say("an outcome of a run: summary.csv, compare, studies"), model.summary),
        (say("a daily outcome: daily.parquet, calibrate"), model.daily),
    ):
        for measure in (one for one in measures if one.name == name):
            words = OUTCOMES.get(name)
            facts = {
                say("in words"): term(words.name) if words else _foreign(name),
                say("formula"): measure.formula,
                say("unit"): say("a share, from 0 to 1") if measure.unit == "0-1" else term(measure.unit),
                say("good"): term(_GOOD[words.good]) if words else "",
                say("of"): ", ".join(m.name for m in model.mechanisms if measure in (*m.summary, *m.daily)),
            }
            lines += [f"{name}: {where}", *_lines(facts, 10)]
    return lines


def evidence_lines(code: str) -> list[str]:
    """Return a row of the evidence and what carries it; nothing if there is no such row."""
    row = next((row for row in evidence_rows() if row["id"] == code.upper()), None)
    if row is None:
        return []
    facts = {
        say("says"): row["gloss_en"] if language() == "en" else "",
        say("in the words of the source"): row["quote_zh"],
        say("source"): row["source"],
        say("bears on"): row["output_constrained"],
        say("carried by"): ", ".join(_carriers(row["id"])) or say("nothing: {why}", why=row["not_carried"]),
        say("shown by"): ", ".join(scenarios_of(row["id"])),
    }
    width = 26 if language() == "en" else 10
    return [say("{code}: a row of the evidence", code=row["id"]), *_lines(facts, width)]


def _foreign(name: str) -> str:
    """Return what an English name means to whoever speaks another language."""
    from fansim.report.words import heading

    return "" if heading(name) == name else heading(name)


def _lines(facts: dict[str, str], width: int) -> list[str]:
    """Return facts line by line, each after its name."""
    return [f"  {padded(name, width)} {text}" for name, text in facts.items() if text]


def evidence_codes() -> list[str]:
    """Return the numbers of all rows."""
    return [row["id"] for row in evidence_rows()]


def scenarios_of(code: str) -> list[str]:
    """Return the bundled scenarios, and then studies, that say that they show a row."""
    return [name for name, codes in _said_by_scenarios() if code in codes]


@cache
def _said_by_scenarios() -> list[tuple[str, list[str]]]:
    """Return each bundled scenario and study with the rows on its line ``# Evidence:``."""
    files = {**bundled_scenarios(), **bundled_studies()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    return [(name, codes_in(" ".join(_EVIDENCE.findall(text)))) for name, text in texts.items()]


def evidence_rows() -> list[dict[str, str]]:
    """Return the rows of the evidence."""
    path = next((path for path in _FILES if path.is_file()), None)
    if path is None:
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _carriers(code: str) -> list[str]:
    """Return the keys and rules that name a row."""
    from fansim.engine.rule import plain
    from fansim.engine.rulebook import all_rules
    from fansim.scenario.keys import KEYS

    keys = [key for key, known in KEYS.items() if code in codes_in(known.source)]
    rules = [
        say("rule {signature}", signature=name)
        for name, rule in all_rules().items()
        if code in codes_in(inspect.getdoc(plain(rule)) or "")
    ]
    return [*keys, *rules]
