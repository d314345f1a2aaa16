"""The command line: ``fansim COMMAND``. Exit statuses: 0 done, 2 bad input, 1 a run failed, 130 stopped.

Each file here adds its commands by ``register(app)`` and imports what is heavy inside them, so that
``fansim --help`` is quick.
"""

from __future__ import annotations

import atexit
import gc
import os
import shlex
import sys
import warnings
from itertools import islice, pairwise
from typing import Annotated, TextIO

import typer

import fansim
from fansim.cli import analysis, bench, explain, fan, report, run, studies, usage, validate
from fansim.cli import app as page
from fansim.cli.streams import be_patient
from fansim.command import remember_command
from fansim.errors import FansimError, FansimWarning
from fansim.language import Language, language, say, speak

VARIABLE = "FANSIM_LANG"
_LONGEST_LINE = 1_000  # of a message: what is longer repeats what was given


def build() -> typer.Typer:
    """Return the command line with all its commands."""
    app = typer.Typer(
        name="fansim",
        help="The simulator of fan-community dynamics: fans, shills and haters around a brand, one day at a time.",
        epilog="A scenario is a TOML file, or the bare name of a bundled one: fansim run leijun_classroom",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich's help takes as long again as all the rest
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_common)
    for commands in (run, page, studies, analysis, report, explain, fan, validate, bench):  # the order of the help
        commands.register(app)
    return app


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(100_000)  # looking for cycles in all that is imported takes a fifth of a small run,
    atexit.register(gc.freeze)  # and at the end half a second
    arguments = common_first(sys.argv[1:])
    remember_command(shlex.join(["fansim", *sys.argv[1:]]))
    be_patient()
    _say_warnings_in_a_line()
    speak(language_asked(arguments))
    command = typer.main.get_command(build())
    if language() != "en":
        from fansim.cli.help import translate

        translate(command)
    try:
        status = command.main(arguments, prog_name="fansim", standalone_mode=False)
    except Exception as error:
        if isinstance(error, usage.USAGE_ERROR):
            usage.show(error)
            raise SystemExit(2) from None
        if "--debug" in arguments:
            raise
        print(f"fansim: {_message(error)}", file=sys.stderr)
        raise SystemExit(2 if isinstance(error, FansimError) else 1) from None
    raise SystemExit(status)


def common_first(arguments: list[str]) -> list[str]:
    """Return the words of a command with the options of every command first: they may stand anywhere."""
    common, others, words = list[str](), list[str](), iter(arguments)
    for word in words:
        if word == "--lang":
            common += [word, *islice(words, 1)]
        elif word == "--debug" or word.startswith("--lang="):
            common.append(word)
        else:
            others.append(word)
    return common + others


def language_asked(arguments: list[str]) -> Language:
    """Return the language that a command asks for, or else the environment: English if it is none of ours."""
    asked = os.environ.get(VARIABLE, "")
    for word, following in pairwise([*arguments, ""]):
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return "zh" if asked == "zh" else "en"


def _say_warnings_in_a_line() -> None:
    """Print our own warnings as we print errors; those of libraries as Python does."""
    usual = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if issubclass(category, FansimWarning):
            print(f"fansim: {message}", file=sys.stderr)
        else:
            usual(message, category, filename, lineno, file, line)

    warnings.showwarning = show
    warnings.simplefilter("always", FansimWarning)


def _message(error: Exception) -> str:
    """Say what went wrong, in one line unless it is a list of problems."""
    if isinstance(error, FansimError):
        return "\n".join(
            line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..." for line in str(error).split("\n")
        )
    reason = " ".join(str(error).split())[:500]
    what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    return say("this failed inside fansim: {what}. With --debug it shows where.", what=what)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"fansim {fansim.__version__}")
        raise typer.Exit


def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    lang: Annotated[
        Language, typer.Option(envvar=VARIABLE, help="The language of what is said: English (en) or Chinese (zh).")
    ] = "en",
) -> None:
    """Take the options of every command."""
    speak(lang)
