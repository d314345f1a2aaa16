"""Buying, praising and attacking."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def purchase_rate(base, spend, trust, ownership, belonging, quality, avoidance, promotion,
                  weight_trust, weight_ownership, weight_belonging):  # fmt: skip
    """Return the purchases expected today.

    b spend exp(s_T (T - 1/2) + s_O O + s_B B) (Q / .6) (1 - V) (1 + promotion).

    Source: T6, T10, T21; CDNOW for the spread of spend; weights: assumption.
    """
    drive = math.exp(weight_trust * (trust - 0.5) + weight_ownership * ownership + weight_belonging * belonging)
    return base * spend * drive * (quality / 0.6) * (1.0 - avoidance) * (1.0 + promotion)


@rule
def praise_rate(activity, trust, quality, belonging, ownership, base, weight, floor):
    """Return the messages of praise expected today.

    act (w0 + w1 T Q (.3 + B + O)): without quality there is little to praise.

    Source: F-38, F-83, T8; w0, w1: assumption, set so that groups fill gradually.
    """
    return activity * (base + weight * trust * quality * (floor + belonging + ownership))


@rule
def attack_rate(activity, grudge, hater_per_day):
    """Return the messages of attack expected of a hater today: r act R.

    Source: F-87, T10; r: assumption.
    """
    return hater_per_day * activity * grudge


@rule
def would_recommend(trust, satisfaction, belonging):
    """Return the answer to "would you recommend us?", from 0 to 10: 10 (.5 T + .3 S + .2 B).

    Source: F-121; weights: assumption.
    """
    return 10.0 * (0.5 * trust + 0.3 * satisfaction + 0.2 * belonging)
