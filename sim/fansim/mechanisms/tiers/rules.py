"""Points and levels, and how progress draws people on."""

from __future__ import annotations

from fansim.engine.rule import rule
from fansim.state.codes import Segment


@rule
def points_needed(tier, base, ratio):
    """Return the points from one level to the next: base ratio^tier.

    Source: F-105; form: assumption.
    """
    return base * ratio ** float(tier)


@rule
def progress(done, needed):
    """Return how much of the way is done: min(1, done / needed).

    Source: T15.
    """
    return min(1.0, done / needed)


@rule
def goal_factor(progress, gradient, shown):
    """Return the factor on effort: g = 1 + gamma progress^2 where progress is shown, else 1.

    It rises the nearer the goal, and falls back to 1 when the goal is reached and a new one begins.

    Source: F-104, T15 (Kivetz, Urminsky & Zheng 2006); form: assumption.
    """
    return 1.0 + gradient * progress * progress if shown else 1.0


@rule
def privilege_factor(tier, levels, lift):
    """Return the factor on purchases that privileges of a level bring: 1 + l tier / (levels - 1).

    Source: F-54, F-105; form: assumption.
    """
    return 1.0 + lift * float(tier) / float(max(1, levels - 1))


@rule
def points_won(posts, purchases, ideas, segment, paths):
    """Return the points of a day, given those for posts, purchases and ideas: their sum.

    Where there are paths, what suits one counts twice: purchases for price hunters, ideas for quality seekers, posts
    for experience seekers.

    Source: F-54 (explorer, stylist, artist), F-97, F-105; the pairing is an assumption.
    """
    total = posts + purchases + ideas
    if not paths:
        return total
    if segment == Segment.PRICE:
        return total + purchases
    return total + (ideas if segment == Segment.QUALITY else posts)


@rule
def is_promoted(points, needed, tier, levels):
    """Return whether somebody rises a level: enough points, and a level to rise to.

    Source: F-105.
    """
    return points >= needed and tier < levels - 1


@rule
def step_probability(chance, factor):
    """Return the probability to do a step of a task today: min(1, c g).

    Source: F-104, T15; form: assumption.
    """
    return min(1.0, chance * factor)


@rule
def badges_cost(promoted, price):
    """Return what badges cost: number promoted times price.

    Source: F-105; price: assumption.
    """
    return promoted * price
