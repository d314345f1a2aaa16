"""The third oracle: the same rules in plain Python, without a compiler, leave the same bits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.regression.plain_python import main

ROOT = Path(__file__).parents[2]
CASES = [
    {"population__size": 120, "days": 25, "moderation__period_days": 4, "campaigns__0__budget": 700.0},
    {
        "population__size": 60,
        "days": 12,
        "word_of_mouth__link": "additive",
        "word_of_mouth__mixing": "mean_field",
        "voice__policy": "suppressed",
        "groups__allocation": "random",
        "activity__posts_per_day": 20.0,
    },
]


def columns(out: Path, overrides: dict[str, object], compiled: bool) -> dict[str, np.ndarray]:
    """Run here with compiled kernels, or in a process of its own without, and return every column of every day."""
    if compiled:
        main(str(out), json.dumps(overrides))
    else:
        command = [sys.executable, "-m", "tests.regression.plain_python", str(out), json.dumps(overrides)]
        environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    with np.load(out) as saved:
        return dict(saved)


@pytest.mark.parametrize("overrides", CASES, ids=["network", "mean_field"])
def test_plain_python_leaves_the_same_columns(tmp_path: Path, overrides: dict[str, object]) -> None:
    compiled = columns(tmp_path / "compiled.npz", overrides, compiled=True)
    plain = columns(tmp_path / "plain.npz", overrides, compiled=False)
    assert compiled.keys() == plain.keys()
    assert [name for name in compiled if compiled[name].tobytes() != plain[name].tobytes()] == []
    assert len(np.unique(compiled["person.stage"])) >= 4
    assert compiled["brand.posts"].sum() > 0
