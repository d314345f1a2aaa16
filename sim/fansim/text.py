"""Text of the user's that goes to terminals and files."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return text that any terminal and file can take, on one line."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def printable_lines(text: str) -> str:
    """Return text that any terminal and file can take, line by line; a tab is a space."""
    return "\n".join(printable(line.replace("\t", " ")) for line in text.split("\n"))
