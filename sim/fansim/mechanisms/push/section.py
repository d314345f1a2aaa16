"""Keys of a scenario file: push messages."""

from __future__ import annotations

from typing import Any, Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _per_week(about: str, source: str) -> Any:
    return parameter(
        0.0,
        f"messages a week about {about}",
        unit="messages/week",
        bounds=(0, 140),
        plausible=(0, 21),
        source=source,
        role="lever",
    )


def _opened(default: float, about: str, source: str) -> Any:
    return parameter(
        default,
        f"messages about {about} that somebody rested opens",
        bounds=(0.01, 0.99),
        plausible=(0.1, 0.6),
        source=source,
    )


class Push(Section):
    """Messages that the brand sends to all who follow it."""

    enabled: bool = switch(False, "followers are sent messages of the brand", source="F-53, F-58, F-78")
    service_per_week: float = _per_week("service", "F-53")
    news_per_week: float = _per_week("the product: news, releases", "F-78")
    event_per_week: float = _per_week("an event, or something to do", "F-78")
    promotion_per_week: float = _per_week("a promotion", "F-53, F-106")
    greeting: Literal["none", "service", "news", "event", "promotion"] = parameter(
        "none", "what a new follower is sent on the day after", title="First message", source="F-53", role="lever"
    )
    aimed: bool = parameter(
        False, "messages go only to those who look for such", title="Messages by interest", source="F-39", role="lever"
    )
    opened_service: float = _opened(0.2, "service", "F-78 (10 to 30%), assumption")
    opened_news: float = _opened(0.45, "the product", "F-78")
    opened_event: float = _opened(0.15, "an event", "F-78")
    opened_promotion: float = _opened(0.2, "a promotion", "F-78 (10 to 30%), assumption")
    fit_weight: float = parameter(
        0.3, "how much more is opened that one looks for", unit="log odds", bounds=(0, 10), source="T16, assumption"
    )
    fatigue_weight: float = parameter(
        0.15,
        "how much less the tired open",
        unit="log odds/message",
        bounds=(0, 10),
        source="F-44, F-58, T16, assumption",
    )
    belonging_weight: float = parameter(
        0.5, "how much more those open who belong", unit="log odds", bounds=(0, 10), source="T16, assumption"
    )
    trust: float = parameter(
        0.002,
        "share of missing trust won by opening service or news",
        title="Trust won by a useful message",
        unit="1/message",
        bounds=SHARE,
        plausible=(0, 0.02),
        source="T16, assumption",
    )
    mistrust: float = parameter(
        0.05,
        "share of trust that a promotion costs with one who does not belong",
        title="Trust that a promotion costs",
        unit="1/message",
        bounds=SHARE,
        plausible=(0, 0.2),
        source="F-53, assumption",
    )
    event_lift: float = parameter(
        0.5,
        "posts and suggestions added on the day by opening word of an event",
        title="Posts added by word of an event",
        bounds=(0, 100),
        source="assumption",
    )
    promotion_lift: float = parameter(
        0.5, "purchases added on the day by opening a promotion", bounds=(0, 100), source="T16, assumption"
    )
