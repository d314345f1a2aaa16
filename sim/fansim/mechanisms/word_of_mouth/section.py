"""Keys of a scenario file: who hears whom, and how persuasive it is."""

from __future__ import annotations

from typing import Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class WordOfMouth(Section):
    """Word of mouth: who hears whom, and how persuasive it is."""

    enabled: bool = switch(True, "people talk", role="setting")
    mixing: Literal["network", "mean_field"] = parameter(
        "network", "strong ties from the network, or everyone equally", source="T1", role="setting"
    )
    contact: Literal["event", "state", "once"] = parameter(
        "event",
        "a follower persuades by each message, every day, or on the first day only",
        title="When a follower persuades",
        source="T1",
        role="setting",
    )
    messages: bool = switch(
        True,
        "people write and complain to friends; off: only contact state or once is heard",
        title="People write and complain to friends",
        role="setting",
    )
    link: Literal["multiplicative", "additive"] = parameter(
        "multiplicative",
        "contacts combine as independent chances, or add up as in Bass",
        title="How contacts combine",
        source="T1",
        role="setting",
    )
    strong: float = parameter(
        0.026,
        "persuasion of one talking friend",
        title="Persuasion by a friend",
        unit="1/contact",
        bounds=SHARE,
        plausible=(0.01, 0.07),
        source="T1",
    )
    weak: float = parameter(
        0.013,
        "persuasion of one weak contact",
        title="Persuasion by a stranger",
        unit="1/contact",
        bounds=SHARE,
        plausible=(0.005, 0.015),
        source="T1",
    )
    weak_contacts: float = parameter(
        13.0, "weak contacts a day", unit="contacts/day", bounds=(0, 1000), plausible=(0, 30), source="T1"
    )
    public: float = parameter(
        5e-5, "persuasion of one post of a stranger", unit="1/post", bounds=SHARE, plausible=(0, 0.001)
    )
    views_per_post: float = parameter(
        300.0, "people to whom a post in public is shown", unit="persons/post", bounds=(0, 1e9), plausible=(10, 10_000)
    )
    posts_read: float = parameter(
        3.0,
        "posts about the brand that a person reads in public, at most",
        unit="posts/day",
        bounds=(0, 1e6),
        plausible=(0.5, 20),
    )
    negative: bool = switch(True, "bad word of mouth spreads", source="T2", role="setting")
    negative_weight: float = parameter(
        1.2, "weight of a negative message against a positive one", bounds=(0, 100), plausible=(0.5, 3), source="T2"
    )
    complex_threshold: int = parameter(
        1,
        "talking friends needed before persuasion starts (2 or more: complex contagion)",
        title="Talking friends needed to persuade",
        unit="friends",
        bounds=(1, 1000),
        source="T1 (Centola & Macy 2007)",
    )
    complex_noise: float = parameter(
        0.0,
        "chance a day to follow below that threshold",
        title="Chance to follow with too few talking friends",
        unit="1/day",
        bounds=SHARE,
    )
    base_per_day: float = parameter(
        0.002,
        "positive messages a day of a person of mean activity, whatever they feel",
        title="Positive messages a day, whatever one feels",
        unit="1/day",
        bounds=(0, 10),
    )
    attachment_per_day: float = parameter(
        0.011, "positive messages a day per trust, quality and attachment", unit="1/day", bounds=(0, 10)
    )
    attachment_floor: float = parameter(2.0, "attachment of somebody without belonging and ownership", bounds=(0, 10))
    novelty: float = parameter(
        2.0,
        "extra talk of one who has just begun to follow, against later",
        title="Extra talk of those who have just begun to follow",
        bounds=(0, 100),
        plausible=(0, 10),
    )
    novelty_days: float = parameter(
        60.0, "days in which that fades to a third", unit="days", bounds=(0.1, 10_000), plausible=(7, 180)
    )
    hater_per_day: float = parameter(0.1, "negative messages a day of a hater per grudge", unit="1/day", bounds=(0, 10))
    private_complaint: float = parameter(
        0.5,
        "chance that an unsolved problem is told to friends",
        title="Chance that a problem is told to friends",
        bounds=SHARE,
        plausible=(0.05, 0.8),
        source="T2",
    )
