"""What other mechanisms share with leaving: how one is out."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.state.codes import Event, Stage
from fansim.state.columns import NEVER


@inlined
def take_leave(i, day, person):
    """Take person i out of the brand's reach, and out of its group."""
    if person.stage[i] == Stage.MEMBER and person.first_leave_day[i] == NEVER:
        person.first_leave_day[i] = day
    person.stage[i] = Stage.LAPSED
    person.group[i] = -1
    person.exit_day[i] = day
    person.event[i] |= Event.LEFT
