"""Measure which of README's conclusions hold under which assumptions.

``python docs/conclusions.py`` runs every scenario that README compares, under every assumption below, on the same
twenty seeds (some minutes), and writes ``docs/data/conclusions.json``; ``python docs/generate.py`` then writes
README's table from it.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

import fansim
from fansim.experiments.methods.intervals import interval

DATA = Path(__file__).parent / "data" / "conclusions.json"
BASE = "leijun_classroom"
SEEDS = range(1, 21)
LOOPS = {
    "quality": "quality_loop",
    "voice": "voice_loop",
    "authenticity": "authenticity",
    "crowding out": "crowding_out",
    "ownership": "ownership",
}
ASSUMPTIONS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "no campaigns": {"adversary.enabled": False},
    "scale-free network": {"network.kind": "scale_free"},
    "a launch": {"population.followers_share": 0.0, "population.core_share": 0.02},
    **{f"{name} loop cut": {f"feedback.{loop}": False} for name, loop in LOOPS.items()},
}
CONCLUSIONS = (
    ("open_door", "shills_admitted", "An open door lets in more shills"),
    ("open_door", "retention_90", "An open door costs retention"),
    ("open_door", "reach", "An open door reaches more people"),
    ("coupon_bombing", "retention_90", "Coupons for everybody cost retention"),
    ("coupon_bombing", "reach", "Coupons for everybody cost reach"),
    ("complaints_suppressed", "hater_share", "Suppressed complaints make more haters"),
    ("complaints_suppressed", "reach", "Suppressed complaints cost reach"),
    ("complaints_suppressed", "nps", "Suppressed complaints cost recommendation"),
    ("no_feedback", "nps", "Without feedback fewer recommend the brand"),
    ("no_feedback", "reach", "Without feedback praise reaches more people"),
)


def outcomes(task: tuple[str, dict[str, Any]]) -> list[dict[str, float]]:
    """Return the outcomes of one scenario under one assumption, seed by seed."""
    name, changed = task
    scenario = fansim.load_scenario(name, changed)
    return [{str(k): float(v) for k, v in fansim.run(scenario, seed=seed, threads=1).summary.items()} for seed in SEEDS]


def main() -> None:
    """Run everything, and write the paired differences."""
    names = [BASE, *dict.fromkeys(name for name, _, _ in CONCLUSIONS)]
    tasks = [(name, changed) for changed in ASSUMPTIONS.values() for name in names]
    with ProcessPoolExecutor(2) as pool:
        found = iter(pool.map(outcomes, tasks))
    runs = {(label, name): next(found) for label in ASSUMPTIONS for name in names}
    rows = []
    for name, outcome, sentence in CONCLUSIONS:
        cells = {}
        for label in ASSUMPTIONS:
            pairs = zip(runs[label, name], runs[label, BASE], strict=True)
            paired = np.array([one[outcome] - other[outcome] for one, other in pairs])
            low, high = interval(paired[np.isfinite(paired)])
            cells[label] = [float(np.nanmean(paired)), low, high]
        rows.append({"sentence": sentence, "scenario": name, "outcome": outcome, "cells": cells})
    DATA.parent.mkdir(exist_ok=True)
    DATA.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
