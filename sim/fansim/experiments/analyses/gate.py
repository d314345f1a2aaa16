"""Where the gate stops paying: simulated odds of shills beside the closed form of theory T12.

A threshold of n days costs a campaign c(n) an account, so that its budget K buys K / c(n) of them (none beyond its
deadline), and it costs the brand those genuine people who leave before n days: of J who follow, J B(a, b + n) / B(a, b)
remain (shifted beta-geometric churn). The odds of shills to genuine people, over those without a threshold, are

    (c(0) / c(n)) / (B(a, b + n) / B(a, b)).
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln

from fansim.errors import ScenarioError
from fansim.experiments.analyses.analysis import Analysis, Told
from fansim.experiments.analyses.work import Work
from fansim.experiments.methods.intervals import interval
from fansim.experiments.study.study import Study
from fansim.language import say, together
from fansim.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
THRESHOLD = "entry.follow_days"
_SHARE = "shill_share"


def unit_cost(scenario: Scenario, threshold_days: ArrayLike) -> Floats:
    """Return what the first campaign pays for an account that gets past a threshold and posts to the end (yuan).

    c(n) = account + ageing n + post rate max(0, end - start - n).

    Source: T12.
    """
    campaign, days = scenario.campaigns[0], np.asarray(threshold_days, dtype=np.float64)
    horizon = np.maximum(0.0, min(campaign.end_day, scenario.days) - campaign.start_day - days)
    posting = campaign.post_cost * campaign.posts_per_day * horizon
    cost: Floats = campaign.account_cost + campaign.ageing_cost_per_day * days + posting
    return cost


def staying_share(scenario: Scenario, threshold_days: ArrayLike) -> Floats:
    """Return the share of followers who have not left after some days, by shifted beta-geometric churn alone.

    B(a, b + n) / B(a, b).

    Source: T9 (Fader & Hardie 2007), T12.
    """
    a, b, days = scenario.churn.a, scenario.churn.b, np.asarray(threshold_days, dtype=np.float64)
    share: Floats = np.exp(betaln(a, b + days) - betaln(a, b))
    return share


def closed_form(scenario: Scenario, threshold_days: ArrayLike) -> Floats:
    """Return the odds of shills to genuine people over those without a threshold; 0 beyond the deadline.

    Source: T12.
    """
    days = np.asarray(threshold_days, dtype=np.float64)
    odds = unit_cost(scenario, 0.0) / unit_cost(scenario, days) / staying_share(scenario, days)
    within: Floats = np.where(days <= scenario.campaigns[0].deadline_days, odds, 0.0)
    return within


def odds_table(study: Study, runs: pd.DataFrame) -> pd.DataFrame:
    """Return simulated and closed-form odds, over those without a threshold, for each setting of the other factors.

    Parameters
    ----------
    study : Study
        A grid with the threshold among its factors, 0 its first level.
    runs : DataFrame
        Its runs, with ``shill_share``.

    Returns
    -------
    DataFrame
        group (the other factors), threshold_days, simulated, low, high (95% t interval of the ratio of odds, paired by
        seed), closed_form, shill_share (mean), pairs.
    """
    others = [key for key in study.design.keys if key != THRESHOLD and runs[key].nunique() > 1]
    odds = runs.assign(odds=runs[_SHARE] / (1 - runs[_SHARE]))
    rows = []
    for levels, part in odds.groupby(others, sort=False) if others else [((), odds)]:
        setting = dict(zip(others, levels if isinstance(levels, tuple) else (levels,), strict=True))
        by_seed = part.pivot(index="seed", columns=THRESHOLD, values="odds")
        days = np.array(sorted(by_seed.columns))
        theory = closed_form(study.scenario({**study.design[0], **setting, THRESHOLD: 0}), days)
        for place, threshold in enumerate(days):
            ratio = (by_seed[threshold] / by_seed[days[0]]).replace([np.inf, -np.inf], np.nan).dropna().to_numpy(float)
            low, high = interval(ratio)
            rows.append({
                "group": ", ".join(f"{key.rpartition('.')[2]} {value:g}" for key, value in setting.items()) or "all",
                **setting, "threshold_days": int(threshold), "simulated": ratio.mean() if len(ratio) else np.nan,
                "low": low, "high": high, "closed_form": theory[place],
                "shill_share": part.loc[part[THRESHOLD] == threshold, _SHARE].mean(), "pairs": len(ratio),
            })  # fmt: skip
    return pd.DataFrame(rows)


def gate(study: Study, work: Work, runs: pd.DataFrame | None = None) -> Analysis:
    """Return where a longer threshold no longer lowers the share of shills.

    Parameters
    ----------
    study : Study
        A grid with ``entry.follow_days`` from 0 up and, if wanted, keys of the first campaign.
    work : Work
        Where and by whom runs are done.
    runs : DataFrame, optional
        Runs at hand, instead of new ones.

    Raises
    ------
    ScenarioError
        If the study has no campaign, no threshold of 0, or does not keep ``shill_share``.
    """
    levels = study.design.factors.get(THRESHOLD, ())
    if not isinstance(levels, tuple) or 0 not in levels or len(levels) < 2:
        raise ScenarioError(
            say("{name}: the gate needs levels of {key} in the design, 0 among them.", name=study.name, key=THRESHOLD)
        )
    if not study.base.campaigns or _SHARE not in study.outcomes:
        raise ScenarioError(
            say(
                "{name}: the gate needs a campaign in the base scenario, and {outcome} in outcomes.",
                name=study.name,
                outcome=_SHARE,
            )
        )
    table = odds_table(study, work.runs(study, "runs") if runs is None else runs)
    return Analysis.telling(partial(_told, study.title, table), {"odds": table}, {"odds": lambda: _figure(table)})


def _told(title: str, table: pd.DataFrame) -> Told:
    """Say where a gate stops paying, in the language in use."""
    findings = [_said(part) for _, part in table.groupby("group", sort=False)]
    limits = (
        say(
            "The closed form has everybody follow on one day, seats for all and churn by itself; in the simulation "
            "people keep coming, attitudes slow churn, core fans are past any threshold, and shills change who follows."
        ),
        say("Few shills make wide intervals: a share of one in a hundred members is a handful of accounts."),
    )
    return Told(title, findings, limits, answer_of(table))


def _figure(table: pd.DataFrame) -> Axes:
    from fansim.report.analysis_figures import odds

    return odds(table)


def answer_of(table: pd.DataFrame) -> str:
    """Say against how many adversaries a threshold pays, and beyond which length a longer one no longer does."""
    groups = [(_named(part), _pays_up_to(part)) for _, part in table.groupby("group", sort=False)]
    against = Counter(days for _, days in groups if days is not None)
    number = len(groups)
    if not against:
        if number == 1:
            return say("No threshold clearly keeps shills out.")
        return say("No threshold clearly keeps shills out, against any of {number} adversaries.", number=number)
    longest = int(table["threshold_days"].max())
    said = [
        (
            say("{days} days (the longest tried) are best", days=days)
            if days == longest
            else say("{days} days are enough", days=days)
        )
        + (say(" against {some} of {number} adversaries", some=against[days], number=number) if number > 1 else "")
        for days in sorted(against)
    ]
    without = [name for name, days in groups if days is None]
    rest = say(" None clearly does against {adversaries}.", adversaries=say("; ").join(without)) if without else ""
    return say("A threshold keeps shills out: {said}.", said=together(said)) + rest


def _pays_up_to(part: pd.DataFrame) -> int | None:
    """Return the shortest threshold with the fewest shills per member, if it clearly has fewer than no threshold."""
    rows = part[part["threshold_days"] > 0].dropna(subset=["simulated"])
    if not (rows["high"] < 1).any():
        return None
    return int(rows["threshold_days"].iloc[int(rows["simulated"].to_numpy().argmin())])


def _named(part: pd.DataFrame) -> str:
    """Return the adversary of some rows in words."""
    from fansim.report.words import lever, number

    setting = part.iloc[0].to_dict()
    known = [(str(key), value) for key, value in setting.items() if "." in str(key)]
    return ", ".join(f"{lever(key)} {number(float(value))}" for key, value in known) or say("The adversary")


def _said(part: pd.DataFrame) -> str:
    """Say for one adversary where the gate pays, and whether the closed form says so too."""
    rows = part[part["threshold_days"] > 0]
    shut = rows[rows["closed_form"] == 0]
    open_ = rows[rows["closed_form"] > 0].dropna(subset=["simulated"])
    sentences = []
    if len(shut):
        most = float(shut["shill_share"].max())
        text = say(
            "From {days} days on the campaign has not the patience; the share of shills is then at most {share}.",
            days=int(shut["threshold_days"].min()),
            share=f"{100 * most:.2g}%",
        )
        sentences.append(text)
    if len(open_):
        sentences += _open_said(open_)
    return say("{name}: {said}", name=_named(part), said=" ".join(sentences))


def _open_said(rows: pd.DataFrame) -> list[str]:
    """Say what thresholds do that the campaign may wait for."""
    best = rows.iloc[int(rows["simulated"].to_numpy().argmin())]
    theory = rows.iloc[int(rows["closed_form"].to_numpy().argmin())]
    pays = [f"{int(row['threshold_days'])}" for _, row in rows.iterrows() if row["high"] < 1]
    worse = [f"{int(row['threshold_days'])}" for _, row in rows.iterrows() if row["low"] > 1]
    inside = int(((rows["low"] <= rows["closed_form"]) & (rows["closed_form"] <= rows["high"])).sum())
    return [
        say(
            "Clearly fewer shills per member than without a gate {fewer}, clearly more {more}.",
            fewer=_at(pays),
            more=_at(worse),
        ),
        say(
            "The lowest simulated odds are {odds} times those without a gate, at {days} days; the closed form says "
            "{theory} at {theory_days}, and lies within the interval at {inside} of {all} thresholds.",
            odds=f"{best['simulated']:.2f}",
            days=int(best["threshold_days"]),
            theory=f"{theory['closed_form']:.2f}",
            theory_days=int(theory["threshold_days"]),
            inside=inside,
            all=len(rows),
        ),
    ]


def _at(days: list[str]) -> str:
    return say("at {days} days", days=together(days)) if days else say("nowhere")
