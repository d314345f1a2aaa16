"""Morning: which day of the week it is."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.calendar.rules import weekday_of


def tell(day, brand, p):
    """Say which day of the week it is."""
    brand.weekday = weekday_of(p.calendar_start, day)


CALENDAR = Phase(
    name="calendar",
    sentence="The brand looks at the calendar.",
    over="whole",
    row=tell,
    when=("calendar.start",),
)
