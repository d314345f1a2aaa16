"""Keys of a scenario file: detection of bought accounts."""

from __future__ import annotations

from typing import ClassVar

from fansim.scenario.idle import Idle, with_nought
from fansim.scenario.parameter import SHARE, Section, parameter, switch


class Moderation(Section):
    """Detection of bought accounts: observed behaviour, a threshold, a review; audits by lot."""

    without_effect: ClassVar[dict[str, Idle]] = dict.fromkeys(
        ("audit_accuracy", "audit_cost"), with_nought("audit_share")
    )

    enabled: bool = switch(True, "moderation runs", role="lever")
    period_days: int = parameter(
        30, "days from one check to the next", unit="days", bounds=(1, 3650), plausible=(1, 90), role="lever"
    )
    threshold: float = parameter(
        2.05,
        "suspicion above which somebody is flagged",
        title="Score from which an account is flagged",
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
        3.0,
        "posts a day that stand out that far",
        title="Posts a day at which a shill stands out",
        unit="posts/day",
        bounds=(0.001, 1000),
    )
    memory: float = parameter(0.1, "weight of today in the praise seen from a person", bounds=SHARE)
    review_accuracy: float = parameter(
        0.9,
        "share of flagged cases that the review decides right",
        title="Share of reviews that are right",
        bounds=SHARE,
        source="T12",
        role="lever",
    )
    review_cost: float = parameter(5.0, "cost of a review", unit="yuan", bounds=(0, 1e6))
    audit_share: float = parameter(
        0.0,
        "share of members, drawn by lot, whom a check day audits whatever they did",
        title="Share of members audited at a check",
        bounds=SHARE,
        plausible=(0, 0.2),
        source="T12",
        role="lever",
    )
    audit_accuracy: float = parameter(
        0.99, "share of audited members that an audit decides right", bounds=SHARE, source="T12, assumption"
    )
    audit_cost: float = parameter(20.0, "cost of an audit", unit="yuan", bounds=(0, 1e6), plausible=(5, 100))
    ban_grudge: float = parameter(0.3, "grudge from being banned by mistake", bounds=SHARE)
    ban_trust_loss: float = parameter(
        0.3, "share of trust lost by it", title="Trust lost by a ban by mistake", bounds=SHARE
    )
    witness_trust_loss: float = parameter(
        0.02, "share of trust that friends of a wrongly banned person lose", bounds=SHARE
    )
