"""Keys of a scenario file: the lead of hardware."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Hardware(Section):
    """Hardware, which is defined long before it is sold."""

    enabled: bool = switch(
        False,
        "a part of the product is hardware",
        source="F-84",
        role="setting",
        fixed="what is learned waits in line from day 0 on",
    )
    lead_days: int = parameter(
        365,
        "days from defining hardware to selling it",
        title="Days from defining hardware to selling",
        unit="days",
        bounds=(1, 3650),
        plausible=(90, 730),
        source="F-84",
        role="lever",
        fixed="the line is as long as the lead",
    )
    share: float = parameter(
        0.7, "share of what is learned that only hardware can bring", bounds=SHARE, source="F-84, assumption"
    )
