"""Before the product exists."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def is_launched(day, launch_day):
    """Return whether the product exists: t >= t_launch.

    Source: F-129, F-130, F-131, F-132.
    """
    return day >= launch_day
