"""Morning: whether the product exists."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.launch.rules import is_launched


def look(day, brand, p):
    """Take the product away until the day of its launch: nobody buys it, has trouble with it or enjoys it."""
    if p.launch_enabled and not is_launched(day, p.launch_day):
        brand.launched = 0.0
        brand.purchase_boost = 0.0


LAUNCH = Phase(
    name="launch",
    sentence="Before its launch there is nothing to buy and nothing to use.",
    over="whole",
    row=look,
)
