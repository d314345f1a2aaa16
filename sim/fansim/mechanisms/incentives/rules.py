"""What a reward does to people at once; what it does to motivation over time is in mechanisms/experience/rules.py."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Reward, Segment


@rule
def is_running(enabled, day, start_day, end_day, kind):
    """Return whether a reward runs today: start <= t < end, and there is something to give.

    Source: F-19 to F-21.
    """
    return enabled != 0 and start_day <= day < end_day and kind != Reward.NONE


@rule
def grants_due(day, start_day, every_days, per_day):
    """Return the grants due today: so many on every so manieth day.

    Source: F-19, F-106.
    """
    return per_day if (day - start_day) % every_days == 0 else 0


@rule
def winning_probability(winners, eligible):
    """Return the probability of an eligible member to win a red packet: min(1, packets / eligible).

    Source: F-19.
    """
    return min(1.0, float(winners) / float(max(1, eligible)))


@rule
def co_creation_factor(level, lift):
    """Return the factor on suggestions and votes under a co-creation programme: 1 + lift level.

    Source: F-97; lift: assumption.
    """
    return 1.0 + lift * level


@rule
def fits(kind, segment):
    """Return whether a reward fits a person.

    Money fits who hunts for a price; being heard who seeks quality; status and ritual who seeks experience;
    co-creation both of these.

    Source: F-102, F-103; the pairing is an assumption.
    """
    if segment == Segment.PRICE:
        return kind == Reward.COUPON or kind == Reward.CASHBACK or kind == Reward.RED_PACKET
    if segment == Segment.QUALITY:
        return kind == Reward.FEEDBACK or kind == Reward.CO_CREATION
    is_money_or_answer = kind == Reward.COUPON or kind == Reward.CASHBACK or kind == Reward.FEEDBACK
    return not is_money_or_answer and segment == Segment.EXPERIENCE


@rule
def perceived_control(kind, level, fitting, matched, mismatched, status_control, cashback_control):
    """Return how controlling a reward is felt to be, from 0 to 1.

    x = xi_kind match level, with xi = 1 for coupons, less for cashback and status, 0 for ritual gifts, answers and
    co-creation.

    Source: T5 (Deci, Koestner & Ryan 1999).
    """
    weight = 0.0
    if kind == Reward.COUPON:
        weight = 1.0
    elif kind == Reward.CASHBACK:
        weight = cashback_control
    elif kind == Reward.STATUS:
        weight = status_control
    return weight * level * (matched if fitting else mismatched)


@rule
def motivation_after_onset(motivation, reward, reward_before, shock):
    """Return motivation after the first day of a controlling reward.

    M' = M (1 - j) where x rises from 0. A tiny reward then costs more motivation than it buys.

    Source: T5 (Gneezy & Rustichini 2000, "Pay enough or don't pay at all").
    """
    return motivation * (1.0 - shock) if reward > 0.0 and reward_before == 0.0 else motivation


@rule
def belonging_after_gift(belonging, gift):
    """Return belonging after a ritual gift: B' = B + b (1 - B), whatever the amount.

    Source: F-20, F-25; size of b: assumption.
    """
    return belonging + gift * (1.0 - belonging)


@rule
def gifts_before(day, first_day, start_day, every_days):
    """Return how often somebody was given the same before today, in the last 365 days.

    The grants of day s, s + p, s + 2 p, ... from the first day that one was eligible, or 365 days ago, until yesterday.

    Parameters
    ----------
    day : int
        t, a day on which the gift is due.
    first_day : int
        First day on which one was eligible.
    start_day, every_days : int
        s, p of the programme.

    Source: F-25; the year: assumption.
    """
    since = max(first_day, day - 365, start_day)
    first = start_day + -((start_day - since) // every_days) * every_days
    return max(0, (day - first) // every_days)


@rule
def worth_of_repeated(gift, before, halving):
    """Return what a gift is worth that one was given before: b 2^(-n / h).

    A ritual wears off: its novelty halves with each repetition within a year.

    Source: F-25, assumption (Frederick & Loewenstein 1999: hedonic adaptation).
    """
    return gift * math.pow(2.0, -float(before) / halving)


@rule
def how_pressing(grants_per_day, pressing_rate):
    """Return how much of a reward's control is felt for how often it comes, 1 for once a day.

    p(f) = (1 - exp(-f / f0)) / (1 - exp(-1 / f0)).

    Parameters
    ----------
    grants_per_day : float
        f (1/day).
    pressing_rate : float
        f0 (1/day): the smaller, the sooner more grants make no difference any more.

    Source: F-79, F-106, T5 (what is expected controls); form: assumption.
    """
    return (1.0 - math.exp(-grants_per_day / pressing_rate)) / (1.0 - math.exp(-1.0 / pressing_rate))


@rule
def packet_worth(u, smallest, largest):
    """Return what a red packet is worth, anything between its limits alike (yuan).

    Source: F-19.
    """
    return smallest + u * (largest - smallest)


@rule
def fatigue_after(fatigue, messages, memory):
    """Return message fatigue at the end of the day: F' = phi F + messages.

    Source: T16.
    """
    return memory * fatigue + messages


@rule
def fatigue_after_absence(fatigue, days, memory):
    """Return message fatigue after days without messages: F' = phi^n F.

    Parameters
    ----------
    fatigue : float
        F, on the day on which one left (messages).
    days : int
        n, whole days since (days).
    memory : float
        phi, share that lasts to the next day.

    Source: T16; `fatigue_after`, n times.
    """
    return fatigue * memory ** float(days)
