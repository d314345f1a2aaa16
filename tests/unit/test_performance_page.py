"""The performance page: every figure on it comes from a file of benchmarks/results."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pages import ROOT, generator

RESULTS = sorted((ROOT / "benchmarks" / "results").glob("*.json"))
PAGE = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
GENERATED = re.compile(r"<!-- generated: performance (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)


@pytest.fixture(scope="module")
def performance() -> Callable[[str], str]:
    return generator().performance


def test_the_page_shows_every_measurement(performance: Callable[[str], str]) -> None:
    shown = {name: text.strip() for name, text in GENERATED.findall(PAGE)}
    assert shown == {file.stem: performance(file.stem) for file in RESULTS}


def test_no_figure_was_written_by_hand() -> None:
    prose = GENERATED.sub("", PAGE)
    assert re.findall(r"\b\d[\d.,]*\s?(?:%|ns|us|ms|s|seconds|MB|GB|GiB|bytes|times)\b", prose) == []


@pytest.mark.parametrize("file", RESULTS, ids=lambda file: file.stem)
def test_the_figures_of_a_file_are_those_of_its_tables(file: Path, performance: Callable[[str], str]) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))["machine"]
    assert f"{told['processor']}, {told['processors']} processors" in performance(file.stem)
    assert f"Python {told['python']}" in performance(file.stem)


def test_the_text_on_the_case_is_that_of_its_scenario() -> None:
    from fansim import load_scenario

    case = load_scenario(ROOT / "benchmarks" / "peers" / "si.toml")
    text = " ".join((ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").split())
    assert f"chance of {case.word_of_mouth.strong}" in text
    assert f"In {case.days} days the share goes from {case.population.core_share:.0%}" in text
