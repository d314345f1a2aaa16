"""SI spreading with EoN, event driven: whoever is informed draws for each tie the day on which it persuades.

The delay until a daily chance first succeeds is geometric, so this is the same process day by day; EoN's steps in
discrete time let everybody recover after one day, which SI spreading does not.
"""

from __future__ import annotations

from typing import Any

import EoN
import numpy as np
from case import Case


def delays(person: int, friends: list[int], chance: float, rng: np.random.Generator) -> tuple[dict[int, int], float]:
    return dict(zip(friends, rng.geometric(chance, len(friends)).tolist(), strict=True)), float("inf")


def build(case: Case) -> Any:
    return case.graph()


def spread(case: Case, graph: Any) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(case.seed)
    return EoN.fast_nonMarkov_SIR(
        graph,
        trans_and_rec_time_fxn=delays,
        trans_and_rec_time_args=(case.chance, rng),
        initial_infecteds=case.seeds.tolist(),
        tmax=case.days + 1,  # events before it
        rng=rng,
    )


def informed_by_day(case: Case, graph: Any, outcome: tuple[np.ndarray, ...]) -> list[int]:
    times, _, informed, _ = outcome
    return informed[np.searchsorted(times, np.arange(case.days + 1), side="right") - 1].tolist()
