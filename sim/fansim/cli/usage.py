"""Usage errors of the command-line library, printed in the language in use.

The library speaks English. Each sentence that it may say to a user of fansim stands here as it says it, and is the key
of its Chinese in the table; whatever it says besides stays in English.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any

import typer

from fansim.language import either, language, say, term

USAGE_ERROR: Any = typer.BadParameter.__base__
"""What the library raises where a command is not called as it should be."""

SENTENCES = (
    "Missing command.",
    "No such command '{name}'. Did you mean {choices}?",
    "No such command '{name}'.",
    "No such option: {name} (Possible options: {choices})",
    "No such option: {name}",
    "Option '{name}' requires an argument.",
    "Option '{name}' does not take a value.",
    "Missing argument '{name}'.",
    "Got unexpected extra argument(s) ({given})",
    "Invalid value for '{name}' (env var: '{variable}'): {reason}",
    "Invalid value for '{name}': {reason}",
    "Invalid value: {reason}",
    "Value error, '{given}' is not one of {choices}.",
    "Input should be greater than or equal to {least}",
    "Input should be less than or equal to {most}",
    "Input should be a valid integer, unable to parse string as an integer",
    "Unable to parse input string as an integer, exceeded maximum size",
)
"""What the library says, the particular before the general."""


def show(error: Any) -> None:
    """Print a usage error of the library: how the command is called, where its help is, and what is wrong."""
    if language() == "en" or type(error).__name__ == "NoArgsIsHelpError":  # whose message is the page of help
        error.show()
        return
    if error.ctx is not None:
        page = f"{error.ctx.command_path} {error.ctx.help_option_names[0]}"
        print(f"{error.ctx.get_usage()}\n{say('For help: {page}', page=page)}\n", file=sys.stderr)
    print(say("Error: {message}", message=in_our_words(error.format_message())), file=sys.stderr)


def in_our_words(text: str) -> str:
    """Return a sentence of the library in the language in use; one that is not in the table as it is."""
    for sentence in SENTENCES:
        if found := _pattern(sentence).fullmatch(text):
            return term(sentence).format(**{name: _value(name, value) for name, value in found.groupdict().items()})
    return text


def _value(name: str, value: str) -> str:
    """Return what stands at a place of a sentence as people read it."""
    match name:
        case "choices":
            return either([choice.strip("'\"") for choice in value.split(", ")])
        case "reason":
            return in_our_words(value)
        case _:
            return value


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """Return the pattern of a sentence, with anything at its places and either mark of quotation."""
    parts = re.split(r"\{(\w+)\}", sentence)
    fixed = [re.escape(part).replace("'", "['\"]") for part in parts[::2]]
    places = [f"(?P<{name}>.+?)" for name in parts[1::2]]
    return re.compile("".join(part for pair in zip(fixed, [*places, ""], strict=True) for part in pair), re.DOTALL)
