"""Keys of a scenario file: who the ordinary persons are."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.parameter import SHARE, Section, parameter


class Population(Section):
    """Ordinary persons and their traits."""

    fixed: ClassVar[str] = "people and their traits are made before day 0"

    size: int = parameter(
        5_000, "ordinary persons", title="People", unit="persons", bounds=(1, 20_000_000), role="setting"
    )
    core_share: float = parameter(
        0.02,
        "share who follow before day 0 (seed fans)",
        title="Share of seed fans",
        bounds=SHARE,
        plausible=(0.001, 0.1),
        source="F-37, F-38, F-68",
    )
    followers_share: float = parameter(
        0.0,
        "share of the others who follow before day 0 too: a community that is running already",
        title="Share who follow before day 0",
        bounds=SHARE,
        source="F-31, F-68",
    )
    followers_days: int = parameter(
        5110,
        "longest time one of them has followed",
        title="Longest time one has followed before day 0 (days)",
        unit="days",
        bounds=(1, 20_000),
        source="F-31",
    )
    followers_growth: float = parameter(
        0.4,
        "growth of the number of people whom the brand has won a day",
        title="Growth before day 0 (1/year)",
        unit="1/year",
        bounds=(-10, 100),
        plausible=(0, 2),
        source="F-31, assumption",
    )
    seeding: Literal["active", "hubs", "random"] = parameter(
        "active",
        "who the seed fans are: the most active, the best connected, or anyone",
        title="Who the seed fans are",
        source="F-37, F-75",
        role="lever",
    )
    seeding_strength: float = parameter(
        0.3,
        "how far that decides who is a seed fan: 0 not at all, 1 alone",
        title="How far seeding decides who is a seed fan",
        bounds=SHARE,
        source="F-37, assumption",
        role="lever",
    )
    professional_haters: int = parameter(
        0, "accounts paid to attack", unit="accounts", bounds=(0, 1_000_000), source="F-88"
    )
    activity_sigma: float = parameter(
        2.5, "spread of activity: sd of its logarithm", unit="sd", bounds=(0, 5), plausible=(1, 3.2), source="F-38, T8"
    )
    activity_most: float = parameter(
        300.0, "activity of anybody at most, against a mean of 1", bounds=(1, 1e9), source="assumption"
    )
    spend_sigma: float = parameter(
        2.0,
        "spread of purchase rates: sd of their logarithm; 0 for a gamma distribution",
        title="Spread of purchase rates (sd of the logarithm)",
        unit="sd",
        bounds=(0, 5),
        plausible=(0, 3),
        source="F-38",
    )
    spend_shape: float = parameter(
        0.2,
        "shape of that gamma distribution",
        title="Shape of the gamma distribution of purchase rates",
        bounds=(0.01, 100),
        plausible=(0.2, 2),
        source="CDNOW, F-38",
    )
    trait_correlation: float = parameter(
        0.4, "correlation of activity and purchase rate", bounds=(-0.99, 0.99), plausible=(0, 0.9)
    )
    price_share: float = parameter(0.4, "share who hunt for a price", bounds=SHARE, source="F-103, assumption")
    quality_share: float = parameter(
        0.3, "share who seek quality; the rest seek experience", bounds=SHARE, source="F-103"
    )
    trust: float = parameter(0.5, "trust at the start", bounds=SHARE)
    expectation: float = parameter(0.5, "expected quality at the start", bounds=SHARE, source="T21")
    core_trust: float = parameter(0.8, "trust of seed fans at the start", bounds=SHARE)
    core_belonging: float = parameter(0.6, "belonging of seed fans at the start", bounds=SHARE)
    core_ownership: float = parameter(0.5, "ownership of seed fans at the start", bounds=SHARE)
    core_followed_days: int = parameter(
        3650, "longest time a seed fan has followed before day 0", unit="days", bounds=(1, 20_000), source="F-21"
    )
