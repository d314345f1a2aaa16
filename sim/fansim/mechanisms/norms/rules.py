"""What people expect of each other: a gain for both sides, no begging for praise, a relationship, a group's manners."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Relationship


@rule
def mutual_benefit(users_share):
    """Return how far both sides gain, from 0 to 1: 2 min(s, 1 - s). The side that gains less decides.

    Parameters
    ----------
    users_share : float
        s, the users' share of what comes of taking part; the rest is the brand's.

    Source: F-72; form: assumption.
    """
    return 2.0 * min(users_share, 1.0 - users_share)


@rule
def readiness_wanted(benefit, cost, usual_cost):
    """Return the readiness to take part that benefit and effort deserve: max(0, b - c) / (1 - c0).

    1 where both sides gain alike and the effort is the usual one; nobody is ready where the effort is worth more than
    what comes of it.

    Parameters
    ----------
    benefit : float
        b, as `mutual_benefit` gives it.
    cost, usual_cost : float
        c and c0, the effort: 0 where taking part is simple, fun and real.

    Source: F-72, F-74; form: assumption.
    """
    return max(0.0, benefit - cost) / (1.0 - usual_cost)


@rule
def readiness_after(readiness, wanted, speed):
    """Return the readiness to take part a day later: r' = r + k (w - r). People find out by and by.

    Source: F-72; form: assumption.
    """
    return readiness + speed * (wanted - readiness)


@rule
def praise_when_asked(asking, days_asked, lift, fading_days):
    """Return the factor on praise where fans are asked to advertise: 1 + l a exp(-d / tau). It wears off.

    Parameters
    ----------
    asking : float
        a, how hard they are asked.
    days_asked : int
        d, days since it began.
    lift, fading_days : float
        l, and tau (days).

    Source: F-76; form: assumption.
    """
    return 1.0 + lift * asking * math.exp(-float(days_asked) / fading_days)


@rule
def motivation_under_pressure(motivation, pressure):
    """Return intrinsic motivation after a day of being pressed: M' = M (1 - q).

    Source: F-76, T5 (Deci, Koestner & Ryan 1999: control crowds out).
    """
    return motivation * (1.0 - pressure)


@rule
def norm_factor(relationship, authority, communal):
    """Return the factor of a relationship norm on what it moves: 1 under exchange, else what its own is.

    Source: F-81, F-143 (Aggarwal 2004; Clark & Mills 1979).
    """
    if relationship == Relationship.COMMUNAL:
        return communal
    return authority if relationship == Relationship.AUTHORITY else 1.0


@rule
def belonging_gain(gain, boost, fitting, like_minded):
    """Return the share of missing belonging won by a day of interaction: k n (1 + l [of one mind]).

    Parameters
    ----------
    gain : float
        k, as it is under exchange and among strangers.
    boost : float
        n, factor of the relationship norm.
    fitting : bool
        Whether the group and the member look for the same.
    like_minded : float
        l.

    Source: F-80, F-81; form: assumption.
    """
    return min(1.0, gain * boost * (1.0 + (like_minded if fitting else 0.0)))


@rule
def conforming_rate(rate, peers, conformity):
    """Return the posts expected of a member whom its group carries along: (1 - c) lambda + c m.

    Parameters
    ----------
    rate : float
        lambda, what it would write by itself (posts/day).
    peers : float
        m, posts per seat of its group yesterday.
    conformity : float
        c.

    Source: F-123 (group pressure in place of rules; Cialdini, Reno & Kallgren 1990: descriptive norm).
    """
    return (1.0 - conformity) * rate + conformity * peers


@rule
def altruistic_rate(rate, belonging, altruism):
    """Return the posts expected of one who also writes for the others' sake: lambda (1 + a B).

    Source: F-123; form: assumption.
    """
    return rate * (1.0 + altruism * belonging)
