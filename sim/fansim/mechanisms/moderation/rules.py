"""Detection by observed behaviour."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def is_check_day(day, period_days):
    """Return whether members are checked today: every so manieth day, not on the first.

    Source: T12.
    """
    return day > 0 and day % period_days == 0


@rule
def praise_rate_after(praise_rate, seen, memory):
    """Return the praise seen from somebody, recent days weighted: r' = r + k (seen - r).

    Source: T12; memory: assumption.
    """
    return praise_rate + memory * (seen - praise_rate)


@rule
def detectability(praise_per_day, separation, reference_posts):
    """Return how far somebody stands out by praising (sd).

    d' = d sqrt(praise / reference): the same for a shill and for a very active praising fan, which is where false
    positives come from. Camouflaged posts do not count as praise.

    Source: T12 (signal detection); square root: assumption.
    """
    return separation * math.sqrt(praise_per_day / reference_posts)


@rule
def flag_probability(stands_out, threshold):
    """Return the probability that a check flags somebody: Phi(d' - c).

    Source: T12.
    """
    return 0.5 * math.erfc((threshold - stands_out) / math.sqrt(2.0))


@rule
def is_audited(u, audit_share):
    """Return whether a member is in the sample that a check day audits, whatever it did: u < share.

    Source: T12; that the sample is drawn blindly: assumption.
    """
    return u < audit_share


@rule
def audits_cost(members, audit_share, price):
    """Return what the audits of a check day cost (yuan): price times the sample's expected size.

    Source: assumption.
    """
    return audit_share * members * price


@rule
def is_review_right(u, review_accuracy):
    """Return whether the review of a flagged case decides right: u < accuracy.

    Source: T12.
    """
    return u < review_accuracy


@rule
def review_cost(flagged, price):
    """Return what the reviews of a day cost (yuan).

    Source: assumption.
    """
    return flagged * price
