"""The words of what people read: every text that is said is in the table, with the same places for values."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

from tests.pages import ROOT

from fansim.language import language, say, speak, spoken, words

PACKAGE = ROOT / "sim" / "fansim"


def said(path: Path) -> list[tuple[str, int]]:
    """Return each text that a file says, with its line; a text that is no literal is ""."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "", call.lineno)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say" and call.args
        for first in call.args[:1]
    ]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_that_is_said_has_its_chinese() -> None:
    texts = [(text, f"{path.name}:{line}") for path in sorted(PACKAGE.rglob("*.py")) for text, line in said(path)]
    assert [where for text, where in texts if not text] == [], "say() takes a literal"
    assert [(where, text) for text, where in texts if text not in words()] == []


def test_the_chinese_has_the_places_of_the_english() -> None:
    assert [en for en, zh in words().items() if places(en) != places(zh) or not zh.strip()] == []


def test_a_language_holds_for_its_block() -> None:
    assert say("{number} people", number="5,000") == "5,000 people"
    with spoken("zh"):
        assert language() == "zh"
        assert say("{number} people", number="5,000") == "5,000 人"
        with spoken("en"):
            assert say("Followers") == "Followers"
        assert say("Followers") == "关注者"
    assert language() == "en"


def test_a_language_is_used_from_here_on() -> None:
    try:
        speak("zh")
        assert say("Followers") == "关注者"
    finally:
        speak("en")


def test_what_has_no_chinese_stays_as_it_is() -> None:
    with spoken("zh"):
        assert say("no such text in the table") == "no such text in the table"
