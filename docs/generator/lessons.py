"""What the lessons print, as docs/lessons.py has kept it."""

from __future__ import annotations

import hashlib
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1]
DATA = DOCS / "data" / "lessons"
LESSONS = [page for page in sorted((DOCS / "lessons").glob("*.md")) if page.name != "README.md"]


def lesson(name: str) -> str:
    """Return what the first block of a lesson printed."""
    kept = (DATA / f"{name}.txt").read_text(encoding="utf-8").partition("\n")[2]
    return f"```text\n{kept.rstrip()}\n```"


def fingerprint(page: Path) -> str:
    """Return a sign by which what was kept can be told from what another program would print."""
    text = page.read_text(encoding="utf-8")
    first = text.partition("```python\n")[2].partition("\n```")[0]
    return hashlib.sha256(first.encode()).hexdigest()[:16]
