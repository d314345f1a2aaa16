"""Write the tables of the documentation from the declarations in the code.

Run it from anywhere: ``python docs/generate.py``. It rewrites what stands between the lines
``<!-- generated: NAME ... -->`` and ``<!-- end -->`` of every Markdown file here; ``tests/unit/test_docs.py`` fails
while one of them is out of date. With ``--check`` it writes nothing, and says which files would change.
"""

from __future__ import annotations

import csv
import inspect
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fansim import columns
from fansim.cli.bench_tables import heading, tables
from fansim.cli.explain_day import rules_of
from fansim.columns import Column
from fansim.day import DAY, passes
from fansim.outcomes.measures import DAILY, SUMMARY
from fansim.phases.phase import Phase
from fansim.randomness import STREAMS
from fansim.rules.registry import all_rules, plain, signature_of
from fansim.scenario import KEYS, ParameterInfo, scenario_headline
from fansim.scenario.keys import LISTS, SECTIONS

ROOT = Path(__file__).resolve().parents[1]
FILES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

_MARKED = re.compile(r"(<!-- generated: ([^\n]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_CODES = re.compile(r"\bF-(\d+)(?:\s+to\s+F-(\d+))?")
_MODEL_FILES = ("columns.py", "population.py", "phases/*.py", "outcomes/*.py")
_STATE = {
    "person": columns.PERSON,
    "group": columns.GROUP,
    "campaign": columns.CAMPAIGN,
    "incentive": columns.INCENTIVE,
}
_OVER = {"person": "each person", "group": "each group", "chunk": "sums over persons", "whole": "everything at once"}
_TYPES = {"i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64", "u4": "uint32", "u8": "uint64", "f4": "float32",
          "f8": "float64"}  # fmt: skip


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(header), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def day_table() -> str:
    """Return the day: its phases, and the pass that each belongs to."""
    pass_of = {phase.name: str(place) for place, phases in enumerate(passes(), 1) for phase in phases}
    return table(
        ("#", "pass", "phase", "over", "what happens"),
        ((str(i), pass_of[p.name], f"`{p.name}`", _OVER[p.over], p.sentence) for i, p in enumerate(DAY, 1)),
    )


def state_table(name: str) -> str:
    """Return the columns of a table of the state; of the brand without the sums that the tally hands it."""
    declared = _STATE.get(name) or columns.BRAND[: -len(columns.CHUNK_SUMS)]
    header = ("state variable", "type", "range", "unit", "at the start", "meaning")
    return table(header, (_column_row(name, column) for column in declared))


def _column_row(name: str, column: Column) -> tuple[str, ...]:
    low, high = number(column.low), number(column.high)
    unit = "" if column.unit == "-" else column.unit
    initial = number(column.initial)
    return f"`{name}.{column.name}`", _TYPES[column.dtype], f"{low} to {high}", unit, initial, column.meaning


def sums_list() -> str:
    """Return the sums that the tally hands to the brand."""
    return ", ".join(f"`{column.name}`" for column in columns.CHUNK_SUMS) + "."


def phase_facts(name: str) -> str:
    """Return what a phase declares."""
    phase = _phase(name)
    rows = [
        ("visits", _OVER[phase.over]),
        ("rules", _quoted(rules_of(phase))),
        ("reads of others", _quoted(phase.reads_others)),
        ("writes", _quoted(phase.writes)),
        ("draws", "; ".join(f"{stream}: {', '.join(STREAMS[stream])}" for stream in phase.draws)),
    ]
    return f"*{phase.sentence}*\n\n" + "\n".join(f"- {what}: {text}" for what, text in rows if text)


def _phase(name: str) -> Phase:
    return next(phase for phase in DAY if phase.name == name)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def rule_list(file: str) -> str:
    """Return the rules of a file of rules/: signature, sentence, formula, source."""
    found = [name for name, rule in all_rules().items() if plain(rule).__module__ == f"fansim.rules.{file}"]
    return "\n\n".join(_rule(name) for name in found)


def _rule(name: str) -> str:
    """Return one rule, off its docstring."""
    sentence, formula, source = rule_parts(name)
    body = f"\n\n  ```text\n{formula}\n  ```\n" if formula else "\n"
    return f"- `{signature_of(name)}`  \n  {sentence}{body}\n  Source: {source}"


def rule_parts(name: str) -> tuple[str, str, str]:
    """Return sentence, formula and source of a rule; the formula is indented by two."""
    text = inspect.getdoc(plain(all_rules()[name])) or ""
    told, _, source = text.partition("Source: ")
    told = re.sub(r"\nParameters\n-+\n.*", "", told, flags=re.DOTALL)
    sentence, _, rest = told.partition("\n")
    sentence = re.sub(r"^Return ", "", sentence)
    said, _, equation = sentence.partition(": ")
    if re.search(r"[=<>(]", equation):
        sentence, rest = f"{said}.", f"{equation}\n{rest.strip()}"
    formula = "\n".join(f"  {line}".rstrip() for line in rest.strip().splitlines())
    return sentence[:1].upper() + sentence[1:], formula, " ".join(source.split())


def parameter_table(section: str) -> str:
    """Return the keys of a section of scenario files; of the top of the file for ``scenario``."""
    prefix = "" if section == "scenario" else section
    rows = [_parameter_row(known) for known in KEYS.values() if known.key.rpartition(".")[0] == prefix]
    return table(("key", "default", "unit", "plausible", "source", "role", "meaning"), rows)


def _parameter_row(known: ParameterInfo) -> tuple[str, ...]:
    plausible = ", ".join(f"`{choice}`" for choice in known.choices) or _between(known.plausible)
    shown = "" if known.kind == "switch" else plausible
    unit = "" if known.unit == "-" else known.unit
    return f"`{known.key}`", default_of(known), unit, shown, known.source, known.role, known.meaning


def default_of(known: ParameterInfo) -> str:
    """Return a default as it is written in a scenario file."""
    value = known.default
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:_}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)


def _between(bounds: tuple[float | None, float | None]) -> str:
    low, high = bounds
    return "" if low is None or high is None else f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    """Return a number for reading: large ones written out."""
    return f"{value:,.0f}" if 10_000 <= abs(value) < 1e13 else f"{value:g}"


def assumed_parameters() -> str:
    """Return every number that nobody chooses and whose source is an assumption, in whole or in part."""
    told = [known for known in KEYS.values() if known.role == "uncertainty" and "assumption" in known.source]
    return table(
        ("key", "default", "plausible", "source", "meaning"),
        ((f"`{k.key}`", default_of(k), _between(k.plausible), k.source, k.meaning) for k in told if k.kind != "switch"),
    )


def assumed_rules() -> str:
    """Return every rule of which the form or a number is an assumption."""
    parts = {name: rule_parts(name) for name in all_rules()}
    return table(
        ("rule", "what is assumed"), ((f"`{n}`", p[2]) for n, p in parts.items() if "assumption" in p[2].lower())
    )


def evidence_rows() -> list[dict[str, str]]:
    """Return the rows of docs/evidence.csv."""
    with (ROOT / "docs" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def evidence_table(article: str) -> str:
    """Return the rows of one article, each with what carries it."""
    named = carriers()
    rows = (
        (row["id"], _quote(row), row["gloss_en"], row["output_constrained"], row["role"], _status(row, named))
        for row in evidence_rows()
        if row["source"] == article
    )
    header = ("id", "quote", "gloss", "what it bears on", "role", "status")
    # the notes put names of their own in backticks, which are not names of fansim
    return table(header, ((*(cell.replace("`", "") for cell in row[:-1]), row[-1]) for row in rows))


def _quote(row: dict[str, str]) -> str:
    return row["quote_zh"] + (" *(condensed)*" if row["quote_is"] == "condensed" else "")


def _status(row: dict[str, str], named: dict[str, list[str]]) -> str:
    """Return what carries a row of the evidence, or that nothing does yet, or need not."""
    if row["id"] in named:
        return f"carried by: {', '.join(named[row['id']])}"
    return "context only" if roles_of(row["role"]) == {"C"} else "not yet"


def roles_of(text: str) -> set[str]:
    """Return the letters of a role as it stands in the evidence: ``R+P ...; T-dir`` is R, P and T."""
    return set(re.findall(r"(?<![\w-])[CPRT](?![\w])", text))


def codes_in(text: str) -> list[str]:
    """Return the rows of the evidence that a text names; ``F-19 to F-25`` names seven."""
    spans = ((int(first), int(last or first)) for first, last in _CODES.findall(text))
    return [f"F-{n:02}" for first, last in spans for n in range(first, last + 1)]


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
    for path in (path for pattern in _MODEL_FILES for path in sorted(package.glob(pattern))):
        yield f"`{path.relative_to(package).as_posix()}`", path.read_text(encoding="utf-8")


def evidence_counts() -> str:
    """Return how many rows of each article have which status."""
    named = carriers()
    counts = Counter((row["source"], _status(row, named).partition(":")[0]) for row in evidence_rows())
    articles, kinds = sorted({article for article, _ in counts}), ("carried by", "not yet", "context only")
    rows = [(article, [counts[article, kind] for kind in kinds]) for article in articles]
    rows.append(("all", [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]))
    header = ("article", "carried", "not yet", "context only", "rows")
    return table(header, ((article, *map(str, numbers), str(sum(numbers))) for article, numbers in rows))


def stream_table() -> str:
    """Return every random decision."""
    used = {stream: [phase.name for phase in DAY if stream in phase.draws] for stream in STREAMS}
    return table(
        ("stream", "decisions", "drawn in"),
        ((f"`{s}`", ", ".join(d), _quoted(used[s]) or "before day 0") for s, d in STREAMS.items()),
    )


def outcome_table(which: str) -> str:
    """Return the daily or the summary outcomes."""
    measures = DAILY if which == "daily" else SUMMARY
    return table(("outcome", "unit", "formula"), ((f"`{m.name}`", m.unit, m.formula) for m in measures))


def scenario_table() -> str:
    """Return the bundled scenarios."""
    found = {path.stem: path for path in sorted((ROOT / "scenarios").glob("*.toml"))}
    return table(("scenario", "what it is"), ((f"`{n}`", ". ".join(_headline(path))) for n, path in found.items()))


def _headline(path: Path) -> tuple[str, str]:
    title, description = scenario_headline(path)
    return title, " ".join(description.split())


def section_table() -> str:
    """Return the sections of a scenario file."""
    schema = {**_sections(SECTIONS, "[{}]"), **_sections(LISTS, "[[{}]]")}
    return table(("section", "about", "keys"), schema.values())


def _sections(names: Iterable[str], header: str) -> dict[str, tuple[str, str, str]]:
    from fansim.scenario.keys import item_type, section_type
    from fansim.scenario.schema import Scenario

    rows = {}
    for name, field in Scenario.model_fields.items():
        if name in names:
            model = section_type(field) or item_type(field)
            about = (inspect.getdoc(model) or "").splitlines()[0]
            keys = [key.rpartition(".")[2] for key in KEYS if key.rpartition(".")[0] == name]
            rows[name] = (f"`{header.format(name)}`", about, _quoted(keys))
    return rows


def performance(name: str) -> str:
    """Return what a measurement found, off its figures in benchmarks/results."""
    figures = json.loads((ROOT / "benchmarks" / "results" / f"{name}.json").read_text(encoding="utf-8"))
    parts = [heading(figures)]
    for found in tables(figures):
        parts += [f"**{found.title}**", table(found.header, found.rows), found.note]
    return "\n\n".join(filter(None, parts))


TABLES: dict[str, Callable[..., str]] = {
    "day": day_table,
    "state": state_table,
    "sums": sums_list,
    "phase": phase_facts,
    "rules": rule_list,
    "parameters": parameter_table,
    "assumed-parameters": assumed_parameters,
    "assumed-rules": assumed_rules,
    "evidence": evidence_table,
    "evidence-counts": evidence_counts,
    "streams": stream_table,
    "outcomes": outcome_table,
    "scenarios": scenario_table,
    "sections": section_table,
    "performance": performance,
}
"""What may stand after ``generated:``, with the words that follow it as arguments."""


def regenerated(text: str) -> str:
    """Return the text of a file with every generated part written anew."""

    def write(match: re.Match[str]) -> str:
        name, *words = match[2].split()
        return f"{match[1]}{TABLES[name](*words)}\n{match[3]}"

    return _MARKED.sub(write, text)


def outdated() -> dict[Path, str]:
    """Return the files that are out of date, each with the text that it should have."""
    texts = {path: path.read_text(encoding="utf-8") for path in FILES}
    return {path: new for path, text in texts.items() if (new := regenerated(text)) != text}


def main() -> int:
    """Write, or check, every file."""
    changed = outdated()
    for path, text in changed.items():
        print(f"{'out of date' if '--check' in sys.argv else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
