"""The committed outcomes of the bundled studies, made again by one command.

Run ``python -m fansim.experiments.reference`` in the checkout: it analyses every bundled study with few replications
and writes tables, figures and findings below ``results/reference``. The studies themselves ask for more.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import fansim
from fansim.errors import ScenarioError
from fansim.experiments.analyses.analyse import Kind, analyse
from fansim.experiments.analyses.analysis import Analysis
from fansim.experiments.study.study import Study, load_study
from fansim.experiments.sweep.pools import Pool, open_pool
from fansim.language import say

STUDIES = Path("scenarios/studies")
OUT = Path("results/reference")
_DPI = 80  # small files


@dataclass(frozen=True)
class Short:
    """How a study is shortened for its reference outcome.

    Attributes
    ----------
    study : str
        The study's file name without its ending.
    kind : str
        The analysis.
    replications : int
        Instead of the study's.
    section : mapping
        Keys of the analysis's section instead of the study's.
    samples : int, optional
        Points of the design instead of the study's.
    """

    study: str
    kind: Kind
    replications: int
    section: Mapping[str, Any] = field(default_factory=dict)
    samples: int | None = None

    @property
    def folder(self) -> str:
        """The folder below `OUT`."""
        return self.study if self.kind == "effects" else f"{self.study}_{self.kind}"


REFERENCES = (
    Short("threshold_by_cap", "effects", 3),
    Short("incentives_by_segment", "effects", 3),
    Short("feedback_loops", "effects", 6),
    Short("complaint_policies", "effects", 4),
    Short("detection_threshold", "effects", 3),
    Short("gate_and_adversary", "gate", 2),
    Short("policy_portfolio", "optimise", 2, {"trials": 72, "generation": 24, "chosen": 5, "fresh_replications": 6}),
    Short("what_matters", "sensitivity", 2, {"samples": 4}),
    Short("what_matters", "discovery", 1, samples=96),
    Short("robust_policies", "robustness", 1, samples=20),
)


def shortened(short: Short, folder: Path = STUDIES) -> Study:
    """Return a bundled study with the few replications of its reference outcome."""
    study = load_study(folder / f"{short.study}.toml")
    sections = dict(study.sections)
    if short.section:
        sections[short.kind] = {**sections[short.kind], **short.section}
    design: Any = study.design if short.samples is None else replace(study.design, samples=short.samples)  # type: ignore[type-var]
    return replace(study, replications=short.replications, sections=sections, design=design)


def make(short: Short, pool: Pool | int = 1, out: Path = OUT) -> Analysis:
    """Make one reference outcome, and say in it how it was made."""
    study = shortened(short)
    analysis = analyse(study, short.kind, pool)
    changes = [f"{study.replications} replications from seed {study.seed}"]
    changes += [f"{key} = {value}" for key, value in short.section.items()]
    changes += [f"{short.samples} points"] if short.samples else []
    made = f"This is a short run (fansim {fansim.__version__}; {', '.join(changes)}); the study itself asks for more."
    analysis = replace(analysis, limits=(*analysis.limits, made))
    analysis.save(out / short.folder, dpi=_DPI)
    return analysis


def main(arguments: Sequence[str]) -> None:
    """Make all reference outcomes, or those of the studies named, with two workers."""
    known = {short.study for short in REFERENCES}
    unknown = sorted(set(arguments) - known)
    if unknown:
        raise ScenarioError(
            say(
                "there is no reference of {missing}; there are {known}.",
                missing=", ".join(unknown),
                known=", ".join(sorted(known)),
            )
        )
    chosen = [short for short in REFERENCES if not arguments or short.study in arguments]
    failed = 0
    with open_pool(2) as pool:
        for short in chosen:
            started = time.perf_counter()
            try:
                said = make(short, pool).findings[0]
            except fansim.FansimError as error:  # the others are worth having
                said, failed = f"not made: {error}", failed + 1
            print(f"{OUT / short.folder}: {time.perf_counter() - started:.0f} s. {said}", flush=True)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except fansim.FansimError as error:
        print(f"fansim: {error}", file=sys.stderr)
        raise SystemExit(2) from None
