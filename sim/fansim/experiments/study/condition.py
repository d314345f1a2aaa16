"""Conditions as a study file writes them: ``shill_share <= 0.02``."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from typing import get_args

from fansim.errors import ScenarioError
from fansim.experiments.methods.condition import Condition, Sign
from fansim.language import meant, say, together
from fansim.text import nearest

_FORM = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(<=|>=|<|>)\s*(\S+)\s*")


def parse_condition(text: str, outcomes: Collection[str], where: str = "") -> Condition:
    """Read a condition.

    Parameters
    ----------
    text : str
        ``OUTCOME SIGN NUMBER``.
    outcomes : collection of str
        The outcomes that exist.
    where : str
        File, line and key, for the message.

    Raises
    ------
    ScenarioError
        If it has another form, or names no outcome.

    Examples
    --------
    >>> parse_condition("shill_share <= 0.02", ["shill_share"])
    Condition(outcome='shill_share', sign='<=', limit=0.02)
    """
    where = f"{where}: " if where else ""
    match = _FORM.fullmatch(text)
    try:
        limit = float(match[3]) if match else math.nan
    except ValueError:
        limit = math.nan
    if not match or not math.isfinite(limit):
        signs = ", ".join(get_args(Sign))
        raise ScenarioError(
            say(
                '{where}got "{text}", but a condition is OUTCOME SIGN NUMBER with one of {signs}, as in '
                '"shill_share <= 0.02".',
                where=where,
                text=text,
                signs=signs,
            )
        )
    if match[1] not in outcomes:
        near = nearest(match[1], list(outcomes))
        hint = meant(near) if near else say(" There are {names}.", names=together(list(outcomes)))
        raise ScenarioError(
            say(
                '{where}got "{text}", but there is no outcome {name}.{hint}',
                where=where,
                text=text,
                name=match[1],
                hint=hint,
            )
        )
    return Condition(match[1], match[2], limit)  # type: ignore[arg-type]
