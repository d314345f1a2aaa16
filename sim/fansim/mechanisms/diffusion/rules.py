"""How people come to follow the brand or to reject it: ads, friends, acquaintances, and what is posted in public."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Source


@rule
def contact_hazard(persuasion, weight, additive):
    """Return the hazard of one contact: what it adds to the probability of being reached.

    -ln(1 - min(1, weight q)); with the additive link, weight q itself.

    Parameters
    ----------
    persuasion : float
        q, probability that one contact persuades (1/contact).
    weight : float
        Credibility of praise, or the weight of a negative message.
    additive : int
        1 for the additive link of Bass.

    Source: T1 (Goldenberg, Libai & Muller 2001), T2.
    """
    probability = min(persuasion * weight, 1.0 - 1e-12)
    return probability if additive else -math.log1p(-probability)


@rule
def friends_hazard(praising, friend_hazard, complex_threshold, complex_noise, additive):
    """Return the hazard of friends who praise: so many times that of one, or the noise below a threshold of friends.

    n H_friend, if n is at least the threshold of complex contagion; below it only the hazard of its noise.

    Source: T1 (Centola & Macy 2007).
    """
    if is_below_complex_threshold(praising, complex_threshold):
        return contact_hazard(complex_noise, 1.0, additive)
    return praising * friend_hazard


@rule
def is_below_complex_threshold(praising, complex_threshold):
    """Return whether too few friends praise for complex contagion: n < k, with k of 2 or more.

    Source: T1 (Centola & Macy 2007).
    """
    return complex_threshold > 1 and praising < float(complex_threshold)


@rule
def reach_probability(hazard, additive):
    """Return the probability of being reached by messages of one sign today.

    h = 1 - (1 - p)(1 - q_s)^n exp(-q_w k f) = 1 - exp(-H) with H the sum of the hazards of ads, friends and weak
    contacts; with the additive link h = min(1, H), which is Bass's p + q F.

    Source: T1.
    """
    return min(1.0, hazard) if additive else -math.expm1(-hazard)


@rule
def follow_or_reject(praise, complaint):
    """Return the probabilities to follow and to reject, given those of hearing praise and complaint.

    P(follow) = (1 - h-) h+ + a h+ h-, P(reject) = (1 - h+) h- + (1 - a) h+ h-, a = h+ / (h+ + h-).

    Source: T2 (Goldenberg, Libai, Moldovan & Muller 2007).
    """
    both = praise * complaint
    weight = praise / (praise + complaint) if praise + complaint > 0.0 else 0.0
    return (1.0 - complaint) * praise + weight * both, (1.0 - praise) * complaint + (1.0 - weight) * both


@rule
def source_of_adoption(u, ads, strong, weak, public, bought):
    """Return what made somebody follow: ads, a friend, an acquaintance, a post in public or a bought one.

    Each with the share that its hazard has in the sum.

    Source: assumption (competing risks).
    """
    point = u * (ads + strong + weak + public + bought)
    if point < ads:
        return Source.ADS
    if point < ads + strong:
        return Source.STRONG_TIE
    if point < ads + strong + weak:
        return Source.WEAK_TIE
    return Source.PUBLIC_POST if point < ads + strong + weak + public else Source.BOUGHT_POST
