"""Keys of a scenario file: how praise is believed."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter


class Credibility(Section):
    """How praise is believed."""

    best_share: float = parameter(
        0.84,
        "share of positive posts that is believed most of a product of ordinary quality",
        title="Share of positive posts that is believed most",
        bounds=SHARE,
        plausible=(0.8, 0.875),
        source="F-23, T13",
    )
    quality_reference: float = parameter(0.6, "quality that counts as ordinary", bounds=(0, 0.99))
    sensed_share: float = parameter(
        0.8, "share of bought posts that readers sense to be bought", bounds=SHARE, source="F-07, T12, assumption"
    )
    floor: float = parameter(0.1, "belief that is left of any praise", bounds=SHARE, source="T13, assumption")
    width_above: float = parameter(
        0.12,
        "how fast belief falls above it",
        title="How fast belief falls with too much praise",
        bounds=(0.001, 10),
        source="T13",
    )
    width_below: float = parameter(
        0.35,
        "how fast belief falls below it",
        title="How fast belief falls with too little praise",
        bounds=(0.001, 10),
        source="T13",
    )
    memory: float = parameter(
        0.1, "weight of today in what people have seen", title="Weight of today in the posts seen", bounds=SHARE
    )
