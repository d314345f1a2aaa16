"""The best policies under limits: NSGA-II over the levers (Optuna), and a second look at the chosen ones.

The search sees each policy on the study's seeds. What looks best there was partly lucky, so the policies of the Pareto
front are run again on seeds that the search has never used, and both values are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fansim.errors import extra
from fansim.experiments.methods.condition import Condition, Goal
from fansim.experiments.methods.factors import Factor, Point, Range, value_at
from fansim.experiments.methods.intervals import interval

Evaluate = Callable[[Sequence[Point], int], pd.DataFrame]
"""From points and the number of the generation to a table with a row a point and a column an outcome."""

BASELINE = "as it is"
_UNDEFINED = 1e12  # what a policy without a value loses; finite, since crowding distances are differences


def search(
    levers: Mapping[str, Factor],
    evaluate: Evaluate,
    objectives: Mapping[str, Goal],
    constraints: Sequence[Condition] = (),
    trials: int = 200,
    generation: int = 20,
    seed: int = 1,
) -> pd.DataFrame:
    """Search the levers for policies that no other beats in all objectives (NSGA-II; Deb et al. 2002).

    Parameters
    ----------
    levers : mapping of str to Range or tuple
        What may be chosen: a range, or levels.
    evaluate : callable
        Evaluates the policies of one generation; asked for the same points it must give the same table.
    objectives : mapping of str to {"min", "max"}
        Outcomes to make small or large.
    constraints : sequence of Condition, optional
        What a policy must keep to.
    trials : int
        Policies to try; whole generations.
    generation : int
        Policies of a generation.
    seed : int
        Of the search.

    Returns
    -------
    DataFrame
        One row a policy tried: policy (number), generation, levers, outcomes, feasible, front (feasible, and beaten by
        no other feasible policy).
    """
    with extra("studies", "fansim optimise"):
        import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.NSGAIISampler(seed=seed, population_size=generation)
    ways = {"min": optuna.study.StudyDirection.MINIMIZE, "max": optuna.study.StudyDirection.MAXIMIZE}
    directions = [ways[goal] for goal in objectives.values()]
    study = optuna.create_study(directions=directions, sampler=sampler)
    tables = []
    for number in range(-(-trials // generation)):
        asked = [study.ask() for _ in range(generation)]
        points = [{key: _suggest(trial, key, lever) for key, lever in levers.items()} for trial in asked]
        values = evaluate(points, number).reset_index(drop=True)
        for trial, (_, row) in zip(asked, values.iterrows(), strict=True):
            for condition in constraints:
                trial.set_constraint(str(condition), min(condition.excess(float(row[condition.outcome])), _UNDEFINED))
            study.tell(trial, [_loss(float(row[name]), goal) for name, goal in objectives.items()])
        tables.append(pd.concat([pd.DataFrame(points), values], axis=1).assign(generation=number))
    table = pd.concat(tables, ignore_index=True)
    table.insert(0, "policy", np.arange(len(table)))
    table["feasible"] = feasible(table, constraints, objectives)
    table["front"] = front(table, objectives, table["feasible"].to_numpy(dtype=bool))
    return table


def _suggest(trial: Any, key: str, lever: Factor) -> Any:
    """Ask the sampler for a lever's value; numbers in order are searched as such, other levels as words."""
    if not isinstance(lever, Range):
        ordered = all(isinstance(level, (int, float)) and not isinstance(level, bool) for level in lever)
        if ordered:
            return sorted(lever)[trial.suggest_int(key, 0, len(lever) - 1)]
        return lever[trial.suggest_categorical(key, list(range(len(lever))))]
    return value_at(lever, trial.suggest_float(key, 0.0, 1.0))


def _loss(value: float, goal: Goal) -> float:
    """Return what the sampler is told: the value, or the worst where there is none."""
    worst = _UNDEFINED if goal == "min" else -_UNDEFINED
    return value if np.isfinite(value) else worst


def feasible(
    table: pd.DataFrame, constraints: Sequence[Condition], objectives: Mapping[str, Goal]
) -> NDArray[np.bool_]:
    """Return which policies keep to all constraints and have a value in every objective."""
    keeps: NDArray[np.bool_] = np.isfinite(table[list(objectives)].to_numpy(dtype=np.float64)).all(axis=1)
    for condition in constraints:
        keeps = keeps & condition.holds(table[condition.outcome])
    return keeps


def front(table: pd.DataFrame, objectives: Mapping[str, Goal], allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which allowed policies no other allowed one beats: at least as good in all objectives, better in one."""
    signs = np.array([1.0 if goal == "min" else -1.0 for goal in objectives.values()])
    losses = table[list(objectives)].to_numpy(dtype=np.float64) * signs
    best = np.zeros(len(table), dtype=bool)
    rivals = losses[allowed]
    for row in np.flatnonzero(allowed):
        beaten = (rivals <= losses[row]).all(axis=1) & (rivals < losses[row]).any(axis=1)
        best[row] = not beaten.any()
    return best


def choose(table: pd.DataFrame, levers: Sequence[str], objectives: Mapping[str, Goal], most: int) -> pd.DataFrame:
    """Return policies of the front to run again: the best in each objective first, then those farthest apart.

    Parameters
    ----------
    table : DataFrame
        As from `search`.
    levers : sequence of str
        Its columns that say what a policy is; the same policy is taken once.
    objectives : mapping
        As in `search`.
    most : int
        Policies to choose.
    """
    known = table[table["front"]].drop_duplicates(list(levers))
    values = known[list(objectives)].to_numpy(dtype=np.float64)
    if len(known) <= most:
        return known
    span = np.ptp(values, axis=0)
    scaled = (values - values.min(axis=0)) / np.where(span > 0, span, 1.0)
    ends = [
        scaled[:, j].argmin() if goal == "min" else scaled[:, j].argmax() for j, goal in enumerate(objectives.values())
    ]
    chosen = list(dict.fromkeys(map(int, ends)))[:most]
    while len(chosen) < most:
        distance = np.min([np.linalg.norm(scaled - scaled[i], axis=1) for i in chosen], axis=0)
        chosen.append(int(distance.argmax()))
    return known.iloc[sorted(chosen)]


def both_values(
    chosen: pd.DataFrame,
    fresh: pd.DataFrame,
    outcomes: Sequence[str],
    constraints: Sequence[Condition],
    search_replications: int,
) -> pd.DataFrame:
    """Set the values of the search beside those on fresh seeds.

    Parameters
    ----------
    chosen : DataFrame
        Policies chosen, with the values of the search; column policy.
    fresh : DataFrame
        One row a run on fresh seeds: policy and the outcomes.
    outcomes : sequence of str
        Objectives and outcomes of constraints.
    constraints : sequence of Condition
        As in `search`.
    search_replications : int
        Replications behind a value of the search.

    Returns
    -------
    DataFrame
        One row a policy and outcome: policy, outcome, searched, searched_replications, fresh (mean), low, high (95% t
        interval), fresh_replications, limit (the constraint, if any), kept_share (share of fresh runs within it), kept
        (whether the fresh mean is within it).
    """
    rows = []
    for name in outcomes:
        limits = [condition for condition in constraints if condition.outcome == name]
        for policy, part in fresh.groupby("policy", sort=False):
            values = part[name].dropna()
            low, high = interval(values.to_numpy(dtype=np.float64))
            mean = float(values.mean()) if len(values) else np.nan
            searched = chosen.loc[chosen["policy"] == policy, name]
            row = {
                "policy": policy,
                "outcome": name,
                "searched": float(searched.iloc[0]) if len(searched) else np.nan,
                "searched_replications": search_replications if len(searched) else 0,
                "fresh": mean,
                "low": low,
                "high": high,
                "fresh_replications": len(values),
                "limit": " and ".join(map(str, limits)),
                "kept_share": float(np.mean([one.holds(part[name]) for one in limits])) if limits else np.nan,
                "kept": all(one.excess(mean) <= 0 for one in limits),
            }
            rows.append(row)
    return pd.DataFrame(rows)
