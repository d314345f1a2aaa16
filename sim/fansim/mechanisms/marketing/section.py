"""Keys of a scenario file: a marketing budget, and how exactly its ads are aimed."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Marketing(Section):
    """A daily budget: a part buys ads, the rest cares for those who are there."""

    enabled: bool = switch(False, "there is a marketing budget", source="F-43")
    budget_per_day: float = parameter(
        200.0, "money a day", title="Marketing budget, a day", unit="yuan/day", bounds=(0, 1e9), role="lever"
    )
    ad_share: float = parameter(
        0.5,
        "share of the budget that buys performance ads; the rest is care",
        title="Share of performance ads in the budget",
        bounds=SHARE,
        source="F-43, F-60",
        role="lever",
    )
    creatives: float = parameter(
        5.0,
        "different ads that are shown in turn",
        unit="ads",
        bounds=(1, 10_000),
        plausible=(1, 30),
        source="F-44",
        role="lever",
    )
    persuasion: float = parameter(
        0.05, "chance that a fresh ad makes an interested person follow", bounds=SHARE, source="T1, assumption"
    )
    wear: float = parameter(
        0.1, "loss of effect with each time the same ad was seen", unit="1/contact", bounds=(0, 10), source="F-44"
    )
    memory: float = parameter(0.9, "share of ads seen that is remembered a day later", bounds=SHARE, source="F-44, T16")
    tiring: float = parameter(
        1.0,
        "messages that an ad counts for which one has seen too often and has no use for",
        title="Weight of a worn-out ad as a message",
        unit="messages",
        bounds=(0, 100),
        source="F-44, F-144",
    )
    promise: float = parameter(0.8, "quality that ads promise", bounds=SHARE, source="F-43, T21, assumption")
    promise_weight: float = parameter(
        0.01,
        "how far one ad moves expectation to what it promises",
        title="How far one ad moves expectation to its promise",
        unit="1/contact",
        bounds=SHARE,
        source="T21",
    )
    care_lift: float = parameter(
        1.0,
        "posts, suggestions and votes that care adds at most",
        bounds=(0, 100),
        source="F-40, F-52, F-60, assumption",
    )
    care_scale: float = parameter(
        0.1,
        "care a day and head that brings two thirds of that",
        unit="yuan/day",
        bounds=(0.001, 1e6),
        source="F-52, assumption",
    )


class Targeting(Section):
    """How exactly ads are aimed."""

    switched_by: ClassVar[str] = "marketing"

    precision: Literal["broadcast", "segment", "exact"] = parameter(
        "broadcast", "everybody, the likely segment, or only those interested", source="F-82", role="lever"
    )
    accuracy: float = parameter(
        0.8,
        "share of the addressed who are what the brand takes them for; the others are like anybody",
        title="Accuracy of segments",
        bounds=SHARE,
        source="F-147, assumption",
    )
    interested: float = parameter(
        0.001, "share of all people who are interested today", bounds=(1e-6, 1), source="F-82"
    )
    segment_interested: float = parameter(0.01, "share of the likely segment who are", bounds=(1e-6, 1), source="F-82")
    cost_broadcast: float = parameter(
        0.02, "price of one contact of an ad to everybody", unit="yuan", bounds=(1e-6, 1e6), source="F-82, assumption"
    )
    cost_segment: float = parameter(
        0.05, "price of one contact in a segment", unit="yuan", bounds=(1e-6, 1e6), source="F-82, assumption"
    )
    cost_exact: float = parameter(
        1.0, "price of one contact aimed exactly", unit="yuan", bounds=(1e-6, 1e6), source="F-82, assumption"
    )
    most_per_day: float = parameter(
        3.0, "ads that one addressed sees a day, at most", unit="contacts/day", bounds=(0.01, 1000), source="F-44"
    )
