"""Opinions that meet, and draw nearer if they are not too far apart."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def meetings_sought(day, people, per_day):
    """Return the meetings of a day: M = floor(p N (t + 1)) - floor(p N t).

    Parameters
    ----------
    day : int
        t, from 0.
    people : float
        N, people.
    per_day : float
        p, chance of each to seek a meeting (1/day).

    Source: T14 (Deffuant, Neau, Amblard & Weisbuch 2000: pairs at random, so many a day).
    """
    return float(math.floor(per_day * people * float(day + 1)) - math.floor(per_day * people * float(day)))


@rule
def person_who_seeks(number, u, people, meetings):
    """Return who seeks a meeting of the day: i = floor((k + u) N / M), one of every N / M people in turn.

    So each has the same chance every day, whatever it did before.

    Parameters
    ----------
    number : float
        k, number of the meeting, from 0 to M - 1.
    u : float
        Uniform number in (0, 1).
    people, meetings : float
        N, M.

    Source: T14; one of each part of the people instead of any of all, so that memory is read in order: assumption.
    """
    return float(math.floor((number + u) * people / meetings))


@rule
def opinion_after(own, other, tolerance, speed):
    """Return an opinion after a meeting: x' = x + mu (y - x) if |y - x| < epsilon, else x.

    Where everybody can meet everybody, some 1 / (2 epsilon) opinions are left in the end.

    Parameters
    ----------
    own, other : float
        x, y in [0, 1].
    tolerance : float
        epsilon.
    speed : float
        mu, 1/2 for a meeting halfway.

    Source: T14 (Deffuant, Neau, Amblard & Weisbuch 2000).
    """
    apart = 1.0 * other - 1.0 * own
    return own + speed * apart if math.fabs(apart) < tolerance else 1.0 * own


@rule
def persuasion_by_the_like(follow, taste, taste_of_fans, weight):
    """Return the probability to follow of one with a taste of its own: P (1 - w |x - x_f|).

    Praise comes from fans, and persuades those who taste as they do.

    Parameters
    ----------
    follow : float
        P, for somebody of the fans' own taste (1/day).
    taste, taste_of_fans : float
        x, and x_f, the mean of those within the brand's reach.
    weight : float
        w.

    Source: T14, F-80; form: assumption.
    """
    return follow * (1.0 - weight * math.fabs(taste_of_fans - 1.0 * taste))
