"""Keys of a scenario file: the rhythm of releases."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Release(Section):
    """The rhythm of releases: what was asked for goes into the product."""

    enabled: bool = switch(True, "there are releases")
    period_days: int = parameter(
        7,
        "days from release to release",
        title="Days between releases",
        unit="days",
        bounds=(2, 3650),
        source="F-63, F-70",
        role="lever",
    )
    uptake_share: float = parameter(0.3, "share of suggestions taken up", bounds=SHARE, source="F-13", role="lever")
    capacity: int = parameter(
        1_000_000_000, "suggestions that can be taken up per release", bounds=(0, 1_000_000_000), role="lever"
    )
    quality: float = parameter(
        0.6,
        "quality of the product at the start",
        title="Quality of the product",
        bounds=SHARE,
        fixed="it is the quality on day 0",
    )
    gain_per_day: float = parameter(
        0.004, "share of missing quality that full feedback adds", unit="1/day", bounds=SHARE
    )
    knowable_share: float = parameter(
        0.3,
        "share of what the product lacks at the start that users can tell",
        title="Share of what is missing that users can tell",
        bounds=SHARE,
        source="F-83, assumption",
    )
    drift_per_day: float = parameter(0.0005, "quality lost to rising standards", unit="1/day", bounds=SHARE)
    enough_feedback: float = parameter(
        10.0,
        "informative voices per 1,000 followers and release that bring most of that gain",
        title="Voices that bring most of the gain of feedback",
        bounds=(0.001, 1e6),
    )
    option_spread: float = parameter(
        0.0,
        "how much less a release gains by the worst of its three options than by the best",
        title="What the choice among three options is worth",
        bounds=SHARE,
        source="F-64, F-86, F-128, assumption",
    )
    signal_quality: float = parameter(
        1.0,
        "share of suggestions and reports that the brand's data let it understand",
        title="What the brand can read out of its data",
        bounds=SHARE,
        source="F-150",
        role="lever",
    )
    adopted_weight: float = parameter(
        0.5,
        "an adopted suggestion as an informative voice, against an answered complaint",
        title="Weight of an adopted suggestion",
        bounds=(0, 10),
    )
