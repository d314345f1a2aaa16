"""Result folders: written beside their place and moved there whole, so that a killed run leaves the old one."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fansim.errors import ResultError
from fansim.language import say, term

MANIFEST = "manifest.json"
TEXTS = "findings.json"
"""The page of findings of an analysis in every language, by its two letters."""
_TEMPORARY = f".{MANIFEST}.tmp"
_OURS = re.compile(
    r"manifest\.json|(daily|persons|events|retention|edges)\.parquet|summary\.(csv|xlsx)|figures|report\.html|\..*\.tmp"
)
"""What `fansim run` writes into its folder, and so replaces, with a report of it; all else there is the user's."""
DAILY_PREFIX = "daily."
"""How a daily outcome is called in the table of a study's runs, where each holds the days of its run."""
_BEGUN = {_TEMPORARY, ".lock", "parts"}  # all that is there if a study ends before its manifest is written


def read_manifest(folder: str | Path, kind: str | None = None) -> dict[str, Any]:
    """Return what the manifest of a result folder says.

    Parameters
    ----------
    folder : str or Path
        A folder that fansim wrote.
    kind : str, optional
        What it must hold: the manifest's ``kind``, such as ``run``; anything by default.

    Raises
    ------
    ResultError
        If the folder is missing, is none of fansim's, or holds something else.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ResultError(
            say("{folder}: there is no such result folder; fansim run writes one below results/.", folder=folder)
        )
    manifest = _manifest(folder)
    if manifest is None:
        raise ResultError(
            say(
                "{folder}: this is not a folder that fansim wrote: {file} is missing or damaged.",
                folder=folder,
                file=MANIFEST,
            )
        )
    if kind is not None and manifest["kind"] != kind:
        raise ResultError(
            say(
                "{folder}: got the folder of a {got}, but it must be that of a {wanted}.",
                folder=folder,
                got=term(manifest["kind"]),
                wanted=term(kind),
            )
        )
    return manifest


def read_part(path: Path, read: Callable[[Path], Any], remedy: str) -> Any:
    """Return what a function reads from one file of a result folder.

    Parameters
    ----------
    path, read
        The file, and the function.
    remedy
        What to do where that fails, in words.

    Raises
    ------
    ResultError
        If the file is missing, or cannot be read.
    """
    try:
        return read(path)
    except FileNotFoundError:
        raise ResultError(
            say("{file}: this file of the result is missing; {remedy}.", file=path, remedy=term(remedy))
        ) from None
    except (OSError, ValueError, KeyError) as error:
        raise ResultError(
            say("{file}: cannot be read ({error}); {remedy}.", file=path, error=error, remedy=term(remedy))
        ) from error


def check_place(folder: str | Path, kind: str) -> None:
    """Check, before any work is done, that a result can be put in a place.

    Parameters
    ----------
    folder : str or Path
        Where it will be: nothing, an empty folder, or an older result of the same kind.
    kind : str
        What it is: the manifest's ``kind``.

    Raises
    ------
    ResultError
        If something else is there, or the place cannot be written.
    """
    folder = Path(folder).absolute()
    if folder.exists() and not folder.is_dir():
        raise ResultError(
            say("{folder}: a file is in the place of the result folder; choose another with --out.", folder=folder)
        )
    manifest = _manifest(folder)
    if manifest is not None and manifest["kind"] != kind:
        raise ResultError(
            say(
                "{folder}: holds a {got}; choose another folder for the {wanted} with --out.",
                folder=folder,
                got=term(manifest["kind"]),
                wanted=term(kind),
            )
        )
    if manifest is None and (folder / MANIFEST).exists():
        raise ResultError(
            say(
                "{folder}: its {file} is damaged or another program's, so this is not a result of fansim, and is left "
                "alone; choose another with --out.",
                folder=folder,
                file=MANIFEST,
            )
        )
    if manifest is None and folder.is_dir() and not _is_free(folder):
        raise ResultError(
            say(
                "{folder}: holds files and is not a result of fansim, so it is left alone; choose another with --out.",
                folder=folder,
            )
        )
    above = next(parent for parent in folder.parents if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise ResultError(say("{folder}: nothing can be written here; choose another place with --out.", folder=above))


@contextmanager
def replacing(folder: str | Path, kind: str) -> Iterator[Path]:
    """Give a new folder to write to; afterwards it takes the place of the old one, as a whole.

    Whatever stops the writing, the old folder stays as it was. Files in it that fansim did not write are kept.

    Parameters
    ----------
    folder : str or Path
        The place of the result.
    kind : str
        What it is. The manifest written into the new folder must have it as its ``kind``, and name under
        ``files`` what else was written.

    Yields
    ------
    Path
        An empty folder beside the place.

    Raises
    ------
    ResultError
        If the place cannot be used or written.
    """
    folder = Path(folder).resolve()
    tidy(folder)
    check_place(folder, kind)
    part = _beside(folder, "part")
    try:
        part.mkdir(parents=True)
        yield part
        _put(part, folder)
    except OSError as error:
        raise ResultError(
            say("{folder}: cannot be written ({reason}).", folder=folder, reason=error.strerror or error)
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Put right what killed processes left: give an old folder its place back, remove half-written ones."""
    for left in folder.parent.glob(f".{folder.name}.*"):
        number, _, state = left.name.removeprefix(f".{folder.name}.").partition(".")
        if state not in ("part", "old") or not number.isdecimal() or _runs(int(number)):
            continue
        if state == "old" and not folder.exists():
            left.replace(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def write_manifest(folder: Path, kind: str, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a result folder: last, because its list of files is what lies there."""
    files = sorted(path.name for path in folder.iterdir() if path.name not in (MANIFEST, _TEMPORARY))
    manifest = {"kind": kind, **facts, "files": [MANIFEST, *files]}
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    temporary = folder / _TEMPORARY
    try:
        temporary.write_text(text + "\n", encoding="utf-8")
        temporary.replace(folder / MANIFEST)
    finally:
        temporary.unlink(missing_ok=True)


def _manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder, or nothing if it is not one that fansim wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(manifest, dict) and "fansim" in manifest and isinstance(manifest.get("kind"), str)
    return manifest if is_ours else None


def _is_free(folder: Path) -> bool:
    """Say whether a folder holds nothing but what a study leaves that ends at its very first write."""
    return all(path.name in _BEGUN and not (path.is_dir() and any(path.iterdir())) for path in folder.iterdir())


def _put(part: Path, folder: Path) -> None:
    """Move a finished folder to its place; nothing but two renames lies between the old and the new."""
    old = _beside(folder, "old")
    if not folder.exists():
        part.replace(folder)
        return
    _keep_others(folder, part)
    folder.replace(old)
    try:
        part.replace(folder)
    except BaseException:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _keep_others(folder: Path, part: Path) -> None:
    """Copy the user's own files from the old folder to the new one.

    Which are ours is known here: a manifest is data, and one that lists a stranger's file must not have it deleted.
    """
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) or (part / path.name).exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, part / path.name, symlinks=True)
        else:
            shutil.copy2(path, part / path.name, follow_symlinks=False)


def _beside(folder: Path, state: str) -> Path:
    """Return the hidden name beside a folder that this process uses."""
    return folder.with_name(f".{folder.name}.{os.getpid()}.{state}")


def _runs(number: int) -> bool:
    """Say whether a process is alive."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return number != os.getpid()
