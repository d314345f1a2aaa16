"""A crisis within a day: how far it spreads by the minute, and what harm it does until it is answered."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Reading

NEVER_MINUTE = 1e9
"""A minute that does not come."""


@rule
def minute_done(minutes, begins, before_minute, reading):
    """Return the minute at which a step of the answer is done: m0 + t as a deadline, m_before + t as a duration.

    Parameters
    ----------
    minutes : float
        t of the step; below 0 for never (minutes).
    begins, before_minute : float
        m0, the minute at which the brand knows; m_before, at which the step before was done. A step that is never
        taken holds up no other.
    reading : int
        Whether "3, 10, 17 minutes" are deadlines, or follow one another: 3, 13, 30.

    Source: F-108 (both readings), F-110 (m0), T11.
    """
    if minutes < 0.0:
        return NEVER_MINUTE
    follows = reading == Reading.DURATION and before_minute < NEVER_MINUTE
    return (before_minute if follows else begins) + minutes


@rule
def exposure_minute(u, start_share, growth):
    """Return the minute at which somebody meets an uncontained crisis: ln(u (1 - x0) / ((1 - u) x0)) / beta, from 0 on.

    The inverse of logistic spread, x(m) = 1 / (1 + (1 - x0) / x0 exp(-beta m)).

    Parameters
    ----------
    u : float
        Share of people who meet it earlier.
    start_share, growth : float
        x0; beta (1/min).

    Source: F-108, T11.
    """
    if u < start_share:
        return 0.0
    return max(0.0, math.log(u * (1.0 - start_share) / ((1.0 - u) * start_share)) / growth)


@rule
def minute_under_isolation(minute, isolated_at, containment):
    """Return the minute at which somebody meets a crisis that was isolated: m1 + (m - m1) / (1 - chi) if m > m1.

    From m1 on it spreads at the rate beta (1 - chi).

    Source: F-108, T11; chi: assumption.
    """
    if minute <= isolated_at:
        return minute
    left = 1.0 - containment
    return min(NEVER_MINUTE, isolated_at + (minute - isolated_at) / left) if left > 0.0 else NEVER_MINUTE


@rule
def harm_of_waiting(minute, apologised_at, end_minute, harm_minutes):
    """Return the harm of hearing nothing from the brand: 1 - exp(-(w + 1) / tau), w from meeting it to the apology.

    Parameters
    ----------
    minute, apologised_at, end_minute : float
        At which one meets it, at which the brand apologises, at which the crisis is over (minutes).
    harm_minutes : float
        tau.

    Source: F-108, T11; form: assumption.
    """
    waited = max(0.0, min(apologised_at, end_minute) - minute)
    return 1.0 - math.exp(-(waited + 1.0) / harm_minutes)


@rule
def left_by_compensation(compensated_at, effect, fading_minutes):
    """Return the share of harm that a compensation leaves: 1 - f exp(-t / tau); late ones soothe less.

    Source: F-108, T11; sizes: assumption.
    """
    return 1.0 - effect * math.exp(-compensated_at / fading_minutes)


@rule
def crisis_harm(severity, waiting_harm, compensation_left, is_member, buffer, robot_penalty):
    """Return the harm of a crisis to one who met it: D = severity h_wait h_comp (1 - b [member]) k, at most 1.

    Parameters
    ----------
    severity : float
        Of the crisis, in [0, 1].
    waiting_harm, compensation_left : float
        h_wait, h_comp.
    is_member : bool
        Whether one sits in a group, where the brand's own words arrive first.
    buffer : float
        b, share of the harm that a group keeps away.
    robot_penalty : float
        k, 1 where people answer, more where the answer sounds like a robot's.

    Source: F-18 (b), F-109 (k), T11; sizes: assumption.
    """
    kept_away = buffer if is_member else 0.0
    return min(1.0, severity * waiting_harm * compensation_left * (1.0 - kept_away) * robot_penalty)
