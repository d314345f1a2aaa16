"""Keys of a scenario file: rewards."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from fansim.scenario.idle import Idle, after_the_end, before_it_starts, only_with_kind
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Incentive(Section):
    """One reward of the brand, in one stretch of time."""

    without_effect: ClassVar[dict[str, Idle]] = {
        "start_day": after_the_end("start_day"),
        "end_day": before_it_starts(),
        **dict.fromkeys(("winners", "smallest", "largest"), only_with_kind("red_packet")),
    }

    kind: Literal["none", "symbolic", "coupon", "red_packet", "cashback", "status", "feedback", "co_creation"] = (
        parameter(
            "none", "what is given", title="Kind of reward", source="F-19 to F-21, F-25, F-79, F-97", role="lever"
        )
    )
    level: float = parameter(1.0, "how much of it", title="Level of the reward", bounds=SHARE, role="lever")
    start_day: int = parameter(
        0, "first day", title="First day of the reward", unit="day", bounds=(0, 100_000), role="lever"
    )
    end_day: int = parameter(
        100_000,
        "first day without it",
        title="First day without the reward",
        unit="day",
        bounds=(0, 100_000),
        role="lever",
    )
    every_days: int = parameter(1, "days from one grant to the next", unit="days", bounds=(1, 10_000), role="lever")
    per_day: int = parameter(
        1, "grants on such a day", title="Grants on a day of grants", unit="grants", bounds=(1, 100), role="lever"
    )
    min_tenure_days: int = parameter(
        0, "days of following that make one eligible", unit="days", bounds=(0, 20_000), source="F-21", role="lever"
    )
    winners: int = parameter(
        100, "red packets a day", unit="packets", bounds=(0, 10_000_000), source="F-19", role="lever"
    )
    smallest: float = parameter(5.16, "smallest red packet", unit="yuan", bounds=(0, 1e6), source="F-19", role="lever")
    largest: float = parameter(47.0, "largest red packet", unit="yuan", bounds=(0, 1e6), source="F-19", role="lever")
    cost: float = parameter(
        1.0, "cost of one grant to one person at level 1", unit="yuan", bounds=(0, 1e6), role="lever"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse packets whose smallest is above their largest."""
        if self.smallest > self.largest:
            raise ValueError("smallest must not be above largest")
        return self


class Rewards(Section):
    """How rewards work on people."""

    enabled: bool = switch(True, "incentives are given")
    matched: float = parameter(1.0, "effect of a reward that fits the person", bounds=SHARE, source="F-102")
    mismatched: float = parameter(
        0.3,
        "effect of one that does not",
        title="Effect of a reward that does not fit the person",
        bounds=SHARE,
        source="F-102",
    )
    status_control: float = parameter(0.3, "how controlling status is", bounds=SHARE, source="T5")
    cashback_control: float = parameter(0.8, "how controlling cashback is", bounds=SHARE, source="T5")
    symbolic_belonging: float = parameter(
        0.02, "share of missing belonging won by a ritual gift", bounds=SHARE, source="F-25, assumption"
    )
    gift_halving: float = parameter(
        1.0,
        "repetitions within a year that halve what a ritual gift is worth",
        title="Repetitions that halve the worth of a ritual gift",
        bounds=(0.01, 1e6),
        source="F-25",
    )
    pressing_per_day: float = parameter(
        0.5,
        "grants a day at which most of a reward's control is felt",
        unit="1/day",
        bounds=(0.01, 1000),
        source="F-79, F-92, F-106, assumption",
    )
    co_creation_lift: float = parameter(
        1.0, "extra suggestions and votes under a co-creation programme", bounds=(0, 100), source="F-97"
    )
