"""What goes into spreadsheets is text or a number, never a formula, and never breaks the file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import fansim
from fansim.scenario import load_scenario
from fansim.spreadsheet import safe_text, write_csv

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\x1b[31mred", "a\x00b", "\ud800"]


@pytest.mark.parametrize("text", EVIL)
def test_text_is_no_formula_and_has_no_sign_that_steers_a_terminal(text: str) -> None:
    safe = safe_text(text)
    assert not safe.startswith(("=", "+", "-", "@"))
    assert safe.isprintable()
    safe.encode()


@pytest.mark.parametrize("text", [" =1", "\u3000=1", "\u00a0 +1", "  -1", " @A1", "＝1", "\u3000＋1", "－1", "＠A1"])
def test_spaces_and_full_width_signs_before_it_do_not_make_a_formula(text: str, tmp_path: Path) -> None:
    assert safe_text(text) == f"'{text}"
    write_csv(pd.DataFrame({text: [text]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8-sig") == f"'{text}\n'{text}\n"


@pytest.mark.parametrize("text", ["雷军 = 小米", " a", "1-2", "\u3000小米 +1", "", " "])
def test_text_that_begins_otherwise_stays(text: str) -> None:
    assert safe_text(text) == text


def test_tabs_and_line_ends_before_a_formula_are_written_by_their_numbers() -> None:
    assert safe_text("\t=1") == "\\t=1"
    assert safe_text("\r\n=1") == "\\r\\n=1"


def test_numbers_and_plain_text_stay_as_they_are(tmp_path: Path) -> None:
    table = pd.DataFrame({"name": ["雷军", "=1"], "=x": [-1.5, 2.0], "n": [-3, 4]})
    write_csv(table, tmp_path / "t.csv")
    back = pd.read_csv(tmp_path / "t.csv", encoding="utf-8-sig")
    assert back.columns.tolist() == ["name", "'=x", "n"]
    assert back["name"].tolist() == ["雷军", "'=1"]
    assert back["n"].tolist() == [-3, 4]
    assert back["'=x"].tolist() == [-1.5, 2.0]


@pytest.mark.parametrize("title", EVIL[:6])
def test_a_study_of_any_title_leaves_a_workbook_with_a_head_that_stays(title: str, tmp_path: Path) -> None:
    study = {
        "title": title,
        "base": str(Path(__file__).parents[2] / "scenarios" / "leijun_classroom.toml"),
        "set": {"population.size": 60, "days": 3},
        "replications": 1,
        "outcomes": ["reach", "cost_total"],
        "design": {"kind": "grid", "factors": {"groups.allocation": ["random", "fill_first"]}},
    }
    fansim.sweep(study, out=tmp_path / "s")
    book = openpyxl.load_workbook(tmp_path / "s" / "summary.xlsx")
    sheet = book["summary"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    columns = {cell.value: number for number, cell in enumerate(sheet[1])}
    row = next(iter(sheet.iter_rows(min_row=2)))
    assert row[columns["reach_mean"]].number_format == "0.00%"
    assert row[columns["cost_total_mean"]].number_format == "#,##0"
    assert book["study"]["B1"].data_type == "s"
    assert book["study"]["B1"].value.isprintable()


def test_a_run_leaves_a_workbook_with_units_and_the_lines_of_its_description(tmp_path: Path) -> None:
    scenario = load_scenario(
        "leijun_classroom", {"population.size": 60, "days": 3, "description": "=first\nsecond \x1b[31m"}
    )
    fansim.run(scenario).save(tmp_path / "r", figures=False)
    book = openpyxl.load_workbook(tmp_path / "r" / "summary.xlsx")
    rows = {row[1].value: row for row in book["summary"].iter_rows(min_row=2)}
    assert rows["reach"][0].value == "Reach: people who ever followed"
    assert [rows[name][2].number_format for name in ("reach", "sales_total")] == ["0.00%", "#,##0"]
    facts = {row[0].value: row[1].value for row in book["run"].iter_rows()}
    assert facts["description"] == "'=first\nsecond \\x1b[31m"
    assert facts["people"] == 60


def test_a_title_that_steers_a_terminal_is_written_by_its_numbers() -> None:
    assert load_scenario("leijun_classroom", {"title": "a\x1b[31mb"}).title == "a\\x1b[31mb"
