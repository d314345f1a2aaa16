"""How long those have followed who followed before day 0, and what time has made of them."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def standing_weight(days, staying, growth_per_year):
    """Return how many there are who came so many days ago, against those of today: S(t) exp(-g t / 365).

    Parameters
    ----------
    days : float
        t, days of following.
    staying : float
        S(t), share who are still there after so many days.
    growth_per_year : float
        g, growth of the number that the brand wins a day (1/year).

    Source: F-31; steady growth: assumption.
    """
    return staying * math.exp(-growth_per_year * days / 365.0)


@rule
def share_staying(days, a, b):
    """Return the share who are still there after so many days: (b / (b + t))^a.

    The shifted beta-geometric model in continuous time; a, b: shapes of the beta distribution of leaving hazards.

    Source: T9 (Fader & Hardie 2007).
    """
    return math.pow(b / (b + days), a)


@rule
def settled(start, end, speed, days):
    """Return where something stands that moves from its start towards its end: e + (s - e) exp(-k t).

    Source: the daily step x' = x + k (e - x), in continuous time.
    """
    return end + (start - end) * math.exp(-speed * days)
