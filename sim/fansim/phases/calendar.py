"""Morning: what day it is for the brand, and the numbers that everybody meets today."""

from __future__ import annotations

from fansim.columns import CO_CREATION, COUPON, MEMBER, NO_REWARD, RED_PACKET
from fansim.phases.phase import Phase


def calendar(day, brand, incentive, person, roster, p):
    """Set the brand's day: releases, boosts, incentives due, and red packets per eligible member."""
    brand.release_today = 0
    brand.days_since_release += 1
    if p.release_enabled and day > 0 and day % p.release_period_days == 0:
        brand.release_today = 1
        brand.days_since_release = 0
    boosted = p.release_enabled and brand.days_since_release <= 1
    brand.activity_boost = 1.0 + p.activity_release_boost if boosted else 1.0
    brand.adoption_chance = 0.0
    if brand.release_today == 1 and brand.suggestions_waiting > 0.0:
        brand.adoption_chance = min(p.release_uptake_share, float(p.release_capacity) / brand.suggestions_waiting)
    brand.co_creation = 1.0
    brand.coupon_level = 0.0
    brand.spent = 0.0
    for k in range(brand.incentives):
        running = (
            p.rewards_enabled
            and incentive.start_day[k] <= day < incentive.end_day[k]
            and incentive.kind[k] != NO_REWARD
        )
        incentive.running[k] = 1 if running else 0
        incentive.due[k] = 0
        if running and (day - incentive.start_day[k]) % incentive.every_days[k] == 0:
            incentive.due[k] = incentive.per_day[k]
        if running and incentive.kind[k] == CO_CREATION:
            brand.co_creation = max(brand.co_creation, 1.0 + p.rewards_co_creation_lift * incentive.level[k])
        if running and incentive.kind[k] == COUPON:
            brand.coupon_level = max(brand.coupon_level, incentive.level[k])
        if incentive.due[k] > 0 and incentive.kind[k] == RED_PACKET:
            eligible = 0
            for seat in range(brand.members_seated):
                j = roster.member[seat]
                if person.stage[j] == MEMBER and day - person.follow_day[j] >= incentive.min_tenure_days[k]:
                    eligible += 1
            incentive.win_chance[k] = min(1.0, float(incentive.winners[k]) / float(max(1, eligible)))


CALENDAR = Phase(
    name="calendar",
    sentence="The brand opens its calendar: is it a release day, which rewards are due, who may win a red packet?",
    over="whole",
    row=calendar,
    writes=(
        "brand.release_today", "brand.days_since_release", "brand.activity_boost", "brand.adoption_chance",
        "brand.co_creation", "brand.coupon_level", "brand.spent", "incentive.running", "incentive.due",
        "incentive.win_chance",
    ),
    reads_others=(
        "brand.suggestions_waiting", "roster.member", "person.stage", "person.follow_day", "brand.members_seated",
    ),
)  # fmt: skip
