"""A study that takes seconds, and a rules file through which a test makes its runs slow, wrong or deadly."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).parents[2] / "scenarios"

SMALL = {
    "population.size": 200,
    "days": 25,
    "groups.max_groups": 3,
    "groups.cap": 10,
    "entry.follow_days": 5,
    "campaigns.0.start_day": 0,
}

# The rule is called while a run is set up, in plain Python: here a test can do to a run what the world does.
# It goes by way of an object, since a rule that names a clock or the machine itself is refused.
RULES = """
import os
import time


class World:
    def __repr__(self):
        return "what the world does to a run"

    def __call__(self, budget):
        folder = os.environ["FANSIM_TEST_FAULTS"]
        if budget == 666.0 and os.path.exists(folder + "/abort"):
            os.abort()
        if budget == 13.0 and os.path.exists(folder + "/raise"):
            raise RuntimeError("a run that fails")
        if os.path.exists(folder + "/slow"):
            time.sleep(0.15)


HAPPENS = World()


def accounts_bought(budget, price, posting_cost, threshold_days, deadline_days):
    HAPPENS(budget)
    return int(budget / 100.0)
"""


def mapping(**changes: Any) -> dict[str, Any]:
    """Return a study of six scenarios as nested values; keywords replace its keys."""
    return {
        "title": "Small study",
        "base": str(SCENARIOS / "leijun_classroom.toml"),
        "set": SMALL,
        "replications": 4,
        "seed": 1,
        "outcomes": ["reach", "shill_share", "retention_30"],
        "design": {
            "kind": "grid",
            "factors": {"campaigns.0.budget": [666.0, 13.0, 500.0], "groups.allocation": ["fill_first", "random"]},
        },
    } | changes


def write_study(folder: Path) -> tuple[Path, Path]:
    """Write the study and the rules as files, and return their paths."""
    values = mapping()
    lines = [f'{key} = "{values[key]}"' for key in ("title", "base")]
    lines += [f"replications = {values['replications']}", f"outcomes = {values['outcomes']}", "[set]"]
    lines += [f'"{key}" = {value}' for key, value in SMALL.items()]
    lines += ["[design.factors]", *(f'"{key}" = {value}' for key, value in values["design"]["factors"].items())]
    study, rules = folder / "small.toml", folder / "rules.py"
    study.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules.write_text(RULES, encoding="utf-8")
    return study, rules


def start_sweep(folder: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    """Start ``fansim sweep`` on the study of a folder in a process group of its own."""
    command = [sys.executable, "-m", "fansim", "sweep", "small.toml", "--rules", "rules.py", "--out", str(out)]
    return subprocess.Popen(
        [*command, "--log", "log.jsonl", *options],
        cwd=folder,
        env=os.environ | {"FANSIM_TEST_FAULTS": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 120) -> None:
    """Wait for a condition while a process runs."""
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def rows_on_disk(out: Path) -> int:
    """Return how many rows the journal of a sweep holds."""
    journal = out / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0
