"""Keys of a scenario file: the service queue."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Queue(Section):
    """Complaints queue for people who answer; robots answer a part of them at once.

    It takes the place of `service.delay_seconds`, `service.reply_share`, `service.bot_share` and `service.human_cost`.
    """

    without_effect: ClassVar[dict[str, Idle]] = {
        "colleague_share": with_nought("colleagues"),
        "urgent_from": with_nought("priority"),
    }

    enabled: bool = switch(
        False,
        "complaints queue for people who answer; robots answer a part of them at once",
        title="Complaints queue for people who answer",
        source="F-116, F-122",
    )
    staff: int = parameter(
        2,
        "people who answer at a time",
        unit="persons",
        bounds=(0, 10_000),
        plausible=(0, 50),
        source="F-47, F-133",
        role="lever",
        expects={"retention_90": 1, "exit_rate": -1, "hater_share": -1, "nps": 1},
    )
    colleagues: int = parameter(
        0,
        "people of all other departments who answer too, beside their work",
        title="Colleagues who answer too",
        unit="persons",
        bounds=(0, 1_000_000),
        plausible=(0, 1000),
        source="F-133",
        role="lever",
    )
    colleague_share: float = parameter(
        0.1,
        "share of their time that they give to it",
        title="Share of the time of colleagues given to complaints",
        bounds=SHARE,
        source="F-133, assumption",
        role="lever",
    )
    hours: float = parameter(
        8.0, "hours a day in which complaints come in and are answered", unit="h", bounds=(0.01, 24), role="lever"
    )
    answer_seconds: float = parameter(
        300.0, "mean time that one answer takes", unit="s", bounds=(1, 1e6), plausible=(30, 1800)
    )
    hour_cost: float = parameter(40.0, "cost of one who answers", unit="yuan/h", bounds=(0, 1e6))
    routine_by_robots: float = parameter(
        0.8, "share of routine questions that a robot answers", bounds=SHARE, source="F-121", role="lever"
    )
    emotional_by_robots: float = parameter(
        0.0,
        "share of severe, emotional complaints that a robot answers",
        bounds=SHARE,
        source="F-109, F-121",
        role="lever",
        expects={"nps": -1, "hater_share": 1},
    )
    priority: bool = switch(
        True,
        "urgent complaints, by severity and reach of the author, are answered first",
        title="Urgent complaints are answered first",
        source="F-116",
    )
    urgent_from: float = parameter(
        0.3,
        "severity times reach of the author, 1 for mean reach, from which a complaint is urgent",
        title="Urgency from which a complaint goes first",
        bounds=(0, 100),
        plausible=(0.1, 1),
        source="F-116, assumption",
        role="lever",
    )
    valued: float = parameter(
        0.02,
        "share of missing belonging that an answer by a person wins",
        bounds=SHARE,
        plausible=(0, 0.1),
        source="F-93, assumption",
    )
