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
def most_believed_share(quality, best_share, quality_reference):
    """Return the share of positive posts that is believed most of a product of some quality.

    phi* = 1 - (1 - phi0) (1 - Q) / (1 - Q0), from 0 on: people expect as many complaints as the product gives cause
    for; only praise beyond that looks bought.

    Source: F-83, T13; form: assumption.
    """
    return max(0.0, 1.0 - (1.0 - best_share) * (1.0 - quality) / (1.0 - quality_reference))


@rule
def belief(uniformity, bought_share, sensed_share, floor):
    """Return how far praise in public is believed, once readers sense that part of it is bought.

    b = b0 + (1 - b0) c (1 - d s)^2.

    Parameters
    ----------
    uniformity : float
        c, as `credibility_of` gives it.
    bought_share : float
        s, bought posts / posts of praise, recent days weighted.
    sensed_share : float
        d, share of bought posts that readers sense to be bought.
    floor : float
        b0, belief that is left of any praise.

    Source: F-07, F-23, T12; form: assumption. Squared, so that past some volume buying more persuades fewer.
    """
    honest = 1.0 - sensed_share * bought_share
    return floor + (1.0 - floor) * uniformity * honest * honest


@rule
def credibility_of(positive_share, best_share, width_above, width_below):
    """Return how far praise is believed for its share: an inverted U in the share of positive posts.

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
