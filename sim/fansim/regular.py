"""Files that users name: only regular files are opened, and none that is larger than said."""

from __future__ import annotations

import stat
from pathlib import Path

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
        return "is no path: it has a NUL sign"
    except OSError as problem:
        return f"cannot be read: {problem.strerror}"
    if stat.S_ISDIR(facts.st_mode):
        return "cannot be read: Is a directory"
    if not stat.S_ISREG(facts.st_mode):
        return "is a pipe or a device; give a regular file"
    if facts.st_size > most_bytes:
        return f"has {facts.st_size:,} bytes, but at most {most_bytes:,} are read"
    return ""
