"""Keys of a scenario file: push messages."""

from __future__ import annotations

from typing import Any, Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch

_OPENED = (0.01, 0.99)


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


class Push(Section):
    """Messages that the brand sends to all who follow it."""

    enabled: bool = switch(False, "the brand sends messages to all who follow it", source="F-53, F-58, F-78")
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
    opened_service: float = parameter(0.2, "messages about service that are usually opened", bounds=_OPENED,
                                      plausible=(0.1, 0.3), source="F-78")  # fmt: skip
    opened_news: float = parameter(
        0.45, "messages about the product that are", bounds=_OPENED, plausible=(0.3, 0.6), source="F-78"
    )
    opened_event: float = parameter(
        0.15, "messages about an event that are", bounds=_OPENED, plausible=(0.1, 0.3), source="F-78"
    )
    opened_promotion: float = parameter(0.2, "promotions that are", bounds=_OPENED, plausible=(0.1, 0.3), source="F-78")
    fit_weight: float = parameter(
        0.3, "how much more is opened that one looks for", unit="log odds", bounds=(0, 10), source="T16, assumption"
    )
    fatigue_weight: float = parameter(
        0.15, "how much less the tired open", unit="log odds/message", bounds=(0, 10), source="T16, F-44, F-58"
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
        0.5, "posts and suggestions added on the day by opening word of an event", bounds=(0, 100), source="assumption"
    )
    promotion_lift: float = parameter(
        0.5, "purchases added on the day by opening a promotion", bounds=(0, 100), source="T16, assumption"
    )
