"""Staff under an alias: answers, the risk of being found out, and its price (F-12)."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def staff_answer(u, alias_share):
    """Return whether staff under an alias answer a complaint that nobody else has answered: u < share.

    Source: F-12.
    """
    return u < alias_share


@rule
def exposure_probability(answers, disclosed, scandal, risk):
    """Return the probability that staff are found out today: h (1 - s) after a day with answers, else 0.

    Parameters
    ----------
    answers : float
        Answers under an alias yesterday.
    disclosed : int
        1 if staff say who they are: then there is nothing to find out.
    scandal : float
        s, as `scandal_after` gives it: what everybody still talks of is not found out again.
    risk : float
        h (1/day).

    Source: F-12; form: assumption.
    """
    return risk * (1.0 - scandal) if answers > 0.0 and disclosed == 0 else 0.0


@rule
def scandal_after(scandal, found_out, fading_days):
    """Return how fresh the scandal is today: 1 on the day itself, and s' = s exp(-1 / tau) from then on.

    Source: F-12, assumption.
    """
    return 1.0 if found_out else scandal * math.exp(-1.0 / fading_days)


@rule
def belief_in_scandal(scandal, loss):
    """Return the factor on how far praise in public is believed: 1 - l s.

    Users who turn out to be staff are read as bought voices: whoever praises may be one of them.

    Source: F-12, F-23, T13 (T11: supporters whom the firm controls help until they are exposed); l: assumption.
    """
    return 1.0 - loss * scandal
