"""Keys of a scenario file: groups with a limited number of seats."""

from __future__ import annotations

from typing import Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Groups(Section):
    """Groups with a limited number of seats."""

    enabled: bool = switch(True, "there are groups", fixed="room for groups is made before day 0")
    cap: int = parameter(
        500,
        "seats of a group",
        title="Seats per group",
        unit="seats",
        bounds=(1, 1_000_000),
        plausible=(2, 5000),
        source="F-02",
        role="lever",
    )
    max_groups: int = parameter(
        137, "groups at most", unit="groups", bounds=(1, 1_000_000), plausible=(1, 100_000), source="F-03", role="lever"
    )
    owners: int = parameter(
        1,
        "owners (executives) among whom the groups are shared",
        unit="persons",
        bounds=(1, 1000),
        source="F-30, F-141",
        role="lever",
    )
    waiting_list: bool = switch(
        True,
        "who finds no seat waits; otherwise the request is lost, and may be made again",
        title="Whether there is a waiting list",
    )
    disband_days: int = parameter(
        90,
        "days without good posts after which a group is disbanded (0: never)",
        title="Days without a good post until a group is given up",
        unit="days",
        bounds=(0, 10_000),
        source="F-117",
        role="lever",
    )
    rotate_days: int = parameter(
        0,
        "days between changes of the group's owner (0: never)",
        title="Days until a group changes its owner",
        unit="days",
        bounds=(0, 10_000),
        plausible=(0, 180),
        source="F-119",
        role="lever",
    )
    owner_burnout: float = parameter(
        0.0,
        "daily loss of an owner's energy",
        unit="1/day",
        bounds=SHARE,
        plausible=(0, 0.05),
        source="F-119, assumption",
    )
    allocation: Literal["fill_first", "least_full", "random", "homophily"] = parameter(
        "fill_first",
        "which group a newcomer is given",
        title="Group that a newcomer is given",
        source="assumption; homophily: F-80",
        role="lever",
    )
    warmth_speed: float = parameter(0.1, "speed at which warmth follows the day", unit="1/day", bounds=SHARE)
    hostility: float = parameter(1.0, "messages that one shill spoils a day", bounds=(0, 1000))
    quality_post_rate: float = parameter(1.0, "good posts per user-initiated topic", bounds=(0, 1000))
    reward_cooling: float = parameter(
        0.5,
        "share of a group's warmth that a full controlling reward costs",
        title="Warmth that a controlling reward costs",
        bounds=SHARE,
        source="F-79, assumption",
    )
    warmth_start: float = parameter(0.5, "warmth of a new group", bounds=SHARE)
    full_from: float = parameter(
        0.95, "share of its seats from which a group counts as full", bounds=SHARE, source="F-03, F-04, assumption"
    )
    candidates: int = parameter(
        5,
        "members among whom a rotating owner is found: the most active of them leads",
        title="Members among whom an owner is found",
        unit="persons",
        bounds=(1, 1_000_000),
    )
    topic_memory: float = parameter(0.1, "weight of today in the share of user-initiated topics", bounds=SHARE)
