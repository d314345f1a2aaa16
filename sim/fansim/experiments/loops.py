"""What each feedback loop is worth, alone and in pairs, and which of them carries a difference between scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from fansim.errors import ScenarioError
from fansim.experiments.methods.intervals import interval
from fansim.language import say
from fansim.mechanisms.feedback.loops import LOOPS
from fansim.report.words import is_clear
from fansim.scenario import Scenario, scenario_from_mapping

_CARRIES = 0.5  # of a difference, from which on a cut is said to carry it

Cut = tuple[str, ...]
"""The loops that are cut at once: one, or two."""


def loops_of(scenarios: Mapping[str, Scenario]) -> list[str]:
    """Return the feedback loops that any of some scenarios has.

    Raises
    ------
    ScenarioError
        If there is none.
    """
    loops = [loop for loop in LOOPS if any(_switches(scenario, loop) for scenario in scenarios.values())]
    if not loops:
        raise ScenarioError(say("{name}: no feedback loop is on, so there is none to cut.", name=next(iter(scenarios))))
    return loops


def cuts_of(loops: Sequence[str], *, pairs: bool) -> list[Cut]:
    """Return what to cut: each loop, and then each pair of them if asked for."""
    return [*combinations(loops, 1), *(combinations(loops, 2) if pairs else ())]


def loops_cut(name: str, scenario: Scenario, cuts: Iterable[Cut]) -> dict[str, Scenario]:
    """Return a scenario, and the same one with each of the cuts."""
    return {name: scenario, **{cut_name(cut): _without(scenario, cut) for cut in cuts}}


def with_loops_cut(scenarios: Mapping[str, Scenario], cuts: Iterable[Cut]) -> dict[str, Scenario]:
    """Return scenarios, and each of them with each of the cuts."""
    cut = {f"{name} {cut_name(cut)}": _without(scenario, cut) for cut in cuts for name, scenario in scenarios.items()}
    return {**scenarios, **cut}


def cut_name(cut: Cut) -> str:
    """Return how a cut is called: "without a and b"."""
    return f"without {' and '.join(cut)}"


def loop_worth(runs: pd.DataFrame, name: str, outcomes: Sequence[str], cuts: Iterable[Cut]) -> pd.DataFrame:
    """Return what each loop of a scenario is worth, and what each pair is worth together beyond the sum of both.

    Parameters
    ----------
    runs : DataFrame
        ``scenario``, ``replication`` and the outcomes; one row a run, of `loops_cut`.
    name, outcomes, cuts
        The whole scenario, the outcomes, what was cut.

    Returns
    -------
    DataFrame
        outcome, loop, other (of a pair; empty for a loop alone), worth (the mean of whole minus cut, of paired
        replications), low and high (its 95% t interval), interaction, interaction_low and interaction_high (the same
        of a pair's worth minus that of both its loops; NaN for a loop alone).
    """
    rows = []
    for outcome in outcomes:
        values = runs.pivot(index="replication", columns="scenario", values=outcome)
        for cut in cuts:
            worth = values[name] - values[cut_name(cut)]
            beyond = worth - sum(values[name] - values[cut_name((loop,))] for loop in cut) if len(cut) > 1 else None
            rows.append((outcome, *_places(cut), *_estimate(worth), *_estimate(beyond)))
    measured = ["worth", "low", "high", "interaction", "interaction_low", "interaction_high"]
    return pd.DataFrame(rows, columns=["outcome", "loop", "other", *measured])


def loop_shares(runs: pd.DataFrame, names: Sequence[str], outcomes: Sequence[str], cuts: Iterable[Cut]) -> pd.DataFrame:
    """Return what is left of each difference to the first scenario where loops are cut in both.

    Parameters
    ----------
    runs : DataFrame
        ``scenario``, ``replication`` and the outcomes; one row a run, of `with_loops_cut`.
    names, outcomes, cuts
        The scenarios (the baseline first), the outcomes, what was cut.

    Returns
    -------
    DataFrame
        outcome, scenario, loop, other (of a pair; empty for a loop alone), difference (with all loops), without (the
        difference with the cut in both), lost (their difference, of paired replications), low and high (its 95% t
        interval), clear (whether the interval of the difference leaves zero out), carries (whether that of the loss
        does, too, and the loss is at least half of the difference).
    """
    rows = []
    for outcome in outcomes:
        values = runs.pivot(index="replication", columns="scenario", values=outcome)
        for name in names[1:]:
            whole = values[name] - values[names[0]]
            clear = is_clear(*interval(whole.dropna().to_numpy()))
            for cut in cuts:
                left = values[f"{name} {cut_name(cut)}"] - values[f"{names[0]} {cut_name(cut)}"]
                lost, low, high = _estimate(whole - left)
                carries = clear and is_clear(low, high) and lost / whole.mean() >= _CARRIES
                told = whole.mean(), left.mean(), lost, low, high, clear, bool(carries)
                rows.append((outcome, name, *_places(cut), *told))
    columns = [
        "outcome",
        "scenario",
        "loop",
        "other",
        "difference",
        "without",
        "lost",
        "low",
        "high",
        "clear",
        "carries",
    ]
    return pd.DataFrame(rows, columns=columns)


def _places(cut: Cut) -> tuple[str, str]:
    """Return a cut as the two columns of a table."""
    return cut[0], cut[1] if len(cut) > 1 else ""


def _estimate(paired: pd.Series[float] | None) -> tuple[float, float, float]:
    """Return the mean of paired differences with its 95% interval; NaN where there are none."""
    values = np.empty(0) if paired is None else paired.dropna().to_numpy()
    return float(values.mean()) if len(values) else float("nan"), *interval(values)


def _without(scenario: Scenario, cut: Cut) -> Scenario:
    """Return a scenario without some loops."""
    return scenario_from_mapping(scenario, {key: False for loop in cut for key in _switches(scenario, loop)})


def _switches(scenario: Scenario, loop: str) -> list[str]:
    """Return the keys that are on in a scenario and have to be off to cut a loop; none if it has no such loop."""
    section, _, key = LOOPS[loop].key.partition(".")
    found: Any = getattr(scenario, section)
    if isinstance(found, tuple):
        return [f"{section}.{place}.{key}" for place, item in enumerate(found) if getattr(item, key)]
    return [LOOPS[loop].key] if getattr(found, key) and getattr(found, "enabled", True) else []
