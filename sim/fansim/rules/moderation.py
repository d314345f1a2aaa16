"""Detection by observed behaviour, and the treatment of haters."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def conspicuous(praise_per_day, separation, reference_posts):
    """Return how far somebody stands out by praising (sd).

    d' = d sqrt(praise / reference): the same for a shill and for a very active praising fan, which is where false
    positives come from. Camouflaged posts do not count as praise.

    Source: T12 (signal detection); square root: assumption.
    """
    return separation * math.sqrt(praise_per_day / reference_posts)


@rule
def flag_chance(stands_out, threshold):
    """Return the chance that a check flags somebody: Phi(d' - c).

    Source: T12.
    """
    return 0.5 * math.erfc((threshold - stands_out) / math.sqrt(2.0))


@rule
def winback_chance(success, attachment, weight, days_hating, fading_days):
    """Return the chance that an attempt to win a hater back works.

    w (1 + psi L) exp(-days / tau).

    Source: F-87, T10 (Gregoire, Tripp & Legoux 2009); levels: assumption.
    """
    return min(1.0, success * (1.0 + weight * attachment) * math.exp(-float(days_hating) / fading_days))
