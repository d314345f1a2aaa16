"""Keys of a scenario file: problems, whether people speak up, and how they are answered."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch

_FIXED = "how severe problems are is tabulated before day 0"


class Voice(Section):
    """Problems with the product, and whether people speak up."""

    renamed: ClassVar[dict[str, str]] = {"belonging": "belonging_weight", "efficacy": "efficacy_weight"}

    enabled: bool = switch(True, "problems occur", role="setting")
    policy: Literal["free", "channelled", "suppressed"] = parameter(
        "free", "what the brand does with complaints", title="What is done with complaints", source="F-09", role="lever"
    )
    channelled_factor: float = parameter(
        0.8, "share of complaints that get through a channel", bounds=SHARE, source="F-09"
    )
    suppressed_factor: float = parameter(
        0.2, "share of complaints that get through suppression", bounds=SHARE, source="F-09, F-89"
    )
    problem_per_day: float = parameter(
        0.03, "chance a day of a problem at quality 0", unit="1/day", bounds=SHARE, plausible=(0.005, 0.1)
    )
    severity_a: float = parameter(
        0.5, "severity of a problem: first shape of its beta distribution", bounds=(0.05, 50), fixed=_FIXED
    )
    severity_b: float = parameter(
        5.0, "severity of a problem: second shape of its beta distribution", bounds=(0.05, 50), fixed=_FIXED
    )
    base: float = parameter(
        -1.0, "readiness to complain", unit="logit", bounds=(-20, 20), plausible=(-2, 0), source="T4"
    )
    belonging_weight: float = parameter(
        1.5,
        "effect of belonging on it",
        title="Effect of belonging on complaining",
        unit="logit",
        bounds=(-20, 20),
        plausible=(0.5, 2.5),
        source="T4",
    )
    efficacy_weight: float = parameter(
        1.5,
        "effect of having been heard",
        title="Effect of having been heard on complaining",
        unit="logit",
        bounds=(-20, 20),
        plausible=(0.5, 2.5),
        source="T4",
    )
    learning: float = parameter(0.2, "how fast people learn whether voice works", unit="1/event", bounds=SHARE)
    silenced_factor: float = parameter(
        0.9,
        "what remains of that belief after being silenced",
        title="Belief in voice left after being silenced",
        bounds=SHARE,
    )


class Service(Section):
    """Answers to those who complain."""

    without_effect: ClassVar[dict[str, Idle]] = {
        "bot_share": with_nought("reply_share"),
        **dict.fromkeys(("bot_quality", "bot_quality_severe"), with_nought("bot_share")),
    }

    reply_share: float = parameter(
        0.6,
        "share of complaints that get an answer",
        bounds=SHARE,
        source="F-122",
        role="lever",
        expects={"reach": 1, "retention_90": 1, "satisfaction": 1, "hater_share": -1, "exit_rate": -1},
    )
    bot_share: float = parameter(0.8, "share of answers given by a robot", bounds=SHARE, source="F-121", role="lever")
    bot_quality: float = parameter(0.6, "worth of a robot's answer to a routine problem", bounds=SHARE, source="F-121")
    bot_quality_severe: float = parameter(
        0.2, "worth of a robot's answer to a severe problem", bounds=SHARE, source="F-109"
    )
    severe_from: float = parameter(0.3, "severity from which a problem is severe", bounds=SHARE)
    human_cost: float = parameter(2.0, "cost of an answer by a person", unit="yuan", bounds=(0, 1e6))
    bot_cost: float = parameter(0.05, "cost of an answer by a robot", unit="yuan", bounds=(0, 1e6))
    delay_seconds: float = parameter(
        15.0,
        "delay of an answer",
        unit="s",
        bounds=(0, 1e7),
        source="F-122",
        role="lever",
        expects={"exit_rate": 1, "retention_90": -1},
    )
    patience_seconds: float = parameter(
        150.0, "patience of those who wait", unit="s", bounds=(1, 1e7), plausible=(30, 600)
    )
