"""Before day 0: how severe problems are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import special

from fansim.engine.mechanism import Start

_SEVERITIES = 4097


def sizes(scenario: object, rows: int) -> Mapping[str, int]:
    """Return the room for the quantiles of severity."""
    return {"quantile.severity": _SEVERITIES}


def start(s: Start) -> None:
    """Write the quantiles of the severity of a problem."""
    voice = s.scenario.voice
    places = np.linspace(0.0, 1.0, _SEVERITIES)
    s.world.quantile.severity[:] = special.betaincinv(voice.severity_a, voice.severity_b, places)
