"""The language of what people read: English as it stands in the code, or Chinese from a table of words.

`say` takes the English text, which is also its key in the table. The table has a file for each topic, in the folder
``words``, and each opens in any spreadsheet; none is read as long as English is spoken. What files and programs read
(columns, keys, names of outcomes) is never translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Language = Literal["en", "zh"]
Texts = Mapping[str, str] | str
"""A text by language; one that was kept in a single language stands alone."""

ONE = {
    "adversaries": "adversary",
    "people": "person",
    "policies": "policy",
    "vertices": "vertex",
    **{
        f"{one}s": one
        for one in (
            "account", "ad", "block", "byte", "cell", "column", "comment line", "contact", "day", "draw",
            "duplicate", "friend", "grant", "graph", "group", "item", "level", "line", "loop", "member",
            "message", "minute", "name", "node", "packet", "pair", "part", "pattern", "person",
            "platform", "point", "post", "problem", "purchase", "replication", "row", "run", "scenario",
            "seat", "seed", "self-loop", "shill", "sign", "standard deviation", "step", "threshold",
            "tie", "topic", "value", "visit",
        )
    },
}  # fmt: skip
"""Of what is counted, the word for one of it."""
_OF_ONE = {"are": "is", "were": "was", "have": "has"}
_COUNTED = re.compile(
    rf"\{{(?P<place>\w+)\}} (?P<more>more )?(?P<many>{'|'.join(ONE)})\b(?: (?P<verb>{'|'.join(_OF_ONE)})\b)?"
)

_in_use: ContextVar[Language] = ContextVar("language", default="en")


def say(text: str, /, **values: Any) -> str:
    """Return a text in the language in use.

    Parameters
    ----------
    text
        The English, with ``{name}`` where a value goes; a literal, so that a test can see that the table has it.
    **values
        What goes there, already as people read it.
    """
    told = term(text)
    if not values:
        return told
    return (told if told is not text else agreeing(text, values)).format(**values)


def agreeing(text: str, values: Mapping[str, Any]) -> str:
    """Return an English text in which what is counted agrees with its number: ``1 day`` and ``2 days``.

    Parameters
    ----------
    text
        With ``{number} days``, say; the word behind the place is one of `ONE`, and what it does may follow it.
    values
        What goes there.
    """

    def agree(found: re.Match[str]) -> str:
        if str(values.get(found["place"], "")).lstrip("+−-") != "1":
            return found[0]
        verb = f" {_OF_ONE[found['verb']]}" if found["verb"] else ""
        return f"{{{found['place']}}} {found['more'] or ''}{ONE[found['many']]}{verb}"

    return _COUNTED.sub(agree, text)


def term(text: str) -> str:
    """Return a text of one of our tables (names of outcomes, stages, keys) in the language in use.

    A text that is not ours, such as a title of the user's, stays as it is.
    """
    return text if _in_use.get() == "en" else words().get(text, text)


def together(parts: Sequence[str]) -> str:
    """Return words as in a sentence: ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} and {last}", first=say(", ").join(parts[:-1]), last=parts[-1])


def either(parts: Sequence[str]) -> str:
    """Return words of which one is meant: ``a, b or c``."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} or {last}", first=say(", ").join(parts[:-1]), last=parts[-1])


def meant(name: str) -> str:
    """Return the question that follows a wrong name: whether the nearest one was meant; empty if there is none."""
    return say(" Did you mean {name}?", name=name) if name else ""


def language() -> Language:
    """Return the language in use."""
    return _in_use.get()


def speak(wanted: Language) -> None:
    """Use a language from here on, in this thread or task."""
    _in_use.set(wanted)


@contextmanager
def spoken(wanted: Language) -> Iterator[None]:
    """Use a language within a block."""
    before = _in_use.set(wanted)
    try:
        yield
    finally:
        _in_use.reset(before)


def in_every_language(tell: Callable[[], str]) -> dict[str, str]:
    """Return what is said, by language, so that what keeps it can be read in another one than it was made in."""
    told = {}
    for one in get_args(Language):
        with spoken(one):
            told[one] = tell()
    return told


def read_in(texts: Texts) -> str:
    """Return a text in the language in use, or as it stands where it was kept in a single one."""
    return texts if isinstance(texts, str) else texts[language()]


@cache
def words() -> dict[str, str]:
    """Return the whole table: the Chinese of each English text."""
    return {en: zh for topic in topics() for en, zh in words_of(topic).items()}


def topics() -> list[str]:
    """Return the topics that have a file of words: what is told of results, the keys, the scenarios, ..."""
    return sorted(file.name.removesuffix(".csv") for file in _folder().iterdir() if file.name.endswith(".csv"))


def words_of(topic: str) -> dict[str, str]:
    """Return the words of one topic: the Chinese of each English text."""
    import csv
    from io import StringIO

    text = _folder().joinpath(f"{topic}.csv").read_text(encoding="utf-8")
    return {row["en"]: row["zh"] for row in csv.DictReader(StringIO(text))}


def _folder() -> Traversable:
    """Return the folder of the files."""
    from importlib.resources import files

    return files("fansim").joinpath("words")
