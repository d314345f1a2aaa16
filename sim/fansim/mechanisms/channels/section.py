"""Keys of a scenario file: channels of the brand."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter


class Channel(Section):
    """One channel: who looks at it, what it carries, and what it costs."""

    without_effect: ClassVar[dict[str, Idle]] = {"weight": with_nought("reach"), "kind": with_nought("reach")}

    kind: Literal["announcements", "posts"] = parameter(
        "announcements",
        "carries what the brand announces (reservations, sales), or what people post (sharing, a forum)",
        title="Kind of channel",
        source="F-139",
        role="lever",
    )
    reach: float = parameter(
        0.2,
        "share of people who look at it",
        title="Reach of the channel",
        bounds=SHARE,
        plausible=(0, 0.6),
        source="F-139, F-148, assumption",
        role="lever",
    )
    weight: float = parameter(
        1.0,
        "share of what it carries that those who look at it come across",
        title="Weight of the channel",
        bounds=SHARE,
        source="F-139, assumption",
    )
    cost_per_day: float = parameter(
        0.0, "what it costs a day", title="Cost of the channel, a day", unit="yuan/day", bounds=(0, 1e9), role="lever"
    )
