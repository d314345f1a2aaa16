"""On what a result stands: the assumptions shown to matter, or else those of the mechanisms that are on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from fansim.language import say
from fansim.report.html.page import Table
from fansim.report.html.settings import flat, in_use, known, standing, told
from fansim.report.words import first_low, lever, number, outcome, source_words
from fansim.scenario.keys import ParameterInfo

MOST = 12
SCREENED = {
    "churn.a": "retention_90",
    "voice.problem_per_day": "reach",
    "word_of_mouth.strong": "wom_share",
    "word_of_mouth.weak": "wom_share",
    "experience.belonging_gain": "retention_90",
    "churn.b": "shill_share",
    "churn.belonging_weight": "wom_share",
    "word_of_mouth.negative_weight": "reach",
    "campaigns.0.ageing_cost_per_day": "shill_share",
    "experience.trust_loss": "retention_90",
}
"""The uncertainties that the bundled study `what_matters` screened, those that move an outcome most first, each with
that outcome."""

Reasons = Mapping[str, str]
"""What each key moves, by key, those that matter most first."""


def assumptions(values: Mapping[str, Any], shown: Reasons | None = None) -> Table | None:
    """Return the assumptions that a result stands on: a few, with their sources, and how many more there are.

    Parameters
    ----------
    values : mapping
        A resolved scenario.
    shown : mapping of str to str, optional
        Keys that the result itself shows to matter, and what they move. Without any it is those that the bundled
        screening showed to matter, and the first assumption of each mechanism that is off by default and on here.
    """
    given = in_use(flat(values))
    reasons = shown or {**_screened(given), **_rested_on(given)}
    keys = {key: info for key in reasons if key in given and (info := known(key))}
    rows = [
        (lever(key), told(key, given[key]), _range(info), reasons[key], source_words(info.source), key)
        for key, info in list(keys.items())[:MOST]
    ]
    if not rows:
        return None
    head = (say("Assumption"), say("Value"), say("Plausible"), say("What it moves"), say("Source"), say("Key"))
    return Table(head, rows, numbers=range(1, 3), note=f"{_from_where(shown)} {standing(given)}")


def _from_where(shown: Reasons | None) -> str:
    """Say how it is known that these assumptions matter."""
    if shown:
        return say("That these matter is what was found here.")
    return say(
        "This result does not show which assumptions matter; the bundled study what_matters did, and the other ones "
        "are the first of each mechanism that is off by default."
    )


def _screened(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys in use that the bundled screening showed to matter."""
    return {key: first_low(outcome(name).name) for key, name in SCREENED.items() if key in given}


def _rested_on(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the first assumption of each mechanism that is off by default and on in a scenario."""
    found: dict[str, str] = {}
    for key in given:
        section, info = key.split(".")[0], known(key)
        if section in found or info is None or not _was_switched_on(section, given):
            continue
        if info.role == "uncertainty" and "assumption" in info.source:
            found[section] = key
    return {key: say("a mechanism that is on here") for key in found.values()}


def _was_switched_on(section: str, given: Mapping[str, Any]) -> bool:
    """Whether a section is off by default and on in a scenario, as a switch or as tables of a list."""
    switch = known(f"{section}.enabled")
    return (switch is not None and not switch.default) or any(key.startswith(f"{section}.0.") for key in given)


def _range(info: ParameterInfo) -> str:
    """Return the plausible range of a key; nothing where it is as wide as what is allowed."""
    low, high = info.plausible
    if low is None or high is None or (low, high) == tuple(info.bounds):
        return "–"
    return say("{low} to {high}", low=number(float(low), 6), high=number(float(high), 6))


def of_sensitivity(table: pd.DataFrame) -> dict[str, str]:
    """Return the factors that a sensitivity analysis shows to matter, with the outcome that each moves most."""
    indices = table.dropna(subset=["total"])
    if "low" in indices and indices["low"].notna().any():
        indices = indices[indices["low"] > 0]
    most = indices.groupby("outcome")["total"].transform("max")
    ordered = indices.assign(part=indices["total"] / most).sort_values("part", ascending=False, kind="stable")
    return {
        str(row.factor): first_low(outcome(str(row.outcome)).name)
        for row in ordered.drop_duplicates("factor").itertuples()
    }


def of_boxes(table: pd.DataFrame) -> dict[str, str]:
    """Return the factors that bound the boxes in which a policy fails."""
    return {str(key): say("whether the policy fails") for key in table["factor"].unique()}


def of_fit(table: pd.DataFrame) -> dict[str, str]:
    """Return the keys that were fitted."""
    return {str(key): say("the fit") for key in table["key"].unique()}


SHOWN: dict[str, tuple[str, Callable[[pd.DataFrame], dict[str, str]]]] = {
    "sensitivity": ("sensitivity", of_sensitivity),
    "discovery": ("boxes", of_boxes),
    "calibrate": ("fitted_keys", of_fit),
}
"""By kind of analysis: the table that shows which assumptions matter, and what reads it."""
