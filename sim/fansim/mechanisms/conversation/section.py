"""Keys of a scenario file: what groups talk of."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Conversation(Section):
    """Answers of the staff in the groups, and members who are topic partners."""

    without_effect: ClassVar[dict[str, Idle]] = {
        key: with_nought("partners") for key in ("term_days", "fund", "lift", "talk", "burnout", "fund_scale")
    }

    enabled: bool = switch(
        False,
        "answers of the staff and topics of members meet in the groups",
        title="Answers of the staff and topics of members",
        source="F-98, F-99",
    )
    support_per_member: float = parameter(
        0.0,
        "answers that the staff writes in a group, a day and member",
        title="Answers of the staff in the groups, a day and member",
        unit="messages/day",
        bounds=(0, 1000),
        plausible=(0, 10),
        source="F-99",
        role="lever",
    )
    partners: bool = switch(
        False,
        "each group has a topic partner: the member who opened most topics on a day",
        title="Each group has a topic partner",
        source="F-100",
    )
    term_days: int = parameter(
        7, "days from one partner to the next", unit="days", bounds=(1, 3650), source="F-100, F-125", role="lever"
    )
    fund: float = parameter(
        0.0,
        "fund for the ideas of a partner, a day",
        title="Fund for the ideas of a partner",
        unit="yuan/day",
        bounds=(0, 1e6),
        source="F-100",
        role="lever",
    )
    fund_scale: float = parameter(
        5.0,
        "fund that takes away half of a partner's tiring",
        unit="yuan/day",
        bounds=(0.001, 1e6),
        source="F-100, assumption",
    )
    burnout: float = parameter(
        0.1,
        "share of its energy that a partner without a fund loses a day",
        title="Energy that a partner without a fund loses a day",
        unit="1/day",
        bounds=SHARE,
    )
    lift: float = parameter(
        8.0,
        "extra chance of a post to open a topic, under a fresh partner",
        title="Topics opened under a partner",
        bounds=(0, 1000),
        source="F-100, calibrated to 27% of messages",
    )
    talk: float = parameter(
        1.0,
        "extra messages of members, under a fresh partner",
        title="Messages written under a partner",
        bounds=(0, 1000),
        source="F-100, assumption",
    )
    pull: float = parameter(
        20.0,
        "extra purchases of members where all messages are topics of their own",
        title="Purchases drawn by topics of members",
        bounds=(0, 1000),
        source="F-98, F-100, calibrated to four times the purchases, while all need one",
    )
    usual_topics: float = parameter(
        0.09,
        "share of topics at which people buy as usual: what members bring up unmoved by staff and partners",
        title="Share of topics at which people buy as usual",
        bounds=SHARE,
        plausible=(0.02, 0.15),
        source="assumption",
    )
