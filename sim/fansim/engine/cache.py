"""Where compiled kernels are kept: a folder of one's own, in which nothing is run that was not written so."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import platformdirs

from fansim.errors import CacheError, FansimWarning
from fansim.language import say

VARIABLE = "FANSIM_CACHE_DIR"
_OTHERS_MAY_WRITE, _ALL_MAY_WRITE = 0o022, 0o002


def cache_directory() -> Path:
    """Return the folder of compiled kernels: that of FANSIM_CACHE_DIR, or of the user's cache.

    Where it cannot be written to, a folder for this process and its workers takes its place, with a warning.

    Raises
    ------
    CacheError
        If it belongs to somebody else, or others may write to it: what lies there is run.
    """
    return _prepared(os.environ.get(VARIABLE, ""))


@cache
def _prepared(given: str) -> Path:
    """Make the folder, once for each that is named, and look at whose it is."""
    try:
        directory = Path(given or platformdirs.user_cache_dir("fansim", appauthor=False)) / "kernels"
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: there is no home
        return _for_this_process(given, getattr(error, "strerror", None) or str(error))
    for part in (directory, directory / "__pycache__"):
        if part.exists():
            _check_owner(part, _OTHERS_MAY_WRITE)
    above = directory.parent.stat().st_mode
    if not above & stat.S_ISVTX:  # as in /tmp: nobody else can take our folder away
        _check_owner(directory.parent, _ALL_MAY_WRITE)
    return directory


def _check_owner(directory: Path, writable: int) -> None:
    """Refuse a folder into which somebody else could put code, or did."""
    facts = directory.stat()
    if not hasattr(os, "getuid"):
        return
    if facts.st_uid != os.getuid():
        problem, way_out = say("belongs to another user"), say("choose a folder of your own")
    elif facts.st_mode & writable:
        problem, way_out = (
            say("can be written to by other users"),
            say("chmod go-w {folder}, or choose another folder", folder=directory),
        )
    else:
        return
    raise CacheError(
        say(
            "{folder}: {problem}, and what lies there is run; {way_out} with {variable}.",
            folder=directory,
            problem=problem,
            way_out=way_out,
            variable=VARIABLE,
        )
    )


def _for_this_process(given: str, reason: str) -> Path:
    """Return a new folder that goes with this process, and tell workers of it."""
    folder = Path(tempfile.mkdtemp(prefix="fansim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    warnings.warn(
        say(
            "compiled kernels cannot be kept in {place} ({reason}), so that each start compiles them anew; "
            "name a folder that can be written to with {variable}.",
            place=given or say("the cache of this user"),
            reason=reason,
            variable=VARIABLE,
        ),
        FansimWarning,
        stacklevel=2,
    )
    os.environ[VARIABLE] = str(folder)
    directory = folder / "kernels"
    directory.mkdir(mode=0o700)
    return directory


def is_whole(directory: Path, name: str) -> bool:
    """Return whether the compiled files of a module are as they were written; remove them if they are not.

    Numba would take a damaged index or object file at its word, and a flipped bit can end the process.
    """
    with suppress(OSError, ValueError):
        if _seal(directory, name).read_text(encoding="ascii") == _digest(directory, name):
            return True
    forget(directory, name)
    return False


def forget(directory: Path, name: str) -> None:
    """Remove the compiled files of a module."""
    for file in [_seal(directory, name), *_compiled(directory, name)]:
        file.unlink(missing_ok=True)


def seal(directory: Path, name: str) -> None:
    """Note how the compiled files of a module are now."""
    temporary = _seal(directory, name).with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):  # a full disk: compiled anew next time
        temporary.write_text(_digest(directory, name), encoding="ascii")
        temporary.replace(_seal(directory, name))


def _seal(directory: Path, name: str) -> Path:
    return directory / f"{name}.{_version()}.seal"


def _compiled(directory: Path, name: str) -> list[Path]:
    """Return the files that Numba keeps for a module in this version of Python."""
    return sorted((directory / "__pycache__").glob(f"{name}.*.{_version()}.*nb[ci]"))


def _version() -> str:
    return f"py{sys.version_info.major}{sys.version_info.minor}"


def _digest(directory: Path, name: str) -> str:
    """Return a hash of the compiled files of a module, with their names."""
    found = sha256()
    for file in _compiled(directory, name):
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()
