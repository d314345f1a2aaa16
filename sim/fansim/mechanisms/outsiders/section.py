"""Keys of a scenario file: what outsiders make of the brand's gifts to its fans."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Outsiders(Section):
    """Outsiders, who see the gifts of money (red packets) that the brand gives in its groups."""

    without_effect: ClassVar[dict[str, Idle]] = {
        **dict.fromkeys(("expected_amount", "posts_per_thousand", "attention_days"), with_nought("visibility")),
        "deaf_share": with_nought("statement_effect"),
    }

    enabled: bool = switch(False, "outsiders see what is given in the groups", source="F-22", role="setting")
    visibility: float = parameter(
        0.3,
        "share of the people outside who see a gift given in the groups",
        title="Share of outsiders who see a gift",
        bounds=SHARE,
        source="F-22, assumption",
        role="lever",
    )
    expected_amount: float = parameter(
        200.0,
        "what outsiders expect such a brand to give to each receiver",
        title="Gift that outsiders expect",
        unit="yuan",
        bounds=(0.01, 1e6),
        plausible=(20, 2000),
        source="F-22, assumption",
    )
    posts_per_thousand: float = parameter(
        20.0,
        "mocking posts by 1,000 people who see a gift that is next to nothing",
        title="Mocking posts per 1,000 who see a gift",
        unit="posts",
        bounds=(0, 1000),
        plausible=(1, 100),
        source="F-22, assumption",
    )
    attention_days: float = parameter(
        7.0,
        "days in which the mockery of one gift fades to a third",
        title="Days until a gift is mocked no more",
        unit="days",
        bounds=(0.1, 10_000),
        plausible=(2, 30),
        source="F-26, assumption",
    )
    doubt_gain: float = parameter(
        0.3,
        "doubt raised by a day on which all that is seen mocks the brand",
        title="Doubt raised by a day of nothing but mockery",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.05, 1),
        source="F-23, F-26, assumption",
    )
    doubt_half_days: float = parameter(
        180.0,
        "days in which doubt fades to a half",
        title="Days until half the doubt is gone",
        unit="days",
        bounds=(0.1, 100_000),
        plausible=(30, 720),
        source="F-26, assumption",
    )
    doubt_weight: float = parameter(
        0.8, "share of the belief in public praise that full doubt costs", bounds=SHARE, source="F-23, F-26, assumption"
    )
    statement_day: int = parameter(
        -1,
        "day of an official statement (-1: none)",
        title="Day of the statement",
        unit="day",
        bounds=(-1, 100_000),
        source="F-26",
        role="lever",
    )
    statement_effect: float = parameter(
        0.5,
        "share of the doubt it reaches that a statement ends",
        title="Share of the doubt that a statement ends",
        bounds=SHARE,
        source="F-26, assumption",
    )
    deaf_share: float = parameter(
        0.3, "share of the doubt that no statement reaches", bounds=SHARE, source="F-26, assumption"
    )
