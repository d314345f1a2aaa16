"""Opinions that meet, and draw nearer if they are not too far apart."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def meeting_hazard(per_day):
    """Return the hazard of looking for a meeting: h = -ln(1 - p).

    Parameters
    ----------
    per_day : float
        p, probability to look for a meeting on a day (1/day); for a sure one the number next to 1 is taken.

    Source: T14; meetings at random times: assumption.
    """
    return -math.log1p(-min(per_day, 1.0 - 2.0**-53))


@rule
def days_to_meeting(u, hazard):
    """Return the days until one looks for a meeting next: n = ceil(-ln u / h), from 1 to a million.

    A geometric number of days, as if a coin was tossed every morning, drawn by inversion.

    Parameters
    ----------
    u : float
        Uniform number in (0, 1).
    hazard : float
        h, from `meeting_hazard` (1/day).

    Source: T14; meetings at random times: assumption.
    """
    return max(1.0, float(math.ceil(min(-math.log(u) / hazard, 1e6)))) if hazard > 0.0 else 1e6


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
