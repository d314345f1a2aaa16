"""The commands of analyses: what they say, what they write, and their exit statuses."""

import pytest
from typer.testing import CliRunner

from fansim.cli import build
from fansim.errors import ScenarioError

STUDY = """
base = "base.toml"
replications = 2
outcomes = ["reach"]
[design]
kind = "latin_hypercube"
samples = 6
[design.factors]
"word_of_mouth.strong" = {low = 0.0, high = 0.2}
"entry.follow_days" = {low = 0, high = 20}
[sensitivity]
method = "morris"
samples = 2
[robustness]
objectives = {reach = "max"}
policies = {plain = {}, ads = {"ads.per_day" = 0.02}}
"""


@pytest.fixture
def command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.toml").write_text("days = 30\n[population]\nsize = 300\ncore_share = 0.1\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return lambda *words: CliRunner().invoke(build(), [*words], catch_exceptions=False)


def test_an_analysis_prints_its_table_and_findings_and_says_where_it_is(command, tmp_path):
    got = command("sensitivity", "study.toml")
    assert got.exit_code == 0
    assert "(word_of_mouth.strong) matters most" in got.output
    assert "result: results/study_sensitivity" in got.output
    assert (tmp_path / "results" / "study_sensitivity" / "sensitivity.csv").is_file()


def test_replications_and_out_are_taken(command, tmp_path):
    got = command("robustness", "study.toml", "--replications", "1", "--out", "here")
    assert got.exit_code == 0
    assert "best in 100% of 6 draws" in got.output
    assert (tmp_path / "here" / "findings.md").is_file()


def test_a_study_without_the_section_leaves_no_folder(command, tmp_path):
    with pytest.raises(ScenarioError, match=r"no section \[optimise\]"):
        command("optimise", "study.toml")
    assert not (tmp_path / "results").exists()


def test_a_study_that_is_not_there_is_said(command):
    with pytest.raises(ScenarioError, match="no bundled study of that name"):
        command("calibrate", "nothing")
