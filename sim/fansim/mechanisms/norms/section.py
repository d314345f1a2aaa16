"""Keys of a scenario file: what people expect of each other."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from fansim.language import say
from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _only_under(relationship: str) -> Idle:
    """Return that a key counts under one relationship norm only."""

    def why(one: Any, scenario: Any) -> str:
        under = one.relationship == relationship
        if under:
            return ""
        return say(
            'it counts with relationship = "{wanted}", and this is "{found}"',
            wanted=relationship, found=one.relationship,
        )  # fmt: skip

    return Idle(why, cause="relationship")


class Norms(Section):
    """What people expect of each other. With the values given here, nothing but what would be without."""

    without_effect: ClassVar[dict[str, Idle]] = {
        **dict.fromkeys(("asking_lift", "asking_fading_days", "asking_crowding"), with_nought("asking")),
        **dict.fromkeys(("communal_belonging", "communal_betrayal"), _only_under("communal")),
        **dict.fromkeys(("authority_belonging", "authority_betrayal"), _only_under("authority")),
    }

    enabled: bool = switch(False, "norms between brand and users, and among users, count", source="F-72, F-81, F-123")
    users_share: float = parameter(
        0.5,
        "users' share of what comes of taking part; the rest is the brand's",
        title="Users' share of the benefit",
        bounds=SHARE,
        source="F-72",
        role="lever",
    )
    participation_cost: float = parameter(
        0.3,
        "effort of taking part: 0 where it is simple, fun and real",
        title="Effort of taking part",
        bounds=SHARE,
        source="F-74",
        role="lever",
    )
    usual_cost: float = parameter(
        0.3,
        "effort at which suggestions and votes are what [activity] says",
        title="Usual effort of taking part",
        bounds=(0, 0.99),
        source="F-74, assumption",
    )
    learning: float = parameter(
        0.03,
        "share of the way to the readiness that taking part deserves, made in a day",
        title="Speed at which readiness follows the benefit",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.005, 0.2),
        source="F-72, assumption",
    )
    asking: float = parameter(0.0, "how hard fans are asked to advertise", bounds=SHARE, source="F-76", role="lever")
    asking_lift: float = parameter(
        1.0, "extra praise on the first day of asking", bounds=(0, 100), plausible=(0, 3), source="F-76, assumption"
    )
    asking_fading_days: float = parameter(
        14.0, "days in which that fades", unit="days", bounds=(0.1, 10_000), source="F-76, assumption"
    )
    asking_crowding: float = parameter(
        0.002,
        "share of intrinsic motivation lost in a day of being asked",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.02),
        source="F-76, T5, assumption",
    )
    relationship: Literal["exchange", "authority", "communal"] = parameter(
        "exchange",
        "whether brand and users trade, the brand sets standards, or they are friends",
        title="Relationship of brand and users",
        source="F-81, F-143",
        role="lever",
    )
    communal_belonging: float = parameter(
        1.5, "factor on belonging won among friends", bounds=(0, 10), plausible=(1, 2), source="F-81, assumption"
    )
    communal_betrayal: float = parameter(
        1.5, "factor on a grudge among friends", bounds=(0, 10), plausible=(1, 3), source="F-81, assumption"
    )
    authority_belonging: float = parameter(
        0.7,
        "factor on belonging won under a brand that sets standards",
        bounds=(0, 10),
        plausible=(0.3, 1),
        source="F-143, assumption",
    )
    authority_betrayal: float = parameter(
        0.8,
        "factor on a grudge under a brand that sets standards",
        bounds=(0, 10),
        plausible=(0.5, 1.2),
        source="F-143, assumption",
    )
    like_minded: float = parameter(
        0.0,
        "extra belonging won in a group that looks for the same as oneself",
        title="Extra belonging among the like-minded",
        bounds=(0, 10),
        plausible=(0, 1),
        source="F-80, assumption",
    )
    conformity: float = parameter(
        0.0,
        "how far a member's posts follow those of its group",
        bounds=SHARE,
        plausible=(0, 0.5),
        source="F-123, assumption",
    )
    altruism: float = parameter(
        0.0,
        "extra posts for the others' sake of one who fully belongs",
        bounds=(0, 10),
        plausible=(0, 1),
        source="F-123, assumption",
    )
