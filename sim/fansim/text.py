"""Text of the user's that goes to terminals and files."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Return text that any terminal and file can take, on one line; spaces of every width stay as they are."""
    return "".join(sign if is_printable(sign) else sign.encode("unicode_escape").decode() for sign in text)


def is_printable(text: str) -> bool:
    """Return whether text has no sign that steers a terminal, ends a line, turns the direction or cannot be seen."""
    return all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in text)
