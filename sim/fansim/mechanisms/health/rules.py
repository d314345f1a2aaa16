"""An index of health from what the brand can see, an offer to those who fail it, and a call to those who have left."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def recency(elapsed, span):
    """Return how fresh something is, from 1 to 0: max(0, 1 - t / span).

    Source: F-140, T19 (recency of RFM, Hughes 1994); linear form: assumption.
    """
    return max(0.0, 1.0 - elapsed / span)


@rule
def fullness(amount, enough):
    """Return how near an amount is to what counts as enough, from 0 to 1: min(1, a / enough).

    Source: F-140, T19 (frequency and money of RFM, Hughes 1994); linear form: assumption.
    """
    return min(1.0, amount / enough)


@rule
def health_index(weighted, weights):
    """Return the health of a customer, from 0 to 1: H = sum w_k h_k / sum w_k; 1 if nothing is looked at.

    Parameters
    ----------
    weighted, weights : float
        Sum of the weighted indicators, and of their weights.

    Source: F-55, T19.
    """
    return min(1.0, weighted / weights) if weights > 0.0 else 1.0


@rule
def is_due_for_offer(health, days_since, threshold, cooldown_days):
    """Return whether a customer is made the offer: H < H*, and the last offer was long enough ago.

    Source: F-55, T19.
    """
    return health < threshold and days_since >= cooldown_days


@rule
def hazard_after_offer(hazard, days_since, efficacy, effect_days):
    """Return the hazard of leaving after an offer: h (1 - e) while it works, h after that.

    Were the index to find a share r of those who are to leave, churn would be 1 - r e of itself.

    Parameters
    ----------
    hazard : float
        h (1/day).
    days_since : int
        Days since the offer.
    efficacy : float
        e.
    effect_days : int
        Days for which an offer works.

    Source: F-55, T19 (.62 x .60 = .37).
    """
    return hazard * (1.0 - efficacy) if days_since < effect_days else hazard


@rule
def offers_cost(offers, price):
    """Return what the offers of a day cost (yuan).

    Source: F-55; price: assumption.
    """
    return offers * price


@rule
def reactivation_hazard(money, lapsed, contact_cost, chance):
    """Return the probability that one who has left is called and comes back today: 1 - exp(-q b / (c n)).

    Parameters
    ----------
    money : float
        b, spent today on those who have left (yuan).
    lapsed : float
        n, who they are in number.
    contact_cost : float
        c, price of one contact (yuan).
    chance : float
        q, chance that one contact brings somebody back.

    Source: F-56; form: assumption.
    """
    return 1.0 - math.exp(-chance * money / (contact_cost * lapsed)) if lapsed > 0.0 else 0.0


@rule
def share_left_for_ads(reactivation_share):
    """Return what is left of ads once a share of the budget goes to those who have left: 1 - s.

    Source: F-56 (moved within the budget, not added to it).
    """
    return 1.0 - reactivation_share
