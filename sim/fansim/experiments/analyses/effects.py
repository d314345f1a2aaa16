"""What each factor of a design changes: paired differences between its levels, under common random numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analysis import PARAGRAPH, Analysis, Told
from fansim.experiments.analyses.work import Work
from fansim.experiments.methods.differences import factor_effects, word_of
from fansim.experiments.study.design import Design, Grid, PointList
from fansim.experiments.study.study import Study
from fansim.language import say, together

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINT = "policy"
"""The factor of a list: the point as a whole, named by what it changes against the first."""
_MOST_FIGURES = 4


def effects(study: Study, work: Work, runs: pd.DataFrame | None = None) -> Analysis:
    """Return what each factor of a study's grid, or each point of its list, changes.

    Parameters
    ----------
    study : Study
        With a grid or a list; the first level, or point, is the baseline.
    work : Work
        Where and by whom runs are done.
    runs : DataFrame, optional
        Runs at hand, as from `fansim.sweep`, instead of new ones.

    Raises
    ------
    ScenarioError
        If the design is another one.
    """
    from fansim.report.words import lever

    if not isinstance(study.design, (Grid, PointList)):
        raise ScenarioError(
            say("{name}: effects are of a grid or a list; for ranges see sensitivity.", name=study.name)
        )
    table = work.runs(study, "runs") if runs is None else runs.copy()
    factors = [key for key in study.design.keys if table[key].astype(str).nunique() > 1]
    varied, names = factors, list[str]()
    if isinstance(study.design, PointList):
        names = point_names(study.design, varied)
        table[POINT] = [names[number] for number in table["scenario"]]
        factors = [POINT]
    changes = factor_effects(table, factors, study.outcomes)
    means = table.groupby(factors, sort=False)[list(study.outcomes)].mean().reset_index()
    figures = _figures(table, factors, study.outcomes, changes)

    def tell() -> Told:
        now = dict(zip(names, point_names(study.design, varied, lever), strict=True)) if names else {}
        in_words = changes.assign(level=[now.get(level, level) for level in changes["level"]])
        return _told(study.title, study.replications, in_words)

    return Analysis.telling(tell, {"effects": changes, "means": means}, figures)


def _told(title: str, replications: int, changes: pd.DataFrame) -> Told:
    """Say what each factor changes, in the language in use."""
    findings = [sentence for _, part in changes.groupby(["outcome", "factor"], sort=False) for sentence in _said(part)]
    limits = (
        say(
            "{number} replications: an effect that is not clear may still be there; see the intervals.",
            number=replications,
        ),
        say("Each factor's effect is the mean over the levels of the others; the figures show them together."),
        say("Of twenty effects that do not exist, about one looks clear by chance."),
    )
    return Told(title, findings, limits, answer_of(changes))


def answer_of(changes: pd.DataFrame) -> str:
    """Say for each outcome what moves it most, from where to where, or that nothing clearly does."""
    from fansim.report.words import heading, level, lever, outcome

    sentences = []
    for name, part in changes.groupby("outcome", sort=False):
        known = outcome(str(name)).name
        clear = part[_clear(part)]
        if clear.empty:
            sentences.append(say("{outcome}: nothing that was varied moves it clearly.", outcome=known))
            continue
        most = clear.iloc[int(clear["difference"].abs().to_numpy().argmax())]
        base = part[part["factor"] == most["factor"]].iloc[0]
        what = "" if most["factor"] == POINT else f"{lever(most['factor'])} = "
        told = {
            "outcome": known,
            "this": f"{what}{heading(str(most['level']))}",
            "value": level(str(name), most["mean"]),
            "other": level(str(name), base["mean"]),
            "that": f"{what}{heading(str(base['level']))}",
        }
        if most["difference"] < 0:
            text = say("{outcome} falls most with {this}: {value}, against {other} with {that}.", **told)
        else:
            text = say("{outcome} rises most with {this}: {value}, against {other} with {that}.", **told)
        sentences.append(text + _surprise(most, base))
    return PARAGRAPH.join(sentences)


def _surprise(row: pd.Series, base: pd.Series) -> str:
    """Say, as a sentence to add, that a level moves an outcome against what is expected of more of its factor."""
    from fansim.report.words import surprise

    step = pd.to_numeric(pd.Series([base["level"], row["level"]]), errors="coerce").diff().iloc[1]
    said = "" if pd.isna(step) else surprise(row["factor"], row["outcome"], float(step), row["difference"])
    return f" {said}." if said else ""


def _clear(changes: pd.DataFrame) -> pd.Series:
    """Return for each row whether its interval leaves zero out."""
    return (changes["low"] > 0) | (changes["high"] < 0)


def _last_part(key: str) -> str:
    return key.rpartition(".")[2]


def point_names(design: Design, factors: Sequence[str], called: Callable[[str], str] = _last_part) -> list[str]:
    """Return a name for each point of a list: what it changes against the first, keys by what they are called."""
    from fansim.report.words import heading

    first = design[0]
    names = []
    for number in range(len(design)):
        point = design[number]
        changed = [f"{called(key)} = {heading(word_of(point[key]))}" for key in factors if point[key] != first[key]]
        text = say("all changed") if len(changed) == len(factors) > 2 else ", ".join(changed)
        names.append(text or (say("baseline") if number == 0 else say("point {number}", number=number)))
    return names


def _said(part: pd.DataFrame) -> list[str]:
    """Say what one factor does to one outcome."""
    from fansim.report.words import heading, lever, outcome, told

    base, rest = part.iloc[0], part.iloc[1:]
    name, what = base["outcome"], "" if base["factor"] == POINT else f"{lever(base['factor'])} = "
    unclear = [heading(str(level)) for level in rest.loc[~_clear(rest), "level"]]
    sentences = [
        say(
            "{outcome}: {this} against {that}: {told}.",
            outcome=outcome(name).name,
            this=f"{what}{heading(str(row['level']))}",
            that=heading(str(base["level"])),
            told=told(name, row["mean"], base["mean"], row["difference"], row["low"], row["high"]),
        )
        + _surprise(row, base)
        for _, row in rest[_clear(rest)].iterrows()
    ]
    if unclear:
        text = say(
            "{outcome}: no clear difference from {that} at {levels}.",
            outcome=outcome(name).name,
            that=f"{what}{heading(str(base['level']))}",
            levels=together(unclear),
        )
        sentences.append(text)
    return sentences


def _figures(
    runs: pd.DataFrame, factors: Sequence[str], outcomes: Sequence[str], changes: pd.DataFrame
) -> dict[str, Callable[[], Axes]]:
    """Return the figures that suit the number of factors."""
    from fansim.report import comparison, heatmap, multiples

    shown = [name for name in outcomes if runs[name].notna().any()]
    if len(factors) == 1:
        table = changes.rename(columns={"level": "scenario"})
        return {"effects": lambda: comparison(table, shown[:_MOST_FIGURES])}
    numbers = [key for key in factors if pd.api.types.is_numeric_dtype(runs[key]) and runs[key].dtype != bool]
    if len(factors) == 2 or not numbers:
        x, y = (numbers or list(factors))[0], next(key for key in factors if key != (numbers or list(factors))[0])
        return {name: partial(heatmap, runs, x, y, name) for name in shown[:_MOST_FIGURES]}
    x = max(numbers, key=lambda key: runs[key].nunique())
    panel, line = [key for key in factors if key != x][:2]
    return {name: partial(multiples, runs, x, name, panel=panel, line=line) for name in shown[:_MOST_FIGURES]}
