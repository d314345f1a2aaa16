"""How people come to follow the brand or to reject it: ads, friends, and what everybody says."""

from __future__ import annotations

import math

from fansim.columns import ADS, STRONG_TIE, WEAK_TIE
from fansim.rules.rule import rule


@rule
def contact_hazard(persuasion, weight, additive):
    """Return the hazard of one contact: what it adds to the chance of being reached.

    -ln(1 - min(1, weight q)); with the additive link, weight q itself.

    Parameters
    ----------
    persuasion : float
        q, chance that one contact persuades (1/contact).
    weight : float
        Credibility of praise, or the weight of a negative message.
    additive : int
        1 for the additive link of Bass.

    Source: T1 (Goldenberg, Libai & Muller 2001), T2.
    """
    chance = min(persuasion * weight, 1.0 - 1e-12)
    return chance if additive else -math.log1p(-chance)


@rule
def reached(hazard, additive):
    """Return the chance to be reached by messages of one sign today.

    h = 1 - (1 - p)(1 - q_s)^n exp(-q_w k f) = 1 - exp(-H) with H the sum of the hazards of ads, friends and weak
    contacts; with the additive link h = min(1, H), which is Bass's p + q F.

    Source: T1.
    """
    return min(1.0, hazard) if additive else -math.expm1(-hazard)


@rule
def follow_or_reject(praise, complaint):
    """Return the chances to follow and to reject, given the chances of hearing praise and complaint.

    P(follow) = (1 - h-) h+ + a h+ h-, P(reject) = (1 - h+) h- + (1 - a) h+ h-, a = h+ / (h+ + h-).

    Source: T2 (Goldenberg, Libai, Moldovan & Muller 2007).
    """
    both = praise * complaint
    weight = praise / (praise + complaint) if praise + complaint > 0.0 else 0.0
    return (1.0 - complaint) * praise + weight * both, (1.0 - praise) * complaint + (1.0 - weight) * both


@rule
def source_of_adoption(u, ads, strong, weak):
    """Return what made somebody follow: ads, a friend or a weak contact.

    Each with the share that its hazard has in the sum.

    Source: assumption (competing risks).
    """
    point = u * (ads + strong + weak)
    if point < ads:
        return ADS
    return STRONG_TIE if point < ads + strong else WEAK_TIE
