"""Keys of a scenario file: crises, and how they spread and harm."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.idle import Idle, after_the_end, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch

_NEVER = "-1 for never"
_MINUTES = (-1.0, 1e6)


class Crisis(Section):
    """One crisis: its day, how severe it is, and how fast the brand answers."""

    without_effect: ClassVar[dict[str, Idle]] = {"day": after_the_end("day")}

    day: int = parameter(
        0, "day on which it breaks out", title="Day of the crisis", unit="day", bounds=(0, 100_000), role="setting"
    )
    severity: float = parameter(
        0.9, "how severe it is", title="Severity of the crisis", bounds=SHARE, source="T11, assumption", role="setting"
    )
    isolate_minutes: float = parameter(
        3.0,
        f"until it is moved to a place of its own, {_NEVER}",
        title="Minutes until the crisis is isolated",
        unit="min",
        bounds=_MINUTES,
        plausible=(1, 360),
        source="F-108",
        role="lever",
    )
    apology_minutes: float = parameter(
        10.0,
        f"until the head of the brand apologises, {_NEVER}",
        title="Minutes until the apology",
        unit="min",
        bounds=_MINUTES,
        plausible=(1, 1440),
        source="F-108",
        role="lever",
    )
    compensation_minutes: float = parameter(
        17.0,
        f"until people are compensated and see the progress, {_NEVER}",
        title="Minutes until the compensation",
        unit="min",
        bounds=_MINUTES,
        plausible=(1, 1440),
        source="F-108",
        role="lever",
    )
    compensation_cost: float = parameter(
        5.0,
        "cost of a voucher for each who met it",
        title="Cost of a voucher for each who met the crisis",
        unit="yuan",
        bounds=(0, 1e6),
        role="lever",
    )
    by_robots: bool = switch(False, "the answers sound like a robot's", source="F-109")


class CrisisCourse(Section):
    """How a crisis spreads within its day, and how much it harms."""

    without_effect: ClassVar[dict[str, Idle]] = {"compensation_fading_minutes": with_nought("compensation_effect")}

    reading: Literal["deadline", "duration"] = parameter(
        "deadline",
        "whether the minutes of the answer are deadlines, or each step begins when the one before is done",
        title="How the minutes of the answer are read",
        source="F-108",
        role="setting",
    )
    detect_minutes: float = parameter(
        0.0,
        "until the brand notices it: what an early-warning dashboard shortens",
        title="Minutes until the brand notices a crisis",
        unit="min",
        bounds=(0, 1e6),
        plausible=(0, 240),
        source="F-110",
        role="lever",
        expects={"hater_share": 1, "exit_rate": 1},
    )
    start_share: float = parameter(
        0.002,
        "share of people who meet it at once",
        title="Share of people who meet a crisis at once",
        bounds=(1e-6, 0.999),
        plausible=(0.0001, 0.05),
        source="T11",
    )
    growth: float = parameter(
        0.15,
        "how fast it spreads",
        title="How fast a crisis spreads",
        unit="1/min",
        bounds=(0.001, 10),
        plausible=(0.02, 0.5),
        source="T11",
    )
    containment: float = parameter(0.9, "share of that speed that isolation takes away", bounds=SHARE, source="T11")
    length_minutes: float = parameter(
        240.0,
        "until nobody new meets it",
        title="Length of a crisis (minutes)",
        unit="min",
        bounds=(1, 1440),
        plausible=(60, 1440),
        source="T11",
    )
    harm_minutes: float = parameter(
        30.0,
        "of hearing nothing, in which most of the harm is done",
        title="Minutes of silence that do most of the harm",
        unit="min",
        bounds=(0.1, 1e6),
        plausible=(5, 240),
        source="T11, assumption",
    )
    buffer: float = parameter(
        0.4, "share of the harm that groups keep away from their members", bounds=SHARE, source="F-18, assumption"
    )
    robot_penalty: float = parameter(
        1.5,
        "factor on the harm where the answers sound like a robot's",
        bounds=(1, 10),
        plausible=(1, 3),
        source="F-109, assumption",
    )
    compensation_effect: float = parameter(
        0.3, "share of the harm that an immediate compensation takes away", bounds=SHARE, source="F-108, assumption"
    )
    compensation_fading_minutes: float = parameter(
        60.0,
        "in which that share fades",
        title="Minutes in which the effect of a compensation fades",
        unit="min",
        bounds=(0.1, 1e6),
        plausible=(10, 1440),
    )
    grudge_gain: float = parameter(
        0.5, "grudge of harm in full, to one without ties", bounds=SHARE, source="T10, T11, assumption"
    )
    posts: float = parameter(
        1.0, "angry posts in public of one harmed in full", unit="posts", bounds=(0, 1000), plausible=(0.1, 5)
    )
