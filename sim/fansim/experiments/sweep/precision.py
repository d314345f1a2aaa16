"""The stop rule by precision: whether the means of all scenarios are known well enough."""

from __future__ import annotations

import numpy as np

from fansim.experiments.methods.intervals import half_width
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.runner import Row
from fansim.experiments.sweep.store import Store

_FEWEST = 5  # replications before an interval is trusted


class Precision:
    """The outcomes that a study's stop rule looks at, by replication and scenario.

    Parameters
    ----------
    study : Study
        The study.
    store : Store
        The rows that are there already.
    """

    def __init__(self, study: Study, store: Store) -> None:
        self._wanted = dict(study.stop.precision)
        shape = (study.replications, len(study.design)) if self._wanted else (0, 0)
        self._values = {name: np.full(shape, np.nan) for name in self._wanted}
        if self._wanted:
            for row in store.rows(["scenario", "replication", *self._wanted]):
                self.count(row)

    def count(self, row: Row) -> None:
        """Take note of a run."""
        for name, values in self._values.items():
            if row["replication"] < len(values):
                values[row["replication"], row["scenario"]] = row[name]

    def reached(self, replications: int) -> bool:
        """Return whether the first replications are enough: the half-width of each 95% interval is small enough.

        Runs without a value (undefined or failed) are left out; a scenario that has none at all asks for no more.
        """
        if not self._wanted or replications < _FEWEST:
            return False
        return all(
            bool(np.all(half_width(values[:replications]) <= self._wanted[name]))
            for name, values in self._values.items()
        )
