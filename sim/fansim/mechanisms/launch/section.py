"""Keys of a scenario file: the launch of the product."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, after_the_end
from fansim.scenario.parameter import Section, parameter, switch


class Launch(Section):
    """The launch of the product, which people know by name before."""

    without_effect: ClassVar[dict[str, Idle]] = {"day": after_the_end("day")}

    enabled: bool = switch(False, "the product does not exist from the first day on", source="F-130, F-131, F-132")
    day: int = parameter(
        180,
        "day of the launch",
        title="Day on which the product is launched",
        unit="day",
        bounds=(0, 100_000),
        source="F-129",
        role="lever",
    )
