"""How attitudes move: trust, belonging, motivation, ownership, grudge, avoidance, expectation."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.mechanisms.chance import sigmoid


@rule
def attachment(belonging, ownership, belonging_weight):
    """Return how attached somebody is: L = w B + (1 - w) O.

    Source: T10; w: assumption.
    """
    return belonging_weight * belonging + (1.0 - belonging_weight) * ownership


@rule
def message_weight(is_member, credibility):
    """Return how much of a good experience is believed: all of it in a group, outside as much as praise is.

    Source: T3, T13; form: assumption.
    """
    return 1.0 if is_member else credibility


@rule
def good_experience_probability(positive_per_day, quality):
    """Return the probability of a good experience today: r Q.

    Source: F-83; r: assumption.
    """
    return positive_per_day * quality


@rule
def trust_after_gain(trust, weight, gain):
    """Return trust after a good experience: T' = T + eta c (1 - T).

    Source: F-48, F-90, T3.
    """
    return trust + gain * weight * (1.0 - trust)


@rule
def trust_after_loss(trust, severity, loss):
    """Return trust after a breach: T' = T (1 - delta severity).

    Source: F-48, T3 (Slovic 1993).
    """
    return trust * (1.0 - loss * severity)


@rule
def unsolved_severity(severity, answer):
    """Return what is left of a problem after its answer: severity (1 - answer).

    Source: T11; form: assumption.
    """
    return severity * (1.0 - answer)


@rule
def worth_opening(volume, scale, least):
    """Return how much there is to read in a group, from 0 to 1: a + (1 - a) (1 - exp(-m / m1)).

    Parameters
    ----------
    volume : float
        m, messages of the group today.
    scale : float
        m1 (messages/day).
    least : float
        a, visits to a silent group against a lively one.

    Source: T7; form: assumption.
    """
    return least + (1.0 - least) * (1.0 - math.exp(-volume / scale))


@rule
def interaction_probability(activity, to_read, visits):
    """Return the probability that a member takes part in its group today: 1 - exp(-v min(1, act) w).

    A group with something to read (w) is opened more often.

    Source: T7; form: assumption.
    """
    return 1.0 - math.exp(-visits * min(1.0, activity) * to_read)


@rule
def belonging_after(belonging, interacted, size, volume, warmth, gain, loss, familiar_size, capacity):
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
def being_heard(adopted, answer, announced, answer_weight, vote_weight):
    """Return how far somebody was heard today.

    a = [suggestion taken up] + w_a answer + w_v [vote announced].

    Source: T5, F-29; weights: assumption.
    """
    return adopted + answer_weight * answer + (vote_weight if announced else 0.0)


@rule
def participation(adopted, announced, won, won_weight, lost_weight):
    """Return how far somebody took part in the product today.

    e = [suggestion taken up] + w [vote announced], with w larger where one's option won.

    Source: T6; weights: assumption.
    """
    part = adopted
    if announced:
        part += won_weight if won else lost_weight
    return part


@rule
def motivation_after(motivation, reward, heard, mean, speed, crowding, recognition):
    """Return intrinsic motivation at the end of the day.

    M' = M + k_r (M0 - M) - k_x x M + k_a a (1 - M).

    Source: T5 (Deci, Koestner & Ryan 1999; Frey & Jegen 2001).
    """
    moved = motivation + speed * (mean - motivation) - crowding * reward * motivation
    return min(1.0, max(0.0, moved + min(1.0, recognition * heard) * (1.0 - motivation)))


@rule
def ownership_after(ownership, taken_part, gain, loss):
    """Return psychological ownership at the end of the day: O' = O + k e (1 - O) - d O.

    Source: T6 (Pierce, Kostova & Dirks 2001; Norton, Mochon & Ariely 2012); F-61, F-69.
    """
    return min(1.0, max(0.0, ownership + min(1.0, gain * taken_part) * (1.0 - ownership) - loss * ownership))


@rule
def grudge_after_failure(grudge, severity, attachment, gain, weight):
    """Return the grudge after a failure: R' = R + k severity (1 + lambda L) (1 - R), at most 1.

    The more attached, the deeper the betrayal.

    Source: T10 (Gregoire & Fisher 2008).
    """
    return min(1.0, grudge + gain * severity * (1.0 + weight * attachment) * (1.0 - grudge))


@rule
def grudge_after_answer(grudge, attachment, answer, recovery, weight):
    """Return the grudge after an answer: R' = R (1 - rho (1 + psi L) q).

    Source: T10, T11.
    """
    return grudge * max(0.0, 1.0 - recovery * (1.0 + weight * attachment) * answer)


@rule
def grudge_after_day(grudge, attachment, decay, memory):
    """Return the grudge a day later: R' = R (1 - d (1 - psi L)). The attached forget more slowly.

    Source: T10 (Gregoire, Tripp & Legoux 2009).
    """
    return grudge * (1.0 - decay * (1.0 - memory * attachment))


@rule
def avoidance_after(avoidance, grudge, attachment, gain, memory):
    """Return avoidance of a hater a day later: V' = V + k (1 + psi L) R (1 - V).

    Source: T10.
    """
    return min(1.0, avoidance + gain * (1.0 + memory * attachment) * grudge * (1.0 - avoidance))


@rule
def expectation_after(expectation, quality, speed):
    """Return expected quality a day later: E' = E + k (Q - E).

    Source: T21 (Oliver 1980).
    """
    return expectation + speed * (quality - expectation)


@rule
def satisfaction(quality, expectation, neutral, quality_neutral, level, surprise):
    """Return satisfaction, from 0 to 1: S = s0 + w_L (Q - Q0) + w_D (Q - E), cut to that range.

    Part of it is the level of quality, which one never gets used to altogether; the rest is its surprise.

    Parameters
    ----------
    quality, expectation : float
        Q, E in [0, 1].
    neutral, quality_neutral : float
        s0, and the expected quality Q0 at which it holds.
    level, surprise : float
        w_L, w_D.

    Source: F-85, T21 (Oliver 1980; Tse & Wilton 1988: performance acts beside disconfirmation); weights: assumption.
    """
    return min(1.0, max(0.0, neutral + level * (quality - quality_neutral) + surprise * (quality - expectation)))


@rule
def recommendation_score(
    trust, satisfaction, belonging, efficacy, neutral, trust_reference, satisfaction_reference, efficacy_reference,
    trust_weight, satisfaction_weight, belonging_weight, efficacy_weight,
):  # fmt: skip
    """Return the answer to "would you recommend us?", from 0 to 10.

    n = n0 + 10 (w_T (T - T0) + w_S (S - S0) + w_B B + w_E (E - E0)), cut to that range: whom nothing sets apart answers
    n0, which is neither praise nor a warning; trust, satisfaction, belonging and how one was served move it from there.

    Parameters
    ----------
    trust, satisfaction, belonging, efficacy : float
        T, S, B and E, what answers have taught one to expect, in [0, 1].
    neutral : float
        n0, the answer of one who neither trusts nor doubts, got what was expected, and belongs nowhere.
    trust_reference, satisfaction_reference, efficacy_reference : float
        T0, S0, E0 of that person.
    trust_weight, satisfaction_weight, belonging_weight, efficacy_weight : float
        w_T, w_S, w_B, w_E.

    Source: F-121 (Reichheld 2003: 7 and 8 are passive); weights and anchor: assumption.
    """
    trusted = trust_weight * (trust - trust_reference)
    pleased = satisfaction_weight * (satisfaction - satisfaction_reference)
    served = efficacy_weight * (efficacy - efficacy_reference)
    return min(10.0, max(0.0, neutral + 10.0 * (trusted + pleased + belonging_weight * belonging + served)))


@rule
def promoting_probability(score, promoter_from, scatter):
    """Return the probability that somebody's answer is high enough to promote the brand: sigma((n - c) / s).

    People of the same mind do not give the same answer.

    Parameters
    ----------
    score : float
        n, as `recommendation_score` gives it (points).
    promoter_from : float
        c, answer from which one promotes (points).
    scatter : float
        s, scale of the logistic scatter of answers (points).

    Source: F-121 (Reichheld 2003); scatter: assumption.
    """
    return sigmoid((score - promoter_from) / scatter)


@rule
def detracting_probability(score, detractor_below, scatter):
    """Return the probability that somebody's answer is low enough to advise against: sigma((c - n) / s).

    Source: F-121 (Reichheld 2003); scatter: assumption.
    """
    return sigmoid((detractor_below - score) / scatter)
