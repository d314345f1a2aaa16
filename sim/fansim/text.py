"""Text of the user's that goes to terminals and files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from html import escape

LONGEST_PATH = 300
"""Signs of a path that a message shows."""
_LONGEST_TITLE = 40


def printable(text: str) -> str:
    """Return text that any terminal and file can take, on one line; spaces of every width stay as they are."""
    return "".join(sign if is_printable(sign) else sign.encode("unicode_escape").decode() for sign in text)


def is_printable(text: str) -> bool:
    """Return whether text has no sign that steers a terminal, ends a line, turns the direction or cannot be seen."""
    return all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in text)


def shortened(text: str, most: int = 60) -> str:
    """Return a text, or the beginning of one that is too long for a message."""
    return text if len(text) <= most else f"{text[:most]}..."


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def telling_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """Return what to call things by name: their titles, where these are short and tell them apart, else their names."""
    known = {name: title.strip() or name for name, title in titles.items()}
    usable = len(set(known.values())) == len(known) and max(map(len, known.values())) <= _LONGEST_TITLE
    return known if usable else {name: name for name in titles}


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese letter takes two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def padded(text: str, width: int) -> str:
    """Return a text with spaces after it up to so many columns of a terminal."""
    return text + " " * (width - columns(text))


_PIECE = re.compile(r"\s+|[（“]*(?:[^\s\u2e80-\uffff]+|[\u2e80-\uffff])[，。：；、）”？]*")
"""What a line is not broken in: a word, or a Chinese letter with the marks around it."""


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, each at most so many columns of a terminal wide, if no word is wider."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known name that is most like a given one, or an empty text."""
    by_plain_form = {_plain_form(word): word for word in known}
    found = get_close_matches(_plain_form(name), by_plain_form, n=1, cutoff=cutoff)
    return by_plain_form[found[0]] if found else ""


def _plain_form(name: str) -> str:
    return name.lower().replace("-", "_")


def printable_lines(text: str) -> str:
    """Return text that any terminal and file can take, line by line; a tab is a space."""
    return "\n".join(printable(line.replace("\t", " ")) for line in text.split("\n"))


def html_table(caption: str, rows: Iterable[Iterable[str]], head: Iterable[str] = ()) -> str:
    """Return a table for notebooks; all that is given is text, not HTML."""
    titles = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption>{f'<tr>{titles}</tr>' if titles else ''}{body}</table>"
