"""Leaving."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def leaving_hazard(leaving, push):
    """Return the probability to leave today: min(1, theta exp(push)).

    theta is personal, drawn once from a beta distribution (sBG).

    Source: T9 (Fader & Hardie 2007), proportional hazards.
    """
    return min(1.0, leaving * math.exp(push))


@rule
def leaving_push(trust, satisfaction, belonging, fatigue, grudge, waiting, trust_weight, satisfaction_weight,
                 belonging_weight, fatigue_weight, grudge_weight, waiting_weight, trust_reference,
                 satisfaction_reference):  # fmt: skip
    """Return what drives somebody out or holds them, on the log scale.

    -b_T (T - T0) - b_S (S - S0) - b_B B + b_F F + b_R R + b_wait [waiting].

    Source: T9, T21; F-83: with a bad product nothing holds people; weights: assumption, b_F from F-106.
    """
    return (
        fatigue_weight * fatigue
        + grudge_weight * grudge
        + waiting_weight * waiting
        - trust_weight * (trust - trust_reference)
        - satisfaction_weight * (satisfaction - satisfaction_reference)
        - belonging_weight * belonging
    )
