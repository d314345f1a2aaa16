"""Text of the user's that goes to terminals and files."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return text that any terminal and file can take, on one line."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
