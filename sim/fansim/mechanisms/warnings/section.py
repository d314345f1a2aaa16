"""Keys of a scenario file: warnings, and what they set going."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Warnings(Section):
    """Three warnings: complaints, content by users, satisfaction; the first two set an answer going for some days."""

    enabled: bool = switch(
        False,
        "the brand watches complaints, content by users and satisfaction",
        title="Warnings of complaints, content and satisfaction",
        source="F-113, F-114, F-115",
    )
    complaint_benchmark: float = parameter(
        0.004,
        "complaints a day for each follower that are usual in the industry",
        title="Usual complaints per follower and day",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.0005, 0.01),
        role="setting",
    )
    complaint_multiple: float = parameter(
        2.0, "multiple of that from which complaints are too many", bounds=(0, 1000), source="F-113", role="lever"
    )
    complaint_days: int = parameter(
        3, "days on end with too many that warn", unit="days", bounds=(1, 1000), source="F-113", role="lever"
    )
    service_lift: float = parameter(
        0.5,
        "extra capacity to answer while service is upgraded",
        bounds=(0, 100),
        plausible=(0.1, 2),
        source="F-113, assumption",
        role="lever",
    )
    service_cost: float = parameter(
        100.0, "cost of a day with upgraded service", unit="yuan/day", bounds=(0, 1e9), role="lever"
    )
    ugc_least: float = parameter(
        0.15,
        "share of messages in groups that users should write at least",
        title="Least share of content by users",
        bounds=SHARE,
        source="F-114",
        role="lever",
    )
    brand_messages: float = parameter(
        3.0,
        "messages of the brand itself in each group, a day",
        unit="messages/day",
        bounds=(0, 10_000),
        plausible=(0, 30),
        role="setting",
    )
    topic_lift: float = parameter(
        0.5,
        "extra topics while content is encouraged in another way",
        bounds=(0, 100),
        plausible=(0.1, 2),
        source="F-114, assumption",
        role="lever",
    )
    content_cost: float = parameter(
        50.0, "cost of a day with that encouragement", unit="yuan/day", bounds=(0, 1e9), role="lever"
    )
    satisfaction_least: float = parameter(
        85.0, "satisfaction that should be reached", unit="points", bounds=(0, 100), source="F-115", role="lever"
    )
    answer_days: int = parameter(
        14, "days that the answer to a warning lasts", unit="days", bounds=(1, 1000), plausible=(7, 60), role="lever"
    )
    memory: float = parameter(
        0.2, "weight of today in what is watched of late", unit="1/day", bounds=(0.001, 1), plausible=(0.05, 0.5)
    )
    usual_memory: float = parameter(
        0.03, "weight of today in what is usual", unit="1/day", bounds=(0.001, 1), plausible=(0.01, 0.1)
    )
    topics_least: float = parameter(
        0.2,
        "topics a day for each group below which nobody leads them",
        unit="topics/day",
        bounds=(0, 1000),
        plausible=(0.05, 1),
        source="F-118, assumption",
    )
