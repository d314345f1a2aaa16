"""Studies of more runs than anybody means."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from tests.experiments.small_study import mapping
from tests.experiments.test_store import MadeUpPool

import fansim
from fansim.experiments.analyses.analyse import analyse
from fansim.experiments.study.study import study_from_mapping
from fansim.experiments.sweep.size import check_size
from fansim.experiments.sweep.sweep import Tally, Watcher, run_study

LEVELS = [number / 100 for number in range(1, 11)]
FACTORS = {f"campaigns.0.{key}": LEVELS for key in ("budget", "account_cost", "ageing_cost_per_day")}
FACTORS |= dict.fromkeys(("word_of_mouth.strong", "word_of_mouth.weak", "ads.per_day"), LEVELS)
RANGES = {"churn.a": {"low": 0.3, "high": 0.8}, "churn.b": {"low": 25.0, "high": 80.0}}


@pytest.fixture
def trillion() -> dict[str, object]:
    """A study of 10^12 runs."""
    return mapping(design={"factors": FACTORS}, replications=1_000_000, outcomes=["reach"])


def test_study_of_too_many_runs_is_refused_with_their_number(tmp_path: Path, trillion: dict[str, object]) -> None:
    with pytest.raises(fansim.ScenarioError, match=r"1,000,000,000,000 runs .* take fewer levels.* add --force"):
        fansim.sweep(trillion, out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_forced_study_of_very_many_runs_can_end_early(tmp_path: Path, trillion: dict[str, object]) -> None:
    study = study_from_mapping(trillion | {"stop": {"max_failures": 0.0}})
    tally = run_study(study, tmp_path, MadeUpPool(study), force=True, watch=_fails_at(50))
    assert tally.done == 50
    assert len((tmp_path / "summary.csv").read_text(encoding="utf-8-sig").splitlines()) == 51


def _fails_at(number: int) -> Watcher:
    """Return a watcher that counts the last of so many runs as failed."""

    def watch(tally: Tally) -> None:
        tally.failed = int(tally.done >= number)

    return watch


def test_more_runs_than_can_be_numbered_are_refused_even_if_forced() -> None:
    with pytest.raises(fansim.ScenarioError, match=r"more runs than can be numbered \(about 10\^400 scenarios"):
        check_size(10**400, 10, force=True)


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        ("sensitivity", {"sensitivity": {"method": "sobol", "samples": 2**20}}),
        ("sensitivity", {"sensitivity": {"method": "morris", "samples": 2**20}}),
        ("robustness", {"robustness": {"objectives": {"reach": "max"}, "policies": {"a": {}, "b": {"days": 9}}}}),
    ],
)
def test_analysis_counts_its_runs_before_it_builds_them(kind: str, section: dict[str, object]) -> None:
    design = {"kind": "latin_hypercube", "samples": 10**9, "factors": RANGES}
    study = study_from_mapping(mapping(design=design, outcomes=["reach"], **section))
    tracemalloc.start()
    with pytest.raises(fansim.ScenarioError, match=r"more than 1,000,000 are refused.* --force"):
        analyse(study, kind)  # type: ignore[arg-type]
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
