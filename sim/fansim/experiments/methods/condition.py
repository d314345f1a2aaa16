"""What is wanted of an outcome: more or less of it, or to keep to a limit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Goal = Literal["min", "max"]
Sign = Literal["<=", ">=", "<", ">"]


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
