"""Keys of a scenario file: the thresholds at the door."""

from __future__ import annotations

from typing import Any, ClassVar

from fansim.language import say
from fansim.scenario.idle import Idle
from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _nobody_gets_in(entry: Any, scenario: Any) -> str:
    """Say that nobody who begins to follow in the run gets through the gate."""
    if entry.follow_days < scenario.days:
        return ""
    return say("the run has {days} days, so that nobody who begins to follow in it is ever let in", days=scenario.days)


class Entry(Section):
    """The thresholds at the door of the groups and of the public channel."""

    without_effect: ClassVar[dict[str, Idle]] = {"follow_days": Idle(_nobody_gets_in, cause="days")}

    enabled: bool = switch(True, "the thresholds hold", source="F-01")
    follow_days: int = parameter(
        60,
        "days of following before a seat may be asked for",
        title="Days of following before entry",
        expects={"shill_share": -1},
        unit="days",
        bounds=(0, 3650),
        plausible=(0, 365),
        source="F-01",
        role="lever",
    )
    comment_days: int = parameter(
        0,
        "days of following before posts in the public channel are seen",
        title="Days of following before comments are public",
        unit="days",
        bounds=(0, 3650),
        plausible=(0, 365),
        source="F-06",
        role="lever",
    )
    join_per_day: float = parameter(
        0.1,
        "chance a day that a follower past the threshold asks for a seat",
        title="Chance of asking for a seat, a day",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.01, 1),
    )
