"""Patterns that were faults once: coupons, robots, hate that fades, campaigns that vanish (D1 to D6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fansim.validation.measures import (
    Value,
    at_the_end,
    difference,
    of,
    outcome,
    ratio,
    relative,
    robots_against_people,
)
from fansim.validation.pattern import ANY, Pattern, Values
from fansim.validation.spread import with_budgets
from fansim.validation.town import Changes, Town

_GREETING: dict[str, Any] = {"kind": "symbolic", "every_days": 30, "cost": 0.0}
_NOBODY = 20_000  # days of following that nobody has


def with_coupons(**how: int) -> Changes:
    """Return the changes that replace all rewards by the greeting and coupons, given as the keywords say."""
    return {"incentives": [_GREETING, {"kind": "coupon", **how}]}


NO_COUPONS: Changes = {"incentives": [_GREETING]}
_WEEKLY = with_coupons(every_days=7)


def _purchases(seated: bool) -> Value:
    """Return the value: purchases of those who ever had a seat, or of those who never had."""
    return lambda record: float(record.people.loc[record.seen.seated == seated, "purchases"].sum())


def _impatient(value: Value, town: Town, seeds: Sequence[int]) -> Values:
    """Return a value where the only campaign is the one that cannot wait for a seat, and no aged accounts are sold."""
    return of(value, {**with_budgets(town, 0, 1), "adversary.aged_market": False})(town, seeds)


COUPONS = (
    Pattern(
        "D1a",
        "coupons for which nobody is eligible sell nothing",
        0,
        0,
        difference(outcome("sales_total"), with_coupons(every_days=7, min_tenure_days=_NOBODY), NO_COUPONS),
        "yuan",
    ),
    Pattern(
        "D1b",
        "coupons for members do not lift the purchases of those who never had a seat",
        -ANY,
        0.05,
        relative(_purchases(seated=False), _WEEKLY, NO_COUPONS),
        "share of purchases",
    ),
    Pattern(
        "D1c",
        "coupons for members lift the purchases of those who had one",
        0,
        ANY,
        relative(_purchases(seated=True), _WEEKLY, NO_COUPONS),
        "share of purchases",
        clear=2,
    ),
    Pattern(
        "D2",
        "coupons every day cool the atmosphere more than coupons every week",
        0,
        ANY,
        difference(at_the_end("warmth"), _WEEKLY, with_coupons(every_days=1)),
        "warmth",
        "F-79",
        clear=2,
    ),
)

GRUDGES = (
    Pattern(
        "D3",
        "robots leave more grudge than people",
        0,
        ANY,
        robots_against_people(at_the_end("grudge"), 1.0, 0.0),
        "grudge",
        "T11",
        clear=2,
    ),
    Pattern(
        "D4",
        "nobody is won back where nobody tries",
        0,
        0,
        of(lambda record: float(record.daily["won_back"].sum()), {"haters.winback": False}),
        "persons",
    ),
)

CAMPAIGNS = (
    Pattern(
        "D5a",
        "a campaign that can neither wait nor buy aged accounts gets no seat",
        0,
        0,
        lambda town, seeds: _impatient(lambda record: record.seen.seats, town, seeds),
        "accounts",
        "F-07",
    ),
    Pattern(
        "D5b",
        "a campaign that cannot wait posts in public all the same",
        0,
        ANY,
        lambda town, seeds: _impatient(lambda record: record.seen.paid - record.seen.unseen, town, seeds),
        "posts",
        "F-07",
        clear=2,
    ),
    Pattern(
        "D6",
        "behind a gate for comments no posts are paid that nobody sees",
        0,
        0,
        of(lambda record: ratio(record.seen.unseen, record.seen.paid), {"entry.comment_days": 90}),
        "share of posts",
        "F-06",
    ),
)
