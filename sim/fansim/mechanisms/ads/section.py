"""Keys of a scenario file: advertising."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Ads(Section):
    """Advertising: reaches anyone, by chance."""

    enabled: bool = switch(True, "ads run")
    per_day: float = parameter(
        3e-5,
        "chance a day that an ad makes somebody follow",
        title="Chance of being won by ads, a day",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.01),
        source="T1",
        role="lever",
    )
