"""Posts, topics, suggestions and votes."""

from __future__ import annotations

import math

from fansim.engine.rule import rule

CO_CREATION_DAYS = 90
"""Days since the last suggestion or vote, up to which one counts as a co-creator (F-16)."""


@rule
def is_co_creator(day, co_creation_day):
    """Return whether somebody suggested or voted in the last quarter.

    Source: F-16, F-50; how long ago: assumption.
    """
    return co_creation_day >= 0 and day - co_creation_day < CO_CREATION_DAYS


@rule
def posting_rate(activity, motivation, reward, belonging, posts_per_day, reward_weight, base, atmosphere):
    """Return the posts a member is expected to write today.

    lambda = r act (M + w_I x) (b0 + w_B B).

    Parameters
    ----------
    activity : float
        Personal activity, mean 1.
    motivation, reward, belonging : float
        M, x, B in [0, 1].
    posts_per_day, reward_weight, base, atmosphere : float
        r (posts/day), w_I, b0, w_B.

    Source: T5, T8; F-66.
    """
    return posts_per_day * activity * (motivation + reward_weight * reward) * (base + atmosphere * belonging)


@rule
def posts_in_the_time(rate, most_per_day):
    """Return the posts of a day that there is time for: lambda / (1 + lambda / m).

    Writing takes the time in which one could have written something else, 1 / m of a day for each post, so that
    whatever moves one to write, and however much of it there is together, nobody comes beyond m.

    Parameters
    ----------
    rate : float
        lambda, posts that one would write today if that took no time.
    most_per_day : float
        m, posts of a day of nothing but writing.

    Source: Holling 1959 (disc equation) for the form; m: assumption.
    """
    return rate / (1.0 + rate / most_per_day)


@rule
def intrinsic_share(motivation, reward, reward_weight):
    """Return the share of posts written for their own sake: M / (M + w_I x).

    Source: T5.
    """
    total = motivation + reward_weight * reward
    return motivation / total if total > 0.0 else 0.0


@rule
def topic_probability(topic_share, intrinsic, energy):
    """Return the probability that a post opens a topic: s (share written for its own sake) e.

    Source: F-99, F-119, T5; form: assumption.
    """
    return topic_share * intrinsic * energy


@rule
def suggestion_probability(activity, motivation, suggestions_per_day, most):
    """Return the probability to make a suggestion today: min(most, r sqrt(act) 2 M).

    Source: F-49, F-61; form: assumption.
    """
    return min(most, suggestions_per_day * math.sqrt(1.0 * activity) * 2.0 * motivation)


@rule
def voting_probability(ownership, vote_probability, base):
    """Return the probability to vote on a release day: min(1, r (b + O)).

    Source: F-64; form: assumption.
    """
    return min(1.0, vote_probability * (base + ownership))


@rule
def option_voted(u, accuracy):
    """Return the option voted for, 1 being the best of three.

    The best with probability p, otherwise any of the three alike.

    Source: F-86, T20.
    """
    if u < accuracy:
        return 1
    return min(3, 1 + math.floor(3.0 * (u - accuracy) / (1.0 - accuracy))) if accuracy < 1.0 else 1


@rule
def defence_probability(belonging, attack_share, defence):
    """Return the probability to defend the brand today: min(1, r B attack share).

    Source: F-24; form: assumption.
    """
    return min(1.0, defence * belonging * attack_share)
