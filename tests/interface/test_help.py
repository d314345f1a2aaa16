"""The pages of ``--help`` in Chinese: every command and option has its words, and the columns stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from fansim.cli import build, language_asked
from fansim.cli.help import translate
from fansim.language import speak, words
from fansim.text import columns, wrapped


def commands(command: Any) -> Iterator[Any]:
    """Yield a command and all below it."""
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from commands(below)


@pytest.fixture
def chinese() -> Iterator[Any]:
    """Lend the command line with its help in Chinese."""
    speak("zh")
    command = typer.main.get_command(build())
    translate(command)
    yield command
    speak("en")


def test_every_command_and_option_has_its_chinese() -> None:
    known = list(commands(typer.main.get_command(build())))
    texts = [text for one in known for text in (one.help, one.epilog) if text]
    texts += [option.help for one in known for option in one.params if option.help]
    assert len(texts) > 120
    assert sorted({" ".join(text.split()) for text in texts} - words().keys()) == []


@pytest.mark.parametrize("name", ["", *typer.main.get_command(build()).commands])
def test_a_page_is_chinese_no_wider_than_the_terminal_and_in_columns(
    name: str, chinese: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    chinese.main(["--lang", "zh", *name.split(), "--help"], prog_name="fansim", standalone_mode=False)
    page = capsys.readouterr().out
    assert page.startswith("用法：fansim")
    assert max(map(columns, page.splitlines())) <= 80
    options = page.partition("选项：\n")[2].partition("\n\n")[0].splitlines()
    starts = [re.match(r"(  -.*?  +| {10,})(?=\S)", line) for line in options]
    assert len({columns(start[0]) for start in starts if start}) == 1
    left = {"default", "required", "env var", "Options", "Arguments", "Commands", "Usage"}
    assert [word for word in left if re.search(rf"\b{word}\b", page)] == []


@pytest.mark.parametrize(
    ("words_given", "environment", "language"),
    [
        (["run"], "", "en"),
        (["run"], "zh", "zh"),
        (["--lang", "en", "run"], "zh", "en"),
        (["--lang=zh", "run"], "", "zh"),
        (["--lang", "fr", "run"], "zh", "en"),
        (["--lang"], "", "en"),
    ],
)
def test_the_language_is_known_before_a_page_is_asked_for(
    words_given: list[str], environment: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANSIM_LANG", environment)
    assert language_asked(words_given) == language


def test_a_mark_begins_no_line_and_a_word_is_not_cut() -> None:
    lines = wrapped("用 Mesa 智能体（逐个）运行，结果相同。", 14)
    assert lines == ["用 Mesa 智能体", "（逐个）运行，", "结果相同。"]
    assert [line for line in lines if line[0] in "，。）"] == []
