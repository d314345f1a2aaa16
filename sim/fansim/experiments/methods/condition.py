"""A condition on an outcome, written as in ``shill_share <= 0.02``: constraints, and when a policy fails."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fansim.errors import ScenarioError

Sign = Literal["<=", ">=", "<", ">"]
_FORM = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(<=|>=|<|>)\s*(\S+)\s*")


@dataclass(frozen=True)
class Condition:
    """An outcome compared with a number.

    Attributes
    ----------
    outcome : str
        Its name.
    sign : {"<=", ">=", "<", ">"}
        How it is compared.
    limit : float
        With what, in the outcome's unit.
    """

    outcome: str
    sign: Sign
    limit: float

    def excess(self, value: float) -> float:
        """Return how far a value misses the limit: above 0 where it does, infinite where there is no value."""
        if not math.isfinite(value):
            return math.inf
        distance = value - self.limit if self.sign[0] == "<" else self.limit - value
        return distance if distance != 0 or len(self.sign) == 2 else math.ulp(1.0)

    def holds(self, values: pd.Series) -> NDArray[np.bool_]:
        """Return where the condition holds; nowhere where there is no value."""
        return np.array([self.excess(float(value)) <= 0 for value in values], dtype=bool)

    def __str__(self) -> str:
        return f"{self.outcome} {self.sign} {self.limit:g}"


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
    from fansim.scenario.suggest import nearest

    where = f"{where}: " if where else ""
    match = _FORM.fullmatch(text)
    try:
        limit = float(match[3]) if match else math.nan
    except ValueError:
        limit = math.nan
    if not match or not math.isfinite(limit):
        signs = ", ".join(get_args(Sign))
        raise ScenarioError(f'{where}got "{text}", but a condition is OUTCOME SIGN NUMBER with one of {signs}, '
                            'as in "shill_share <= 0.02".')  # fmt: skip
    if match[1] not in outcomes:
        meant = nearest(match[1], list(outcomes))
        hint = f" Did you mean {meant}?" if meant else f" There are {', '.join(outcomes)}."
        raise ScenarioError(f'{where}got "{text}", but there is no outcome {match[1]}.{hint}')
    return Condition(match[1], match[2], limit)  # type: ignore[arg-type]
