"""What a price does: who comes for it, what is bought because of it, what comes after it."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Segment


@rule
def is_on_sale(day, start_day, length):
    """Return whether a promotion runs today: start <= t < start + length.

    Source: F-34.
    """
    return start_day <= day < start_day + length


@rule
def responds_to_price(segment, others):
    """Return how readily somebody responds to a price: 1 for price hunters, less for others.

    Source: F-41, F-103; size for others: assumption.
    """
    return 1.0 if segment == Segment.PRICE else others


@rule
def demand_lift(price_cut, response, price_response):
    """Return the factor on purchases under a price cut: exp(e r c), semi-logarithmic demand.

    Parameters
    ----------
    price_cut : float
        c, share of the price that is let off.
    response : float
        r, as `responds_to_price` gives it.
    price_response : float
        e.

    Source: F-42; form: assumption (semi-logarithmic demand).
    """
    return math.exp(price_response * response * price_cut)


@rule
def bought_ahead_after(bought_ahead, price_cut, share_ahead, fading_days):
    """Return the share of coming purchases that has been brought forward, a day later.

    s' = s + a c (1 - s) on a day with a price cut c; s' = s exp(-1 / d) on others.

    Source: F-42 (the boom takes from the months after it); form: assumption (post-promotion dip).
    """
    if price_cut > 0.0:
        return bought_ahead + share_ahead * price_cut * (1.0 - bought_ahead)
    return bought_ahead * math.exp(-1.0 / fading_days)


@rule
def buyer_after(bought_before, on_sale):
    """Return what is known of a buyer: 0 never bought at a sale, 1 did so, 2 bought again at the full price.

    Source: F-36 (who comes back).
    """
    if on_sale:
        return max(1, bought_before)
    return 2 if bought_before > 0 else 0


@rule
def expectation_after_hype(expectation, hype):
    """Return the quality expected by one who came by an announcement: E' = E + h (1 - E).

    Source: F-45, T21 (expectation and disconfirmation); form: assumption.
    """
    return expectation + hype * (1.0 - expectation)


@rule
def promise_broken(expectation, quality, weight):
    """Return how severe a breach a purchase is that falls short of what was expected: w max(0, E - Q).

    Source: F-45, T21 (negative disconfirmation), T3; form: assumption.
    """
    return weight * max(0.0, expectation - quality)


@rule
def leaving_without_price(price_cut, attachment, leaving_per_day):
    """Return the chance that one who came for a price leaves today, now that it is over: g c (1 - L).

    Parameters
    ----------
    price_cut : float
        c of the promotion by which one came: the more of the price was let off, the less remains to stay for.
    attachment : float
        L: belonging and ownership, which hold people without a price.

    Source: F-34, F-35, F-36, F-41, F-60; form: assumption.
    """
    return leaving_per_day * price_cut * (1.0 - attachment)
