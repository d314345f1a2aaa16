"""Keys of a scenario file: purchases."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Sales(Section):
    """Purchases."""

    renamed: ClassVar[dict[str, str]] = {
        "trust": "trust_weight",
        "ownership": "ownership_weight",
        "belonging": "belonging_weight",
    }

    enabled: bool = switch(True, "people buy", role="setting")
    most_per_year: int = parameter(
        50, "purchases of one person in 365 days, at most", unit="purchases", bounds=(0, 32_000), source="assumption"
    )
    base_per_day: float = parameter(0.0012, "purchases a day of an average follower", unit="1/day", bounds=(0, 10))
    need_returns: float = parameter(
        0.2,
        "share of one's usual time from one purchase to the next in which the need of another comes back to two thirds"
        " (0: at once)",
        title="Time in which the need comes back after a purchase",
        bounds=(0, 100),
        plausible=(0.1, 1),
        source="assumption",
    )
    price: float = parameter(
        1999.0,
        "price of the product",
        title="Price of the product (yuan)",
        unit="yuan",
        bounds=(0, 1e7),
        source="F-129",
        role="lever",
    )
    trust_weight: float = parameter(1.0, "effect of trust on buying", unit="log rate", bounds=(0, 10))
    ownership_weight: float = parameter(
        0.5, "effect of ownership on buying", unit="log rate", bounds=(0, 10), source="T6"
    )
    belonging_weight: float = parameter(0.5, "effect of belonging on buying", unit="log rate", bounds=(0, 10))
    coupon_lift: float = parameter(0.5, "extra purchases of a price hunter under a full coupon", bounds=(0, 10))
    trust_reference: float = parameter(0.5, "trust at which the base rate holds", bounds=SHARE)
    quality_reference: float = parameter(0.6, "quality at which the base rate holds", bounds=(0.01, 1))
