"""The folder of compiled kernels: whose it is, whether it can be kept, and what happens to damaged files."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import numba
import pytest

from fansim.engine import cache, kernels
from fansim.engine.cache import VARIABLE, cache_directory, is_whole, seal
from fansim.errors import CacheError, FansimWarning
from fansim.state.compiled import kept_on_disk

TEXT = """
from numba import njit


@njit("i8(i8)", cache=True)
def rows(n):
    return n + 1
"""
NAME = "tried_0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    yield tmp_path / "kernels"
    sys.modules.pop(f"fansim_kernel_{NAME}", None)


def load() -> int:
    """Load the module as a new process would, and return what its function makes of 1."""
    sys.modules.pop(f"fansim_kernel_{NAME}", None)
    return int(kernels._load(NAME, TEXT).rows(1))


def test_a_new_folder_is_ones_own(folder: Path) -> None:
    assert cache_directory() == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_others_may_write_to_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    folder.chmod(0o777)
    with pytest.raises(CacheError, match=rf"can be written to by other users.*{VARIABLE}"):
        cache_directory()


def test_a_folder_of_somebody_else_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(mode=0o700)
    monkeypatch.setattr(cache.os, "getuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(CacheError, match=rf"belongs to another user.*{VARIABLE}"):
        cache_directory()


def test_where_nothing_can_be_kept_kernels_are_compiled_for_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))
    with pytest.warns(FansimWarning, match=rf"cannot be kept in .*file/below.*{VARIABLE}"):
        directory = cache_directory()
    assert directory.is_dir()
    assert os.environ[VARIABLE] == str(directory.parent), "workers use it too"
    assert load() == 2


def test_what_is_whole_is_loaded_and_not_compiled_again(folder: Path) -> None:
    assert load() == 2
    before = {file.name: file.stat().st_mtime_ns for file in (folder / "__pycache__").iterdir()}
    assert is_whole(folder, NAME)
    assert load() == 2
    assert {file.name: file.stat().st_mtime_ns for file in (folder / "__pycache__").iterdir()} == before


@pytest.mark.parametrize("ending", ["nbi", "nbc", "seal"])
@pytest.mark.parametrize("damage", ["empty", "truncated", "flipped", "garbage"])
def test_a_damaged_file_is_a_miss(folder: Path, ending: str, damage: str) -> None:
    assert load() == 2
    (path,) = [file for file in folder.rglob(f"{NAME}*") if file.name.endswith(ending)]
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(
        {
            "empty": b"",
            "truncated": whole[:middle],
            "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "garbage": os.urandom(len(whole)),
        }[damage]
    )
    assert load() == 2
    assert is_whole(folder, NAME)


def test_a_line_added_to_a_kept_module_is_not_run(folder: Path) -> None:
    assert load() == 2
    path = folder / f"{NAME}.py"
    path.write_text(f"{TEXT}\nraise SystemExit('run by somebody else')\n", encoding="utf-8")
    assert load() == 2
    assert path.read_text(encoding="utf-8") == TEXT


def test_the_seal_is_of_this_version_of_python_only(folder: Path) -> None:
    assert load() == 2
    other = folder / "__pycache__" / f"{NAME}.rows-1.py27.1.nbc"
    other.write_bytes(b"of another Python")
    assert is_whole(folder, NAME)
    seal(folder, NAME)
    assert other.exists()


def test_what_cannot_be_kept_at_all_is_compiled_in_memory() -> None:
    names: dict[str, object] = {}
    exec("def double(n):\n    return 2 * n\n", names)  # from no file: Numba finds no place for it
    with pytest.raises(RuntimeError, match="no locator available"):
        numba.njit(cache=True)(names["double"])
    assert kept_on_disk()(names["double"])(21) == 42


@pytest.mark.parametrize("part", ["__pycache__", ".."])
def test_the_folders_in_it_and_around_it_are_looked_at_too(folder: Path, part: str) -> None:
    (folder / "__pycache__").mkdir(parents=True)
    (folder / part).chmod(0o777)
    with pytest.raises(CacheError, match="can be written to by other users"):
        cache_directory()
    (folder / part).chmod(0o700)
