"""What waits for the hardware, and what it is worth when it comes."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def learned_for_hardware(quality, quality_yesterday, hardware_share):
    """Return the part of what was learned today that waits for the hardware: h max(0, Q - Q yesterday).

    Source: F-84 (what is released was defined a year before); h: assumption.
    """
    return hardware_share * max(0.0, quality - quality_yesterday)


@rule
def quality_after_delivery(quality, due, ceiling):
    """Return quality when what was learned a lead ago arrives: Q' = Q + min(due, max(0, Qc - Q)).

    What has been learned twice meanwhile counts once.

    Source: F-84; bound: F-83, assumption.
    """
    return quality + min(due, max(0.0, ceiling - quality))
