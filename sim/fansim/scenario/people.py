"""Scenario sections about people: who they are, how they hear of the brand, and whether they speak up."""

from __future__ import annotations

from typing import Literal

from fansim.scenario.parameter import Section, parameter, switch

SHARE = (0.0, 1.0)


class Population(Section):
    """Ordinary persons and their traits."""

    size: int = parameter(5_000, "ordinary persons", unit="persons", bounds=(1, 20_000_000), role="setting")
    core_share: float = parameter(
        0.02, "share who follow before day 0 (seed fans)", bounds=SHARE, plausible=(0.001, 0.1), source="F-37, F-38"
    )
    seeding: Literal["active", "hubs", "random"] = parameter(
        "active",
        "who the seed fans are: the most active, the best connected, or anyone",
        source="F-37, F-75",
        role="lever",
    )
    professional_haters: int = parameter(
        0, "accounts paid to attack", unit="accounts", bounds=(0, 1_000_000), source="F-88"
    )
    activity_sigma: float = parameter(
        2.3, "spread of activity: sd of its logarithm", unit="sd", bounds=(0, 5), plausible=(1, 3.2), source="F-38, T8"
    )
    spend_shape: float = parameter(
        0.2,
        "shape of the gamma distribution of purchase rates",
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
    core_belonging: float = parameter(0.3, "belonging of seed fans at the start", bounds=SHARE)
    core_followed_days: int = parameter(
        3650, "longest time a seed fan has followed before day 0", unit="days", bounds=(1, 20_000), source="F-21"
    )


class NetworkSection(Section):
    """The social network of strong ties."""

    kind: Literal["small_world", "scale_free", "random", "complete", "blocks", "file"] = parameter(
        "small_world", "how ties are laid", source="Watts & Strogatz 1998", role="setting"
    )
    mean_degree: float = parameter(10.0, "ties a person", unit="ties", bounds=(0, 1000), plausible=(5, 29), source="T1")
    rewiring: float = parameter(0.1, "share of ties rewired (small world)", bounds=SHARE)
    blocks: int = parameter(4, "communities of equal size (blocks)", unit="blocks", bounds=(1, 100_000))
    block_mixing: float = parameter(0.1, "share of ties that lead out of a community (blocks)", bounds=SHARE)
    path: str | None = parameter(None, "edge list (CSV or GraphML), relative to the scenario file", role="setting")


class Ads(Section):
    """Advertising: reaches anyone, by chance."""

    enabled: bool = switch(True, "ads run")
    per_day: float = parameter(
        8e-5,
        "chance a day that an ad makes somebody follow",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.01),
        source="T1",
        role="lever",
    )


class WordOfMouth(Section):
    """Word of mouth: who hears whom, and how persuasive it is."""

    enabled: bool = switch(True, "people talk", role="setting")
    mixing: Literal["network", "mean_field"] = parameter(
        "network", "strong ties from the network, or everyone equally", source="T1", role="setting"
    )
    contact: Literal["event", "state", "once"] = parameter(
        "event",
        "a follower persuades by each message, every day, or on the first day only",
        source="T1",
        role="setting",
    )
    link: Literal["multiplicative", "additive"] = parameter(
        "multiplicative", "contacts combine as independent chances, or add up as in Bass", source="T1", role="setting"
    )
    strong: float = parameter(
        0.02, "persuasion of one talking friend", unit="1/contact", bounds=SHARE, plausible=(0.01, 0.07), source="T1"
    )
    weak: float = parameter(
        0.01, "persuasion of one weak contact", unit="1/contact", bounds=SHARE, plausible=(0.005, 0.015), source="T1"
    )
    weak_contacts: float = parameter(
        10.0, "weak contacts a day", unit="contacts/day", bounds=(0, 1000), plausible=(0, 30), source="T1"
    )
    negative: bool = switch(True, "bad word of mouth spreads", source="T2", role="setting")
    negative_weight: float = parameter(
        2.0, "weight of a negative message against a positive one", bounds=(0, 100), plausible=(0.5, 3), source="T2"
    )
    complex_threshold: int = parameter(
        1,
        "talking friends needed before persuasion starts (2 or more: complex contagion)",
        unit="friends",
        bounds=(1, 1000),
        source="T1 (Centola & Macy 2007)",
    )
    complex_noise: float = parameter(0.0, "chance a day to follow below that threshold", unit="1/day", bounds=SHARE)
    base_per_day: float = parameter(
        0.002, "positive messages a day of a person of mean activity, whatever they feel", unit="1/day", bounds=(0, 10)
    )
    attachment_per_day: float = parameter(
        0.03, "positive messages a day per trust, quality and attachment", unit="1/day", bounds=(0, 10)
    )
    attachment_floor: float = parameter(0.3, "attachment of somebody without belonging and ownership", bounds=(0, 10))
    hater_per_day: float = parameter(0.1, "negative messages a day of a hater per grudge", unit="1/day", bounds=(0, 10))
    private_complaint: float = parameter(
        0.05, "chance that an unsolved problem kept to oneself is told to friends", bounds=SHARE
    )


class Voice(Section):
    """Problems with the product, and whether people speak up."""

    enabled: bool = switch(True, "problems occur", role="setting")
    policy: Literal["free", "channelled", "suppressed"] = parameter(
        "free", "what the brand does with complaints", source="F-09", role="lever"
    )
    channelled_factor: float = parameter(
        0.8, "share of complaints that get through a channel", bounds=SHARE, source="F-09"
    )
    suppressed_factor: float = parameter(
        0.2, "share of complaints that get through suppression", bounds=SHARE, source="F-09"
    )
    problem_per_day: float = parameter(
        0.03, "chance a day of a problem at quality 0", unit="1/day", bounds=SHARE, plausible=(0.005, 0.1)
    )
    severity_a: float = parameter(0.5, "severity of a problem: first shape of its beta distribution", bounds=(0.05, 50))
    severity_b: float = parameter(
        5.0, "severity of a problem: second shape of its beta distribution", bounds=(0.05, 50)
    )
    base: float = parameter(
        -1.0, "readiness to complain", unit="logit", bounds=(-20, 20), plausible=(-2, 0), source="T4"
    )
    belonging: float = parameter(
        1.5, "effect of belonging on it", unit="logit", bounds=(-20, 20), plausible=(0.5, 2.5), source="T4"
    )
    efficacy: float = parameter(
        1.5, "effect of having been heard", unit="logit", bounds=(-20, 20), plausible=(0.5, 2.5), source="T4"
    )
    learning: float = parameter(0.2, "how fast people learn whether voice works", unit="1/event", bounds=SHARE)
    silenced_factor: float = parameter(0.9, "what remains of that belief after being silenced", bounds=SHARE)
