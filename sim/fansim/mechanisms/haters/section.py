"""Keys of a scenario file: fans who turn into haters."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Haters(Section):
    """Fans who turn into haters, and professional ones; win-back and strike."""

    without_effect: ClassVar[dict[str, Idle]] = {"strike_all": with_nought("strike")}

    enabled: bool = switch(True, "a grudge can turn a fan into a hater", source="F-87", role="setting")
    turn_at: float = parameter(0.6, "grudge that makes a hater", bounds=SHARE, plausible=(0.3, 0.9))
    calm_at: float = parameter(0.15, "grudge below which hate ends", bounds=SHARE)
    winback: bool = switch(False, "the brand tries to win haters back", source="F-87")
    strike: bool = switch(False, "the brand strikes professional haters", source="F-88")
    strike_all: bool = switch(False, "it strikes all haters alike, without asking who they are", source="F-88")
    classification: float = parameter(0.8, "share of haters whose origin the brand reads right", bounds=SHARE)
    winback_success: float = parameter(
        0.3, "chance that a fresh win-back works", bounds=SHARE, source="F-87, assumption"
    )
    winback_fading_days: float = parameter(
        60.0,
        "time in which that chance fades",
        title="Days in which a win-back's chance fades",
        unit="days",
        bounds=(1, 10_000),
    )
    strike_success: float = parameter(0.8, "chance that a strike removes an account", bounds=SHARE)
    strike_grudge: float = parameter(0.3, "grudge from being struck by mistake", bounds=SHARE, source="F-88")
    posts_per_day: float = parameter(
        3.0, "negative posts a day of a professional hater", unit="posts/day", bounds=(0, 1000)
    )
