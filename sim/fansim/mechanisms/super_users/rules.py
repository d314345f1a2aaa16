"""Who is a super user, and what an adviser brings and costs."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def purchases_wanted(mean, spend_factor):
    """Return the purchases from which on somebody may be a super user: more than none, and k times the mean.

    Source: F-111 (twice the mean of a month); of all that one has bought in the run: assumption.
    """
    return max(1.0, spend_factor * mean)


@rule
def seats_of_advisers(people, share):
    """Return how many super users there are at most: share times followers and members.

    Source: F-112 (the top tenth).
    """
    return share * people


@rule
def advised_factor(lift):
    """Return the factor on purchases and posts of one who has an adviser: 1 + l.

    Source: F-112; form: assumption.
    """
    return 1.0 + lift


@rule
def advisers_cost(advised, price_per_month):
    """Return what advisers cost a day: people advised times price / 30.

    Source: F-112; price: assumption.
    """
    return advised * price_per_month / 30.0
