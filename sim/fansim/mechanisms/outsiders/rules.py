"""What outsiders make of a gift, and how their doubt comes and goes (F-22, F-23, F-26)."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def stinginess(amount, expected):
    """Return how mean a gift looks to outsiders, from 0 to 1: max(0, 1 - amount / expected).

    Members count the gesture, outsiders the money.

    Source: F-22 ("so rich, and so stingy"); form: assumption.
    """
    return max(0.0, 1.0 - amount / expected)


@rule
def mocking_posts(outsiders, visibility, mean, per_thousand):
    """Return the mocking posts that a gift calls forth on its day: n v s / 1,000 for each of r.

    Parameters
    ----------
    outsiders : float
        n, people without a seat.
    visibility : float
        v, share of them who see the gift.
    mean : float
        s, as `stinginess` gives it.
    per_thousand : float
        r, posts by 1,000 who see a gift that is next to nothing.

    Source: F-22; form: assumption.
    """
    return per_thousand / 1000.0 * outsiders * visibility * mean


@rule
def mockery_after(mockery, posts, attention_days):
    """Return the mocking posts of a day: what is left of yesterday's, and today's: m' = m exp(-1 / tau) + posts.

    Source: F-26 (the jokes go on); form: assumption.
    """
    return mockery * math.exp(-1.0 / attention_days) + posts


@rule
def doubt_after_mockery(doubt, mocked_share, positive_share, gain):
    """Return outsiders' doubt after what they saw today: D' = D + k m phi (1 - D).

    A joke about bought fans is the more convincing the more uniform the praise is at which it points.

    Parameters
    ----------
    doubt : float
        D in [0, 1].
    mocked_share : float
        m, mocking posts / all posts in public today.
    positive_share : float
        phi, share of positive posts that people have seen.
    gain : float
        k (1/day).

    Source: F-23, F-26; form: assumption.
    """
    return doubt + gain * mocked_share * positive_share * (1.0 - doubt)


@rule
def doubt_after_day(doubt, half_days):
    """Return outsiders' doubt a day later: D' = D 2^(-1 / h).

    Source: F-26, assumption.
    """
    return doubt * math.pow(2.0, -1.0 / half_days)


@rule
def doubt_after_statement(doubt, effect, deaf_share):
    """Return outsiders' doubt after an official statement: D' = D (1 - e (1 - r)). A part of it no statement reaches.

    Parameters
    ----------
    doubt : float
        D in [0, 1].
    effect : float
        e, share of what it reaches that a statement ends.
    deaf_share : float
        r, share of the doubt that no statement reaches.

    Source: F-26; form: assumption.
    """
    return doubt * (1.0 - effect * (1.0 - deaf_share))


@rule
def belief_of_doubters(doubt, weight):
    """Return the factor on how far praise in public is believed: 1 - w D.

    Source: F-23, F-26, T13; w: assumption.
    """
    return 1.0 - weight * doubt
