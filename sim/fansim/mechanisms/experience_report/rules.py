"""Who reports on a release, and what the brand makes of it."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def report_probability(ownership, motivation, chance, base):
    """Return the probability of a member to report on the last release: min(1, r (b + O) 2 M).

    Source: F-65; form: assumption, as that of votes.
    """
    return min(1.0, chance * (base + ownership) * (2.0 * motivation))


@rule
def box_ticked(u, accuracy):
    """Return the box that a report ticks, 1 being where the product should go: 1 with probability p, else any of four.

    Source: F-65 (four boxes), F-86, T20.
    """
    if u < accuracy:
        return 1
    return min(4, 1 + math.floor(4.0 * (u - accuracy) / (1.0 - accuracy))) if accuracy < 1.0 else 1


@rule
def direction_chosen(first, second, third, fourth):
    """Return the box with the most ticks, the better one of equals; 0 without any report.

    Source: F-65 (it decides what changes in the next week), F-128.
    """
    most = max(max(first, second), max(third, fourth))
    if most <= 0:
        return 0
    if first == most:
        return 1
    if second == most:
        return 2
    return 3 if third == most else 4


@rule
def gain_of_direction(direction, lift):
    """Return the factor on what the next release gains: 1 + lift where the direction is right, else 1.

    Source: F-65; size: assumption.
    """
    return 1.0 + lift if direction == 1 else 1.0
