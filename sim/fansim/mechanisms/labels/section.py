"""Keys of a scenario file: who is called what."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter


class Labels(Section):
    """Who is called what."""

    core_fan_from: float = parameter(
        0.5,
        "mean of trust, belonging and ownership that makes a member a core fan",
        title="Attitude from which a member is a core fan",
        bounds=SHARE,
        source="F-46, assumption",
    )
