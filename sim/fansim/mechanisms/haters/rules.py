"""Turning into a hater, and being won back."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def is_hater(hater, grudge, turn_at, calm_at):
    """Return whether somebody is a hater now: from a grudge of turn_at on, until it is below calm_at.

    Source: F-87, T10; levels: assumption.
    """
    return grudge >= turn_at or (hater and grudge >= calm_at)


@rule
def is_origin_read_right(u, classification):
    """Return whether the brand reads right if a hater is a fan turned hater or a professional: u < accuracy.

    Source: F-88; level: assumption.
    """
    return u < classification


@rule
def is_taken_for_professional(professional, read_right, strike_all):
    """Return whether a hater is taken for a professional: one who is read right, a fan read wrong, or anybody.

    Source: F-88; that a brand may not ask at all: assumption.
    """
    return professional == read_right or strike_all != 0


@rule
def strike_hits(u, strike_success):
    """Return whether a strike removes an account: u < probability.

    Source: F-88; level: assumption.
    """
    return u < strike_success


@rule
def winback_probability(attachment, days_hating, success, weight, fading_days):
    """Return the probability that an attempt to win a hater back works.

    w (1 + psi L) exp(-days / tau).

    Source: F-87, T10 (Gregoire, Tripp & Legoux 2009); levels: assumption.
    """
    return min(1.0, success * (1.0 + weight * attachment) * math.exp(-float(days_hating) / fading_days))


@rule
def grudge_after_winback(grudge, recovery):
    """Return the grudge of a hater who was won back: R' = R (1 - rho).

    Source: F-87, T11.
    """
    return grudge * (1.0 - recovery)
