"""Text of the user's that goes to terminals and files."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def printable(text: str) -> str:
    """Return text that any terminal and file can take, on one line."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def printable_lines(text: str) -> str:
    """Return text that any terminal and file can take, line by line; a tab is a space."""
    return "\n".join(printable(line.replace("\t", " ")) for line in text.split("\n"))


def html_table(caption: str, rows: Iterable[Iterable[str]], head: Iterable[str] = ()) -> str:
    """Return a table for notebooks; all that is given is text, not HTML."""
    titles = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption>{f'<tr>{titles}</tr>' if titles else ''}{body}</table>"
