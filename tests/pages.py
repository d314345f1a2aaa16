"""The pages of the documentation: the blocks of code on them, and the script that writes their tables."""

from __future__ import annotations

import importlib
import re
import textwrap
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]


class Block(NamedTuple):
    """A block of code on a page."""

    language: str
    line: int
    text: str

    @property
    def file(self) -> str:
        """The name of the file that the block is, where its first line says one."""
        name = re.match(r"# (\w+\.\w+)\n", self.text)
        return name[1] if name else ""


def blocks(page: Path) -> list[Block]:
    """Return the blocks of code of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = re.finditer(r"^( *)```(\w*)\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    return [Block(m[2], text[: m.start()].count("\n") + 2, textwrap.dedent(m[3])) for m in found]


def file_of(page: Path, name: str) -> str:
    """Return the text of a file that a page shows."""
    return next(block.text for block in blocks(page) if block.file == name)


def generator() -> ModuleType:
    """Return the script that writes the tables of the pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        return importlib.import_module("generate")
