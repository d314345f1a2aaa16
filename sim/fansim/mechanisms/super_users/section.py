"""Keys of a scenario file: super users."""

from __future__ import annotations

from fansim.scenario.parameter import SHARE, Section, parameter, switch


class SuperUsers(Section):
    """Those who buy far more than others, and what they are given."""

    enabled: bool = switch(False, "who buys far more than others is given an adviser", source="F-37, F-111, F-112")
    every_days: int = parameter(
        30, "days from one choice to the next", unit="days", bounds=(1, 3650), source="F-111", role="lever"
    )
    spend_factor: float = parameter(
        2.0, "how many times the mean of purchases makes a super user", bounds=(0, 1000), plausible=(1, 5),
        source="F-111", role="lever",
    )  # fmt: skip
    share: float = parameter(
        0.1, "share of followers and members who have advisers at most", bounds=SHARE, plausible=(0.01, 0.2),
        source="F-112", role="lever",
    )  # fmt: skip
    lift: float = parameter(
        0.5, "purchases and posts that an adviser adds", bounds=(0, 100), plausible=(0, 2), source="F-112, assumption"
    )
    belonging: float = parameter(
        0.2, "share of missing belonging won on being chosen", title="Belonging won on being chosen", bounds=SHARE,
        plausible=(0, 0.5), source="F-37, assumption",
    )  # fmt: skip
    ownership: float = parameter(
        0.2, "share of missing ownership won on being chosen", title="Ownership won on being chosen", bounds=SHARE,
        plausible=(0, 0.5), source="F-37, assumption",
    )  # fmt: skip
    cost_per_month: float = parameter(
        50.0, "cost of an adviser for one super user", unit="yuan/month", bounds=(0, 1e6), role="lever"
    )
