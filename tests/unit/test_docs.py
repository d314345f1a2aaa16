"""The documentation: its tables are up to date, its examples run, and what it names exists."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from tests import pages
from tests.page_names import former_names, in_backticks, is_key, is_known, state_variables, streams_before_day_0
from tests.pages import ROOT, blocks

from fansim.assembly import assemble
from fansim.cli import build, main
from fansim.engine.rulebook import RENAMED, all_rules
from fansim.scenario import KEYS, Scenario, parse_override
from fansim.scenario.keys import LISTS, SECTIONS, keys_of_type

MODEL = assemble()
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WITH_EXAMPLES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def commands(page: Path) -> list[str]:
    """Return the fansim commands on a page, in backticks or in blocks for a shell."""
    lines = [line.partition("#")[0].strip() for block in blocks(page) if block.language == "sh"
             for line in block.text.splitlines()]  # fmt: skip
    said = [line.removeprefix("./run ") for line in [*lines, *sorted(in_backticks(page))]]
    return [line for line in said if line.split()[:1] == ["fansim"]]


@pytest.fixture(scope="module", name="generator")
def _generator() -> ModuleType:
    return pages.generator()


@pytest.fixture(scope="module")
def evidence(generator: ModuleType) -> ModuleType:
    """The part of it that reads the evidence."""
    return sys.modules["generator.evidence"]


def test_the_tables_are_up_to_date(generator: ModuleType) -> None:
    late = [str(path.relative_to(ROOT)) for path in generator.outdated()]
    assert late == [], f"out of date: {', '.join(late)}; run: python docs/generate.py"


def test_a_stale_table_is_noticed(generator: ModuleType) -> None:
    text = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")
    stale = text.replace("| `reach` | 0-1 |", "| `reach` | 0-2 |")
    assert stale != text
    assert generator.regenerated(stale) == generator.regenerated(text)


def test_every_row_of_the_evidence_has_its_place(evidence: ModuleType) -> None:
    text = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| (F-\d+) \|", text, re.MULTILINE)
    rows = [row["id"] for row in evidence.evidence_rows()]
    assert rows == [f"F-{number:02}" for number in range(1, 151)]
    assert sorted(shown, key=rows.index) == rows, "a row is missing, or shown twice"
    assert sorted(set(evidence.carriers()) - set(rows)) == [], "a source that is no row of the evidence"


def test_what_carries_shows_and_proves_a_row_comes_from_code_scenarios_and_tests(evidence: ModuleType) -> None:
    carried, shown, proved = evidence.carriers(), evidence.shown(), evidence.proofs()
    entry = "../sim/fansim/mechanisms/entry/rules.py"
    assert carried["F-01"] == [
        "[`entry.enabled`](parameters.md#entry)",
        "[`entry.follow_days`](parameters.md#entry)",
        f"[rule `days_required`]({entry})",
        f"[rule `entry`]({entry})",
    ]
    assert "[`incentives.kind`](parameters.md#incentives)" in carried["F-20"], "named only as part of F-19 to F-21"
    assert "F-05" not in carried
    assert "[`state/codes.py`](../sim/fansim/state/codes.py)" in carried["F-127"]
    assert shown["F-08"] == ["[`weibo_comments`](../scenarios/weibo_comments.toml)"]
    assert "[`threshold_by_cap`](../scenarios/studies/threshold_by_cap.toml)" in shown["F-28"]
    assert proved["F-83"][-1] == "[pattern C6b](calibration.md)"
    assert "[many groups are full and not all](../tests/mechanisms/test_groups.py)" in proved["F-04"]


@pytest.mark.parametrize(
    ("role", "named", "status"),
    [
        ("P `group_cap`=500", {"F-01": ["`groups.cap`", "rule `seat`"]}, "carried"),
        ("C", {"F-01": ["`days`"]}, "carried"),
        ("C, flagged", {}, "context only"),
        ("C -> scenario pair", {"F-02": ["`days`"]}, "context only"),
        ("C / R (IKEA effect)", {}, "not yet"),
        ("T-dir", {}, "not yet"),
    ],
)
def test_the_status_of_a_row(evidence: ModuleType, role: str, named: dict[str, list[str]], status: str) -> None:
    assert evidence.status_of({"id": "F-01", "role": role}, named) == status


def test_every_row_is_carried_shown_and_proved_or_says_why_not(evidence: ModuleType) -> None:
    kinds = (evidence.carriers(), evidence.shown(), evidence.proofs())
    for row in evidence.evidence_rows():
        found = [bool(named.get(row["id"])) for named in kinds]
        if evidence.roles_of(row["role"]) != {"C"}:
            assert found == [True, True, True], f"{row['id']}: carried, shown, proved"
        assert found[0] != bool(row["not_carried"]), f"{row['id']}: a reason where nothing carries it, and only there"
    assert sum(row["id"] in kinds[0] for row in evidence.evidence_rows()) >= 130


def test_ranges_of_sources_are_understood(evidence: ModuleType) -> None:
    assert evidence.codes_in("T5, F-99 to\n  F-101, F-137; UTF-8") == ["F-99", "F-100", "F-101", "F-137"]


def test_every_mechanism_has_its_section_in_the_description_of_the_model() -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### 7\.\d+ (\w+)$", text, re.MULTILINE)
    assert headings == [mechanism.name for mechanism in MODEL.mechanisms]


ELEMENTS = (
    "Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
    "Design concepts",
    "Initialisation", "Input data", "Submodels",
)  # fmt: skip
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip


def test_the_description_has_the_elements_and_concepts_of_the_protocol() -> None:
    """Grimm et al. 2020: seven elements, and eleven design concepts, in their order."""
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## [1-7] (.+)$", text, re.MULTILINE)) == ELEMENTS
    concepts = text.partition("## 4 Design concepts")[2].partition("\n## 5 ")[0]
    assert tuple(re.findall(r"^\*\*([\w ]+)\.\*\* ", concepts, re.MULTILINE)) == CONCEPTS


def test_every_form_of_the_literature_that_the_code_names_is_in_the_bibliography() -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (T\d+) \|", text.partition("## 9 Bibliography")[2], re.MULTILINE))
    sources = " ".join(KEYS[key].source for key in KEYS)
    sources += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sim").rglob("mechanisms/*/rules.py"))
    named = {f"T{number}" for number in re.findall(r"\bT(\d+)\b(?! of)", sources)} - {"T0"}
    assert sorted(named - listed) == []


def test_the_description_of_the_model_leaves_nothing_out() -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    assert [f"phase {phase.name}" for phase in MODEL.day if f"Phase `{phase.name}`: *" not in text] == []
    assert [f"rule {name}" for name in all_rules() if f"- `{name}(" not in text] == []
    assert [f"column {name}" for name in sorted(state_variables()) if f"| `{name}` |" not in text] == []


def test_every_key_has_its_row_under_its_mechanism() -> None:
    text = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    with_keys = [one for one in MODEL.mechanisms if one.sections or one.lists]
    assert list(parts) == [one.name for one in with_keys]
    for mechanism in with_keys:
        sections = {*mechanism.sections, *mechanism.lists}
        keys = [key for key in KEYS if key.rpartition(".")[0] in sections]
        assert [key for key in keys if f"| `{key}` |" not in parts[mechanism.name]] == []
    assert [key for key in KEYS if f"| `{key}` |" not in text] == []


def test_every_stream_of_random_numbers_is_described(generator: ModuleType) -> None:
    drawn = {stream for reading in MODEL.readings.values() for stream in reading.draws}
    told = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", generator.TABLES["streams"](), re.MULTILINE)
    assert {stream for stream, _ in told} == drawn | streams_before_day_0()
    assert all(decisions for _, decisions in told)


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_the_examples_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "fansim.report.run_figures.save_figures", lambda *_, **__: None
    )  # they take long, and have tests
    monkeypatch.setattr("fansim.report.painter.MOST", 0)
    names: dict[str, Any] = {"__name__": "example"}
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
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
    unknown = sorted(token for token in in_backticks(page) - former_names(page) if not is_known(token, page))
    assert unknown == [], f"{page.relative_to(ROOT)} names in backticks what does not exist"


def test_the_changelog_tells_every_name_that_is_refused_with_a_new_one() -> None:
    told = former_names(ROOT / "CHANGELOG.md")
    assert set(RENAMED) <= told
    assert set(keys_of_type(Scenario).renamed) <= told


@EVERY_PAGE
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@EVERY_PAGE
def test_the_commands_of_a_page_exist(page: Path) -> None:
    group = typer.main.get_command(build())
    assert [problem for line in commands(page) if (problem := wrong_with(line, group))] == []


def wrong_with(line: str, group: Any) -> str:
    """Return what is wrong with a command, nothing if all is well; words in capitals stand for something."""
    words = shlex.split(line)[1:]
    if not words or words[0].startswith("-") or words[0].isupper():
        return ""
    command = group.commands.get(words[0])
    if command is None:
        return f"{line}: there is no command {words[0]}"
    options = {option for parameter in command.params for option in parameter.opts} | {"--help", "--debug", "--lang"}
    for word in words[1:]:
        if word.startswith("--") and word.partition("=")[0] not in options:
            return f"{line}: there is no option {word}"
    for key in (words[i + 1] for i, word in enumerate(words) if word == "--set" and words[i + 1] != "KEY=VALUE"):
        of_a_mechanism = "--mechanism" in words and key.partition(".")[0] not in SECTIONS | LISTS
        if not is_key(parse_override(key)[0]) and not of_a_mechanism:
            return f"{line}: there is no key {key}"
    return ""
