"""Morning: is it a release day? Evening: what was heard goes into the product."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.release.rules import (
    activity_factor,
    enough_voices,
    gain_of_option,
    informative_voices,
    is_release_day,
    quality_after_release,
    quality_within_reach,
    uptake_probability,
    winning_option,
)


def release(day, brand, p):
    """Release the product, if today is the day."""
    brand.release_today = 0
    brand.days_since_release += 1
    brand.adoption_chance = 0.0
    if is_release_day(p.release_enabled, day, period_days=p.release_period_days):
        brand.release_today = 1
        brand.days_since_release = 0
        brand.adoption_chance = uptake_probability(
            brand.suggestions_waiting,
            uptake_share=min(1.0, p.release_uptake_share * brand.uptake_boost),
            capacity=p.release_capacity,
        )
    brand.activity_boost *= activity_factor(p.release_enabled, brand.days_since_release, boost=p.activity_release_boost)


RELEASE = Phase(
    name="release",
    sentence="Is it a release day, and what are the chances of a suggestion?",
    over="whole",
    row=release,
)


def review(day, brand, p):
    """Collect informative voices; on a release day turn them into quality, and announce the vote."""
    brand.informative_voices += informative_voices(
        brand.replies,
        brand.adopted,
        adopted_weight=p.release_adopted_weight,
        signal_quality=p.release_signal_quality,
    )
    brand.winner = 0
    if brand.release_today == 0:
        return
    brand.winner = winning_option(brand.votes_best, brand.votes_second, brand.votes_third)
    option = gain_of_option(brand.winner, option_spread=p.release_option_spread)
    brand.quality = quality_after_release(
        brand.quality,
        brand.informative_voices if p.feedback_quality_loop else 0.0,
        enough_voices(brand.exposed, per_thousand=p.release_enough_feedback),
        quality_within_reach(p.release_quality, knowable_share=p.release_knowable_share) - brand.in_the_works,
        gain=min(1.0, p.release_gain_per_day * option * brand.gain_boost),
        drift=p.release_drift_per_day,
        period_days=p.release_period_days,
    )
    brand.informative_voices = 0.0


REVIEW = Phase(
    name="release_review",
    sentence="The brand learns from what it heard; on a release day the product gets better or worse.",
    over="whole",
    row=review,
)
