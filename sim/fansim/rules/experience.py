"""How attitudes move: trust, belonging, motivation, ownership, grudge, avoidance, expectation."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def trust_won(trust, gain, weight):
    """Return trust after a good experience: T' = T + eta c (1 - T).

    Source: F-48, F-90, T3.
    """
    return trust + gain * weight * (1.0 - trust)


@rule
def trust_lost(trust, loss, severity):
    """Return trust after a breach: T' = T (1 - delta severity).

    Source: F-48, T3 (Slovic 1993).
    """
    return trust * (1.0 - loss * severity)


@rule
def interaction_chance(activity, volume, scale):
    """Return the chance that a member takes part in its group today.

    1 - exp(-2 min(1, act) (.3 + .7 (1 - exp(-m / m1)))): a group with something to read is opened more often.

    Source: T7; form: assumption.
    """
    worth_opening = 0.3 + 0.7 * (1.0 - math.exp(-volume / scale))
    return 1.0 - math.exp(-2.0 * min(1.0, activity) * worth_opening)


@rule
def belonging_moved(belonging, interacted, size, volume, warmth, gain, loss, familiar_size, capacity):
    """Return belonging at the end of the day.

    B' = B + k y f(n) W (1 - B) / (1 + o) - d B, with f = min(1, nu / n) the share of members one can know and
    o = max(0, m / m_cap - 1) the overload.

    Parameters
    ----------
    belonging, warmth : float
        B, W in [0, 1].
    interacted : bool
        y, whether one took part today.
    size, volume : float
        n members and m messages of the group today.
    gain, loss, familiar_size, capacity : float
        k, d (1/day), nu (persons), m_cap (messages/day).

    Source: T7 (Butler 2001; Ren & Kraut 2014); F-02, F-28.
    """
    won = 0.0
    if interacted:
        overload = max(0.0, volume / capacity - 1.0)
        won = gain * min(1.0, familiar_size / max(1.0, size)) * warmth * (1.0 - belonging) / (1.0 + overload)
    return min(1.0, max(0.0, belonging + won - loss * belonging))


@rule
def motivation_moved(motivation, mean, speed, crowding, reward, recognition, heard):
    """Return intrinsic motivation at the end of the day.

    M' = M + k_r (M0 - M) - k_x x M + k_a a (1 - M).

    Source: T5 (Deci, Koestner & Ryan 1999; Frey & Jegen 2001).
    """
    moved = motivation + speed * (mean - motivation) - crowding * reward * motivation
    return min(1.0, max(0.0, moved + min(1.0, recognition * heard) * (1.0 - motivation)))


@rule
def ownership_moved(ownership, gain, loss, taken_part):
    """Return psychological ownership at the end of the day: O' = O + k e (1 - O) - d O.

    Source: T6 (Pierce, Kostova & Dirks 2001; Norton, Mochon & Ariely 2012).
    """
    return min(1.0, max(0.0, ownership + min(1.0, gain * taken_part) * (1.0 - ownership) - loss * ownership))


@rule
def grudge_deepened(grudge, gain, severity, attachment, weight):
    """Return the grudge after a failure: R' = R + k severity (1 + lambda L) (1 - R), at most 1.

    The more attached, the deeper the betrayal.

    Source: T10 (Gregoire & Fisher 2008).
    """
    return min(1.0, grudge + gain * severity * (1.0 + weight * attachment) * (1.0 - grudge))


@rule
def grudge_soothed(grudge, recovery, attachment, weight, answer):
    """Return the grudge after an answer: R' = R (1 - rho (1 + psi L) q).

    Source: T10, T11.
    """
    return grudge * max(0.0, 1.0 - recovery * (1.0 + weight * attachment) * answer)


@rule
def grudge_faded(grudge, decay, attachment, memory):
    """Return the grudge a day later: R' = R (1 - d (1 - psi L)). The attached forget more slowly.

    Source: T10 (Gregoire, Tripp & Legoux 2009).
    """
    return grudge * (1.0 - decay * (1.0 - memory * attachment))


@rule
def avoidance_moved(avoidance, gain, grudge, attachment, memory):
    """Return avoidance of a hater a day later: V' = V + k (1 + psi L) R (1 - V).

    Source: T10.
    """
    return min(1.0, avoidance + gain * (1.0 + memory * attachment) * grudge * (1.0 - avoidance))


@rule
def expectation_moved(expectation, quality, speed):
    """Return expected quality a day later: E' = E + k (Q - E).

    Source: T21 (Oliver 1980).
    """
    return expectation + speed * (quality - expectation)


@rule
def is_core_fan(trust, belonging, ownership):
    """Return whether a member is a core fan: (T + B + O) / 3 >= .6.

    Source: F-46; the cut is an assumption.
    """
    return trust / 3.0 + belonging / 3.0 + ownership / 3.0 >= 0.6
