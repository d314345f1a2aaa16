"""Keys of a scenario file: a medium run by fans."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Hub(Section):
    """A medium run by fans, at no cost to the brand."""

    enabled: bool = switch(False, "fans run a medium of their own", source="F-134, F-148", role="uncertainty")
    platforms: int = parameter(
        8,
        "platforms on which it appears",
        title="Platforms of the fans' medium",
        unit="platforms",
        bounds=(0, 1000),
        plausible=(1, 20),
        source="F-148",
    )
    platform_reach: float = parameter(
        0.05,
        "share of people who look at it on one platform",
        title="Reach of the fans' medium on one platform",
        bounds=SHARE,
        plausible=(0.005, 0.2),
    )
    coverage: float = parameter(
        0.95,
        "share of the brand's news that it carries",
        title="News that the fans' medium carries",
        bounds=SHARE,
        source="F-134",
    )
    ahead: float = parameter(
        0.95,
        "share of other media that it is faster than",
        title="Media slower than the fans' medium",
        bounds=SHARE,
        source="F-134",
    )
    warned: float = parameter(
        0.5,
        "share of bought accounts that it warns of",
        title="Bought accounts that the fans' medium warns of",
        bounds=SHARE,
        source="F-134, assumption",
    )
