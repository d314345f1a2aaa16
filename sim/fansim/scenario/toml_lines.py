"""Where each key stands in the text of a TOML file.

The standard library's parser gives values without positions, and no well-kept library in pure Python adds
them. This scanner needs no grammar of values: it only sees text that ``tomllib`` has accepted, or the part of
a text before the place where ``tomllib`` stopped.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

KeyPath = tuple[str | int, ...]

_DEEPEST_PREFIX = 20
"""A dotted key may have any number of parts; tables deeper than this have the line of those around them."""

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3}\"{0,2} | '{3}.*?'{3}'{0,2} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    """A piece of the text and the line it begins in."""

    kind: str
    text: str
    line: int


class TomlLines:
    """The line of every key, table, array and item of a TOML text.

    Parameters
    ----------
    text : str
        Valid TOML, or the valid part of it.

    Attributes
    ----------
    lines : dict
        Key path, with the index of an item where there is a list, to the line (from 1) that first names it.
    repeated : list of tuple
        Key path, line, and line of the first definition of each key that is defined again.
    """

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.repeated: list[tuple[KeyPath, int, int]] = []
        self._defined: dict[KeyPath, int] = {}
        self._implied: set[KeyPath] = set()
        self._last_item: dict[KeyPath, int] = {}
        self._tokens = _tokens(text.replace("\r\n", "\n"))
        self._position = 0
        self._document()

    def _peek(self, ahead: int = 0) -> _Token:
        """Return the token that comes next."""
        position = self._position + ahead
        return self._tokens[position] if position < len(self._tokens) else _Token("end", "", 0)

    def _take(self) -> _Token:
        """Return the token that comes next and move past it."""
        token = self._peek()
        self._position += 1
        return token

    def _document(self) -> None:
        """Read headers and keys to the end of the text."""
        table: KeyPath = ()
        while self._peek().kind != "end":
            token = self._peek()
            if token.text == "[":
                table = self._header()
            elif token.kind in ("text", "bare"):
                self._key_and_value(table)
            else:
                self._take()

    def _header(self) -> KeyPath:
        """Read ``[table]`` or ``[[array of tables]]`` and return the path of the table that it opens."""
        line = self._take().line
        is_item = self._peek().text == "["
        if is_item:
            self._take()
        name = self._key()
        while self._peek().text == "]" and self._peek().line == line:
            self._take()
        table: KeyPath = ()
        for part in name[:-1]:
            table = (*table, part)
            if len(table) <= _DEEPEST_PREFIX:
                self.lines.setdefault(table, line)
            if table in self._last_item:
                table = (*table, self._last_item[table])
        table = table + name[-1:]
        return self._open_item(table, line) if is_item else self._open_table(table, line)

    def _open_table(self, table: KeyPath, line: int) -> KeyPath:
        """Note a ``[table]``."""
        if table in self._last_item or table in self._implied:
            self.repeated.append((table, line, self.lines[table]))
        self._define(table, line)
        return table

    def _open_item(self, array: KeyPath, line: int) -> KeyPath:
        """Note one more item of an array of tables."""
        if array in self._defined:
            self.repeated.append((array, line, self._defined[array]))
        self._last_item[array] = self._last_item.get(array, -1) + 1
        item = (*array, self._last_item[array])
        self.lines.setdefault(array, line)
        self.lines[item] = line
        return item

    def _key_and_value(self, table: KeyPath) -> None:
        """Read ``key = value``."""
        line = self._peek().line
        name = self._key()
        for length in range(1, min(len(name), _DEEPEST_PREFIX)):
            self._imply(table + name[:length], line)
        self._define(table + name, line)
        if self._peek().text == "=":
            self._take()
            self._value(table + name)

    def _key(self) -> KeyPath:
        """Read a bare, quoted or dotted key."""
        parts: list[str] = []
        while self._peek().kind in ("text", "bare"):
            parts.append(_plain_key(self._take()))
            if self._peek().text != ".":
                break
            self._take()
        return tuple(parts)

    def _value(self, path: KeyPath) -> None:
        """Read one value and note the keys and items in it."""
        if self._peek().text == "[":
            self._take()
            self._array(path)
        elif self._peek().text == "{":
            self._take()
            self._inline_table(path)
        else:
            while self._peek().kind in ("text", "bare") or self._peek().text == ".":
                self._take()

    def _array(self, path: KeyPath) -> None:
        """Read the items of an array up to its closing bracket."""
        index = 0
        while self._peek().kind != "end":
            token = self._peek()
            if token.text == "]":
                self._take()
                return
            if token.kind == "newline" or token.text in ("", ",", "=", "}"):
                self._take()
                continue
            self.lines[*path, index] = token.line
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: KeyPath) -> None:
        """Read the keys of an inline table up to its closing brace."""
        while self._peek().kind != "end":
            token = self._peek()
            if token.text == "}":
                self._take()
                return
            if token.kind in ("text", "bare"):
                self._key_and_value(path)
            else:
                self._take()

    def _imply(self, path: KeyPath, line: int) -> None:
        """Note a table that a dotted key names, and whether it was already closed to more keys."""
        if path in self._defined:
            self.repeated.append((path, line, self._defined[path]))
        self._implied.add(path)
        self.lines.setdefault(path, line)

    def _define(self, path: KeyPath, line: int) -> None:
        """Note a key or a table, and whether it had been defined before."""
        if path in self._defined:
            self.repeated.append((path, line, self._defined[path]))
        self._defined.setdefault(path, line)
        self.lines.setdefault(path, line)


def _tokens(text: str) -> list[_Token]:
    """Cut a text into tokens, without blanks and comments."""
    tokens, line = [], 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "skip"
        if kind != "skip":
            tokens.append(_Token(kind, match.group(), line))
        line += match.group().count("\n")
    return tokens


def _plain_key(token: _Token) -> str:
    """Return a key without its quotes and escapes."""
    if token.kind == "bare":
        return token.text
    try:
        return next(iter(tomllib.loads(f"{token.text} = 0")))
    except tomllib.TOMLDecodeError:
        return token.text
