"""What other mechanisms ask of the offers to stay."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.state.columns import NEVER

_NEVER_OFFERED = 10_000  # the longest that an offer may work, or keep the next one away


@inlined
def days_since_offer(i, day, person):
    """Return the days since person i was last made an offer: as if none works any more, where there was none."""
    return day - person.treated_day[i] if person.treated_day[i] != NEVER else _NEVER_OFFERED
