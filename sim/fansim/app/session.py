"""What a visitor of the page does with a scenario: levers moved from a day on, the runs that come of it, the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import tomli_w

from fansim.app.recording import Recording
from fansim.language import say
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.scenario.changes import changed_scenario, changes_in_order, setting_on
from fansim.scenario.keys import ParameterInfo


def moved(scenario: Scenario, values: Mapping[str, object], day: int) -> Scenario:
    """Return a scenario in which keys have other values from a morning on; on day 0, from the start.

    Raises
    ------
    ScenarioError
        If a value is not allowed, or a key cannot change on that day.
    """
    if day == 0:
        return scenario_from_mapping(scenario, values, option="")
    changed_scenario(setting_on(scenario, day), values)
    return _with_changes(scenario, _changes(scenario) | {day: _changes(scenario).get(day, {}) | dict(values)})


def taken_back(scenario: Scenario, day: int, key: str) -> Scenario:
    """Return a scenario without the change of a key on a day."""
    changes = _changes(scenario)
    left = {name: value for name, value in changes[day].items() if name != key}
    return _with_changes(scenario, changes | {day: left})


def why_fixed(lever: ParameterInfo, day: int, days: int) -> str:
    """Return why a lever cannot be moved on a day of a run of so many days; nothing if it can."""
    if day >= days:
        return say("No day is left on which it could change: go back to an earlier day")
    return say("It cannot change in the middle of a run: {why}", why=lever.fixed) if lever.fixed and day else ""


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
    return scenario_from_mapping(scenario, {"changes": listed}, option="")


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
        self.summary_before: pd.Series | None = None

    @property
    def settled(self) -> bool:
        """Whether the present scenario was run to its end."""
        return self.run is not None and self.run.scenario is self.scenario and self.run.done

    @property
    def summary(self) -> pd.Series | None:
        """The outcomes of the present run, if it is over."""
        return self.run.result.summary if self.run and self.run.done else None

    def work_out(self) -> None:
        """Work the outcomes out, so that they are there when they are asked for."""
        _ = self.summary

    def twin(self) -> Session:
        """Return another session at the same point: the same people, scenario and run."""
        other = Session(self.scenario)
        other.run = self.run
        return other

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

    def run_anew(
        self,
        on_phase: Callable[[str], None] = lambda name: None,
        stopped: Callable[[], bool] = lambda: False,
        day: int = 0,
    ) -> None:
        """Run the present scenario with the same people as before; days that are the same are not run again.

        Parameters
        ----------
        on_phase
            Called with the name of each phase while it is compiled or loaded.
        stopped
            Asked every day whether to leave it there.
        day
            The day that is shown: a lever may be moved there next.
        """
        previous = self.run
        if previous and previous.done:
            self.before, self.summary_before = previous.daily, self.summary
        going_on = previous.going_on(self.scenario) if previous else None
        self.run = going_on or Recording(self.scenario, previous.people if previous else None, on_phase)
        self.run.run(stopped, day)

    def changes(self) -> list[tuple[int, str, object]]:
        """Return what changes in the run: day, key and value."""
        return [
            (day, key, value) for day, keys in sorted(_changes(self.scenario).items()) for key, value in keys.items()
        ]
