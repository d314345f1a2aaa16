"""The rhythm of releases, and what they make of the product."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def is_release_day(enabled, day, period_days):
    """Return whether there is a release today: every so manieth day, not on the first.

    Source: F-63, F-70.
    """
    return enabled != 0 and day > 0 and day % period_days == 0


@rule
def activity_factor(enabled, days_since_release, boost):
    """Return the factor on activity: 1 + boost on a release day and the day after, 1 otherwise.

    Source: F-63; boost: assumption.
    """
    return 1.0 + boost if enabled and days_since_release <= 1 else 1.0


@rule
def uptake_probability(waiting, uptake_share, capacity):
    """Return the probability that a waiting suggestion is taken up in a release: min(share, capacity / waiting).

    Source: F-13.
    """
    return min(uptake_share, float(capacity) / waiting) if waiting > 0.0 else 0.0


@rule
def informative_voices(replies, adopted, adopted_weight, signal_quality):
    """Return what the brand learned from today: answered complaints + w q adopted suggestions.

    Source: F-17, F-138, F-150 (without data what fans say does not define a product); w, q: assumption.
    """
    return replies + adopted_weight * signal_quality * adopted


@rule
def winning_option(best, second, third):
    """Return the option with the most votes, the better one of equals; 0 without any vote.

    Source: F-64, F-86.
    """
    if best + second + third <= 0.0:
        return 0
    if best >= second and best >= third:
        return 1
    return 2 if second >= third else 3


@rule
def gain_of_option(winner, option_spread):
    """Return the factor on what a release gains by the option that goes in: 1, 1 - s / 2 or 1 - s, best to worst.

    Without any vote the brand guesses: 1 - s / 2, the mean of the three.

    Source: F-64, F-86, F-128; sizes: assumption.
    """
    if winner == 0:
        return 1.0 - 0.5 * option_spread
    return 1.0 - 0.5 * option_spread * float(winner - 1)


@rule
def quality_after_release(quality, voices, enough, ceiling, gain, drift, period_days):
    """Return quality after a release.

    Q' = Q + k (1 - exp(-I / I0)) max(0, Qc - Q) - d Q with k and d per day, times the days since the last release.

    Parameters
    ----------
    quality, ceiling : float
        Q, and Qc: what users can bring it to by telling what they miss.
    voices, enough : float
        I, I0: informative voices, and so many that most is learned.
    gain, drift, period_days : float
        k, d (1/day); days.

    Source: F-17, F-83; speeds: assumption.
    """
    learned = gain * (1.0 - math.exp(-voices / enough)) * max(0.0, ceiling - quality) if enough > 0.0 else 0.0
    return min(1.0, max(0.0, quality + float(period_days) * (learned - drift * quality)))


@rule
def quality_within_reach(quality_at_start, knowable_share):
    """Return the quality that feedback can bring a product to: Qc = Q0 + a (1 - Q0).

    Users name what they miss of the product they have; they do not invent another one.

    Source: F-83 (the product is the 1, all else are zeros behind it); a: assumption.
    """
    return quality_at_start + knowable_share * (1.0 - quality_at_start)


@rule
def enough_voices(exposed, per_thousand):
    """Return the informative voices that bring most of what a release can learn: I0 per 1,000 followers.

    Source: F-17; I0: assumption.
    """
    return per_thousand * exposed / 1000.0
