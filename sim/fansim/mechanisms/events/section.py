"""Keys of a scenario file: events, and who comes to them."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from fansim.language import say
from fansim.scenario.idle import Idle, after_the_end
from fansim.scenario.parameter import SHARE, Section, parameter


class Occasion(Section):
    """One event of the brand, held once or again and again."""

    without_effect: ClassVar[dict[str, Idle]] = {"start_day": after_the_end("start_day")}

    kind: Literal["self_expression", "live", "open_day", "service_week", "makeover"] = parameter(
        "live", "what it is", title="Kind of event", source="F-51, F-73, F-95, F-107, F-120", role="lever"
    )
    start_day: int = parameter(
        0, "day it is first held", title="First day of the event", unit="day", bounds=(0, 100_000), role="lever"
    )
    every_days: int = parameter(
        0,
        "days from one to the next (0: it is held once)",
        title="Days from one event to the next",
        unit="days",
        bounds=(0, 10_000),
        source="F-95 (monthly), F-120 (weekly), F-125",
        role="lever",
    )
    length_days: int = parameter(
        1, "days it is held", title="Length of the event", unit="days", bounds=(1, 1000), source="F-51", role="lever"
    )
    preview_days: int = parameter(
        0,
        "days before it on which it is announced",
        title="Days of preview of the event",
        unit="days",
        bounds=(0, 1000),
        source="F-146",
        role="lever",
    )
    recap_days: int = parameter(
        0,
        "days after it on which it is told again",
        title="Days of recap of the event",
        unit="days",
        bounds=(0, 1000),
        source="F-146",
        role="lever",
    )
    strength: float = parameter(
        1.0,
        "how well it is done, against the best: how far it speaks of what people feel",
        title="Strength of the event",
        bounds=SHARE,
        source="F-120, assumption",
        role="lever",
    )
    reach: float = parameter(
        0.5,
        "share of followers and members who are told of a day of it",
        title="Reach of the event",
        bounds=SHARE,
        source="assumption",
        role="lever",
    )
    cost: float = parameter(
        0.0,
        "cost of a day on which it is held",
        title="Cost of a day of the event",
        unit="yuan",
        bounds=(0, 1e9),
        role="lever",
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse an event that would begin again before it is over."""
        whole = self.preview_days + self.length_days + self.recap_days
        if 0 < self.every_days < whole:
            raise ValueError(
                say("every_days must be 0, or at least preview, event and recap together ({days} days)", days=whole)
            )
        return self


class Attendance(Section):
    """Who comes to an event, and what one of each kind does at its best."""

    chance: float = parameter(
        0.3,
        "chance to come to a day of an event, heard of and fitting, of one who does not belong yet",
        title="Chance to come to an event",
        bounds=SHARE,
        source="assumption",
    )
    belonging_weight: float = parameter(
        2.0,
        "how much more those come who belong",
        title="How much more those come to events who belong",
        bounds=(0, 10),
        source="T7, assumption",
    )
    mismatched: float = parameter(
        0.3,
        "how readily one comes to an event that is not what one looks for",
        title="How readily one comes to what one does not look for",
        bounds=SHARE,
        source="F-103, assumption",
    )
    recap_share: float = parameter(
        0.3, "what a recap does, against the event itself", bounds=SHARE, source="F-146, assumption"
    )
    self_expression_writing: float = parameter(
        40.0,
        "extra writing where people say what is on their minds",
        title="Extra writing at a self-expression event",
        bounds=(0, 1000),
        source="F-95, calibrated to about four times the messages",
    )
    self_expression_belonging: float = parameter(
        0.02,
        "share of missing belonging won by saying it to each other",
        title="Belonging won by speaking out to each other",
        bounds=SHARE,
        source="F-95, assumption",
    )
    live_buying: float = parameter(
        140.0,
        "extra buying at a live event on what hurts people",
        title="Extra buying at a live event",
        bounds=(0, 1000),
        source="F-120, calibrated to 12.7% of those who come, while all need one",
    )
    open_day_part: float = parameter(
        1.0,
        "packing and answering as taking part, against a suggestion taken up",
        title="Packing and answering as taking part",
        bounds=(0, 10),
        source="F-73, T6, assumption",
    )
    open_day_belonging: float = parameter(
        0.05, "share of missing belonging won by working side by side", bounds=SHARE, source="F-73, assumption"
    )
    service_week_trust: float = parameter(
        0.15, "share of missing trust won by a day of care", bounds=SHARE, source="F-51, assumption"
    )
    service_week_belonging: float = parameter(
        0.05, "share of missing belonging won by a day of care", bounds=SHARE, source="F-51, assumption"
    )
    makeover_writing: float = parameter(
        45.0,
        "extra writing of those who show what became of them",
        title="Extra writing at a makeover",
        bounds=(0, 1000),
        source="F-107, assumption",
    )
    makeover_buying: float = parameter(
        11.0,
        "extra buying of those who see what became of one of them",
        title="Extra buying at a makeover",
        bounds=(0, 1000),
        source="F-107, calibrated to 2.8 times the purchases, while all need one",
    )
