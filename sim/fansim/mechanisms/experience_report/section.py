"""Keys of a scenario file: the four-box report on a release."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class ExperienceReport(Section):
    """The four-box report of members on each release."""

    enabled: bool = switch(
        False,
        "members report on each release on the day after it",
        title="Members report on each release",
        source="F-65",
    )
    chance: float = parameter(
        0.2, "chance of a member to report, at average motivation and half of full ownership", bounds=SHARE,
        title="Chance to report on a release", source="F-65, assumption",
    )  # fmt: skip
    base: float = parameter(0.5, "readiness to report without any ownership", bounds=(0, 10))
    accuracy: float = parameter(
        0.4,
        "chance that a report ticks where the product should go, beyond luck",
        title="Chance that a report ticks the right box",
        bounds=SHARE,
        source="F-86",
    )
    weight: float = parameter(
        0.1,
        "a report as an informative voice, against an answered complaint",
        title="Weight of an experience report",
        bounds=(0, 10),
        source="F-65, assumption",
    )
    direction_lift: float = parameter(
        0.5,
        "what a release gains more where it goes in the right direction",
        title="Extra gain of the right direction",
        bounds=(0, 10),
        source="F-65, assumption",
    )
    part: float = parameter(
        0.1, "a report as taking part, against a suggestion taken up", bounds=(0, 10), source="T6, assumption"
    )
