"""What ads reach, how they wear out and tire, what they promise; what care brings."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Precision


@rule
def interested_aimed_at(precision, interested, segment_interested):
    """Return the share of interested people in the audience that ads are aimed at.

    All people, the likely segment, or the interested alone: r0, r1 or 1.

    Source: F-82 (0.001, 0.01, 1).
    """
    if precision == Precision.EXACT:
        return 1.0
    return segment_interested if precision == Precision.SEGMENT else interested


@rule
def relevance(aimed_at, interested, accuracy):
    """Return the share of contacts that find somebody interested: r0 + a (r - r0).

    Parameters
    ----------
    aimed_at : float
        r, share of interested people in the audience meant.
    interested : float
        r0, share among all people, from whom mistaken contacts are.
    accuracy : float
        a, share of contacts with whom they were meant for.

    Source: F-82, F-147; form: assumption.
    """
    return interested + accuracy * (aimed_at - interested)


@rule
def audience_share(aimed_at, interested):
    """Return the share of all people that an audience is, if it has all the interested: min(1, r0 / r).

    Source: F-82 (10,000, 1,000 and 10 of them).
    """
    return min(1.0, interested / aimed_at)


@rule
def contacts_bought(money, contact_price, audience, most):
    """Return the contacts of a day: min(money / price, most a head times audience).

    Source: F-82; the bound: assumption.
    """
    return min(money / contact_price, most * audience)


@rule
def ads_hazard_of(contacts, people, found, persuasion, fresh):
    """Return the hazard of ads to an average person: n / N r q f.

    Contacts n among N people, the share r of them with somebody interested, who follows with chance q, times freshness.

    Source: F-82, T1; who is interested changes from day to day: assumption.
    """
    return contacts / people * found * persuasion * fresh


@rule
def exposure_after(exposure, frequency, creatives, memory):
    """Return how often somebody addressed remembers to have seen the same ad: A' = m A + n / c.

    Source: F-44, T16; form: assumption (advertising stock).
    """
    return memory * exposure + frequency / creatives


@rule
def freshness(exposure, wear):
    """Return what is left of the effect of an ad that was seen before: f = exp(-w A).

    Source: F-44; form: assumption (wear-out).
    """
    return math.exp(-wear * exposure)


@rule
def tiring_messages(contacts, found, fresh, tiring):
    """Return the messages that ads count for which tire: k n (1 - r) (1 - f).

    Relevant ads are information, and fresh ones do not bore.

    Source: F-44, F-144, T16; form: assumption.
    """
    return tiring * contacts * (1.0 - found) * (1.0 - fresh)


@rule
def expectation_after_ads(expectation, contacts, promise, promise_weight):
    """Return expected quality after ads that promise more: E' = E + min(1, k n) max(0, P - E).

    Source: F-43, T21; form: assumption.
    """
    return expectation + min(1.0, promise_weight * contacts) * max(0.0, promise - expectation)


@rule
def care_factor(money, people, care_lift, care_scale):
    """Return the factor on posts, suggestions and votes under care: 1 + l (1 - exp(-money / (n s))).

    Parameters
    ----------
    money : float
        Spent on hosts and service today (yuan).
    people : float
        n, followers and members who share it.
    care_lift, care_scale : float
        l, and s (yuan/day and head).

    Source: F-40, F-52, F-60; form: assumption.
    """
    return 1.0 + care_lift * (1.0 - math.exp(-money / (people * care_scale)))
