"""Problems, and whether people speak up (Hirschman: exit, voice, loyalty)."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.mechanisms.chance import sigmoid
from fansim.state.codes import Problem, VoicePolicy


@rule
def problem_probability(quality, problem_per_day):
    """Return the probability of a problem today: pi (1 - Q).

    Source: T21; level: assumption.
    """
    return problem_per_day * (1.0 - quality)


@rule
def voice_probability(belonging, efficacy, base, belonging_weight, efficacy_weight):
    """Return the probability to want to complain: sigma(v0 + v_B B + v_E E).

    Source: T4 (Hirschman 1970; EVLN); weights: assumption.
    """
    return sigmoid(base + belonging_weight * belonging + efficacy_weight * efficacy)


@rule
def share_let_through(policy, channelled_factor, suppressed_factor):
    """Return the share of complaints that get through to the brand: 1 if voice is free, less through a channel.

    Source: F-09, F-89 (who is not let through is not content); factors: assumption.
    """
    if policy == VoicePolicy.CHANNELLED:
        return channelled_factor
    return suppressed_factor if policy == VoicePolicy.SUPPRESSED else 1.0


@rule
def answer_probability(reply_share, patience_seconds, delay_seconds):
    """Return the probability that a complaint is answered while its author still waits.

    reply share (1 - exp(-patience / delay)).

    Source: F-122, T11.
    """
    return reply_share * (1.0 - math.exp(-patience_seconds / delay_seconds)) if delay_seconds > 0.0 else reply_share


@rule
def answer_quality(problem, severity, severe_from, bot_quality, bot_quality_severe):
    """Return the worth of an answer, from 0 to 1.

    1 by a person, under an alias or not, less by a robot, least by a robot for a severe problem, 0 where there is none.

    Source: F-12, F-109, F-121.
    """
    if problem == Problem.ANSWERED or problem == Problem.ANSWERED_UNDER_ALIAS:
        return 1.0
    if problem != Problem.ANSWERED_BY_BOT:
        return 0.0
    return bot_quality_severe if severity >= severe_from else bot_quality


@rule
def voice_efficacy_after(efficacy, answer, learning):
    """Return the belief that complaining works, after having complained: E' = E + k (answer - E).

    Source: T4.
    """
    return efficacy + learning * (answer - efficacy)


@rule
def voice_efficacy_silenced(efficacy, silenced_factor):
    """Return the belief that complaining works, after having been silenced: E' = E f.

    Source: T4; factor: assumption.
    """
    return efficacy * silenced_factor


@rule
def service_cost(answers, price):
    """Return what the answers of a day cost (yuan).

    Source: F-121; prices: assumption.
    """
    return answers * price
