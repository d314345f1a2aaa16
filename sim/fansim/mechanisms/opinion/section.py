"""Keys of a scenario file: opinions that meet."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Opinion(Section):
    """Opinions with bounded confidence: who is near draws nearer, who is far is not heard. For the researcher."""

    enabled: bool = switch(
        False,
        "people have a taste, and talk about it",
        title="People have a taste, and talk about tastes",
        source="T14",
        role="setting",
        fixed="tastes are drawn before day 0",
    )
    tolerance: float = parameter(
        0.3, "distance of tastes up to which people listen", bounds=SHARE, plausible=(0.05, 0.5), source="T14"
    )
    speed: float = parameter(
        0.5,
        "share of the distance that each of two makes up in a meeting",
        title="Way made in a meeting",
        bounds=(0, 0.5),
        plausible=(0.05, 0.5),
        source="T14",
    )
    meetings_per_day: float = parameter(
        1.0, "chance a day to seek a meeting", unit="1/day", bounds=SHARE, source="assumption"
    )
    persuasion_weight: float = parameter(
        0.0, "share of persuasion lost with a taste at the other end", bounds=SHARE, source="T14, F-80, assumption"
    )
