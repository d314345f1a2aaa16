"""The report of a run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from fansim.language import say, term
from fansim.report.html.assumed import assumptions
from fansim.report.html.page import Figure, Page, Part, Table
from fansim.report.html.pictures import drawn
from fansim.report.html.rows import daily_rows
from fansim.report.html.settings import changed
from fansim.report.html.tables import outcomes_of, parquet
from fansim.report.run_figures import FIGURES, Notes, draw
from fansim.report.style import LABELS, STAGES
from fansim.report.words import GROUPS, amount, between, level, number, outcome

_COLUMNS = {
    "stages": tuple(STAGES),
    "labels": ("casual_users", "core_fans", "shills_active", "shills_in_groups", "fan_haters", "pro_haters"),
    "attitudes": ("trust", "belonging", "motivation", "ownership", "grudge"),
    "adoption": ("adoptions_wom", "adoptions_ads", "adoptions_bought"),
    "groups": ("groups_open", "groups_full"),
    "shill_share": ("shill_share", "bans_shill", "bans_genuine"),
}
"""The columns of the daily table that each figure draws."""


def run_page(folder: Path, manifest: Mapping[str, Any]) -> Page:
    """Return the report of a run from its folder and manifest."""
    summary = outcomes_of(folder)
    tables = {name: parquet(folder, name) for name in ("daily", "persons", "retention", "edges")}
    headline = [name for names in GROUPS.values() for name in names if name in summary]
    rest = [name for name in summary if name not in headline and np.isfinite(summary[name])]
    lines = [f"{outcome(name).name}: {level(name, summary[name])}" for name in rest]
    return Page(
        title=term(str(manifest["title"])),
        about=say(
            "A run of {days} days with {people} people, seed {seed}",
            days=number(manifest["days"], 6),
            people=number(int((tables["persons"]["role"] == "ordinary").sum()), 9),
            seed=str(manifest["seed"]),
        ),
        answer=_answer(summary, tables["retention"]),
        headline=_headline(headline, summary, tables["retention"]),
        figures=_figures(tables, _notes(manifest)),
        findings=[Part(say("All other outcomes"), lines)],
        limits=[
            say("This is one run: another seed gives other numbers. fansim compare runs many and gives intervals."),
            say("Levels depend on what is assumed; what a policy changes is surer than where it ends."),
        ],
        assumptions=assumptions(manifest["scenario"]),
        settings=changed(manifest["scenario"]),
    )


def _answer(summary: Mapping[str, float], curve: pd.DataFrame) -> list[str]:
    """Say what came of the run: how far it reached, who stayed, which shills got in, and the money."""
    known = {name: level(name, value) for name, value in summary.items() if np.isfinite(value)}
    said = []
    if {"reach", "wom_share"} <= known.keys():
        told = say(
            "{reach} of all people came to follow; of these, word of mouth won {wom}.",
            reach=known["reach"],
            wom=known["wom_share"],
        )
        said.append(told)
    if "retention_90" in known:
        said.append(_stayed(summary["retention_90"], curve))
    if {"shill_share", "shills_admitted"} <= known.keys():
        told = say(
            "{number} shills got a seat; in the last days of the run shills were {share} of the members.",
            number=known["shills_admitted"],
            share=known["shill_share"],
        )
        said.append(told)
    if {"sales_total", "cost_total"} <= known.keys():
        said.append(
            say("Sales came to {sales}, costs to {cost}.", sales=known["sales_total"], cost=known["cost_total"])
        )
    return said


def _stayed(share: float, curve: pd.DataFrame) -> str:
    """Say how many members were left after 90 days, with the band of the retention curve where it is that far."""
    interval = _band(90, curve)
    if not interval:
        return say("Of those who joined, {share} were still members after 90 days.", share=amount(share, "share"))
    return say(
        "Of those who joined, {share} were still members after 90 days (95% interval {interval}).",
        share=amount(share, "share"),
        interval=interval,
    )


def _band(day: int, curve: pd.DataFrame) -> str:
    """Return the interval of the retention curve on a day; nothing where it ends before."""
    if day not in curve.index:
        return ""
    row: Any = curve.loc[day]
    return between(row["low"], row["high"], "share")


def _headline(names: list[str], summary: Mapping[str, float], curve: pd.DataFrame) -> Table:
    """Return the headline outcomes; retention has an interval in a single run already, that of its curve."""
    rows = []
    for name in names:
        day = name.removeprefix("retention_")
        band = _band(int(day), curve) if name != day and day.isdecimal() else ""
        rows.append((outcome(name).name, level(name, summary[name]), band or "–"))
    note = say("A single run has intervals for its retention only: those of its curve (Kaplan-Meier).")
    return Table((say("Outcome"), say("Value"), say("95% interval")), rows, note=note)


def _notes(manifest: Mapping[str, Any]) -> Notes:
    """Return what the figures say beside the tables."""
    scenario, days = manifest["scenario"], manifest["days"]
    start = scenario.get("calendar", {}).get("start")
    campaigns = (one for one in scenario.get("campaigns", ()) if one.get("kind") == "shill")
    return Notes(
        footer=say(
            "{title}; seed {seed}; fansim {version}",
            title=term(str(manifest["title"])),
            seed=manifest["seed"],
            version=manifest["fansim"],
        ),
        seed=manifest["seed"],
        campaign_days=tuple(one["start_day"] for one in campaigns if one["start_day"] < days),
        changes=tuple((one["day"], one["set"]) for one in scenario.get("changes", ()) if one["day"] < days),
        start=date.fromisoformat(start) if start else None,
    )


def _figures(tables: Mapping[str, pd.DataFrame], notes: Notes) -> list[Figure]:
    """Return the figures of a run, each with its numbers."""
    order = ("retention", "shill_share", "stages", "adoption", "labels", "attitudes", "groups", "network")
    return [_figure(name, tables, notes) for name in sorted(FIGURES, key=order.index)]


def _figure(name: str, tables: Mapping[str, pd.DataFrame], notes: Notes) -> Figure:
    axes = draw(name, tables, notes)
    return Figure(" ".join(axes.get_title("left").split()), drawn(axes), _numbers(name, tables))


def _numbers(name: str, tables: Mapping[str, pd.DataFrame]) -> Table:
    """Return the numbers that a figure draws."""
    if name == "retention":
        columns = {
            "share": say("Still members"),
            "low": say("Lower end"),
            "high": say("Upper end"),
            "at_risk": say("Members left to watch"),
        }
        return daily_rows(tables["retention"], columns, "retention.parquet")
    if name == "network":
        counts: dict[str, int] = tables["persons"]["label"].astype(str).value_counts().to_dict()  # type: ignore[assignment]
        rows = [(LABELS[label].said if label in LABELS else label, number(count, 9)) for label, count in counts.items()]
        return Table((say("Label on the last day"), say("People")), rows)
    columns = {column: STAGES[column].said if column in STAGES else outcome(column).name for column in _COLUMNS[name]}
    return daily_rows(tables["daily"], columns, "daily.parquet")
