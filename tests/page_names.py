"""The names on a page of the documentation, and whether there is what they name."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from functools import cache
from pathlib import Path

from tests.pages import ROOT, blocks

import fansim
from fansim import mechanism
from fansim.assembly import assemble
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.engine.rulebook import all_rules
from fansim.experiments.study.file import StudyFile
from fansim.results import TABLES
from fansim.scenario import KEYS
from fansim.scenario.keys import LISTS, SECTIONS, general_key
from fansim.state import codes

MODEL = assemble()


def in_backticks(page: Path) -> set[str]:
    """Return what stands in backticks on a page, outside its blocks of code."""
    prose = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return {" ".join(token.split()) for token in re.findall(r"`([^`]+)`", prose)}


def former_names(page: Path) -> set[str]:
    """Return the names that a page shows in the first column of a table of what is now called otherwise."""
    tables = re.findall(r"^\| [\w ]+ \| now \|\n(?:\|.*\n)+", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {name for table in tables for name in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)}


def is_key(key: str) -> bool:
    """Return whether there is such a dotted key, a number standing for the item of a list."""
    return general_key(tuple(int(part) if part.isdecimal() else part for part in key.split("."))) in KEYS


@cache
def state_variables() -> set[str]:
    """Return every state variable by its dotted name, those of the brand being its sums as well."""
    return {f"{name}.{column.name}" for name, found in MODEL.tables.items() if name != "chunk" for column in found}


def streams_before_day_0() -> set[str]:
    """Return the streams of random numbers that are drawn at the start."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sim").rglob("mechanisms/*/start.py"))
    return set(re.findall(r"stream\(\"(\w+)\"\)", source))


@cache
def known_names() -> set[str]:
    """Return every name with an underscore that a page may mention."""
    names = {m.name for m in (*MODEL.daily, *MODEL.summary, *MODEL.mechanisms, *MODEL.day)} | set(all_rules())
    names |= {stream for reading in MODEL.readings.values() for stream in reading.draws}
    names |= streams_before_day_0()
    names |= {part for key in KEYS for part in key.split(".")} | {c for known in KEYS.values() for c in known.choices}
    names |= {part for variable in state_variables() for part in variable.split(".")}
    names |= {word for code in codes.Code.__subclasses__() for word in code.words()}
    names |= {*fansim.__all__, *mechanism.__all__} | {part.name for kind in (Phase, Mechanism) for part in fields(kind)}
    names |= {path.stem for path in (ROOT / "scenarios").rglob("*.toml")} | set(StudyFile.model_fields)
    return names | {path.stem for path in (ROOT / "sim").rglob("*.py")}


def is_known(token: str, page: Path) -> bool:
    """Return whether a token in backticks exists, as far as it can be told what it is."""
    if re.fullmatch(r"[\w./-]+\.(py|md|toml|csv|parquet|json|png|html|xlsx|txt)", token) or token.startswith(
        ("sim/", "docs/", "tests/", "scenarios/")
    ):
        return is_file(token, page)
    if re.fullmatch(r"\[\[?\w+\]\]?", token):
        return token.strip("[]") in SECTIONS | LISTS | set(StudyFile.model_fields) | shown_in_code(page)
    if re.fullmatch(r"[a-z_]+(\.\w+)+", token):
        first = token.partition(".")[0]
        if first in ("result", "model", "agent", "self", "p"):
            return True
        if first in ("fansim", "agents", "engine"):
            return is_module_or_name(token)
        if first in MODEL.tables and token.rpartition(".")[2] in shown_in_code(page):
            return True  # a column of the mechanism that the page brings
        if first in SECTIONS | LISTS | set(MODEL.tables):
            return is_key(token) or token in state_variables()
    if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", token):
        return token in known_names() | shown_in_code(page)
    return True


@cache
def shown_in_code(page: Path) -> set[str]:
    """Return the names in the Python of a page, which its example defines or uses when it runs."""
    code = "\n".join(block.text for block in blocks(page) if block.language == "python")
    return set(re.findall(r"\w+", code))


def is_module_or_name(token: str) -> bool:
    """Return whether a dotted name leads to a module of fansim, or to a name in one."""
    words = token.removeprefix("fansim.").split(".")
    for length in range(len(words), -1, -1):
        try:
            found = importlib.import_module(".".join(["fansim", *words[:length]]))
        except ModuleNotFoundError:
            continue
        for word in words[length:]:
            if not hasattr(found, word):
                return False
            found = getattr(found, word)
        return True
    return False


def is_file(token: str, page: Path) -> bool:
    """Return whether a file exists, is written by a run or a study, or is made by an example of the page."""
    made = {
        "manifest.json",
        "findings.json",
        "findings.md",
        "report.html",
        "summary.csv",
        "summary.xlsx",
        "runs.parquet",
        *(f"{table}.parquet" for table in TABLES),
    }
    made |= {block.file for block in blocks(page) if block.file}
    places = (ROOT, ROOT / "sim" / "fansim", page.parent, ROOT / "scenarios")
    of_a_mechanism = any((ROOT / "sim" / "fansim" / "mechanisms").glob(f"*/{token}"))
    return token in made or token.startswith("my_") or of_a_mechanism or any((p / token).exists() for p in places)
