"""Which two columns of a list of ties name persons, and whether its first line is a header: decided, or refused.

A wrong guess would make persons of headers, numbers or dates without a word, so whatever can be read in two ways
is refused with the way to say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fansim.errors import NetworkError
from fansim.language import say
from fansim.network.words import BESIDE, FROM, GROUPS, TO

INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")
_DATE = re.compile(
    r"([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}).*|[0-9:]*:[0-9:.]+"
)
_SWITCH = re.compile(r"true|false|yes|no|ja|nein|是|否", re.IGNORECASE)
_MISSING = {"", "nan", "NaN", "NA", "N/A", "#N/A", "<NA>", "null", "NULL", "None"}


class Choice(NamedTuple):
    """What is read of a list of ties.

    Attributes
    ----------
    header
        Whether the first line holds the names of the columns.
    places
        The columns that are read, from 0: two persons, or a person and a group; then a weight, if there is one.
    known
        Whether they are called the ends of a tie, or were said.
    """

    header: bool
    places: tuple[int, ...]
    known: bool = True


def is_missing(name: str) -> bool:
    """Return whether a name is empty, or one of the words that tables write where nothing is known."""
    return name in _MISSING


def kind_of(values: Iterable[str]) -> str:
    """Return what a column holds: "whole", "number", "date", "switch" or "text"; "empty" without any value."""
    kinds = {_kind(value) for value in values if value}
    if not kinds:
        return "empty"
    if kinds <= {"whole", "number"}:
        return max(kinds, key=len)
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value: str) -> str:
    if INTEGER.fullmatch(value):
        return "whole"
    if _NUMBER.fullmatch(value):
        return "number"
    if _SWITCH.fullmatch(value):
        return "switch"
    return "date" if _DATE.fullmatch(value) else "text"


def chosen(columns: Sequence[str], first: Sequence[str]) -> Choice:
    """Return the columns that the scenario names: by the header's words, or by number in a file without header."""
    if all(column.isdecimal() for column in columns):
        wrong = [column for column in columns if not 1 <= int(column) <= len(first)]
        if wrong:
            raise NetworkError(
                say("has no column {column}: network.columns counts from 1 to {last}", column=wrong[0], last=len(first))
            )
        return Choice(False, tuple(int(column) - 1 for column in columns))
    return Choice(True, tuple(_place(column, first) for column in columns))


def _place(column: str, first: Sequence[str]) -> int:
    for alike in (str, str.casefold):
        found = [place for place, word in enumerate(first) if alike(word.strip()) == alike(column.strip())]
        if len(found) == 1:
            return found[0]
    number = say("two columns") if len(found) > 1 else say("no column")
    raise NetworkError(
        say(
            "has {number} called {column} (network.columns): its first line has {first}",
            number=number,
            column=repr(column[:40]),
            first=_listed(first),
        )
    )


def decide(first: Sequence[str], rest: Sequence[Sequence[str]], kinds: Sequence[str]) -> Choice:
    """Decide header and columns where the scenario does not say them.

    Parameters
    ----------
    first
        The fields of the first line.
    rest
        The fields of the other lines; may be empty where all of them are whole numbers.
    kinds
        What each column holds below the first line.

    Raises
    ------
    NetworkError
        More than one reading is possible.
    """
    header = has_header(first, rest, kinds)
    if not header:
        kinds = [_with(kind, value) for value, kind in zip(first, kinds, strict=True)]
    words = [_bare(word) for word in first] if header else ["" for _ in first]
    known = _known_pair(words)
    places = known or (None if _pairs(words) else _first_two(words, kinds))
    if not places:
        raise NetworkError(ask(first, header))
    if header and sum(words[place] in GROUPS for place in places) == 1:
        group = next(first[place] for place in places if _bare(first[place]) in GROUPS)
        member = next(first[place] for place in places if first[place] != group)
        raise NetworkError(
            say(
                'has a column of groups: write network.columns = ["{member}"] and network.group = "{group}" to '
                "tie people who share one",
                member=member,
                group=group,
            )
        )
    return Choice(header, places, known is not None)


def _with(kind: str, value: str) -> str:
    """Return what a column holds if the first line is no header."""
    like = {"empty": "", "whole": "1", "number": "1.5", "date": "2026-01-01", "switch": "no", "text": "x"}
    return kind_of([value, like[kind]])


def _bare(word: str) -> str:
    """Return a word of a header without numbers, signs and the ending "id": user_id, User 1 and user are the same."""
    plain = re.sub(r"[\W\d_]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", word)).casefold().split()
    plain = [part for part in plain if part not in ("id", "name", "nodeid")] or plain
    bare = " ".join(plain)
    return bare if len(bare) > 1 else word.casefold().strip()  # a6 is a name, whatever the word "a" means


def has_header(first: Sequence[str], rest: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Return whether the first line names the columns; refuse where it cannot be told."""
    if any(_kind(word) not in ("text", "switch") for word in first if word) or not any(first):
        # A table whose columns have no names may have been saved with numbers for them.
        numbered = [_kind(word) for word in first[:2]] == ["whole", "whole"]
        below = {"whole", "number", "empty"} & set(kinds[:2])
        if numbered and not below and not any(_kind(name) == "whole" for row in rest for name in row[:2]):
            raise NetworkError(ask_number(first))
        return False
    if any(kind in ("whole", "number", "date") for kind in kinds):
        return True
    later = {name for row in rest for name in row}
    again = any(word in later for word in first)
    words = [_bare(word) for word in first]
    known = _known_pair(words) is not None or all(word in FROM | TO | GROUPS | BESIDE for word in words)
    if known and not again:
        return not later or not {_bare(name) for name in later} <= set(words)
    if known and any(re.search(r"\d", word) is None for word in first):
        raise NetworkError(ask(first, None))
    return not again and _other_shape(first, later)


def _other_shape(first: Sequence[str], later: set[str]) -> bool:
    """Return whether all later names have a digit (or an @) and the first line has none; refuse if nothing tells."""
    counted = _counted(first)
    if counted and later:
        if not all(re.fullmatch(rf"{re.escape(counted)}\d+", name) for name in later):
            raise NetworkError(ask(first, None))
        return False
    for sign in (r"\d", "@"):
        with_sign = sum(re.search(sign, name) is not None for name in later)
        here = sum(re.search(sign, word) is not None for word in first)
        if later and with_sign == len(later) and here in (0, len(first)):
            return here == 0
    if later:
        raise NetworkError(ask(first, None))
    return False


def _counted(first: Sequence[str]) -> str:
    """Return the word that a first line counts, as V1, V2 does; "" if it does not."""
    words = [re.fullmatch(r"(\D+)(\d+)", word) for word in first]
    stems, numbers = {word[1] for word in words if word}, [int(word[2]) for word in words if word]
    counts = len(stems) == 1 and len(numbers) == len(first) and numbers[0] in (0, 1)
    return stems.pop() if counts and numbers == list(range(numbers[0], numbers[0] + len(first))) else ""


def _known_pair(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns called source and target, from and to, user and user, or the like.

    They come first, but for source and target: nobody calls two columns so that are not the ends of a tie.
    """
    pairs = _pairs(words)
    sure = [(one, other) for one, other in pairs if {words[one], words[other]} == {"source", "target"}]
    found = sure or [pair for pair in pairs if pair == (0, 1)]
    return found[0] if len(found) == 1 else None


def _pairs(words: Sequence[str]) -> list[tuple[int, int]]:
    return [
        (one, other)
        for one, here in enumerate(words)
        for other, there in enumerate(words)
        if one < other and ((here in FROM and there in TO) or (here in TO and there in FROM))
    ]


def _first_two(words: Sequence[str], kinds: Sequence[str]) -> tuple[int, int] | None:
    """Return the first two columns if only they can be names: alike, and what follows are weights or dates."""
    named = any(words)
    if len(kinds) < 2 or any(word in BESIDE or (named and not word) for word in words[:2]):
        return None
    names, others = kinds[:2], list(zip(words[2:], kinds[2:], strict=True))
    if names[0] != names[1] or names[0] not in ("whole", "text"):
        return None
    unnamed = [kind for word, kind in others if word not in BESIDE and kind != "empty"]
    if names[0] == "text":  # of several columns of whole numbers, two might be the names
        return (0, 1) if set(unnamed) <= {"number", "date", "switch", "whole"} and unnamed.count("whole") < 2 else None
    return (0, 1) if not unnamed or (len(others) == 1 and unnamed[0] in ("number", "date", "switch")) else None


def ask_number(first: Sequence[str]) -> str:
    """Return what to do about a first line of numbers that may be a tie."""
    return say(
        "may begin with a header or with a tie ({first}): delete its first line if that is a header, or "
        "say network.columns = [1, 2] (counted from 1) if it is a tie",
        first=_listed(first),
    )


def ask(first: Sequence[str], header: bool | None) -> str:
    """Return what to say about columns that can be read in two ways; `header` is None if it can be one or not."""
    by_name = say('network.columns = ["FROM", "TO"] with two of these names')
    by_number = say("network.columns = [1, 2] (counted from 1) for a file without header")
    if header is None:
        return say(
            "may begin with a header or with a tie ({first}): say {by_name}, or {by_number}",
            first=_listed(first),
            by_name=by_name,
            by_number=by_number,
        )
    what = (
        say("has the columns {columns}", columns=_listed(first))
        if header
        else say("has {number} columns, first {first}", number=len(first), first=_listed(first))
    )
    return say(
        "{what}, and which two name persons is not clear: say {way_out}",
        what=what,
        way_out=by_name if header else by_number,
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(repr(word[:40]) for word in words[:12]) + (", ..." if len(words) > 12 else "")
