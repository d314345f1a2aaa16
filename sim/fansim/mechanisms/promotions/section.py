"""Keys of a scenario file: promotions, and those who come for a price."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, after_the_end, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter


class Promotion(Section):
    """One sale: a price for some days, and how loudly it is announced."""

    without_effect: ClassVar[dict[str, Idle]] = {"start_day": after_the_end("start_day"), "hype": with_nought("chance")}

    start_day: int = parameter(
        0, "first day", title="First day of the promotion", unit="day", bounds=(0, 100_000), role="lever"
    )
    days: int = parameter(
        1,
        "how many days it runs",
        title="Length of the promotion",
        unit="days",
        bounds=(0, 100_000),
        plausible=(1, 30),
        source="F-34",
        role="lever",
    )
    chance: float = parameter(
        0.2,
        "chance a day that a price hunter who has not heard of the brand comes for the price",
        title="Chance of a price hunter to come for the price, a day",
        unit="1/day",
        bounds=SHARE,
        source="F-34, assumption",
        role="lever",
    )
    price_cut: float = parameter(
        0.5, "share of the price that is let off", bounds=SHARE, source="F-34, F-42", role="lever"
    )
    hype: float = parameter(
        0.0,
        "share of what is missing to perfection that its announcement promises to those who come",
        title="Hype of the promotion",
        bounds=SHARE,
        source="F-45",
        role="lever",
    )


class Visitors(Section):
    """How people are under a promotion: who comes for a price, how much more is bought, and who stays."""

    others: float = parameter(
        0.1,
        "how readily others come and buy for a price, against price hunters",
        title="Response of others to a price, against price hunters",
        bounds=SHARE,
        source="F-103, assumption",
    )
    price_response: float = parameter(
        4.0,
        "growth of a price hunter's purchases with the share of the price that is let off",
        title="Response of purchases to a price cut",
        unit="log rate",
        bounds=(0, 20),
        plausible=(1, 6),
        source="F-42, assumption",
    )
    bought_ahead: float = parameter(
        0.1,
        "share of coming purchases that a day at no price at all brings forward",
        title="Purchases that a sale brings forward",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.5),
        source="F-42, assumption",
    )
    bought_ahead_days: float = parameter(
        90.0, "days in which that need comes back to two thirds", unit="days", bounds=(0.1, 10_000), source="F-42"
    )
    leaving_per_day: float = parameter(
        0.06,
        "chance a day to leave, after a price of nothing, of a visitor whom nothing ties",
        title="Leaving of visitors after the sale",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.01, 0.3),
        source="F-34, F-35, F-36; calibrated to the 0.3% of F-34 after 90 days",
    )
    broken_promise: float = parameter(
        0.5,
        "how far a purchase that falls short of what was announced is felt as a breach of trust",
        title="Weight of a broken promise",
        bounds=SHARE,
        source="F-45, T21, assumption",
    )
