"""What a visitor of the page does with a scenario: levers moved from a day on, the runs that come of it, the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import tomli_w

from fansim.app.recording import Recording
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.scenario.changes import changed_scenario, changes_in_order


def moved(scenario: Scenario, values: Mapping[str, object], day: int) -> Scenario:
    """Return a scenario in which keys have other values from a morning on; on day 0, from the start.

    Raises
    ------
    ScenarioError
        If a value is not allowed, or a key cannot change on that day.
    """
    if day == 0:
        return scenario_from_mapping(scenario, values)
    changed_scenario(setting_on(scenario, day), values)
    return _with_changes(scenario, _changes(scenario) | {day: _changes(scenario).get(day, {}) | dict(values)})


def taken_back(scenario: Scenario, day: int, key: str) -> Scenario:
    """Return a scenario without the change of a key on a day."""
    changes = _changes(scenario)
    left = {name: value for name, value in changes[day].items() if name != key}
    return _with_changes(scenario, changes | {day: left})


def setting_on(scenario: Scenario, day: int) -> Scenario:
    """Return what holds on a day: the scenario with what has changed up to its morning."""
    setting = scenario.model_copy(update={"changes": ()})
    for _, change in changes_in_order(scenario):
        if change.day <= day:
            setting = changed_scenario(setting, change.set)
    return setting


def as_file(scenario: Scenario) -> str:
    """Return the text of a scenario file that gives the same run, bit for bit."""
    return tomli_w.dumps(scenario.model_dump(exclude_unset=True, exclude_none=True))


def _changes(scenario: Scenario) -> dict[int, dict[str, object]]:
    """Return what changes, by day and key."""
    found: dict[int, dict[str, object]] = {}
    for _, change in changes_in_order(scenario):
        found.setdefault(change.day, {}).update(change.set)
    return found


def _with_changes(scenario: Scenario, changes: Mapping[int, Mapping[str, object]]) -> Scenario:
    """Return a scenario with other changes."""
    listed = [{"day": day, "set": dict(changes[day])} for day in sorted(changes) if changes[day]]
    return scenario_from_mapping(scenario, {"changes": listed})


class Session:
    """One policy on the page: its scenario, its present run, and the daily outcomes of the run before.

    Parameters
    ----------
    scenario : Scenario
        Where it begins.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.run: Recording | None = None
        self.before: pd.DataFrame | None = None

    def move(self, values: Mapping[str, object], day: int) -> None:
        """Move levers from a day on; nothing is run yet.

        Raises
        ------
        ScenarioError
            As for `moved`; then nothing changes.
        """
        self.scenario = moved(self.scenario, values, day)

    def take_back(self, day: int, key: str) -> None:
        """Undo the change of a key on a day; nothing is run yet."""
        self.scenario = taken_back(self.scenario, day, key)

    def begin(self, on_phase: Callable[[str], None] = lambda name: None) -> Recording:
        """Build the community of the present scenario, of the same people as before; it has run no day yet."""
        previous = self.run
        self.run = Recording(self.scenario, previous.people if previous else None, on_phase)
        if previous and previous.days == previous.scenario.days:
            self.before = previous.daily
        return self.run

    def changes(self) -> list[tuple[int, str, object]]:
        """Return what changes in the run: day, key and value."""
        return [(day, key, value) for day, keys in sorted(_changes(self.scenario).items()) for key, value in keys.items()]
