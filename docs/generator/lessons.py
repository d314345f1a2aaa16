"""What the lessons print, as docs/lessons.py has kept it."""

from __future__ import annotations

import hashlib
import re
import textwrap
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1]
DATA = DOCS / "data" / "lessons"
LESSONS = [page for page in sorted((DOCS / "lessons").glob("*.md")) if page.name != "README.md"]


def lesson(name: str) -> str:
    """Return what the first block of a lesson printed."""
    kept = (DATA / f"{name}.txt").read_text(encoding="utf-8").partition("\n")[2]
    return f"```text\n{kept.rstrip()}\n```"


def programs(page: Path) -> list[str]:
    """Return the blocks of Python of a page, in order: the lesson, then the answers to its exercises."""
    text = page.read_text(encoding="utf-8")
    found = re.finditer(r"^( *)```python\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(match[2]) for match in found]


def fingerprint(page: Path) -> str:
    """Return a sign by which what was kept can be told from what another program would print."""
    return hashlib.sha256(programs(page)[0].rstrip("\n").encode()).hexdigest()[:16]
