"""What each feedback loop is worth, and which of them carries a difference between scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from fansim.errors import ScenarioError
from fansim.experiments.methods.intervals import interval
from fansim.mechanisms.feedback.section import Feedback
from fansim.report.words import is_clear
from fansim.scenario import Scenario, scenario_from_mapping

_CARRIES = 0.5  # of a difference, from which on a loop is said to carry it


def loops_of(name: str, scenario: Scenario) -> list[str]:
    """Return the feedback loops that a scenario has.

    Raises
    ------
    ScenarioError
        If it has none.
    """
    loops = [key for key in Feedback.model_fields if getattr(scenario.feedback, key)]
    if not loops:
        raise ScenarioError(f"{name}: no feedback loop is on in this scenario, so there is none to cut.")
    return loops


def loops_cut(name: str, scenario: Scenario) -> dict[str, Scenario]:
    """Return a scenario and, for each feedback loop that it has, the scenario without that loop."""
    return {name: scenario, **{f"without {loop}": _without(scenario, loop) for loop in loops_of(name, scenario)}}


def with_loops_cut(scenarios: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Return scenarios, and each of them without each loop that the first one has."""
    first = next(iter(scenarios))
    cut = {
        _named(name, loop): _without(scenario, loop)
        for loop in loops_of(first, scenarios[first])
        for name, scenario in scenarios.items()
    }
    return {**scenarios, **cut}


def loop_shares(
    runs: pd.DataFrame, names: Sequence[str], outcomes: Sequence[str], loops: Sequence[str]
) -> pd.DataFrame:
    """Return what is left of each difference to the first scenario where a loop is cut in both.

    Parameters
    ----------
    runs : DataFrame
        ``scenario``, ``replication`` and the outcomes; one row a run, of `with_loops_cut`.
    names, outcomes, loops : sequence of str
        The scenarios (the baseline first), the outcomes, the loops.

    Returns
    -------
    DataFrame
        outcome, scenario, loop, difference (with all loops), without (the difference with the loop cut in both), lost
        (their difference, of paired replications), low and high (its 95% t interval), carries (whether both are
        clear, and the loss is at least half of the difference).
    """
    rows = []
    for outcome in outcomes:
        values = runs.pivot(index="replication", columns="scenario", values=outcome)
        for name in names[1:]:
            whole = values[name] - values[names[0]]
            for loop in loops:
                cut = values[_named(name, loop)] - values[_named(names[0], loop)]
                lost = (whole - cut).dropna()
                low, high = interval(lost.to_numpy())
                clear = is_clear(*interval(whole.dropna().to_numpy())) and is_clear(low, high)
                carries = clear and lost.mean() / whole.mean() >= _CARRIES
                rows.append((outcome, name, loop, whole.mean(), cut.mean(), lost.mean(), low, high, bool(carries)))
    columns = ["outcome", "scenario", "loop", "difference", "without", "lost", "low", "high", "carries"]
    return pd.DataFrame(rows, columns=columns)


def _without(scenario: Scenario, loop: str) -> Scenario:
    """Return a scenario without a loop."""
    return scenario_from_mapping(scenario, {f"feedback.{loop}": False})


def _named(name: str, loop: str) -> str:
    """Return the name of a scenario without a loop."""
    return f"{name} without {loop}"
