"""Keys of a scenario file: the health index, its offer, and the budget for those who have left."""

from __future__ import annotations

from typing import Any, ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _weight(default: float, what: str) -> Any:
    """Declare the weight of an indicator."""
    return parameter(
        default, f"weight in the index of {what}", bounds=(0, 100), plausible=(0, 5), source="F-55, T19, assumption"
    )


class Health(Section):
    """Whoever looks like leaving is made an offer; whoever has left is called."""

    without_effect: ClassVar[dict[str, Idle]] = {
        **dict.fromkeys(("efficacy", "effect_days", "cooldown_days", "offer_cost"), with_nought("threshold")),
        **dict.fromkeys(("contact_cost", "contact_chance"), with_nought("reactivation_share")),
    }

    enabled: bool = switch(False, "the brand keeps an index of its customers' health", source="F-55, F-56")
    every_days: int = parameter(
        7, "days from one look at the index to the next", unit="days", bounds=(1, 3650), source="F-55", role="lever"
    )
    threshold: float = parameter(
        0.29,
        "health below which one is made an offer",
        bounds=SHARE,
        plausible=(0.1, 0.6),
        source="F-55, assumption",
        role="lever",
    )
    cooldown_days: int = parameter(
        28, "days from one offer to the next of the same person", unit="days", bounds=(1, 10_000), role="lever"
    )
    efficacy: float = parameter(
        0.6, "share of the hazard of leaving that an offer takes away", bounds=SHARE, source="F-55, T19"
    )
    effect_days: int = parameter(28, "days for which an offer works", unit="days", bounds=(0, 10_000), source="F-55")
    offer_cost: float = parameter(5.0, "price of one offer", unit="yuan", bounds=(0, 1e6), source="F-55, assumption")
    recency_weight: float = _weight(1.0, "how lately one was seen at all")
    frequency_weight: float = _weight(1.0, "purchases a year")
    money_weight: float = _weight(1.0, "money spent so far")
    posts_7_weight: float = _weight(1.0, "posts of the last 7 days")
    posts_30_weight: float = _weight(1.0, "posts of the last 30 days")
    messages_weight: float = _weight(1.0, "messages not grown tired of")
    votes_weight: float = _weight(1.0, "recent votes and suggestions")
    suggestion_weight: float = _weight(1.0, "a suggestion that waits")
    complaint_weight: float = _weight(1.0, "no complaint left open")
    answers_weight: float = _weight(1.0, "answers to one's complaints so far")
    referral_weight: float = _weight(1.0, "messages of praise so far")
    tenure_weight: float = _weight(3.0, "days since one began to follow")
    recency_days: float = parameter(60.0, "days unseen that count as gone", unit="days", bounds=(1, 10_000))
    purchases_enough: float = parameter(
        1.0, "purchases a year that count as enough", unit="1/year", bounds=(0.01, 1000), source="T19, assumption"
    )
    money_enough: float = parameter(
        5000.0, "money spent that counts as enough", unit="yuan", bounds=(0.01, 1e9), source="T19, assumption"
    )
    messages_many: float = parameter(
        10.0, "stock of messages that nobody opens any more", unit="messages", bounds=(0.1, 1e6), source="T16"
    )
    praise_enough: float = parameter(5.0, "messages of praise that count as enough", bounds=(0.1, 1e6))
    tenure_days: float = parameter(365.0, "days followed that count as enough", unit="days", bounds=(1, 10_000))
    marketing_budget: float = parameter(
        200.0,
        "marketing money a day, of which ads are what is not spent on those who have left",
        title="Marketing money a day",
        unit="yuan/day",
        bounds=(0, 1e9),
        source="F-56, assumption",
    )
    reactivation_share: float = parameter(
        0.0, "share of the marketing money spent on those who have left", bounds=SHARE, source="F-56", role="lever"
    )
    contact_cost: float = parameter(
        0.5, "price of one contact with one who has left", unit="yuan", bounds=(0.001, 1e6), source="F-56, assumption"
    )
    contact_chance: float = parameter(
        0.02,
        "chance that one contact brings somebody back",
        bounds=SHARE,
        plausible=(0.001, 0.05),
        source="F-56, assumption",
    )
