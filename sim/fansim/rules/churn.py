"""Leaving, and turning into a hater."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def leaving_hazard(leaving, push):
    """Return the chance to leave today: min(1, theta exp(push)).

    theta is personal, drawn once from a beta distribution (sBG).

    Source: T9 (Fader & Hardie 2007), proportional hazards.
    """
    return min(1.0, leaving * math.exp(push))


@rule
def leaving_push(trust, belonging, fatigue, grudge, waiting, weights_trust, weights_belonging, weights_fatigue,
                 weights_grudge, weights_waiting, trust_reference):  # fmt: skip
    """Return what drives somebody out or holds them, on the log scale.

    -b_T (T - T0) - b_B B + b_F F + b_R R + b_wait [waiting].

    Source: T9; weights: assumption, b_F from F-106.
    """
    return (
        weights_fatigue * fatigue
        + weights_grudge * grudge
        + weights_waiting * waiting
        - weights_trust * (trust - trust_reference)
        - weights_belonging * belonging
    )


@rule
def hates(hater, grudge, turn_at, calm_at):
    """Return whether somebody is a hater now: from a grudge of turn_at on, until it is below calm_at.

    Source: F-87, T10; levels: assumption.
    """
    return grudge >= turn_at or (hater and grudge >= calm_at)
