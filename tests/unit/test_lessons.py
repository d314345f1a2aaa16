"""The lessons run, each draws its picture, and what stands on a page was printed by the program beside it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from matplotlib.figure import Figure
from tests.pages import ROOT

import fansim

pytestmark = pytest.mark.slow

PAGES = [page for page in sorted((ROOT / "docs" / "lessons").glob("*.md")) if page.name != "README.md"]
EVERY_LESSON = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@pytest.fixture(name="lessons")
def _lessons(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return importlib.import_module("lessons")


def smaller(function: Callable[..., Any], **fixed: Any) -> Callable[..., Any]:
    """Return a function that is called with other values of some keywords."""
    return lambda *given, **keys: function(*given, **{**keys, **fixed})


@EVERY_LESSON
def test_a_lesson_and_its_answers_run(
    page: Path, lessons: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fansim, "compare", smaller(fansim.compare, replications=2))
    monkeypatch.setattr(Figure, "savefig", lambda figure, path: Path(path).touch())
    printed = lessons.run(page)
    assert len(printed) >= 3, "a lesson, and two answers"
    assert all(text.strip() for text in printed)
    assert (tmp_path / "lesson.png").exists()


@EVERY_LESSON
def test_what_a_lesson_shows_was_printed_by_its_program(page: Path, lessons: ModuleType) -> None:
    kept = (lessons.DATA / f"{page.stem}.txt").read_text(encoding="utf-8")
    assert kept.partition("\n")[0] == lessons.fingerprint(page), f"run: python docs/lessons.py {page.stem}"
    assert (lessons.IMAGES / f"lesson_{page.stem}.png").is_file()
