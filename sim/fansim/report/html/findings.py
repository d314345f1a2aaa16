"""A page of findings, taken apart: the report shows the very sentences that the command said, in either language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from fansim.language import language
from fansim.report.html.page import Part
from fansim.results.folders import TEXTS, read_part

FINDINGS = "findings.md"


@dataclass(frozen=True)
class Findings:
    """The title, the answer, sentences by heading, and the limits."""

    title: str
    answer: tuple[str, ...]
    parts: tuple[Part, ...]
    limits: tuple[str, ...]


def read_findings(folder: Path) -> Findings:
    """Return what a folder's page of findings says, in the language in use where it has that; nothing without one."""
    path, texts = folder / FINDINGS, folder / TEXTS
    page = path.read_text(encoding="utf-8") if path.is_file() else ""
    told = read_part(texts, _pages, "make the result again") if page and texts.is_file() else {}
    return taken_apart(told.get(language(), page))


def _pages(path: Path) -> dict[str, str]:
    """Return the pages of findings by language."""
    return {str(one): str(page) for one, page in json.loads(path.read_text(encoding="utf-8")).items()}


def taken_apart(page: str) -> Findings:
    """Return what a page of findings says."""
    lines = page.splitlines()
    title, answer, limits = "", list[str](), list[str]()
    parts: list[tuple[str, list[str]]] = [("", [])]
    for number, line in enumerate(lines):
        if line.startswith("# ") and not title:
            title = line[2:]
        elif line.startswith("## "):
            parts.append((line[3:], []))
        elif line.startswith("- "):
            parts[-1][1].append(_plain(line[2:]))
        elif _leads_to_limits(lines, number):
            parts.append((line, limits))
        elif line and not line.startswith("|"):
            answer.append(_plain(line))
    told = tuple(Part(heading, said) for heading, said in parts if said and said is not limits)
    return Findings(title, tuple(answer), told, tuple(limits))


def _leads_to_limits(lines: list[str], number: int) -> bool:
    """Whether a line stands above the last list: what the findings do not show, in whatever language."""
    below = lines[number + 1 :]
    return lines[number].endswith((":", "：")) and all(not line or line.startswith("- ") for line in below)


def _plain(line: str) -> str:
    return line.replace("**", "")
