"""Problems, and whether people speak up (Hirschman: exit, voice, loyalty)."""

from __future__ import annotations

import math

from fansim.rules.chance import sigmoid
from fansim.rules.rule import rule


@rule
def problem_chance(quality, problem_per_day):
    """Return the chance of a problem today: pi (1 - Q).

    Source: T21; level: assumption.
    """
    return problem_per_day * (1.0 - quality)


@rule
def speaks_up(belonging, efficacy, base, weight_belonging, weight_efficacy):
    """Return the chance to want to complain: sigma(v0 + v_B B + v_E E).

    Source: T4 (Hirschman 1970; EVLN); weights: assumption.
    """
    return sigmoid(base + weight_belonging * belonging + weight_efficacy * efficacy)


@rule
def answer_chance(reply_share, patience_seconds, delay_seconds):
    """Return the chance that a complaint is answered while its author still waits.

    reply share (1 - exp(-patience / delay)).

    Source: F-122, T11.
    """
    return reply_share * (1.0 - math.exp(-patience_seconds / delay_seconds)) if delay_seconds > 0.0 else reply_share


@rule
def answer_quality(by_bot, severity, severe_from, bot_quality, bot_quality_severe):
    """Return the worth of an answer, from 0 to 1: 1 by a person, less by a robot, least for a severe problem.

    Source: F-109, F-121.
    """
    if not by_bot:
        return 1.0
    return bot_quality_severe if severity >= severe_from else bot_quality


@rule
def voice_learned(efficacy, answer, learning):
    """Return the belief that complaining works, after having complained: E' = E + k (answer - E).

    Source: T4.
    """
    return efficacy + learning * (answer - efficacy)
