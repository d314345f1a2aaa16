"""The documentation: its tables are up to date, its examples run, and what it names exists."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import typer

import fansim
from fansim import columns
from fansim.cli import build, main
from fansim.day import DAY
from fansim.experiments.study_file import StudyFile
from fansim.outcomes.measures import DAILY, SUMMARY
from fansim.phases.phase import Phase
from fansim.randomness import STREAMS
from fansim.results import TABLES
from fansim.rules.registry import all_rules, plain
from fansim.scenario import KEYS, parse_override
from fansim.scenario.keys import LISTS, SECTIONS, general_key

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WITH_EXAMPLES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


LATER = {"validate", "app"}
"""Commands of which a page may speak although they come with a later version."""


class Block(NamedTuple):
    """A block of code on a page."""

    language: str
    line: int
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the blocks of code of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = re.finditer(r"^( *)```(\w*)\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    return [Block(m[2], text[: m.start()].count("\n") + 2, textwrap.dedent(m[3])) for m in found]


def in_backticks(page: Path) -> set[str]:
    """Return what stands in backticks on a page, outside its blocks of code."""
    prose = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return {" ".join(token.split()) for token in re.findall(r"`([^`]+)`", prose)}


def commands(page: Path) -> list[str]:
    """Return the fansim commands on a page, in backticks or in blocks for a shell."""
    lines = [line.partition("#")[0].strip() for block in blocks(page) if block.language == "sh"
             for line in block.text.splitlines()]  # fmt: skip
    said = [line.removeprefix("./run ") for line in [*lines, *sorted(in_backticks(page))]]
    return [line for line in said if line.split()[:1] == ["fansim"]]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The script that writes the tables."""
    specification = importlib.util.spec_from_file_location("fansim_docs", ROOT / "docs" / "generate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_tables_are_up_to_date(generator: ModuleType) -> None:
    late = [str(path.relative_to(ROOT)) for path in generator.outdated()]
    assert late == [], f"out of date: {', '.join(late)}; run: python docs/generate.py"


def test_a_stale_table_is_noticed(generator: ModuleType) -> None:
    text = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")
    stale = text.replace("| `reach` | 0-1 |", "| `reach` | 0-2 |")
    assert stale != text
    assert generator.regenerated(stale) == generator.regenerated(text)


def test_every_row_of_the_evidence_has_its_place(generator: ModuleType) -> None:
    text = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| (F-\d+) \|", text, re.MULTILINE)
    rows = [row["id"] for row in generator.evidence_rows()]
    assert rows == [f"F-{number:02}" for number in range(1, 151)]
    assert sorted(shown, key=rows.index) == rows, "a row is missing, or shown twice"
    assert sorted(set(generator.carriers()) - set(rows)) == [], "a source that is no row of the evidence"


def test_the_status_of_the_evidence_comes_from_the_code(generator: ModuleType) -> None:
    named = generator.carriers()
    assert named["F-01"] == ["`entry.enabled`", "`entry.follow_days`", "rule `entry`"]
    assert "`incentives.kind`" in named["F-20"], "named only as part of F-19 to F-21"
    assert "F-22" not in named
    assert "rule `would_recommend`" in named["F-121"]
    assert "`columns.py`" in named["F-127"]


@pytest.mark.parametrize(
    ("role", "named", "status"),
    [
        ("P `group_cap`=500", {"F-01": ["`groups.cap`", "rule `seat`"]}, "carried by: `groups.cap`, rule `seat`"),
        ("C", {"F-01": ["`days`"]}, "carried by: `days`"),
        ("C, flagged", {}, "context only"),
        ("C -> scenario pair", {"F-02": ["`days`"]}, "context only"),
        ("C / R (IKEA effect)", {}, "not yet"),
        ("T-dir", {}, "not yet"),
    ],
)
def test_the_status_of_a_row(generator: ModuleType, role: str, named: dict[str, list[str]], status: str) -> None:
    assert generator._status({"id": "F-01", "role": role}, named) == status


def test_ranges_of_sources_are_understood(generator: ModuleType) -> None:
    assert generator.codes_in("T5, F-99 to\n  F-101, F-137; UTF-8") == ["F-99", "F-100", "F-101", "F-137"]


def test_the_description_of_the_model_leaves_nothing_out() -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    files = {plain(rule).__module__.rpartition(".")[2] for rule in all_rules().values()}
    wanted = [f"phase {phase.name}" for phase in DAY] + [f"rules {file}" for file in sorted(files)]
    wanted += [f"parameters {section}" for section in sorted(SECTIONS | LISTS)]
    assert [name for name in wanted if f"<!-- generated: {name} -->" not in text] == []


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_the_examples_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("fansim.report.run_figures.save_figures", lambda *_: None)  # they take long, and have tests
    monkeypatch.setattr("fansim.report.painter.MOST", 0)
    names: dict[str, Any] = {"__name__": "example"}
    for block in blocks(page):
        name = re.match(r"# (\w+\.\w+)\n", block.text)
        if name:
            (tmp_path / name[1]).write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            exec(compile(block.text, f"{page.name}, line {block.line}", "exec"), names)
        elif block.language == "sh":
            for line in block.text.splitlines():
                run_command(line.partition("#")[0].strip(), monkeypatch, f"{page.name}, line {block.line}: {line}")
    if page.stem == "CONTRIBUTING":
        assert 0 < names["replaced"].daily["joins"].sum() < names["as_it_is"].daily["joins"].sum()
        assert set(names["replaced"].rules) == {"entry"}
        assert (tmp_path / "results" / "weekly_door" / "manifest.json").is_file()
    assert "Traceback" not in capsys.readouterr().err


def run_command(line: str, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Run one line of a block for a shell, if it is a command of fansim."""
    if line.split()[:1] != ["fansim"]:
        return
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as leave:
        main()
    assert leave.value.code in (0, None), where


@EVERY_PAGE
def test_what_a_page_names_exists(page: Path) -> None:
    unknown = sorted(token for token in in_backticks(page) if not is_known(token, page))
    assert unknown == [], f"{page.relative_to(ROOT)} names in backticks what does not exist"


@EVERY_PAGE
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@EVERY_PAGE
def test_the_commands_of_a_page_exist(page: Path) -> None:
    group = typer.main.get_command(build())
    assert not LATER & set(group.commands), "a command that exists now is not for later"
    assert [problem for line in commands(page) if (problem := wrong_with(line, group))] == []


def wrong_with(line: str, group: Any) -> str:
    """Return what is wrong with a command, nothing if all is well; words in capitals stand for something."""
    words = shlex.split(line)[1:]
    if not words or words[0].startswith("-") or words[0].isupper():
        return ""
    if words[0] in LATER:
        return ""
    command = group.commands.get(words[0])
    if command is None:
        return f"{line}: there is no command {words[0]}"
    options = {option for parameter in command.params for option in parameter.opts} | {"--help", "--debug"}
    for word in words[1:]:
        if word.startswith("--") and word.partition("=")[0] not in options:
            return f"{line}: there is no option {word}"
    for key in (words[i + 1] for i, word in enumerate(words) if word == "--set" and words[i + 1] != "KEY=VALUE"):
        if not is_key(parse_override(key)[0]):
            return f"{line}: there is no key {key}"
    return ""


def is_key(key: str) -> bool:
    """Return whether there is such a dotted key, a number standing for the item of a list."""
    return general_key(tuple(int(part) if part.isdecimal() else part for part in key.split("."))) in KEYS


def state_variables() -> set[str]:
    """Return every state variable by its dotted name."""
    tables = {**columns.TABLES, **columns.RECORDS}
    return {f"{name}.{column.name}" for name, declared in tables.items() for column in declared} | {"chunk.*"}


def known_names() -> set[str]:
    """Return every name with an underscore that a page may mention."""
    names = {m.name for m in (*DAILY, *SUMMARY)} | {phase.name for phase in DAY} | set(all_rules()) | set(STREAMS)
    names |= {part for key in KEYS for part in key.split(".")} | {c for known in KEYS.values() for c in known.choices}
    names |= {part for variable in state_variables() for part in variable.split(".")} | set(columns.EVENTS.values())
    names |= {
        *columns.LABELS,
        *columns.ROLES,
        *columns.SOURCES,
        *columns.PROBLEMS,
        *fansim.__all__,
        *Phase.__annotations__,
    }
    names |= {path.stem for path in (ROOT / "scenarios").rglob("*.toml")} | set(StudyFile.model_fields)
    return names | {path.stem for path in (ROOT / "sim").rglob("*.py")}


def is_known(token: str, page: Path) -> bool:
    """Return whether a token in backticks exists, as far as it can be told what it is."""
    if re.fullmatch(r"[\w./-]+\.(py|md|toml|csv|parquet|json|png|html|xlsx|txt)", token) or token.startswith(
        ("sim/", "docs/", "tests/", "scenarios/")
    ):
        return is_file(token, page)
    if re.fullmatch(r"\[\[?\w+\]\]?", token):
        return token.strip("[]") in SECTIONS | LISTS | set(StudyFile.model_fields)
    if re.fullmatch(r"[a-z_]+(\.\w+)+", token):
        first = token.partition(".")[0]
        if first in ("result", "model", "agent", "self", "p"):
            return True
        if first in ("fansim", "agents", "columns"):
            return is_module_or_name(token)
        if first in SECTIONS | LISTS | set(columns.TABLES) | set(columns.RECORDS):
            return is_key(token) or token in state_variables()
    if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", token):
        return token in known_names()
    return True


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
        "findings.md",
        "summary.csv",
        "summary.xlsx",
        "runs.parquet",
        *(f"{table}.parquet" for table in TABLES),
    }
    made |= {name[1] for block in blocks(page) if (name := re.match(r"# (\w+\.\w+)\n", block.text))}
    places = (ROOT, ROOT / "sim" / "fansim", page.parent, ROOT / "scenarios")
    return token in made or token.startswith("my_") or any((place / token).exists() for place in places)
