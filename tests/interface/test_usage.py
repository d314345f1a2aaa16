"""Usage errors of the command-line library: each that can occur is told in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from fansim.cli import VARIABLE, build
from fansim.cli.help import translate
from fansim.cli.usage import SENTENCES, USAGE_ERROR, _pattern, in_our_words, show
from fansim.language import speak, words

CALLS = {
    "--lang zh": "缺少命令。",
    "rnu x": "没有 rnu 这个命令。是不是想写 run？",
    "animate x": "没有 animate 这个命令。是不是想写 validate 或 calibrate？",
    "xyzzy": "没有 xyzzy 这个命令。",
    "run x --sed 3": "没有 --sed 这个选项。是不是想写 --save-day、--seed 或 --set？",
    "run x -q": "没有 -q 这个选项。",
    "run x --seed": "选项 --seed 后面要写一个值。",
    "run x --force=1": "选项 --force 后面不能写值。",
    "run": "缺少参数 SCENARIO。",
    "run a b": "多写了参数：b。",
    "--lang fr run": "--lang（环境变量 FANSIM_LANG）：写的是“fr”，但应是 en 或 zh。",
    "run x --driver z": "--driver：写的是“z”，但应是 fast 或 mesa。",
    "run x --driver it's": "--driver：写的是“it's”，但应是 fast 或 mesa。",
    "run x --seed -1": "--seed：应是不小于 0 的整数。",
    "app --port 70000": "--port：应是不大于 65535 的整数。",
    "run x --days 1.5": "--days：应是整数。",
    f"run x --days {'9' * 5000}": "--days：这个整数位数太多。",
    "bench --peers --phases": "--phases 和 --agents 只测量 fansim 自己：请去掉它们，或去掉 --peers。",
}
NEVER = {
    "BadArgumentUsage": "of arguments with a fixed number of values above one; no command has any",
    "NoArgsIsHelpError": "prints the page of help, which is Chinese already",
}
"""Errors of the library that are not told sentence by sentence, and why."""


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lend the command line in Chinese."""
    monkeypatch.setenv(VARIABLE, "zh")
    speak("zh")
    command = typer.main.get_command(build())
    translate(command)
    yield command
    speak("en")


def failed(command: Any, call: str) -> Any:
    """Return the error that a call raises."""
    with pytest.raises(USAGE_ERROR) as error:
        command.main(call.split(), prog_name="fansim", standalone_mode=False)
    return error.value


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_cannot_be_followed_is_told_in_chinese(
    call: str, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    show(failed(command, call))
    page = capsys.readouterr().err
    assert page.splitlines()[-1] == f"错误：{CALLS[call]}"
    assert [word for word in ("Usage", "Try", "Error", "Invalid", "option") if re.search(rf"\b{word}\b", page)] == []


def test_every_sentence_is_met_and_has_its_chinese(command: Any) -> None:
    assert sorted(SENTENCES - words().keys()) == []
    told = [failed(command, call).format_message() for call in CALLS]
    parts = {": ".join(parts[first:]) for text in told for parts in [text.split(": ")] for first in range(len(parts))}
    assert [one for one in SENTENCES if not any(_pattern(one).fullmatch(part) for part in parts)] == []


def test_every_error_class_of_the_library_is_told(command: Any) -> None:
    def below(kind: Any) -> set[str]:
        return {kind.__name__}.union(*map(below, kind.__subclasses__()))

    met = {type(failed(command, call)).__name__ for call in CALLS}
    assert below(USAGE_ERROR) - met == NEVER.keys()
    assert all(parameter.nargs in (1, -1) for one in command.commands.values() for parameter in one.params)


def test_without_a_command_the_help_is_printed(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    show(failed(command, ""))
    assert capsys.readouterr().err.startswith("用法：fansim")


def test_english_is_as_the_library_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    show(failed(typer.main.get_command(build()), "run"))
    assert "Error: Missing argument 'SCENARIO'." in capsys.readouterr().err


def test_what_the_table_does_not_have_stays_as_it_is(command: Any) -> None:
    assert in_our_words("Something new of the library.") == "Something new of the library."
