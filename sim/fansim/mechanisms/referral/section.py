"""Keys of a scenario file: referral."""

from __future__ import annotations

from typing import Literal

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Referral(Section):
    """A reward for bringing a friend."""

    enabled: bool = switch(False, "who brings a friend is rewarded", source="F-101")
    reward: Literal["group_buy", "check_in", "early_access"] = parameter(
        "check_in", "what both get: cash back for buying together, coupons for checking in, early access",
        title="Reward for a referral", source="F-102", role="lever",
    )  # fmt: skip
    start_day: int = parameter(
        0, "first day", title="First day of the referral programme", unit="day", bounds=(0, 100_000), role="lever"
    )
    end_day: int = parameter(
        100_000, "first day without it", title="First day without the referral programme", unit="day",
        bounds=(0, 100_000), role="lever",
    )  # fmt: skip
    chance: float = parameter(
        0.005, "chance a day to invite somebody, of one who trusts fully and whom the reward suits",
        title="Chance to invite a friend", unit="1/day",
        bounds=SHARE, plausible=(0.001, 0.02), source="F-101, assumption",
    )  # fmt: skip
    mismatched: float = parameter(
        0.1, "the same, where the reward does not suit, against that", bounds=SHARE, plausible=(0, 0.3), source="F-102"
    )
    acceptance: float = parameter(
        0.3, "chance that a friend who has not heard of the brand follows", bounds=SHARE, plausible=(0.05, 0.6),
        source="T18, assumption",
    )  # fmt: skip
    cost: float = parameter(
        20.0, "reward for both, for each friend who follows", unit="yuan", bounds=(0, 1e6), role="lever"
    )
