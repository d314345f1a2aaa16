"""The pages of ``--help`` in another language than English: the words, and lines as wide as they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from fansim.language import say, term
from fansim.text import columns, padded, wrapped

_FIRST = 28  # columns of the names of options; a longer name has a line of its own


class _Page(typer.Context.formatter_class):  # type: ignore[misc, valid-type]
    """A page of help that says all in the language in use, and knows how wide letters are."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        self.write(f"{say('Usage:')}{prog} {args}\n")

    def write_heading(self, heading: str) -> None:
        """Write the head of a list."""
        self.write(f"{say('{heading}:', heading=term(heading))}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        for line in wrapped(term(" ".join(text.split())), self.width - self.current_indent):
            self.write(f"{' ' * self.current_indent}{line}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = 2) -> None:
        """Write a list of names, each with what is said of it."""
        first = min(max(columns(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            lines = wrapped(_translated(text), self.width - self.current_indent - first)
            if columns(name) + col_spacing > first:
                lines = ["", *lines]
            for left, right in zip([name, *[""] * len(lines)], lines or [""], strict=False):
                self.write(f"{' ' * self.current_indent}{padded(left, first)}{right}".rstrip() + "\n")


def _translated(text: str) -> str:
    """Return what is said of an option, and the facts that follow it in brackets."""
    said, bracket, facts = text.partition("  [")
    if not bracket:
        return term(said)
    return f"{term(said)} [{'; '.join(map(_fact, facts.removesuffix(']').split('; ')))}]"


def _fact(text: str) -> str:
    """Return a fact of an option: ``required``, or ``default: 4``."""
    name, colon, value = text.partition(": ")
    return say("{name}: {value}", name=term(name), value=value) if colon else term(text)


class _Context(typer.Context):
    formatter_class = _Page


def translate(command: Any) -> None:
    """Let a command, and those below it, write their help in the language in use."""
    command.context_class = _Context
    command.help, command.epilog = (text and term(" ".join(text.split())) for text in (command.help, command.epilog))
    for below in getattr(command, "commands", {}).values():
        translate(below)
