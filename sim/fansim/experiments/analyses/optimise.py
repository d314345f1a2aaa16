"""The best policies of a study: search, second look on fresh seeds, figures, sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from pydantic import Field

from fansim.errors import ResultError, ScenarioError
from fansim.experiments.analyses.analysis import PARAGRAPH, Analysis, Told, limit_told, percent
from fansim.experiments.analyses.work import Work, conditions_of, known_outcomes, means_of
from fansim.experiments.methods.condition import Condition, Goal
from fansim.experiments.methods.factors import Point
from fansim.experiments.methods.optimise import BASELINE, both_values, choose, search
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import Study
from fansim.language import say, term, together


class OptimiseSection(StudySection):
    """``[optimise]``: what is wanted of a policy. The levers are the factors of the design.

    Attributes
    ----------
    objectives : mapping
        Outcome to "min" or "max".
    constraints : tuple of str
        Such as ``shill_share <= 0.02``.
    trials, generation : int
        Policies to try, and how many of them at a time.
    chosen : int
        Policies of the front to run again on fresh seeds.
    fresh_replications : int
        Runs of each of them there.
    """

    objectives: dict[str, Goal] = Field(min_length=1)
    constraints: tuple[str, ...] = Field(default=(), strict=False)
    trials: int = Field(default=200, ge=4, le=10**6)
    generation: int = Field(default=20, ge=4, le=1000)
    chosen: int = Field(default=8, ge=1, le=100)
    fresh_replications: int = Field(default=20, ge=2, le=10**5)


def optimise(study: Study, work: Work) -> Analysis:
    """Return the policies of a study that no other beats.

    Parameters
    ----------
    study : Study
        With a section ``[optimise]``; its base scenario is the baseline.
    work : Work
        Where and by whom runs are done.

    Raises
    ------
    ScenarioError
        If the section does not suit.
    ResultError
        If no policy keeps to the limits.
    """
    section = study.section("optimise", OptimiseSection)
    known_outcomes(study, section.objectives, ("optimise", "objectives"))
    constraints = conditions_of(study, section.constraints, ("optimise", "constraints"))
    wanted = tuple(dict.fromkeys([*section.objectives, *(one.outcome for one in constraints)]))
    levers = {key: study.design.factors[key] for key in study.design.keys}
    if not levers:
        raise ScenarioError(
            say("{name}: there is nothing to choose; name levers in [design.factors].", name=study.name)
        )

    def evaluate(points: Sequence[Point], number: int) -> pd.DataFrame:
        runs = work.runs(study.with_points(list(points), outcomes=wanted), f"generations/{number:03d}")
        return means_of(runs, wanted, len(points))

    table = search(levers, evaluate, section.objectives, constraints, section.trials, section.generation, study.seed)
    if not table["front"].any():
        raise ResultError(_nothing_feasible(table, constraints, section.objectives))
    chosen = choose(table, list(levers), section.objectives, section.chosen)
    fresh = _fresh(study, work, chosen, list(levers), wanted, section.fresh_replications)
    both = both_values(chosen, fresh, wanted, constraints, study.replications)
    return optimise_analysis(table, chosen, both, list(levers), section.objectives, constraints, study.title)


def _nearest_to(limit: Condition, values: pd.Series) -> float:
    """Return the value that comes nearest to keeping to a limit."""
    return float(values.min() if limit.sign[0] == "<" else values.max())


def _nothing_feasible(table: pd.DataFrame, constraints: Sequence[Condition], objectives: Mapping[str, Goal]) -> str:
    """Say which objective has no value, or how near the best policy came to each limit."""
    empty = [name for name in objectives if table[name].isna().all()]
    if empty:
        return say(
            "{outcomes} is not defined in any of {number} policies, so that none is best: choose another "
            "objective, or a longer run.",
            outcomes=together(empty),
            number=len(table),
        )
    nearest = [
        say("{limit} (best {value})", limit=one, value=f"{_nearest_to(one, table[one.outcome]):.4g}")
        for one in constraints
    ]
    how_near = together(nearest) or say("none")
    return say(
        "none of {number} policies keeps to all limits: {how_near}. Loosen one, or widen the levers.",
        number=len(table),
        how_near=how_near,
    )


def _fresh(
    study: Study, work: Work, chosen: pd.DataFrame, levers: Sequence[str], wanted: tuple[str, ...], replications: int
) -> pd.DataFrame:
    """Run the chosen policies and the baseline on seeds after those of the search."""
    fresh = {"seed": study.seed + study.replications, "replications": replications, "outcomes": wanted}
    points = [{key: _plain(row[key]) for key in levers} for _, row in chosen.iterrows()]
    runs = work.runs(study.with_points(points, **fresh), "fresh")
    base = work.runs(study.with_points([{}], **fresh), "baseline")
    runs["policy"] = [chosen["policy"].iloc[number] for number in runs["scenario"]]
    return pd.concat([runs.astype({"policy": object}), base.assign(policy=BASELINE)], ignore_index=True)


def _plain(value: Any) -> Any:
    """Return a value of a table as TOML would give it."""
    return value.item() if hasattr(value, "item") else value


def optimise_analysis(
    table: pd.DataFrame,
    chosen: pd.DataFrame,
    both: pd.DataFrame,
    levers: Sequence[str],
    objectives: Mapping[str, Goal],
    constraints: Sequence[Condition],
    title: str | None = None,
) -> Analysis:
    """Turn a search and its second look into an analysis.

    Parameters
    ----------
    table : DataFrame
        As from `search`.
    chosen : DataFrame
        As from `choose`.
    both : DataFrame
        As from `both_values`; the policy named `BASELINE` is the base scenario.
    levers, objectives, constraints
        As in `search`.
    title : str
        Of the page.

    Raises
    ------
    ResultError
        If there are no fresh runs.
    """
    if both.empty:
        raise ResultError(say("there are no fresh runs of the chosen policies."))
    tables = {"pareto": _pareto_table(chosen, both, levers), "fresh": both, "trials": table}
    tell = partial(_told, table, chosen, both, levers, objectives, constraints, title)
    return Analysis.telling(tell, tables, _figures(both, objectives, constraints))


def _told(
    table: pd.DataFrame,
    chosen: pd.DataFrame,
    both: pd.DataFrame,
    levers: Sequence[str],
    objectives: Mapping[str, Goal],
    constraints: Sequence[Condition],
    title: str | None,
) -> Told:
    """Say which policies are best, in the language in use."""
    answers = _best_of_each(both, chosen, levers, objectives)
    findings = [
        say(
            "{number} policies were tried; {kept} keep to {limits}; {best} of them are beaten by no other.",
            number=len(table),
            kept=int(table["feasible"].sum()),
            limits=together([limit_told(one) for one in constraints]) or say("all limits (there are none)"),
            best=len(table[table["front"]].drop_duplicates(list(levers))),
        ),
        *answers,
        *_second_look(both, objectives, constraints),
    ]
    limits = (
        say("The search is a sample: a better policy between those tried cannot be ruled out."),
        say("The best is best in this model, under this base scenario's uncertainties; see robustness for others."),
        say("Fresh seeds remove luck in the dice, not errors of the model."),
    )
    return Told(title or say("The best policies"), findings, limits, PARAGRAPH.join(answers))


def _best_of_each(
    both: pd.DataFrame, chosen: pd.DataFrame, levers: Sequence[str], objectives: Mapping[str, Goal]
) -> list[str]:
    """Say for each objective which policy is best on fresh seeds, and what it does against the baseline.

    What a policy sets is said where it is named first.
    """
    from fansim.report.words import between, level, lever, outcome

    sentences, known = [], set[object]()
    kept = both.groupby("policy")["kept"].all()
    for name, goal in objectives.items():
        part = both[(both["outcome"] == name) & both["policy"].map(kept)]
        part = part[part["policy"] != BASELINE].dropna(subset=["fresh"]).sort_values("fresh", ascending=goal == "min")
        if part.empty:
            sentences.append(say("{outcome}: no chosen policy keeps to the limits on fresh seeds.", outcome=name))
            continue
        best = part.iloc[0]
        base = both[(both["outcome"] == name) & (both["policy"] == BASELINE)]["fresh"]
        settings = chosen[chosen["policy"] == best["policy"]].iloc[0]
        what = ", ".join(f"{lever(key)} = {_shown(settings[key])}" for key in levers)
        policy = say("{policy} ({what})", policy=best["policy"], what=what)
        text = say(
            "{outcome} ({goal}): best on fresh seeds is policy {policy} with {value} "
            "(95% interval {interval}){against}.",
            outcome=outcome(name).name,
            goal=say("more is better") if goal == "max" else say("less is better"),
            policy=best["policy"] if best["policy"] in known else policy,
            value=level(name, best["fresh"]),
            interval=between(best["low"], best["high"], outcome(name).kind),
            against=say("; as it is it is {value}", value=level(name, base.iloc[0])) if len(base) else "",
        )
        sentences.append(text)
        known.add(best["policy"])
    return sentences


def _second_look(both: pd.DataFrame, objectives: Mapping[str, Goal], constraints: Sequence[Condition]) -> list[str]:
    """Say how far the search flattered the policies, and which broke a limit on fresh seeds."""
    from fansim.report.words import level, moved, outcome

    sentences, searched = [], both[both["searched_replications"] > 0]
    for name, goal in objectives.items():
        part = searched[searched["outcome"] == name].dropna(subset=["searched", "fresh"])
        if len(part):
            flattery = float(((part["searched"] - part["fresh"]) * (1 if goal == "max" else -1)).mean())
            told = {"outcome": outcome(name).name, "size": moved(flattery, outcome(name).kind)}
            sentences.append(
                say(
                    "{outcome}: the search flattered the chosen policies: {size} on average against fresh seeds.",
                    **told,
                )
                if flattery > 0
                else say(
                    "{outcome}: the search did not flatter the chosen policies: {size} on average against fresh seeds.",
                    **told,
                )
            )
    broken = searched[~searched["kept"]]
    for _, one in broken.iterrows():
        mean = level(one["outcome"], one["fresh"])
        limits = together([limit_told(limit) for limit in constraints if limit.outcome == one["outcome"]])
        told = {"policy": one["policy"], "limit": limits, "mean": mean}
        sentences.append(say("Policy {policy} breaks {limit} on fresh seeds ({mean} on average).", **told))
    limited = searched[searched["limit"] != ""]
    if len(limited):
        share = percent(limited["kept_share"].mean())
        sentences.append(say("Single fresh runs of the chosen policies keep to the limits in {share}.", share=share))
    return sentences


def _pareto_table(chosen: pd.DataFrame, both: pd.DataFrame, levers: Sequence[str]) -> pd.DataFrame:
    """Return one row a chosen policy: its levers, and each outcome as searched and on fresh seeds."""
    table = chosen[["policy", *levers]].copy()
    table["policy"] = table["policy"].astype(object)
    wide = both.pivot(index="policy", columns="outcome", values=["searched", "fresh", "low", "high"])
    wide.columns = pd.Index([f"{column[1]}_{column[0]}" for column in wide.columns.to_list()])
    table = table.merge(wide[sorted(wide.columns)], left_on="policy", right_index=True, how="outer")
    return table.sort_values("policy", key=lambda column: column.map(str), ignore_index=True)


def _figures(
    both: pd.DataFrame, objectives: Mapping[str, Goal], constraints: Sequence[Condition]
) -> dict[str, Callable[[], Any]]:
    """Return the figure of the first two objectives, on fresh seeds."""
    names = list(objectives)
    if len(names) < 2:
        return {}
    from fansim.report import pareto

    points = both.pivot(index="policy", columns="outcome", values="fresh").reset_index()
    points["kept"] = points["policy"].map(both.groupby("policy")["kept"].all())
    worst = {one.outcome: one.limit for one in constraints if one.outcome in names[:2]}
    worst = {name: limit for name, limit in worst.items() if _is_worst(name, objectives, constraints)}
    goals = {name: objectives[name] for name in names[:2]}

    def draw() -> Any:
        told = [term(name) if name == BASELINE else say("policy {name}", name=name) for name in points["policy"]]
        return pareto(points.assign(name=told), *names[:2], name="name", goals=goals, limits=worst, kept="kept")

    return {"pareto": draw}


def _is_worst(name: str, objectives: Mapping[str, Goal], constraints: Sequence[Condition]) -> bool:
    """Return whether a constraint bounds an objective on its bad side, as the figure draws it."""
    sign = next(one.sign for one in constraints if one.outcome == name)
    return (sign[0] == "<") == (objectives[name] == "min")


def _shown(value: Any) -> str:
    from fansim.report.words import heading

    return f"{value:.4g}" if isinstance(value, (float, np.floating)) else heading(str(value))
