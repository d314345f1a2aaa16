"""The model: its day, state, mechanisms, phases, rules, draws and outcomes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

from fansim.assembly import RECORDS, assemble
from fansim.cli.explain_day import OVER, rules_of
from fansim.engine.daily import DAILY_TOTALS
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules, signature_of
from fansim.mechanisms.opinion.start import taste_keys
from fansim.mechanisms.population.start import seed_keys, trait_places
from fansim.mechanisms.sales.start import purchase_keys
from fansim.state.columns import Column
from generator.markdown import listed, number, quoted, table

MODEL = assemble()
MECHANISMS = {mechanism.name: mechanism for mechanism in MODEL.mechanisms}
PHASES = {phase.name: phase for phase in MODEL.day}


_MECHANISM_OF = {phase.name: mechanism.name for mechanism in MODEL.mechanisms for phase in mechanism.phases}
_BROUGHT_BY = {
    **{f"brand.{column.name}": mechanism.name for mechanism in MODEL.mechanisms for column in mechanism.sums},
    **{
        f"{table}.{column.name}": mechanism.name
        for mechanism in MODEL.mechanisms
        for table, columns in mechanism.columns.items()
        for column in columns
    },
}
_OF_ITS_OWN = ("person", "group", "campaign", "incentive", "brand")  # tables of the state that odd.md shows one by one
_BEFORE_DAY_0 = {  # drawn for everybody at the start
    "traits": trait_places, "seeding": seed_keys, "taste": taste_keys, "purchase_before": purchase_keys,
}  # fmt: skip
_TYPES = {"i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64", "u2": "uint16", "u4": "uint32", "u8": "uint64",
          "f4": "float32", "f8": "float64"}  # fmt: skip


def day_table() -> str:
    """Return the day: its phases, and the pass that each belongs to."""
    pass_of = {phase.name: str(place) for place, phases in enumerate(MODEL.passes, 1) for phase in phases}
    return table(
        ("#", "pass", "phase", "mechanism", "over", "what happens"),
        (
            (str(i), pass_of[p.name], f"`{p.name}`", _MECHANISM_OF.get(p.name, "all of them"), OVER[p.over], p.sentence)
            for i, p in enumerate(PHASES.values(), 1)
        ),
    )


def state_table(name: str) -> str:
    """Return the columns of a table of the state, of the brand without its sums; ``others`` for the small tables."""
    names = [name] if name != "others" else [n for n in MODEL.tables if n not in (*_OF_ITS_OWN, *RECORDS)]
    sums = {column.name for column in MODEL.sums} if name == "brand" else set()
    header = ("state variable", "mechanism", "type", "range", "unit", "at the start", "meaning")
    rows = [(n, column) for n in names for column in MODEL.tables[n] if column.name not in sums]
    return table(header, (_column_row(n, column) for n, column in rows))


def _column_row(name: str, column: Column) -> tuple[str, ...]:
    variable = f"{name}.{column.name}"
    low, high = number(column.low), number(column.high)
    unit = "" if column.unit == "-" else column.unit
    meaning = f"{column.meaning}; put back every morning" if column.daily else column.meaning
    initial = number(column.initial)
    kind = _TYPES[column.dtype]
    return f"`{variable}`", _BROUGHT_BY[variable], kind, f"{low} to {high}", unit, initial, meaning


def sums_table() -> str:
    """Return the sums over persons, which the evening hands to the brand."""
    rows = ((f"`brand.{c.name}`", _BROUGHT_BY[f"brand.{c.name}"], c.meaning) for c in MODEL.sums)
    return table(("sum", "mechanism", "meaning"), rows)


def mechanism_facts(name: str) -> str:
    """Return what a mechanism is about, its phases with what they do, and what it brings."""
    mechanism = MECHANISMS[name]
    return "\n\n".join([mechanism.about, *(phase_facts(phase.name) for phase in mechanism.phases), *_brings(mechanism)])


def _brings(mechanism: Mechanism) -> list[str]:
    """Return the columns, sums and outcomes of a mechanism, as one list."""
    columns = [f"{table}.{c.name}" for table, found in mechanism.columns.items() for c in found]
    rows = {
        "state": quoted(columns),
        "sums of the day": quoted(column.name for column in mechanism.sums),
        "outcomes": quoted(dict.fromkeys(measure.name for measure in (*mechanism.daily, *mechanism.summary))),
        "keys": f"[parameters.md](parameters.md#{mechanism.name})" if mechanism.sections or mechanism.lists else "",
    }
    return ["It brings:\n\n" + listed(rows)] if any(rows.values()) else []


def phase_facts(name: str) -> str:
    """Return what a phase visits, when it runs, and what its source calls, reads, writes and draws."""
    phase, reading = PHASES[name], MODEL.readings[name]
    rows = {
        "visits": OVER[phase.over],
        "runs with": " or ".join(f"`{key}`" for key in MODEL.switches[name]),
        "visits nobody unless": _today(phase),
        "rules": quoted(rules_of(phase, MODEL)),
        "reads of others": quoted(sorted(reading.reads_others)),
        "writes": _written(phase.name),
        "draws": "; ".join(f"{stream}: {', '.join(sorted(drawn))}" for stream, drawn in reading.draws.items()),
    }
    return f"Phase `{name}`: *{phase.sentence}*\n\n{listed(rows)}"


def _today(phase: Phase) -> str:
    """Return on which days a phase has anything to do, by the sentence of its test; nothing for every day."""
    told = inspect.getdoc(phase.today) if phase.today else None
    return told.splitlines()[0].removeprefix("Return whether ").rstrip(".") if told else ""


def _written(name: str) -> str:
    """Return what a phase writes; of the sums of a chunk what they are called there."""
    if name == DAILY_TOTALS.name:
        return "all other sums of the day"
    return quoted(sorted(column.removeprefix("chunk.") for column in MODEL.readings[name].writes))


def rule_list(name: str) -> str:
    """Return the rules of a mechanism, or of ``chance``: signature, sentence, formula, source."""
    home = "fansim.mechanisms.chance" if name == "chance" else f"fansim.mechanisms.{name}.rules"
    return "\n\n".join(_rule(rule_name) for rule_name, rule in all_rules().items() if plain(rule).__module__ == home)


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
    if re.search(r"[=<>(+/]|^\w{1,3}( \w{1,3})+\.$", equation):
        sentence, rest = f"{said}.", f"{equation}\n{rest.strip()}"
    formula = "\n".join(f"  {line}".rstrip() for line in rest.strip().splitlines())
    return sentence[:1].upper() + sentence[1:], formula, " ".join(source.split())


def assumed_rules() -> str:
    """Return every rule of which the form or a number is an assumption."""
    parts = {name: rule_parts(name) for name in all_rules()}
    return table(
        ("rule", "what is assumed"), ((f"`{n}`", p[2]) for n, p in parts.items() if "assumption" in p[2].lower())
    )


def stream_table() -> str:
    """Return every random decision: those before day 0, and those that the phases draw."""
    rows = [(f"`{stream}`", "before day 0", _decisions(function)) for stream, function in _BEFORE_DAY_0.items()]
    for name, reading in MODEL.readings.items():
        rows += [(f"`{s}`", f"`{name}`", ", ".join(sorted(drawn))) for s, drawn in reading.draws.items()]
    return table(("stream", "drawn in", "decisions"), rows)


def _decisions(function: Callable[..., object]) -> str:
    """Return what the four draws of a stream settle, off the docstring of the function that draws them."""
    return ", ".join(re.findall(r"\b\d ([a-z ]+)", inspect.getdoc(function) or ""))


def outcome_table(which: str) -> str:
    """Return the daily or the summary outcomes."""
    found = [(m, measure) for m in MODEL.mechanisms for measure in (m.daily if which == "daily" else m.summary)]
    return table(
        ("outcome", "unit", "formula", "mechanism"),
        ((f"`{measure.name}`", measure.unit, measure.formula, mechanism.name) for mechanism, measure in found),
    )
