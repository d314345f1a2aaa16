"""The founder, and executives beside him, in the groups (F-10, F-11, F-15, F-30)."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def uptake_factor(reading, lift):
    """Return the factor on the chance that a suggestion is taken up, where the founder reads along: 1 + l r.

    Parameters
    ----------
    reading : float
        r, share of what is said in the groups that the founder reads, without a word.
    lift : float
        l, how much more is taken up where all of it is read.

    Source: F-10; form: assumption.
    """
    return 1.0 + lift * reading


@rule
def appeal_of_owner(owner, executive_appeal):
    """Return what an owner's visit means against the founder's: 1 for owner 0, the founder; a for the executives.

    Source: F-30; a: assumption.
    """
    return 1.0 if owner == 0 else executive_appeal


@rule
def visit_probability(visits_per_week, groups, owners):
    """Return the probability that a group is visited today by its owner: min(1, v / 7 / (groups / owners)).

    An owner has time for so many visits a week, and shares them out evenly among the groups of its own.

    Source: F-11, F-30; form: assumption.
    """
    return min(1.0, visits_per_week / 7.0 / max(1.0, float(groups) / float(owners)))


@rule
def brings_news(u, news_share):
    """Return whether a visit brings news that nobody outside the group has yet: u < share.

    Source: F-11, F-15.
    """
    return u < news_share


@rule
def worth_of_visit(days_since, appeal, fresh_days):
    """Return what a visit is worth, from 0 to 1: a (1 - exp(-d / tau)). Who comes every day is nothing special.

    Parameters
    ----------
    days_since : int
        d, days since the last visit to this group.
    appeal : float
        a, as `appeal_of_owner` gives it.
    fresh_days : float
        tau (days).

    Source: F-11 ("occasionally"); form: assumption (Frederick & Loewenstein 1999: hedonic adaptation).
    """
    return appeal * (1.0 - math.exp(-float(days_since) / fresh_days))
