"""Buying."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Segment


@rule
def purchase_rate(base, spend, trust, ownership, belonging, quality, avoidance, promotion, trust_weight,
                  ownership_weight, belonging_weight, trust_reference, quality_reference):  # fmt: skip
    """Return the purchases expected today.

    b spend exp(s_T (T - T0) + s_O O + s_B B) (Q / Q0) (1 - V) (1 + promotion).

    Source: T6, T10, T21; CDNOW for the spread of spend; weights: assumption.
    """
    drive = math.exp(
        trust_weight * (trust - trust_reference) + ownership_weight * ownership + belonging_weight * belonging
    )
    return base * spend * drive * (quality / quality_reference) * (1.0 - avoidance) * (1.0 + promotion)


@rule
def need_back(days, usual, share_of_cycle):
    """Return how far the need of another one is back after a purchase: 1 - exp(-(d r / a)^2), from 0 to 1.

    A phone lasts: one who has just bought needs no other, whatever draws to it. Purchases are the rate times this, so
    that several lifts together sell no more than people come to need.

    Parameters
    ----------
    days : int
        d, days since the last purchase.
    usual : float
        r, purchases a day of the person where nothing draws it and nothing holds it back: its usual time from one to
        the next is 1 / r.
    share_of_cycle : float
        a, share of that time in which the need comes back to two thirds; 0: at once.

    Source: Ratchford, Balasubramanian & Kamakura 2000 (durable goods: repeat purchases follow from how long one lasts);
    lives as Rayleigh has them, and their length against a person's own cycle: assumption.
    """
    if share_of_cycle <= 0.0:
        return 1.0
    lasted = float(days) * usual / share_of_cycle
    return 1.0 - math.exp(-lasted * lasted)


@rule
def purchases_affordable(wanted, bought_before, day, most_per_year):
    """Return the purchases of a person today, of whom nobody buys without end: min(n, c (t // 365 + 1) - N).

    Parameters
    ----------
    wanted : int
        n, what the rate of purchases would give today.
    bought_before : int
        N, purchases since day 0.
    day : int
        t.
    most_per_year : int
        c, purchases of one person in a year of the run at most.

    Source: assumption.
    """
    return max(0, min(wanted, most_per_year * (day // 365 + 1) - bought_before))


@rule
def promotion_of(segment, coupon_level, lift):
    """Return the extra purchases under coupons: lift times level for receivers who hunt for a price, else none.

    Source: F-103; lift: assumption.
    """
    return lift * coupon_level if segment == Segment.PRICE else 0.0


@rule
def revenue(purchases, price):
    """Return the sales of a day (yuan).

    Source: F-129.
    """
    return purchases * price
