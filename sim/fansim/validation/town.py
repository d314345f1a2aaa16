"""The town in which patterns are looked for: bundled scenarios scaled to a size, each run once a seed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fansim.model import FanCommunity
from fansim.runs import finish, result_of
from fansim.scenario import Scenario, load_scenario
from fansim.scenario.bundled import SCENARIO, or_bundled
from fansim.validation.witness import Witness

Changes = Mapping[str, object]
"""Keys of a scenario and their values, ``{"release.quality": 0.9}``."""

USUAL = "leijun_groups"
SIZE = 30_000
_PER_HEAD = (
    "groups.max_groups", "founder.visits_per_week", "population.professional_haters", "queue.staff",
    "marketing.budget_per_day", "health.marketing_budget",
)  # fmt: skip
_KEPT = 120  # runs in memory, about 2 MB each at the usual size
_PERSONS = [
    "role", "stage", "source", "follow_day", "exit_day", "first_join_day", "praise_total", "purchases", "label",
]  # fmt: skip


@dataclass(frozen=True)
class Record:
    """What is kept of a run: its daily outcomes, its outcomes, some columns of its persons, and what a witness saw."""

    daily: pd.DataFrame
    summary: Mapping[str, float]
    persons: pd.DataFrame
    seen: Witness

    @property
    def people(self) -> pd.DataFrame:
        """The ordinary persons."""
        return self.persons[self.persons["role"] == "ordinary"]

    @property
    def follower_years(self) -> float:
        """The years that ordinary persons spent as followers or members."""
        return float(self.daily["exposed"].sum()) / 365


class Town:
    """Scenarios of one size, and their runs.

    Parameters
    ----------
    size : int
        Persons. Groups, visits, staff and budgets shrink in proportion.
    usual : str
        A bundled scenario, or a file, that takes the place of leijun_groups.
    """

    def __init__(self, size: int = SIZE, usual: str = USUAL) -> None:
        self.size = size
        self.usual = usual
        self._records: OrderedDict[tuple[str, str, int], Record] = OrderedDict()

    def scenario_of(self, changes: Changes, name: str = USUAL) -> Scenario:
        """Return a bundled scenario at this size.

        Parameters
        ----------
        changes : mapping
            Values that replace those of the file; ``campaigns.0.budget`` is that of this size.
        name : str
            The bundled scenario.
        """
        path = or_bundled(self.usual if name == USUAL else name, kind=SCENARIO)
        whole = load_scenario(path)
        share = self.size / whole.population.size
        scaled = {"population.size": self.size} | _scaled(whole, share)
        at_work = whole.campaigns if changes.get("adversary.enabled", True) else ()
        for place, campaign in enumerate(at_work):
            scaled[f"campaigns.{place}.budget"] = campaign.budget * share
        return load_scenario(path, scaled | dict(changes))

    def record(self, seed: int, changes: Changes, name: str = USUAL) -> Record:
        """Return what came of a scenario under a seed; the latest runs are kept.

        Parameters
        ----------
        seed : int
            Seed of all draws.
        changes, name
            As for `scenario_of`.
        """
        key = name, repr(sorted(changes.items())), seed
        if key not in self._records:
            self._records[key] = run_watched(self.scenario_of(changes, name), seed)
            if len(self._records) > _KEPT:
                self._records.popitem(last=False)
        self._records.move_to_end(key)
        return self._records[key]


def _scaled(whole: Scenario, share: float) -> dict[str, Any]:
    """Return the keys of a scenario that go with the number of persons, for a share of them; none that is off."""
    scaled = {}
    for key in _PER_HEAD:
        section, _, name = key.partition(".")
        found = getattr(whole, section)
        value = getattr(found, name)
        if value and getattr(found, "enabled", True):
            scaled[key] = max(1, round(value * share)) if isinstance(value, int) else value * share
    return scaled


def run_watched(scenario: Scenario, seed: int) -> Record:
    """Run a scenario with a witness, and keep what patterns are about."""
    model = FanCommunity(scenario, seed=seed)
    witness = Witness(model)
    seconds = finish(model, on_day=lambda done: witness.look(done - 1))
    result = result_of(model, seconds)
    witness.close()
    summary = {str(name): float(value) for name, value in result.summary.items()}
    return Record(result.daily, summary, result.persons[_PERSONS], witness)
