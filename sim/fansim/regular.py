"""Files that users name: only regular files are opened, none that is larger than said; and all are written whole."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

from fansim.language import say

LARGEST_NETWORK_FILE = 500_000_000
"""Bytes of a network file, unzipped."""


def is_file(path: Path | str) -> bool:
    """Return whether a path names a file; what cannot be a path, or is too long for one, names none."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def why_unreadable(path: Path | str, most_bytes: int) -> str:
    """Return why a file must not be opened: missing, a folder, a pipe or device, too large; "" if it may be.

    A pipe without a writer would hang, and a device such as /dev/zero has no end.
    """
    try:
        facts = Path(path).stat()
    except ValueError:
        return say("is no path: it has a NUL sign")
    except OSError as problem:
        return say("cannot be read: {reason}", reason=problem.strerror)
    if stat.S_ISDIR(facts.st_mode):
        return say("cannot be read: Is a directory")
    if not stat.S_ISREG(facts.st_mode):
        return say("is a pipe or a device; give a regular file")
    if facts.st_size > most_bytes:
        return say("has {size} bytes, but at most {most} are read", size=f"{facts.st_size:,}", most=f"{most_bytes:,}")
    return ""


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it, in the place of an older one.

    Raises
    ------
    OSError
        If it cannot be written; then the older one stands as before.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
