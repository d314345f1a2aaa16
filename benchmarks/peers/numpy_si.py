"""SI spreading with NumPy and SciPy: the matrix of ties times the informed says how many friends each has heard."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from case import Case
from scipy.sparse import csr_array


class State(NamedTuple):
    ties: csr_array
    informed: np.ndarray
    chance: np.ndarray
    random: np.random.Generator


def build(case: Case) -> State:
    ones = np.ones(len(case.neighbours), np.float32)
    ties = csr_array((ones, case.neighbours.astype(np.int32), case.start.astype(np.int32)))
    informed = np.zeros(case.persons, np.float32)
    informed[case.seeds] = 1
    most_friends = int(np.diff(case.start).max())
    chance = 1 - (1 - case.chance) ** np.arange(most_friends + 1)
    return State(ties, informed, chance.astype(np.float32), np.random.default_rng(case.seed))


def spread(case: Case, state: State) -> list[int]:
    informed = state.informed
    counts = [int(informed.sum())]
    for _ in range(case.days):
        friends = state.ties @ informed
        open_to_it = np.flatnonzero((friends > 0) & (informed == 0))
        chance = state.chance[friends[open_to_it].astype(np.intp)]
        informed[open_to_it[state.random.random(len(open_to_it), np.float32) < chance]] = 1
        counts.append(int(informed.sum()))
    return counts


def informed_by_day(case: Case, state: State, outcome: list[int]) -> list[int]:
    return outcome
