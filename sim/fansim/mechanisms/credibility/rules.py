"""How far praise is believed."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def remembered(weight, today, memory):
    """Return what people have seen, recent days weighted: w' = w + k (today - w).

    Source: T13; memory: assumption.
    """
    return weight + memory * (today - weight)


@rule
def credibility_of(positive_share, best_share, width_above, width_below):
    """Return how far praise is believed: an inverted U in the share of positive posts.

    c = exp(-(phi - phi*)^2 / (2 w^2)), with w above or below phi*.

    Source: F-23, T13 (Maslowska, Malthouse & Bernritter 2017).
    """
    gap = positive_share - best_share
    width = width_above if gap > 0.0 else width_below
    return math.exp(-gap * gap / (2.0 * width * width))


@rule
def met_by_a_person(said, persons):
    """Return how much of what is said in public a person meets: said / N.

    Source: T1 (mean field).
    """
    return said / float(max(1, persons))
