"""Keys of a scenario file: bought accounts."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.idle import Idle, after_the_end, before_it_starts, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Campaign(Section):
    """Bought accounts: a budget, a clock, and what they post."""

    fixed: ClassVar[str] = "campaigns plan their purchases before day 0"
    switched_by: ClassVar[str] = "adversary"
    without_effect: ClassVar[dict[str, Idle]] = {"start_day": after_the_end("start_day"), "end_day": before_it_starts()}

    kind: Literal["shill", "hater"] = parameter("shill", "praise or attack", title="Kind of campaign", source="T12")
    budget: float = parameter(
        5000.0,
        "money of the campaign",
        title="Budget of the campaign (yuan)",
        unit="yuan",
        bounds=(0, 1e12),
        plausible=(0, 1e6),
    )
    start_day: int = parameter(
        0,
        "day the accounts are bought and start to follow",
        title="First day of the campaign",
        unit="day",
        bounds=(0, 100_000),
    )
    deadline_days: int = parameter(
        120,
        "longest threshold the campaign will wait for",
        title="Days that the campaign can wait",
        unit="days",
        bounds=(0, 100_000),
        plausible=(7, 365),
    )
    end_day: int = parameter(
        100_000, "day the campaign ends", title="Last day of the campaign", unit="day", bounds=(0, 100_000)
    )
    posts_per_day: float = parameter(
        3.0, "posts a day of one account", unit="posts/day", bounds=(0, 1000), plausible=(0.1, 20)
    )
    posting_days: int = parameter(
        180,
        "days of posting, past the threshold, that the budget is laid out for",
        title="Days of posting the budget is for",
        unit="days",
        bounds=(0, 100_000),
    )
    camouflage: float = parameter(0.0, "share of posts that look neutral", bounds=SHARE)
    adaptive: bool = switch(False, "the campaign posts less when accounts are banned", role="uncertainty")
    account_cost: float = parameter(
        5.0,
        "price of an account",
        title="Price of a bought account (yuan)",
        unit="yuan",
        bounds=(0, 1e6),
        plausible=(0.1, 50),
        source="T12",
    )
    ageing_cost_per_day: float = parameter(
        0.1,
        "cost of keeping it alive a day before it is admitted",
        title="Cost of keeping a bought account, a day (yuan)",
        unit="yuan/day",
        bounds=(0, 1e6),
        plausible=(0, 1),
        source="T12",
    )
    post_cost: float = parameter(0.5, "price of a post", unit="yuan", bounds=(0, 1e6), plausible=(0.1, 5), source="T12")


class Adversary(Section):
    """Whether campaigns run at all, what they may buy, and how an adaptive one reacts to bans."""

    without_effect: ClassVar[dict[str, Idle]] = {"aged_premium": with_nought("aged_market")}

    enabled: bool = switch(
        True, "campaigns buy accounts", role="uncertainty", fixed="campaigns plan their purchases before day 0"
    )
    aged_market: bool = switch(
        False,
        "aged accounts are for sale, which need not wait",
        title="A market of aged accounts",
        source="T12",
        role="uncertainty",
        fixed="campaigns plan their purchases before day 0",
    )
    aged_premium: float = parameter(
        0.05,
        "what a day of age adds there to the price of an account, as a share of it",
        title="Premium for a day of age of an account",
        unit="1/day",
        bounds=(0, 1000),
        plausible=(0.005, 0.2),
        source="T12, assumption",
        fixed="campaigns plan their purchases before day 0",
    )
    tolerance: float = parameter(
        0.1,
        "share of accounts lost in a week that makes it react",
        title="Weekly losses that hurt the adversary",
        bounds=SHARE,
    )
    slowdown: float = parameter(
        0.2, "share by which it then posts less", title="Share by which a hurt adversary posts less", bounds=SHARE
    )
    smallest_rate: float = parameter(
        0.2,
        "posts a day it never falls below",
        title="Posts a day of the adversary, at least",
        unit="posts/day",
        bounds=(0, 1000),
    )
    camouflage_step: float = parameter(
        0.1, "camouflage it then adds", title="Camouflage a hurt adversary adds", bounds=SHARE
    )
