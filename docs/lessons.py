"""Run the lessons: what each prints and draws is what its page shows.

``python docs/lessons.py [NAME ...]`` runs the blocks of every page of docs/lessons, or of those named, and writes
``docs/data/lessons/NAME.txt`` and ``docs/images/lesson_NAME.png``; ``python docs/generate.py`` then puts the text on
the page.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

from generator.lessons import DATA, LESSONS, fingerprint, programs

IMAGES = Path(__file__).parent / "images"


def run(page: Path) -> list[str]:
    """Run a page in the present folder, where it leaves its picture; return what each block printed."""
    names: dict[str, Any] = {"__name__": page.stem}
    printed = []
    for block in programs(page):
        with redirect_stdout(io.StringIO()) as said:
            exec(compile(block, page.name, "exec"), names)
        printed.append(said.getvalue())
    return printed


def write(page: Path) -> None:
    """Run a page, and keep what it printed and drew."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        printed = run(page)
        shutil.copy("lesson.png", IMAGES / f"lesson_{page.stem}.png")
    DATA.mkdir(exist_ok=True)
    (DATA / f"{page.stem}.txt").write_text(f"{fingerprint(page)}\n{printed[0]}", encoding="utf-8")
    print(f"{page.stem}\n{os.linesep.join(printed)}", flush=True)


if __name__ == "__main__":
    for lesson in LESSONS:
        if len(sys.argv) == 1 or lesson.stem in sys.argv:
            write(lesson)
