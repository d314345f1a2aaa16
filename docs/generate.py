"""Write the tables of the documentation from the declarations in the code.

Run it from anywhere: ``python docs/generate.py``. It rewrites what stands between the lines
``<!-- generated: NAME ... -->`` and ``<!-- end -->`` of every Markdown file here; ``tests/unit/test_docs.py`` fails
while one of them is out of date. With ``--check`` it writes nothing, and says which files would change.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from generator.conclusions import conclusions
from generator.evidence import evidence_counts, evidence_table
from generator.face import face, face_quality, face_sizes
from generator.lessons import lesson
from generator.loops import loop_matrix, loop_table, loops_carried
from generator.model import (
    assumed_rules,
    day_table,
    mechanism_facts,
    outcome_table,
    phase_facts,
    rule_list,
    state_table,
    stream_table,
    sums_table,
)
from generator.patterns import knobs, patterns, patterns_moved, search
from generator.performance import performance
from generator.scenario import (
    fixed_keys,
    key_tables,
    parameter_table,
    scenario_table,
    section_table,
)

ROOT = Path(__file__).resolve().parents[1]
FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

_MARKED = re.compile(r"(<!-- generated: ([^\n]*?) -->\n).*?(<!-- end -->)", re.DOTALL)


TABLES: dict[str, Callable[..., str]] = {
    "day": day_table,
    "state": state_table,
    "sums": sums_table,
    "mechanism": mechanism_facts,
    "phase": phase_facts,
    "rules": rule_list,
    "keys": key_tables,
    "parameters": parameter_table,
    "fixed-keys": fixed_keys,
    "assumed-rules": assumed_rules,
    "evidence": evidence_table,
    "evidence-counts": evidence_counts,
    "streams": stream_table,
    "outcomes": outcome_table,
    "scenarios": scenario_table,
    "sections": section_table,
    "performance": performance,
    "conclusions": conclusions,
    "loops": loop_table,
    "loop-matrix": loop_matrix,
    "loops-carried": loops_carried,
    "knobs": knobs,
    "patterns": patterns,
    "patterns-moved": patterns_moved,
    "search": search,
    "lesson": lesson,
    "face": face,
    "face-quality": face_quality,
    "face-sizes": face_sizes,
}
"""What may stand after ``generated:``, with the words that follow it as arguments."""


def regenerated(text: str) -> str:
    """Return the text of a file with every generated part written anew."""

    def write(match: re.Match[str]) -> str:
        name, *words = match[2].split()
        return f"{match[1]}{TABLES[name](*words)}\n{match[3]}"

    return _MARKED.sub(write, text)


def outdated() -> dict[Path, str]:
    """Return the files that are out of date, each with the text that it should have."""
    texts = {path: path.read_text(encoding="utf-8") for path in FILES}
    return {path: new for path, text in texts.items() if (new := regenerated(text)) != text}


def main() -> int:
    """Write, or check, every file."""
    changed = outdated()
    for path, text in changed.items():
        print(f"{'out of date' if '--check' in sys.argv else 'written'}: {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    return 1 if changed and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
