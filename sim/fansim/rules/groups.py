"""The atmosphere of a group."""

from __future__ import annotations

import math

from fansim.rules.rule import rule


@rule
def warmth_moved(warmth, genuine, volume, shills, hostility, reward, speed):
    """Return the warmth of a group at the end of the day.

    W' = W + k ((g + 1) / (m + h s + 1) (1 - x / 2) - W): genuine messages warm, bought ones and money cool.

    Source: F-79, T7; form: assumption.
    """
    today = (genuine + 1.0) / (volume + hostility * shills + 1.0) * (1.0 - 0.5 * reward)
    return min(1.0, max(0.0, warmth + speed * (today - warmth)))


@rule
def good_post_chance(topics, rate):
    """Return the chance that today brought a post worth the group: 1 - exp(-r topics).

    Source: F-117; r: assumption.
    """
    return 1.0 - math.exp(-rate * topics)


@rule
def energy_moved(energy, burnout):
    """Return the energy of a group's owner a day later: e' = e (1 - burnout).

    Source: F-119; burnout: assumption.
    """
    return energy * (1.0 - burnout)
