"""Scenario sections about the brand: gates, groups, rewards, feedback, service, releases."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from fansim.scenario.parameter import Section, parameter, switch

SHARE = (0.0, 1.0)


class Entry(Section):
    """The thresholds at the door of the groups and of the public channel."""

    enabled: bool = switch(True, "the thresholds hold", source="F-01")
    follow_days: int = parameter(
        60,
        "days of following before a seat may be asked for",
        unit="days",
        bounds=(0, 3650),
        plausible=(0, 365),
        source="F-01",
        role="lever",
    )
    comment_days: int = parameter(
        0,
        "days of following before posts in the public channel are seen",
        unit="days",
        bounds=(0, 3650),
        plausible=(0, 365),
        source="F-06",
        role="lever",
    )
    join_per_day: float = parameter(
        0.1,
        "chance a day that a follower past the threshold asks for a seat",
        unit="1/day",
        bounds=SHARE,
        plausible=(0.01, 1),
    )


class Groups(Section):
    """Groups with a limited number of seats."""

    enabled: bool = switch(True, "there are groups")
    cap: int = parameter(
        500, "seats of a group", unit="seats", bounds=(1, 1_000_000), plausible=(2, 5000), source="F-02", role="lever"
    )
    max_groups: int = parameter(
        137, "groups at most", unit="groups", bounds=(1, 1_000_000), plausible=(1, 100_000), source="F-03", role="lever"
    )
    owners: int = parameter(
        1,
        "owners (executives) among whom the groups are shared",
        unit="persons",
        bounds=(1, 1000),
        source="F-30",
        role="lever",
    )
    waiting_list: bool = switch(True, "who finds no seat waits; otherwise the request is lost, and may be made again")
    disband_days: int = parameter(
        90,
        "days without good posts after which a group is disbanded (0: never)",
        unit="days",
        bounds=(0, 10_000),
        source="F-117",
        role="lever",
    )
    rotate_days: int = parameter(
        0,
        "days between changes of the group's owner (0: never)",
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
        "fill_first", "which group a newcomer is given", source="assumption; homophily: F-80", role="lever"
    )
    warmth_speed: float = parameter(0.1, "speed at which warmth follows the day", unit="1/day", bounds=SHARE)
    hostility: float = parameter(1.0, "messages that one shill spoils a day", bounds=(0, 1000))
    quality_post_rate: float = parameter(1.0, "good posts per user-initiated topic", bounds=(0, 1000))
    topic_memory: float = parameter(0.1, "weight of today in the share of user-initiated topics", bounds=SHARE)


class Incentive(Section):
    """One reward of the brand, in one stretch of time."""

    kind: Literal["none", "symbolic", "coupon", "red_packet", "cashback", "status", "feedback", "co_creation"] = (
        parameter("none", "what is given", source="F-19 to F-21, F-25, F-79, F-97", role="lever")
    )
    level: float = parameter(1.0, "how much of it", bounds=SHARE, role="lever")
    start_day: int = parameter(0, "first day", unit="day", bounds=(0, 100_000), role="lever")
    end_day: int = parameter(100_000, "first day without it", unit="day", bounds=(0, 100_000), role="lever")
    every_days: int = parameter(1, "days from one grant to the next", unit="days", bounds=(1, 10_000), role="lever")
    per_day: int = parameter(1, "grants on such a day", unit="grants", bounds=(1, 100), role="lever")
    min_tenure_days: int = parameter(
        0, "days of following that make one eligible", unit="days", bounds=(0, 20_000), source="F-21", role="lever"
    )
    winners: int = parameter(
        100, "red packets a day", unit="packets", bounds=(0, 10_000_000), source="F-19", role="lever"
    )
    smallest: float = parameter(5.16, "smallest red packet", unit="yuan", bounds=(0, 1e6), source="F-19", role="lever")
    largest: float = parameter(47.0, "largest red packet", unit="yuan", bounds=(0, 1e6), source="F-19", role="lever")
    cost: float = parameter(
        1.0, "cost of one grant to one person at level 1", unit="yuan", bounds=(0, 1e6), role="lever"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse packets whose smallest is above their largest."""
        if self.smallest > self.largest:
            raise ValueError("smallest must not be above largest")
        return self


class Rewards(Section):
    """How rewards work on people."""

    enabled: bool = switch(True, "incentives are given")
    matched: float = parameter(1.0, "effect of a reward that fits the person", bounds=SHARE, source="F-102")
    mismatched: float = parameter(0.3, "effect of one that does not", bounds=SHARE, source="F-102")
    status_control: float = parameter(0.3, "how controlling status is", bounds=SHARE, source="T5")
    cashback_control: float = parameter(0.8, "how controlling cashback is", bounds=SHARE, source="T5")
    symbolic_belonging: float = parameter(
        0.05, "share of missing belonging won by a ritual gift", bounds=SHARE, source="F-25, assumption"
    )
    co_creation_lift: float = parameter(
        1.0, "extra suggestions and votes under a co-creation programme", bounds=(0, 100), source="F-97"
    )


class Feedback(Section):
    """The loops, which can be cut one by one."""

    quality_loop: bool = switch(True, "what people say improves the product", source="F-17")
    voice_loop: bool = switch(True, "people learn whether complaining works", source="T4")
    authenticity: bool = switch(True, "uniform praise loses credibility", source="F-23, T13", role="setting")
    crowding_out: bool = switch(True, "controlling rewards crowd motivation out", source="F-79, T5", role="setting")
    ownership: bool = switch(True, "taking part makes people owners", source="F-61, T6", role="setting")


class Credibility(Section):
    """How praise is believed."""

    best_share: float = parameter(
        0.84, "share of positive posts that is believed most", bounds=SHARE, plausible=(0.8, 0.875), source="F-23, T13"
    )
    width_above: float = parameter(0.12, "how fast belief falls above it", bounds=(0.001, 10), source="T13")
    width_below: float = parameter(0.35, "how fast belief falls below it", bounds=(0.001, 10), source="T13")
    memory: float = parameter(0.1, "weight of today in what people have seen", bounds=SHARE)


class Activity(Section):
    """Posts, topics, suggestions and votes."""

    enabled: bool = switch(True, "people post", role="setting")
    participation: bool = switch(True, "people may suggest and vote", source="F-61")
    posts_per_day: float = parameter(
        0.1, "posts a day", unit="posts/day", bounds=(0, 100), plausible=(0.05, 5), source="F-66, F-137"
    )
    follower_factor: float = parameter(0.2, "activity of a follower against a member's", bounds=SHARE)
    reward_weight: float = parameter(
        0.6, "activity bought by a full reward", bounds=(0, 10), plausible=(0, 2), source="T5"
    )
    atmosphere_base: float = parameter(0.5, "activity in a cold group, or in none", bounds=(0, 10))
    atmosphere: float = parameter(1.0, "activity added by belonging", bounds=(0, 10))
    topic_share: float = parameter(0.05, "share of posts that open a topic", bounds=SHARE, source="F-99, F-100")
    suggestions_per_day: float = parameter(0.01, "suggestions a day", unit="1/day", bounds=SHARE)
    vote_chance: float = parameter(0.3, "chance to vote on a release day", bounds=SHARE)
    vote_accuracy: float = parameter(
        0.7, "chance to see which option is best", bounds=SHARE, plausible=(0.34, 1), source="F-86"
    )
    defence_chance: float = parameter(0.1, "defending posts under attack", bounds=(0, 10), source="F-24")
    release_boost: float = parameter(
        0.5, "extra activity on a release day and the day after", bounds=(0, 10), source="F-63"
    )


class Service(Section):
    """Answers to those who complain."""

    reply_share: float = parameter(
        0.6, "share of complaints that get an answer", bounds=SHARE, source="F-122", role="lever"
    )
    bot_share: float = parameter(0.8, "share of answers given by a robot", bounds=SHARE, source="F-121", role="lever")
    bot_quality: float = parameter(0.6, "worth of a robot's answer to a routine problem", bounds=SHARE, source="F-121")
    bot_quality_severe: float = parameter(
        0.2, "worth of a robot's answer to a severe problem", bounds=SHARE, source="F-109"
    )
    severe_from: float = parameter(0.3, "severity from which a problem is severe", bounds=SHARE)
    human_cost: float = parameter(2.0, "cost of an answer by a person", unit="yuan", bounds=(0, 1e6))
    bot_cost: float = parameter(0.05, "cost of an answer by a robot", unit="yuan", bounds=(0, 1e6))
    delay_seconds: float = parameter(
        15.0, "delay of an answer", unit="s", bounds=(0, 1e7), source="F-122", role="lever"
    )
    patience_seconds: float = parameter(
        150.0, "patience of those who wait", unit="s", bounds=(1, 1e7), plausible=(30, 600)
    )


class Release(Section):
    """The rhythm of releases: what was asked for goes into the product."""

    enabled: bool = switch(True, "there are releases")
    period_days: int = parameter(
        7, "days from release to release", unit="days", bounds=(2, 3650), source="F-63, F-70", role="lever"
    )
    uptake_share: float = parameter(0.3, "share of suggestions taken up", bounds=SHARE, source="F-13", role="lever")
    capacity: int = parameter(
        1_000_000_000, "suggestions that can be taken up per release", bounds=(0, 1_000_000_000), role="lever"
    )
    quality: float = parameter(0.6, "quality of the product at the start", bounds=SHARE)
    gain_per_day: float = parameter(
        0.004, "share of missing quality that full feedback adds", unit="1/day", bounds=SHARE
    )
    drift_per_day: float = parameter(0.0015, "quality lost to rising standards", unit="1/day", bounds=SHARE)
    enough_feedback: float = parameter(
        10.0, "informative voices per 1,000 followers and release that bring most of that gain", bounds=(0.001, 1e6)
    )
