"""Keys of a scenario file: tiers and tasks."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from fansim.language import say
from fansim.scenario.parameter import SHARE, Section, parameter, switch

MOST_POINTS = 32_000
"""What a column of int16 holds."""


class Tiers(Section):
    """Points for what people do, levels for points, badges and privileges for levels."""

    enabled: bool = switch(False, "there are points and levels", source="F-54, F-105")
    levels: int = parameter(
        9, "levels, the lowest included", unit="levels", bounds=(1, 100), plausible=(1, 9), source="F-54, F-105",
        role="lever",
    )  # fmt: skip
    base: float = parameter(
        50.0, "points from the lowest level to the second", unit="points", bounds=(1, 10_000), plausible=(10, 1000),
        source="F-105, assumption", role="lever",
    )  # fmt: skip
    ratio: float = parameter(
        2.0, "how many times as many points each further level takes", bounds=(1, 10), plausible=(1, 3), role="lever"
    )
    per_post: int = parameter(1, "points for a post", unit="points", bounds=(0, 1000), role="lever")
    per_purchase: int = parameter(20, "points for a purchase", unit="points", bounds=(0, 1000), role="lever")
    per_idea: int = parameter(
        5,
        "points for a day with an idea: a suggestion or vote",
        unit="points",
        bounds=(0, 1000),
        source="F-97",
        role="lever",
    )
    paths: bool = switch(False, "what suits somebody counts twice: three paths to the top", source="F-54")
    shown: bool = switch(
        True, "people see how far it is to the next level, and in their task", title="Progress is shown", source="F-104"
    )
    goal_gradient: float = parameter(
        0.4, "effort added just before the goal", bounds=(0, 100), plausible=(0.1, 1), source="T15"
    )
    badge: float = parameter(
        0.05, "share of missing belonging won by a badge", bounds=SHARE, plausible=(0, 0.2), source="F-105, assumption"
    )
    badge_cost: float = parameter(10.0, "cost of a badge", unit="yuan", bounds=(0, 1e6), role="lever")
    privileges: float = parameter(
        0.2, "purchases added by the privileges of the highest level", title="Privileges of the highest level",
        bounds=(0, 100), plausible=(0, 1), source="F-54, F-105, assumption", role="lever",
    )  # fmt: skip

    @model_validator(mode="after")
    def _within_reach(self) -> Self:
        """Refuse a level that nobody could reach, since points are counted up to 32,000 only."""
        highest = self.base * self.ratio ** max(0, self.levels - 2)
        if highest > MOST_POINTS:
            raise ValueError(
                say(
                    "levels: the highest takes {points} points, and at most {most} are counted: lower levels, base or "
                    "ratio",
                    points=f"{highest:,.0f}",
                    most=f"{MOST_POINTS:,}",
                )
            )
        return self


class Tasks(Section):
    """Tasks of several steps, such as a course: whether people come to their end."""

    switched_by: ClassVar[str] = "tiers"

    days: int = parameter(
        0, "days that a task takes, and after which the next begins; 0 for none", title="Days of a task", unit="days",
        bounds=(0, 3650), source="F-104", role="lever",
    )  # fmt: skip
    steps: int = parameter(10, "steps of a task", unit="steps", bounds=(1, 100), source="F-104", role="lever")
    chance: float = parameter(
        0.28, "chance of a step a day, where nothing draws one on", bounds=SHARE, source="F-104 (31% of 10 in 30 days)"
    )
    points: int = parameter(20, "points for a task that is done", unit="points", bounds=(0, 1000), role="lever")
