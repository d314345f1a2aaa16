"""Printing that never ends a command: a reader that has gone, or letters that a terminal does not have."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO, cast


class _Patient:
    """A text stream that goes on, to nowhere, when nobody reads it any more (``fansim run ... | head``)."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, if anybody reads it."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        """Pass on what has been written, if anybody reads it."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._let_go()

    def _let_go(self) -> None:
        """Lead the stream to nowhere, also for what flushes it when Python ends."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def be_patient() -> None:
    """Let what is printed never raise: letters that the encoding has not are written as their numbers."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
            setattr(sys, name, cast(TextIO, _Patient(stream)))
