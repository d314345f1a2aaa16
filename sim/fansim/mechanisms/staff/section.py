"""Keys of a scenario file: staff who answer under an alias."""

from __future__ import annotations

from typing import Any, ClassVar

from fansim.language import say
from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _is_known(one: Any, scenario: Any) -> str:
    """Return why a key of exposure has no effect."""
    return say("disclosed is true: there is nothing to find out") if one.disclosed else ""


class Staff(Section):
    """Staff who answer complaints under an alias, as if they were users."""

    without_effect: ClassVar[dict[str, Idle]] = {
        "disclosed": with_nought("alias_share"),
        **dict.fromkeys(("risk_per_day", "belief_loss", "trust_loss", "fading_days"), Idle(_is_known, "disclosed")),
    }

    enabled: bool = switch(False, "staff answer under an alias", source="F-12")
    alias_share: float = parameter(
        0.5,
        "share of the complaints left unanswered that staff answer under an alias",
        title="Share answered under an alias",
        bounds=SHARE,
        source="F-12",
        role="lever",
    )
    disclosed: bool = switch(False, "staff say who they are", source="F-12")
    risk_per_day: float = parameter(
        0.005,
        "chance a day that staff who hide behind an alias are found out",
        title="Chance a day to be found out",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.0005, 0.05),
        source="F-12, assumption",
    )
    belief_loss: float = parameter(
        0.5,
        "share of the belief in public praise that is lost when staff are found out",
        title="Belief lost when staff are found out",
        bounds=SHARE,
        plausible=(0.1, 0.9),
        source="F-12, assumption",
    )
    trust_loss: float = parameter(
        0.1,
        "share of its trust that a member loses when staff are found out",
        title="Members' trust lost when staff are found out",
        bounds=SHARE,
        plausible=(0.01, 0.5),
        source="F-12, assumption",
    )
    fading_days: float = parameter(
        60.0,
        "days in which the scandal fades to a third",
        title="Days until the scandal fades",
        unit="days",
        bounds=(0.1, 10_000),
        plausible=(7, 365),
        source="F-12, assumption",
    )
