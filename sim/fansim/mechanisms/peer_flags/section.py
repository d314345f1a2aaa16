"""Keys of a scenario file: members who report each other."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class PeerFlags(Section):
    """Members who report those of their group whom they suspect of being bought."""

    switched_by: ClassVar[str] = "moderation"

    enabled: bool = switch(False, "members may report each other", source="F-134")
    per_day: float = parameter(
        0.002,
        "share of members who report, on a day, one of their group whom they suspect",
        title="Share of members who report a suspect, a day",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.0005, 0.02),
        source="F-134, assumption",
    )
    threshold: float = parameter(
        2.05, "suspicion above which a member finds a post bought", unit="sd", bounds=(-10, 10), plausible=(0, 4)
    )
    readers_most: float = parameter(
        50.0,
        "members who read what one posts in a group, at most",
        unit="persons",
        bounds=(0, 1e6),
        plausible=(10, 200),
    )
    weight: float = parameter(
        0.5,
        "what a report adds to the suspicion at the next check",
        title="Weight of a report",
        unit="sd",
        bounds=(0, 10),
        plausible=(0.1, 2),
        source="F-134, assumption",
        role="lever",
    )
