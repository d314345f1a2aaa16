"""Bytes of the user's files to text: UTF-8 or nothing, and what they are instead is said in one way."""

from __future__ import annotations

import re

from fansim.language import say

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(rb"\r\n|\r|\n")


class EncodingError(ValueError):
    """Bytes that are no text in UTF-8.

    Attributes
    ----------
    line : int
        Where, from 1; 0 for the whole file.
    what : str
        What is wrong, and what helps.
    """

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what

    def at(self, place: str) -> str:
        """Return the message, with the place as its beginning."""
        if not self.line:
            return say("{place}: {what}.", place=place, what=self.what)
        return say("{place}, line {line}: {what}.", place=place, line=self.line, what=self.what)


def decoded(data: bytes) -> str:
    """Return the text of a file, without the mark that some editors put before it.

    Raises
    ------
    EncodingError
        If it is saved in another encoding than UTF-8, or is no text.
    """
    if data.startswith(_UTF16_MARKS):
        raise EncodingError(0, say("this file is saved as UTF-16; save it as UTF-8"))
    nul = data.find(b"\0")
    if nul >= 0:
        raise EncodingError(_line(data, nul), say("this is not text: it has a NUL byte; save it as text in UTF-8"))
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        what = say(
            "byte {place} of the file (0x{byte}) is not UTF-8 text; save the file as UTF-8",
            place=error.start + 1,
            byte=f"{data[error.start]:02x}",
        )
        raise EncodingError(_line(data, error.start), what) from None


def _line(data: bytes, place: int) -> int:
    return len(_LINE_END.findall(data, 0, place)) + 1
