"""Keys of a scenario file: the founder and the executives in the groups."""

from __future__ import annotations

from typing import Any, ClassVar

from fansim.language import say
from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


def _alone(one: Any, scenario: Any) -> str:
    """Return why an executive's key has no effect."""
    return "" if scenario.groups.owners > 1 else say("groups.owners is 1: all groups are the founder's")


class Founder(Section):
    """The founder, and with groups.owners above 1 the executives, in the groups of their own."""

    without_effect: ClassVar[dict[str, Idle]] = {
        "reading_lift": with_nought("reading"),
        "executive_appeal": Idle(_alone, cause="groups"),
        **dict.fromkeys(("news_share", "visit_belonging", "fresh_days"), with_nought("visits_per_week")),
        "news_trust": with_nought("news_share"),
    }

    enabled: bool = switch(False, "the founder is present in the groups", source="F-10, F-11")
    reading: float = parameter(
        0.3, "share of the groups' talk that the founder reads in silence", bounds=SHARE, source="F-10", role="lever"
    )
    reading_lift: float = parameter(
        1.0,
        "how much more of the suggestions is taken up where the founder reads all of it",
        title="Extra suggestions taken up where everything is read",
        bounds=(0, 100),
        plausible=(0, 3),
        source="F-10, assumption",
    )
    visits_per_week: float = parameter(
        7.0,
        "visits a week of an owner, shared out among the groups of its own",
        title="Visits to groups a week",
        unit="visits/week",
        bounds=(0, 1e6),
        plausible=(0, 50),
        source="F-11, F-15",
        role="lever",
    )
    news_share: float = parameter(
        0.3, "share of visits with news that nobody outside has yet", bounds=SHARE, source="F-11, F-15", role="lever"
    )
    visit_belonging: float = parameter(
        0.05,
        "share of missing belonging won by being there when the founder comes",
        title="Belonging won by a visit",
        bounds=SHARE,
        plausible=(0.005, 0.2),
        source="F-11, F-15, assumption",
    )
    news_trust: float = parameter(
        0.05,
        "share of missing trust won by hearing the founder's news first",
        title="Trust won by news heard first",
        bounds=SHARE,
        plausible=(0.005, 0.2),
        source="F-11, assumption",
    )
    fresh_days: float = parameter(
        14.0,
        "days of absence after which most of a visit's worth is there again",
        title="Days until a visit is special again",
        unit="days",
        bounds=(0.01, 10_000),
        plausible=(3, 90),
        source="F-11, assumption",
    )
    executive_appeal: float = parameter(
        0.5, "what an executive's visit means against the founder's", bounds=SHARE, source="F-30, assumption"
    )
