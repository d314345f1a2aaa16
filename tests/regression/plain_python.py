"""Run the scenario with all mechanisms on and save every column of every day: a program, run with and without Numba."""

from __future__ import annotations

import json
import sys

import numpy as np
from tests.cases import kitchen_sink, state_of

from fansim.model import FanCommunity


def main(out: str, overrides: str) -> None:
    """Run, and write one array a column, one row a day."""
    scenario = kitchen_sink(**json.loads(overrides))
    model = FanCommunity(scenario)
    days = [state_of(model)]
    for _ in range(scenario.days):
        model.step()
        days.append(state_of(model))
    np.savez(out, **{name: np.stack([day[name] for day in days]) for name in days[0]})


if __name__ == "__main__":
    main(*sys.argv[1:])
