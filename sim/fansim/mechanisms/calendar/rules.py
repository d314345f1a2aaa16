"""Days of the week."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def weekday_of(start, day):
    """Return the day of the week, 0 Monday to 6 Sunday: (s + t + 6) mod 7.

    Parameters
    ----------
    start : int
        Date of day 0 as its proleptic Gregorian ordinal (1 is 1 January of year 1, a Monday).
    day : int
        Day of the run.

    Source: assumption (the Gregorian calendar).
    """
    return (start + day + 6) % 7
