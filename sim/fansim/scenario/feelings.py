"""Scenario sections about what people feel and what comes of it: attitudes, leaving, hating, buying."""

from __future__ import annotations

from fansim.scenario.parameter import Section, parameter, switch

SHARE = (0.0, 1.0)


class Experience(Section):
    """How trust, belonging, motivation, ownership and grudge move."""

    enabled: bool = switch(True, "attitudes move", role="setting")
    trust: bool = switch(True, "trust moves", source="T3", role="setting")
    belonging: bool = switch(True, "belonging moves", source="T7", role="setting")
    motivation: bool = switch(True, "motivation moves", source="T5", role="setting")
    grudge: bool = switch(True, "grudges form", source="T10", role="setting")
    positive_per_day: float = parameter(0.3, "good experiences a day at quality 1", unit="1/day", bounds=SHARE)
    trust_gain: float = parameter(
        0.01487,
        "share of missing trust won by one good experience",
        unit="1/event",
        bounds=SHARE,
        plausible=(0.003, 0.05),
        source="F-48, T3",
    )
    trust_loss: float = parameter(
        0.9, "share of trust lost by a full breach", bounds=SHARE, plausible=(0.3, 0.95), source="F-48, T3"
    )
    belonging_gain: float = parameter(
        0.03,
        "share of missing belonging won by a day of interaction",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.01, 0.1),
        source="T7",
    )
    belonging_loss: float = parameter(
        0.01, "daily decay of belonging", unit="1/day", bounds=SHARE, plausible=(0.002, 0.03), source="T7"
    )
    familiar_size: float = parameter(
        150.0,
        "group size up to which people know each other",
        unit="persons",
        bounds=(1, 1e6),
        plausible=(50, 300),
        source="T7",
    )
    reading_capacity: float = parameter(
        200.0,
        "messages a person can read a day",
        unit="messages/day",
        bounds=(1, 1e6),
        plausible=(50, 500),
        source="T7",
    )
    reading_scale: float = parameter(
        30.0, "messages a day that make a group worth opening", unit="messages/day", bounds=(0.1, 1e6), source="T7"
    )
    motivation_mean: float = parameter(
        0.5, "motivation without any reward", bounds=SHARE, plausible=(0.2, 0.8), source="T5"
    )
    motivation_return: float = parameter(
        0.004,
        "speed at which motivation returns to that",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.001, 0.02),
        source="T5",
    )
    crowding: float = parameter(
        0.004,
        "motivation crowded out by a controlling reward",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.02),
        source="T5, F-79",
    )
    crowding_onset: float = parameter(
        0.1, "share of motivation lost when a reward begins", bounds=SHARE, plausible=(0, 0.3), source="T5"
    )
    recognition: float = parameter(
        0.02, "motivation won by being heard", unit="1/event", bounds=SHARE, plausible=(0, 0.1), source="T5"
    )
    ownership_gain: float = parameter(
        0.05,
        "share of missing ownership won by taking part",
        unit="1/event",
        bounds=SHARE,
        plausible=(0.01, 0.2),
        source="T6",
    )
    ownership_loss: float = parameter(
        0.002, "daily decay of ownership", unit="1/day", bounds=SHARE, plausible=(0, 0.01), source="T6"
    )
    grudge_gain: float = parameter(
        1.5, "grudge from an unsolved problem per severity", bounds=(0, 10), plausible=(0, 2), source="T10"
    )
    grudge_attachment: float = parameter(
        1.0,
        "how much attachment deepens betrayal",
        bounds=(0, 10),
        plausible=(0, 2),
        source="T10 (Gregoire & Fisher 2008)",
    )
    grudge_decay: float = parameter(
        0.01, "daily decay of a grudge", unit="1/day", bounds=SHARE, plausible=(0.002, 0.05), source="T10"
    )
    grudge_memory: float = parameter(0.5, "how much attachment slows that decay", bounds=SHARE, source="T10")
    recovery: float = parameter(0.5, "share of a grudge removed by a good answer", bounds=SHARE, source="T11")
    recovery_attachment: float = parameter(0.5, "how much attachment helps recovery", bounds=SHARE, source="T10")
    avoidance_gain: float = parameter(
        0.01, "daily growth of avoidance in haters", unit="1/day", bounds=SHARE, plausible=(0, 0.05), source="T10"
    )
    expectation_gain: float = parameter(
        0.02, "speed at which expectation follows quality", unit="1/day", bounds=SHARE, source="T21"
    )


class Churn(Section):
    """Leaving: a personal hazard, moved by attitudes."""

    enabled: bool = switch(True, "people leave", role="setting")
    a: float = parameter(
        0.5,
        "leaving hazard: first shape of its beta distribution",
        bounds=(0.001, 1e6),
        plausible=(0.2, 2),
        source="T9, assumption",
    )
    b: float = parameter(
        40.0,
        "leaving hazard: second shape of its beta distribution",
        bounds=(0.001, 1e6),
        plausible=(5, 500),
        source="T9, assumption",
    )
    constant_per_day: float | None = parameter(
        None,
        "one leaving hazard for everybody, instead of the beta distribution",
        unit="1/day",
        bounds=SHARE,
        role="setting",
    )
    trust: float = parameter(1.0, "protection by trust", unit="log hazard", bounds=(0, 10), plausible=(0, 3))
    belonging: float = parameter(1.5, "protection by belonging", unit="log hazard", bounds=(0, 10), plausible=(0, 3))
    fatigue: float = parameter(
        0.06, "push of message fatigue", unit="log hazard", bounds=(0, 10), plausible=(0, 0.3), source="F-106"
    )
    grudge: float = parameter(2.0, "push of a grudge", unit="log hazard", bounds=(0, 10), plausible=(0, 4))
    waiting: float = parameter(0.5, "impatience on a waiting list", unit="log hazard", bounds=(0, 10))
    trust_reference: float = parameter(0.5, "trust at which the personal hazard holds", bounds=SHARE)
    reactivation: float = parameter(
        0.0, "how a lapsed person's chance to follow again compares with an unaware person's", bounds=SHARE
    )
    fatigue_memory: float = parameter(
        0.9, "share of message fatigue that lasts to the next day", bounds=SHARE, source="T16"
    )


class Haters(Section):
    """Fans who turn into haters, and professional ones; win-back and strike."""

    enabled: bool = switch(True, "a grudge can turn a fan into a hater", source="F-87", role="setting")
    turn_at: float = parameter(0.6, "grudge that makes a hater", bounds=SHARE, plausible=(0.3, 0.9))
    calm_at: float = parameter(0.15, "grudge below which hate ends", bounds=SHARE)
    winback: bool = switch(False, "the brand tries to win haters back", source="F-87")
    strike: bool = switch(False, "the brand strikes professional haters", source="F-88")
    classification: float = parameter(0.8, "share of haters whose origin the brand reads right", bounds=SHARE)
    winback_success: float = parameter(
        0.3, "chance that a fresh win-back works", bounds=SHARE, source="F-87, assumption"
    )
    winback_fading_days: float = parameter(60.0, "time in which that chance fades", unit="days", bounds=(1, 10_000))
    strike_success: float = parameter(0.8, "chance that a strike removes an account", bounds=SHARE)
    strike_grudge: float = parameter(0.3, "grudge from being struck by mistake", bounds=SHARE, source="F-88")
    posts_per_day: float = parameter(
        3.0, "negative posts a day of a professional hater", unit="posts/day", bounds=(0, 1000)
    )


class Sales(Section):
    """Purchases."""

    enabled: bool = switch(True, "people buy", role="setting")
    base_per_day: float = parameter(0.006, "purchases a day of an average follower", unit="1/day", bounds=(0, 10))
    price: float = parameter(1999.0, "price of the product", unit="yuan", bounds=(0, 1e7), source="F-129", role="lever")
    trust: float = parameter(1.0, "effect of trust on buying", unit="log rate", bounds=(0, 10))
    ownership: float = parameter(0.5, "effect of ownership on buying", unit="log rate", bounds=(0, 10), source="T6")
    belonging: float = parameter(0.5, "effect of belonging on buying", unit="log rate", bounds=(0, 10))
    coupon_lift: float = parameter(0.5, "extra purchases of a price hunter under a full coupon", bounds=(0, 10))
