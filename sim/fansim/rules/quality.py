"""The brand's product, and how far praise of it is believed."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def quality_released(quality, voices, enough, gain, drift, period_days):
    """Return quality after a release.

    Q' = Q + k (1 - exp(-I / I0)) (1 - Q) - d Q with k and d per day, times the days since the last release.

    Source: F-17, F-83; speeds: assumption.
    """
    learned = gain * (1.0 - math.exp(-voices / enough)) * (1.0 - quality) if enough > 0.0 else 0.0
    return min(1.0, max(0.0, quality + float(period_days) * (learned - drift * quality)))


@rule
def credibility_of(positive_share, best_share, width_above, width_below):
    """Return how far praise is believed: an inverted U in the share of positive posts.

    c = exp(-(phi - phi*)^2 / (2 w^2)), with w above or below phi*.

    Source: F-23, T13 (Maslowska, Malthouse & Bernritter 2017).
    """
    gap = positive_share - best_share
    width = width_above if gap > 0.0 else width_below
    return math.exp(-gap * gap / (2.0 * width * width))
