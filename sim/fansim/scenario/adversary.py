"""Scenario sections about bought accounts: campaigns, how they react, how they are detected."""

from __future__ import annotations

from typing import Literal

from fansim.scenario.parameter import Section, parameter, switch

SHARE = (0.0, 1.0)


class Moderation(Section):
    """Detection of bought accounts: observed behaviour, a threshold, a review."""

    enabled: bool = switch(True, "moderation runs", role="lever")
    period_days: int = parameter(
        30, "days from one check to the next", unit="days", bounds=(1, 3650), plausible=(1, 90), role="lever"
    )
    threshold: float = parameter(
        2.05,
        "suspicion above which somebody is flagged",
        unit="sd",
        bounds=(-10, 10),
        plausible=(0, 4),
        source="T12",
        role="lever",
    )
    separation: float = parameter(
        2.0, "how far a naive shill stands out", unit="sd", bounds=(0, 20), plausible=(0.5, 4), source="T12"
    )
    reference_posts: float = parameter(
        3.0, "posts a day that stand out that far", unit="posts/day", bounds=(0.001, 1000)
    )
    review_accuracy: float = parameter(
        0.9, "share of flagged cases that the review decides right", bounds=SHARE, source="T12", role="lever"
    )
    review_cost: float = parameter(5.0, "cost of a review", unit="yuan", bounds=(0, 1e6))
    ban_grudge: float = parameter(0.3, "grudge from being banned by mistake", bounds=SHARE)
    ban_trust_loss: float = parameter(0.3, "share of trust lost by it", bounds=SHARE)
    witness_trust_loss: float = parameter(
        0.02, "share of trust that friends of a wrongly banned person lose", bounds=SHARE
    )


class Campaign(Section):
    """Bought accounts: a budget, a clock, and what they post."""

    kind: Literal["shill", "hater"] = parameter("shill", "praise or attack", source="T12")
    budget: float = parameter(5000.0, "money of the campaign", unit="yuan", bounds=(0, 1e12), plausible=(0, 1e6))
    start_day: int = parameter(0, "day the accounts are bought and start to follow", unit="day", bounds=(0, 100_000))
    deadline_days: int = parameter(
        120, "longest threshold the campaign will wait for", unit="days", bounds=(0, 100_000), plausible=(7, 365)
    )
    end_day: int = parameter(100_000, "day the campaign ends", unit="day", bounds=(0, 100_000))
    posts_per_day: float = parameter(
        3.0, "posts a day of one account", unit="posts/day", bounds=(0, 1000), plausible=(0.1, 20)
    )
    posting_days: int = parameter(
        180, "days of posting, past the threshold, that the budget is laid out for", unit="days", bounds=(0, 100_000)
    )
    camouflage: float = parameter(0.0, "share of posts that look neutral", bounds=SHARE)
    adaptive: bool = switch(False, "the campaign posts less when accounts are banned", role="uncertainty")
    account_cost: float = parameter(
        5.0, "price of an account", unit="yuan", bounds=(0, 1e6), plausible=(0.1, 50), source="T12"
    )
    ageing_cost_per_day: float = parameter(
        0.1,
        "cost of keeping it alive a day before it is admitted",
        unit="yuan/day",
        bounds=(0, 1e6),
        plausible=(0, 1),
        source="T12",
    )
    post_cost: float = parameter(0.5, "price of a post", unit="yuan", bounds=(0, 1e6), plausible=(0.1, 5), source="T12")


class Adversary(Section):
    """Whether campaigns run at all, and how an adaptive one reacts to bans."""

    enabled: bool = switch(True, "campaigns buy accounts", role="uncertainty")
    tolerance: float = parameter(0.1, "share of accounts lost in a week that makes it react", bounds=SHARE)
    slowdown: float = parameter(0.2, "share by which it then posts less", bounds=SHARE)
    smallest_rate: float = parameter(0.2, "posts a day it never falls below", unit="posts/day", bounds=(0, 1000))
    camouflage_step: float = parameter(0.1, "camouflage it then adds", bounds=SHARE)
