"""Who counts as a core fan."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def is_core_fan(trust, belonging, ownership, core_fan_from):
    """Return whether a member is a core fan: (T + B + O) / 3 >= cut.

    Source: F-46; the cut is an assumption.
    """
    return trust / 3.0 + belonging / 3.0 + ownership / 3.0 >= core_fan_from
