"""The atmosphere of a group."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def warmth_after(warmth, genuine, volume, shills, reward, hostility, reward_cooling, speed):
    """Return the warmth of a group at the end of the day.

    W' = W + k ((g + 1) / (m + h s + 1) (1 - w x) - W): genuine messages warm, bought ones and money cool.

    Source: F-79, T7; form and w: assumption.
    """
    today = (genuine + 1.0) / (volume + hostility * shills + 1.0) * (1.0 - reward_cooling * reward)
    return min(1.0, max(0.0, warmth + speed * (today - warmth)))


@rule
def topic_share_after(topic_share, topics, volume, memory):
    """Return the share of messages that open a topic, recent days weighted: S' = S + k (topics / m - S).

    Source: F-118; memory: assumption.
    """
    today = topics / volume if volume > 0.0 else 0.0
    return topic_share + memory * (today - topic_share)


@rule
def good_post_probability(topics, rate):
    """Return the probability that today brought a post worth the group: 1 - exp(-r topics).

    Source: F-117; r: assumption.
    """
    return 1.0 - math.exp(-rate * topics)


@rule
def energy_after(energy, burnout):
    """Return the energy of a group's owner a day later: e' = e (1 - burnout).

    Source: F-119; burnout: assumption.
    """
    return energy * (1.0 - burnout)


@rule
def is_silent_too_long(quiet_days, disband_days):
    """Return whether a group is disbanded: quiet days >= limit, where there is a limit.

    Source: F-117.
    """
    return disband_days > 0 and quiet_days >= disband_days


@rule
def is_owner_replaced(owner_days, rotate_days):
    """Return whether the owner of a group makes room for another: days >= limit, where there is a limit.

    Source: F-119.
    """
    return rotate_days > 0 and owner_days >= rotate_days


@rule
def is_nearly_full(size, cap, full_from):
    """Return whether a group counts as full: seats taken >= share of the cap.

    Source: F-03, F-04; the share is an assumption.
    """
    return float(size) >= full_from * float(cap)
