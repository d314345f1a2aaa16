"""What a reward does to people at once; what it does to motivation over time is in rules/experience.py."""

from __future__ import annotations

from fansim.columns import CASHBACK, CO_CREATION, COUPON, EXPERIENCE, FEEDBACK, PRICE, QUALITY, RED_PACKET, STATUS
from fansim.rules.rule import rule


@rule
def fits(kind, segment):
    """Return whether a reward fits a person.

    Money fits who hunts for a price; being heard who seeks quality; status and ritual who seeks experience;
    co-creation both of these.

    Source: F-102, F-103; the pairing is an assumption.
    """
    if segment == PRICE:
        return kind == COUPON or kind == CASHBACK or kind == RED_PACKET
    if segment == QUALITY:
        return kind == FEEDBACK or kind == CO_CREATION
    return kind != COUPON and kind != CASHBACK and kind != FEEDBACK and segment == EXPERIENCE


@rule
def controlling(kind, level, fitting, matched, mismatched, status_control, cashback_control):
    """Return how controlling a reward is felt to be, from 0 to 1.

    x = xi_kind match level, with xi = 1 for coupons, .8 cashback, .3 status, 0 for ritual gifts, answers and
    co-creation.

    Source: T5 (Deci, Koestner & Ryan 1999).
    """
    weight = 0.0
    if kind == COUPON:
        weight = 1.0
    elif kind == CASHBACK:
        weight = cashback_control
    elif kind == STATUS:
        weight = status_control
    return weight * level * (matched if fitting else mismatched)


@rule
def onset_shock(motivation, reward, reward_before, shock):
    """Return motivation after the first day of a controlling reward.

    M' = M (1 - j) where x rises from 0. A tiny reward then costs more motivation than it buys.

    Source: T5 (Gneezy & Rustichini 2000, "Pay enough or don't pay at all").
    """
    return motivation * (1.0 - shock) if reward > 0.0 and reward_before == 0.0 else motivation


@rule
def valued(belonging, gift):
    """Return belonging after a ritual gift: B' = B + b (1 - B), whatever the amount.

    Source: F-20, F-25; size of b: assumption.
    """
    return belonging + gift * (1.0 - belonging)


@rule
def tired(fatigue, memory, messages):
    """Return message fatigue at the end of the day: F' = phi F + messages.

    Source: T16.
    """
    return memory * fatigue + messages
