"""Which messages are sent, which are opened, and what comes of one that is."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Message, Segment


@rule
def messages_due(day, per_week):
    """Return the messages of a kind that are sent today: floor(r (t + 1) / 7) - floor(r t / 7).

    So many a week, spread as evenly as whole messages can be.

    Source: by definition.
    """
    return math.floor(per_week * float(day + 1) / 7.0) - math.floor(per_week * float(day) / 7.0)


@rule
def fit_of_message(message, segment):
    """Return how far a message is about what one looks for: 1 if it is, -1/2 if it is for others, 0 for service.

    Price hunters look for promotions, quality seekers for news of the product, experience seekers for events.

    Source: F-39 (three personas), F-53, F-103; the pairing is an assumption.
    """
    if message == Message.SERVICE:
        return 0.0
    if message == Message.PROMOTION:
        fits = segment == Segment.PRICE
    elif message == Message.NEWS:
        fits = segment == Segment.QUALITY
    else:
        fits = segment == Segment.EXPERIENCE
    return 1.0 if fits else -0.5


@rule
def is_sent(fit, aimed):
    """Return whether somebody is sent a message: everybody, or, where it is aimed, whom it does not leave cold.

    Source: F-39, F-53.
    """
    return aimed == 0 or fit >= 0.0


@rule
def open_probability(rested, fit, fatigue, belonging, fit_weight, fatigue_weight, belonging_weight):
    """Return the probability that a message is opened: sigma(logit(o) + x), with x = w fit - o_F F + o_B B.

    Worked out as o e^x / (1 - o + o e^x), which is the same.

    Parameters
    ----------
    rested : float
        o, for one who is not tired, belongs nowhere, and is neither drawn nor put off; inside 0 to 1.
    fit : float
        As `fit_of_message` gives it.
    fatigue, belonging : float
        F (messages), B in [0, 1].
    fit_weight, fatigue_weight, belonging_weight : float
        w, o_F (1/message), o_B.

    Source: F-58, F-78, T16; weights: assumption.
    """
    drawn = rested * math.exp(min(fit_weight * fit - fatigue_weight * fatigue + belonging_weight * belonging, 700.0))
    return drawn / (1.0 - rested + drawn)


@rule
def trust_after_promotion(trust, belonging, loss):
    """Return trust after a promotion that one opened: T' = T (1 - l (1 - B)).

    A stranger to whom the brand has something to sell thinks that it is after the money; a fan forgives it. So it costs
    most as the opening line, when nobody belongs yet.

    Source: F-53 (the opening line is never a promotion); form: assumption.
    """
    return trust * (1.0 - loss * (1.0 - belonging))
