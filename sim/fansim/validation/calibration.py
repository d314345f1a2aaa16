"""The calibration as a command: which keys are moved, within which ranges, towards which patterns.

``python -m fansim.validation.calibration --trials 100 --out results/calibration``
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fansim.experiments.analyses.robustness import value_of
from fansim.scenario import Scenario
from fansim.validation.catalogue import PATTERNS
from fansim.validation.pattern import Pattern, estimate
from fansim.validation.town import USUAL, Changes, Town

SIZE = 20_000
SEEDS = (1, 2)
_NEIGHBOURS = 9  # of the present values, with which a search begins
_NEAR = 0.1  # of its range by which a key of theirs is off
_MISSED = 5.0  # widths of its band by which a pattern counts as missed at most, and one without a value


@dataclass(frozen=True)
class Knob:
    """A key that calibration may move.

    Attributes
    ----------
    key : str
        The key of a scenario.
    low, high : float
        Where it may lie: within what the sources make plausible.
    specified : float
        Its value in the specification.
    why : str
        What it was moved for.
    """

    key: str
    low: float
    high: float
    specified: float
    why: str


KNOBS = (
    Knob("word_of_mouth.strong", 0.01, 0.06, 0.02, "C2: growth, and how far the kind of network matters"),
    Knob("word_of_mouth.weak", 0.005, 0.015, 0.01, "C2: growth"),
    Knob("word_of_mouth.weak_contacts", 5.0, 25.0, 10.0, "C2: growth"),
    Knob("word_of_mouth.attachment_per_day", 0.005, 0.04, 0.03, "C2: what a later follower wins"),
    Knob("word_of_mouth.attachment_floor", 0.3, 4.0, 0.3, "C2: followers talk, not seed fans alone"),
    Knob("word_of_mouth.novelty", 0.5, 8.0, 0.0, "C2: who joined lately talks more"),
    Knob("word_of_mouth.novelty_days", 20.0, 120.0, 60.0, "C2"),
    Knob("word_of_mouth.private_complaint", 0.05, 0.7, 0.05, "C14: praise for each complaint"),
    Knob("word_of_mouth.negative_weight", 0.5, 3.0, 2.0, "C14: what complaints cost"),
    Knob("ads.per_day", 2e-5, 8e-5, 8e-5, "C2: p of the Bass curve"),
    Knob("population.activity_sigma", 2.0, 2.8, 2.0, "S07: praise of the top 2%"),
    Knob("population.spend_sigma", 1.5, 2.5, 1.529, "S06, C9: sales of the top 2% of buyers"),
    Knob("sales.base_per_day", 0.0006, 0.003, 0.002, "C9: phones a follower and year"),
    Knob("activity.posts_per_day", 0.03, 0.2, 0.5, "C10, S19: posts a year"),
    Knob("activity.topic_share", 0.05, 0.2, 0.05, "groups of fifty seats that do not fall silent"),
    Knob("churn.satisfaction_weight", 1.0, 4.0, 0.0, "C6: what quality keeps"),
    Knob("experience.recommend_neutral", 6.0, 7.0, 7.0, "C8: the net promoter score"),
    Knob("experience.grudge_gain", 0.8, 1.6, 1.0, "ever-followers who turn into haters"),
    Knob("labels.core_fan_from", 0.45, 0.6, 0.6, "C13: core fans among followers"),
)
ROWS = ("C2", "C6", "C8", "C9", "C10", "C13", "C14")
"""The rows of patterns that calibration looks at; the others are left for validation."""

GIVEN_UP = ("C2j", "C2k")
"""Patterns of those rows that no values reached: members talk on day 0, so that the curve has no beginning."""


class Tried(Town):
    """A town in which some keys have other values."""

    def __init__(self, values: Mapping[str, float], size: int = SIZE) -> None:
        super().__init__(size)
        self.values = dict(values)

    def scenario_of(self, changes: Changes, name: str = USUAL) -> Scenario:
        """Return a bundled scenario at this size, with the values that are tried."""
        return super().scenario_of(self.values | dict(changes), name)


def targets() -> list[Pattern]:
    """Return the patterns that calibration moves the keys towards."""
    wanted = (pattern for pattern in PATTERNS if pattern.row in ROWS and pattern.id not in GIVEN_UP)
    return [pattern for pattern in wanted if pattern.has_target]


def defaults() -> dict[str, float]:
    """Return the present values of the keys."""
    scenario = Scenario()
    return {knob.key: float(value_of(scenario, knob.key)) for knob in KNOBS}


def near(values: Mapping[str, float]) -> list[dict[str, float]]:
    """Return values near some others, where a search had better begin than anywhere: off by a tenth of their range."""
    chance = np.random.default_rng(1)
    return [
        {
            knob.key: float(np.clip(values[knob.key] + _NEAR * (knob.high - knob.low) * step, knob.low, knob.high))
            for knob, step in zip(KNOBS, chance.normal(size=len(KNOBS)), strict=True)
        }
        for _ in range(_NEIGHBOURS)
    ]


def measured(values: Mapping[str, float], seeds: Sequence[int] = SEEDS, size: int = SIZE) -> dict[str, float]:
    """Return the mean of each target under some values of the keys."""
    town = Tried(values, size)
    return {pattern.id: estimate(pattern.measure(town, seeds)).mean for pattern in targets()}


def missed_by(pattern: Pattern, value: float) -> float:
    """Return by how many widths of its band a value misses a target; 0 inside."""
    width = _width(pattern)
    outside = max(pattern.low - value, value - pattern.high, 0.0) / width
    return min(outside, _MISSED) if np.isfinite(value) else _MISSED


def _width(pattern: Pattern) -> float:
    """Return the width of a band; of one that is open on a side, its other end, and at least a tenth."""
    if np.isfinite([pattern.low, pattern.high]).all() and pattern.high > pattern.low:
        return pattern.high - pattern.low
    return max(0.1, *(abs(end) for end in (pattern.low, pattern.high) if np.isfinite(end)))


def loss(found: Mapping[str, float]) -> float:
    """Return the sum of squares of what is missed, in widths of the bands."""
    return float(sum(missed_by(pattern, found[pattern.id]) ** 2 for pattern in targets()))


def search(trials: int, out: Path) -> Any:
    """Go on with the search kept in a folder until it has so many trials, the present defaults first.

    Returns
    -------
    optuna.Study
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    out.mkdir(parents=True, exist_ok=True)
    study = optuna.create_study(
        storage=f"sqlite:///{out / 'trials.sqlite'}",
        study_name="calibration",
        load_if_exists=True,
        sampler=optuna.samplers.TPESampler(seed=1, multivariate=True),
    )
    if not study.trials:
        for values in (defaults(), *near(defaults())):
            study.enqueue_trial(values)

    def trial_of(trial: Any) -> float:
        values = {knob.key: trial.suggest_float(knob.key, knob.low, knob.high) for knob in KNOBS}
        found = measured(values)
        for name, value in found.items():
            trial.set_user_attr(name, value)
        print(f"trial {trial.number}: missed by {loss(found):.4f}", flush=True)
        return loss(found)

    done = sum(trial.state.is_finished() for trial in study.trials)
    study.optimize(trial_of, n_trials=max(0, trials - done))
    return study


def report(study: Any) -> str:
    """Return what the defaults and the best trial reach."""
    finished = [trial for trial in study.trials if trial.value is not None]
    first, best = finished[0], study.best_trial
    lines = [
        f"missed by {first.value:.4f} with the defaults, {best.value:.4f} with the best of {len(finished)} trials",
        "",
    ]
    lines += [f"{knob.key:38s} {first.params[knob.key]:10.4g} {best.params[knob.key]:10.4g}" for knob in KNOBS]
    lines.append("")
    lines += [_reached(pattern, first, best) for pattern in targets()]
    return "\n".join(lines)


def _reached(pattern: Pattern, first: Any, best: Any) -> str:
    """Return the line of one target: its band, and what the defaults and the best trial reach of it."""
    values = [trial.user_attrs.get(pattern.id, float("nan")) for trial in (first, best)]
    said = [f"{value:9.3g} {'reached' if missed_by(pattern, value) == 0 else 'missed':8s}" for value in values]
    return f"{pattern.id:5s} {f'{pattern.low:g} to {pattern.high:g}':14s} {' '.join(said)} {pattern.about}"


def main() -> None:
    """Search, and say what was reached and what was not."""
    parser = argparse.ArgumentParser(description="Move the calibrated keys towards the patterns that calibrate them.")
    parser.add_argument("--trials", type=int, default=100, help="trials in all, those done before included")
    parser.add_argument("--out", type=Path, default=Path("results/calibration"), help="folder of the search")
    given = parser.parse_args()
    text = report(search(given.trials, given.out))
    (given.out / "reached.txt").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
