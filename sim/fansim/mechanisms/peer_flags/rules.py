"""What members of a group make of each other's posts."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def flags_expected(size, suspicion, flags_per_day, readers_most):
    """Return how many members of a group are expected to report somebody who posted in it today.

    f s min(n - 1, a).

    Parameters
    ----------
    size : float
        n, members of the group.
    suspicion : float
        s, probability that one who looks finds it bought: the signal is what the brand sees, the judgement one's own.
    flags_per_day : float
        f, share of those who suspect somebody and report it on a day.
    readers_most : float
        a, members who read what one posts, at most.

    Source: F-134, T12; form: assumption.
    """
    return flags_per_day * suspicion * min(max(0.0, float(size) - 1.0), readers_most)


@rule
def flags_after(flags, reported):
    """Return the reports that are kept until the next check: as many as a column of one byte holds.

    Source: assumption.
    """
    return min(127, flags + reported)


@rule
def suspicion_with_flags(stands_out, flags, weight):
    """Return how far somebody stands out once the reports of its group are added (sd): d' + w n.

    Source: F-134, T12; form: assumption.
    """
    return stands_out + weight * float(flags)
